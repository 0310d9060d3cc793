"""Alert: when one is raised and ended, how serious it is, and the unique key that lets it be told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.limit import Rise
from tracker.terms import AlertEnd, AlertKind, AlertState, Severity

TIME_LIMIT_OUTCOME = "17"
"""The Home Office outcome that says a time limit on prosecution was missed."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A record that something is overdue or missing. The key is subject, kind, threshold and episode.

    An episode is one due value of a clock (or one stretch of a missing owner); a new due value begins a new one.
    """

    id: str
    subject_id: str
    kind: AlertKind
    threshold: str
    episode: str
    case_id: str
    milestone_id: str | None
    clock_id: str | None
    severity: Severity
    state: AlertState
    raised_at: datetime
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    next_step: str = ""
    next_step_by: date | None = None
    ended_at: datetime | None = None
    ended_because: AlertEnd | None = None
    version: int = 1


def overdue_severity(base: Severity, amount: int, units_late: int, rises: Sequence[Rise]) -> Severity:
    """Give how serious an overdue clock is: its limit's severity, raised by the limit's later amounts.

    Args:
        base: the severity of the limit when it becomes overdue.
        amount: the amount the clock counts, in its own unit.
        units_late: how many of the same unit it is past due.
        rises: later amounts from the same start, each with the severity it brings.
    """
    reached = [rise.severity for rise in rises if amount + units_late >= rise.amount]
    return max((base, *reached), key=tuple(Severity).index)
