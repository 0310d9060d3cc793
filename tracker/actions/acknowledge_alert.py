"""A person takes an alert on, with the next step and the day by which it will be done."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.alert import check_next_step, check_open
from tracker.errors import RuleBroken
from tracker.terms import AlertState, AlertStep


@dataclass(frozen=True, slots=True)
class AcknowledgeAlert:
    """An alert is taken on. `version` is the alert's as the person saw it."""

    by: str
    alert_id: str
    version: int
    next_step: str
    next_step_by: date


def acknowledge_alert(request: AcknowledgeAlert, work: Work) -> Changes:
    """Acknowledge an open alert; what is done stays done: an alert that has ended is not revived.

    Raises:
        RuleBroken: no next step, or its day is past or too far off, or the alert has ended; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    if not request.next_step.strip():
        raise RuleBroken("next_step_needed", field="next_step")
    check_next_step(
        request.next_step_by, work.act.today, work.rules.alerts.next_step_days, work.rules.working_days
    )  # fmt: skip
    alert = work.alerts.get(request.alert_id)
    check_open(alert)
    check_version(request.version, alert.version, alert.id, work)
    work.alerts.save(
        replace(
            alert,
            state=AlertState.ACKNOWLEDGED,
            acknowledged_by=work.act.officer_id,
            acknowledged_at=work.act.now,
            next_step=request.next_step.strip(),
            next_step_by=request.next_step_by,
            snoozed_until=None,
        )
    )
    work.alerts.note(alert.id, AlertStep.ACKNOWLEDGED, why=request.next_step.strip(), until=request.next_step_by)
    work.audit.add(
        "acknowledge_alert",
        case_id=alert.case_id,
        subject_id=alert.id,
        next_step=request.next_step.strip(),
        next_step_by=request.next_step_by,
    )
    return Changes.of(alert=[alert.id], case=[alert.case_id])
