"""What the sweep needs to know of a clock, of a case that lacks something, and of an alert that stands."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.counting import Measure
from tracker.domain.ladder import Concern
from tracker.terms import RiskGrade, Severity


@dataclass(frozen=True, slots=True)
class OverdueClock:
    """A running clock past due: columns, never entities."""

    clock_id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    measure: Measure
    due: date | None
    due_at: datetime | None
    overdue_since: datetime | None
    expires_at: datetime
    concern: Concern


@dataclass(frozen=True, slots=True)
class ClockToWarn:
    """A running clock whose present due value has a warning to tell, or has not been looked at yet."""

    clock_id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    episode: str
    expires_at: datetime | None
    concern: Concern


@dataclass(frozen=True, slots=True)
class LongPause:
    """A clock that stands still past the day on which its pause was to be reviewed; `pause` counts its pauses."""

    clock_id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    pause: int
    review_on: date
    concern: Concern


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case that lacks something: whom it concerns, and since when it has been so."""

    case_id: str
    since: date
    risk: RiskGrade
    concern: Concern


@dataclass(frozen=True, slots=True)
class Lapse:
    """A child's protection from a suspect that ends on a day, or has ended on it where nothing took its place."""

    subject: str
    case_id: str
    on: date
    over: bool
    concern: Concern


@dataclass(frozen=True, slots=True)
class UnreviewedMeasure:
    """A protective measure in force past the day on which somebody was to look at it again."""

    protection_id: str
    case_id: str
    version: int
    review_on: date
    risk: RiskGrade
    concern: Concern


@dataclass(frozen=True, slots=True)
class OpenOverdue:
    """An open overdue alert with the clock it is about, to see whether it has grown more serious."""

    alert_id: str
    severity: Severity
    clock: OverdueClock
