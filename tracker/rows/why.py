"""Why a clock's date is what it is, as frozen rows with the English made ready."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import ClockState, LimitKind


@dataclass(frozen=True, slots=True)
class WhyQuestion:
    """Which clocks: all of a case, or those of one milestone. The case by its id or its reference."""

    by: str
    case: str
    milestone: str | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: the day or instant, what happened or was counted, what it gives, and the basis."""

    on: str
    what: str
    gives: str
    basis: str


@dataclass(frozen=True, slots=True)
class Why:
    """One clock with its steps."""

    case_id: str
    reference: str
    milestone_id: str
    milestone: str
    subject: str
    clock_id: str
    limit_id: str
    limit: str
    limit_kind: LimitKind
    limit_version: int
    calendar: str
    calendar_version: int
    state: ClockState
    started: str
    first_due: date | None
    first_due_at: datetime | None
    due: date | None
    due_at: datetime | None
    unknown: str
    provisional: bool
    to_be_confirmed: bool
    basis: str
    steps: tuple[StepRow, ...]
