"""Why a clock's date is what it is, as frozen rows with the English made ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """One step in words: the day or instant, what happened or was counted, what it gives, the basis, who recorded it.

    The same as data: its `code`, its `day`, the day or instant it `gives_day`, and its `values` by name.
    """

    on: str
    what: str
    gives: str
    basis: str
    recorded: str = ""
    code: str = ""
    day: date | datetime | None = None
    gives_day: date | datetime | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Why:
    """One clock with its steps.

    Args:
        alarm: the day by which alarms go, where it is earlier than the due date.
        unknown: why there is no due date, in words.
        source: who made the limit and how sure its number is, in words.
        known_to: the last day of the calendar.
        period: whether it ends and is extended, and so has no lateness.
    """

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
    alarm: date | None = None
    source: str = ""
    known_to: date | None = None
    period: bool = False
