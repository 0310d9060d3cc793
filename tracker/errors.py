"""The errors a user can meet; each carries a code and values, and english/errors.py has the sentence."""


class UndriftError(Exception):
    """An error with a code and values, for a person rather than for a programmer."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}({facts})"


class RuleBroken(UndriftError):
    """The rules forbid it. `field` names the field of the request it concerns, where there is one."""

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class StaleRecord(UndriftError):
    """Somebody changed the record since it was read; values say who, when and what differs."""


class StorageProblem(UndriftError):
    """The database or a file cannot be opened, is too new, or cannot be written."""


class FileRejected(UndriftError):
    """A file that came in cannot be read as cases."""


class Stopped(UndriftError):
    """A person stopped the work before it was over; nothing of it was kept."""


class NotFound(UndriftError):
    """The record does not exist, or is out of the person's scope: the two are told apart to nobody."""


class MailProblem(UndriftError):
    """A mail server was not reached, must not be trusted with a message, or did not take it."""
