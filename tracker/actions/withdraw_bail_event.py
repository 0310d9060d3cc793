"""An event of a bail ledger that was entered wrongly is taken back; it stays on record with the reason."""

from dataclasses import dataclass

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.errors import NotFound


@dataclass(frozen=True, slots=True)
class WithdrawBailEvent:
    """An event is taken back, with the reason. `version` is the event's as the person saw it."""

    by: str
    case_id: str
    event_id: str
    version: int
    reason: str


def withdraw_bail_event(request: WithdrawBailEvent, work: Work) -> Changes:
    """Take an event of bail back.

    Raises:
        RuleBroken: no reason, or as `Case.withdraw_bail_event`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    event = case.bail_events.get(request.event_id)
    if event is None:
        raise NotFound("not_found")
    check_version(request.version, event.version, event.arrest_id, work)
    case.withdraw_bail_event(event.id, reason, work.rules, work.act)
    work.cases.save(case)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "withdraw_bail_event",
        case_id=case.record.id,
        subject_id=event.arrest_id,
        event=event.id,
        bail_event=event.kind,
        was_on=event.happened_on,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
