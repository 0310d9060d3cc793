"""Changes: which records an action touched, and which notices it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.terms import Change, Severity


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person at the screen should be told; never a name, an offence or a reference."""

    code: str
    severity: Severity
    count: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action touched, by kind and id. An empty set of ids for a kind means: all of that kind."""

    touched: dict[Change, frozenset[str]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    result: object = None

    @classmethod
    def of(cls, *, notices: Iterable[Notice] = (), result: object = None, **kinds: Iterable[str] | None) -> "Changes":
        """Build from keyword arguments named as in `Change`; None means all of that kind."""
        touched = {Change(kind): frozenset(ids if ids is not None else ()) for kind, ids in kinds.items()}
        return cls(touched, tuple(notices), result)

    def touches(self, kind: Change) -> bool:
        """Say whether any record of a kind was touched."""
        return kind in self.touched

    def ids(self, kind: Change) -> frozenset[str] | None:
        """Give the ids touched of a kind, or None where all of them may have been."""
        return self.touched.get(kind) or None
