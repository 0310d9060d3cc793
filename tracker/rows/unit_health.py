"""How the unit's records and the timed work stand, as findings; and whether the audit trail is whole."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Health(StrEnum):
    """How one thing stands."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class UnitHealthQuestion:
    """How everything stands."""

    by: str


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One finding: `key` names it for the window, `detail` says it in words, `at` is when it was last so."""

    key: str
    what: str
    state: Health
    detail: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitHealth:
    """The findings, in the order of what matters first. `may_check` says whether the person may verify the trail."""

    rows: tuple[HealthRow, ...]
    may_check: bool


@dataclass(frozen=True, slots=True)
class AuditCheckQuestion:
    """Whether the chain of the audit trail holds."""

    by: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """Whether it holds, how many entries were read, and else the first place at which it does not, and why."""

    holds: bool
    entries: int
    first_bad_place: int | None
    why: str
