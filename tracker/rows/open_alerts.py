"""Rows of the open alerts, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import AlertKind, AlertState, Holder, Rung, Severity


@dataclass(frozen=True, slots=True)
class OpenAlertsQuestion:
    """Open alerts within the person's scope; narrowed to what an officer was told of, or to a case."""

    by: str
    told_to: str | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One open alert.

    Args:
        days_late: in working days past due (None for an alert without a date).
        reason: why it was raised, in words.
        since: from when it was true; earlier than `raised_at` where nothing looked for a while.
        climbs_on: the day on which the next rung is told if nobody takes it on.
    """

    alert_id: str
    severity: Severity
    kind: AlertKind
    state: AlertState
    case_id: str
    reference: str
    milestone_id: str | None
    milestone: str
    clock_id: str | None
    limit_id: str
    limit: str
    first_due: date | None
    due: date | None
    due_at: datetime | None
    days_late: int | None
    held_by: Holder
    told_to: tuple[str, ...]
    raised_at: datetime
    acknowledged_by: str
    next_step: str
    next_step_by: date | None
    version: int
    reason: str = ""
    since: datetime | None = None
    rung: Rung = Rung.OIC
    climbs_on: date | None = None
    snoozed_until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenAlerts:
    """The alerts, most serious and longest late first, and how many are withheld as restricted."""

    rows: tuple[AlertRow, ...]
    restricted_not_shown: int
