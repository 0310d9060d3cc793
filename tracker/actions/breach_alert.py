"""Tells the supervisor and an inspector that what protects a child was broken."""

from tracker.actions.telling import staff_of
from tracker.actions.work import Work
from tracker.domain.alert import Alert
from tracker.domain.case import Case
from tracker.domain.ladder import told_of_missed_limit
from tracker.domain.protection import Breach
from tracker.terms import AlertKind, AlertState, Severity


def tell_of_breach(case: Case, breach: Breach, work: Work) -> int:
    """Raise the alert of a breach; it stands until somebody has taken it on and done what was to follow."""
    record = case.record
    alert = Alert(
        work.act.new_id(),
        breach.id,
        AlertKind.CONDITIONS_BREACHED,
        "0",
        breach.on.isoformat(),
        record.id,
        None,
        None,
        Severity.CRITICAL,
        AlertState.OPEN,
        work.act.now,
    )
    told = told_of_missed_limit(record.supervisor_id, record.team_id, work.act.today, staff_of(work))
    return work.alerts.raise_new([(alert, one) for one in told])
