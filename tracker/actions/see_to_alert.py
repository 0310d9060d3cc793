"""A person says what was done about an alert that nothing but a person can end: a breach, a missed time limit."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.alert import check_open
from tracker.errors import RuleBroken
from tracker.terms import UNTIL_SEEN_TO, AlertEnd, AlertState, AlertStep


@dataclass(frozen=True, slots=True)
class SeeToAlert:
    """An alert was seen to, and how. `version` is the alert's as the person saw it."""

    by: str
    alert_id: str
    version: int
    what_was_done: str


def see_to_alert(request: SeeToAlert, work: Work) -> Changes:
    """End an alert that does not end by itself.

    Raises:
        RuleBroken: not a supervisor, nothing said of what was done, an alert that ends when what it is about is done,
            or one that has ended; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    done = request.what_was_done.strip()
    if not done:
        raise RuleBroken("what_was_done_needed", field="what_was_done")
    alert = work.alerts.get(request.alert_id)
    check_open(alert)
    if alert.kind not in UNTIL_SEEN_TO:
        raise RuleBroken("alert_ends_by_itself", kind=alert.kind)
    check_version(request.version, alert.version, alert.id, work)
    work.alerts.save(
        replace(alert, state=AlertState.ENDED, ended_at=work.act.now, ended_because=AlertEnd.SEEN_TO, climbs_on=None)
    )
    work.alerts.note(alert.id, AlertStep.ENDED, why=AlertEnd.SEEN_TO.value)
    work.audit.add("see_to_alert", case_id=alert.case_id, subject_id=alert.id, what_was_done=done)
    return Changes.of(alert=[alert.id], case=[alert.case_id])
