"""What the sweep needs to know of an overdue clock, and of a case without owner or next action."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.counting import Measure
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
    oic_id: str | None
    supervisor_id: str | None
    team_id: str | None


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case that lacks something: who has it, and since when it has been so."""

    case_id: str
    since: date
    risk: RiskGrade
    oic_id: str | None
    supervisor_id: str | None
    team_id: str | None


@dataclass(frozen=True, slots=True)
class OpenOverdue:
    """An open overdue alert with the clock it is about, to see whether it has grown more serious."""

    alert_id: str
    severity: Severity
    clock: OverdueClock
