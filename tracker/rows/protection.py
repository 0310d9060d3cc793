"""What protects each child of a case, the measures behind it, breaches and checks of bail, as frozen rows."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import BailConditionKind, Checker, CheckOutcome, YesNo


@dataclass(frozen=True, slots=True)
class ProtectionRow:
    """One child and one suspect with access to children, or of whom that is not known.

    Args:
        protected: whether something keeps the suspect from the child today.
        known: False where an imported case says nothing of the suspect's access, nor of any protection.
        since: since when that is so, without a break.
        until: of a protected child, the last day known; None where no end is known.
        by: the names of what protects today.
        gaps: the days since the report on which nothing did, first and last of each.
        state_key: critical without protection, unknown where that is not known, due soon where it lapses within a
            week, else done.
    """

    child_id: str
    child: str
    suspect_id: str
    suspect: str
    access: YesNo
    protected: bool
    since: date
    until: date | None
    by: tuple[str, ...]
    checked_by: tuple[str, ...]
    gaps: tuple[tuple[date, date], ...]
    bare_days: int
    state_key: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure that was entered, a condition of bail, or what follows from milestones; in force or over.

    `protection_id` is empty where it cannot be reviewed or ended by itself. `state_key` is done while it is in force,
    overdue where nobody has looked at it in time, not required when it is over.
    """

    key: str
    protection_id: str
    name: str
    suspect_id: str
    suspect: str
    child: str
    since: date
    until: date | None
    review_on: date | None
    checked_by: Checker | None
    breaches: int
    last_breach: date | None
    over: bool
    ended_because: str
    covers: bool
    note: str
    state_key: str
    version: int


@dataclass(frozen=True, slots=True)
class BailToCondition:
    """An arrest whose bail is in force: its conditions may be set; how many hold now, and of what kinds."""

    arrest_id: str
    suspect_id: str
    suspect: str
    version: int
    conditions: int
    kinds: tuple[BailConditionKind, ...]


@dataclass(frozen=True, slots=True)
class BailCheckRow:
    """The check of a suspect's bail conditions that is due, and what the last looks found."""

    suspect_id: str
    suspect: str
    milestone_id: str
    version: int
    due: date | None
    days_late: int
    last_on: date | None
    last_outcome: CheckOutcome | None
    not_checked: int


@dataclass(frozen=True, slots=True)
class CaseProtection:
    """Everything about protection in a case; `adults` is how many are left out, as adults at the report."""

    pairs: tuple[ProtectionRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    bails: tuple[BailToCondition, ...] = ()
    checks: tuple[BailCheckRow, ...] = ()
    kinds: tuple[tuple[str, str, int], ...] = ()
    adults: int = 0
    without_access: int = 0
