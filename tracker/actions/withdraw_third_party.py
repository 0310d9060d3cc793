"""A request for material that was entered wrongly is taken back; it stays on record with the reason."""

from dataclasses import dataclass, replace

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.third_party import ThirdPartyRequest
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class WithdrawThirdParty:
    """A request is taken back, with the reason. `version` is the request's as the person saw it."""

    by: str
    request_id: str
    version: int
    reason: str


def withdraw_third_party(request: WithdrawThirdParty, work: Work) -> Changes:
    """Take a request back: it was never asked, its clock stops, and nobody waits for it.

    Raises:
        RuleBroken: no reason, withdrawn already, or as `Case.reopen_milestone`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    asked = work.kept.get(ThirdPartyRequest, request.request_id)
    check_version(request.version, asked.version, asked.id, work)
    if asked.withdrawn_at is not None:
        raise RuleBroken("chase_withdrawn")
    case = work.cases.get(asked.case_id)
    case.take_back_request(asked.asked_id, asked.received_id, reason, work.rules, work.act)
    work.cases.save(case)
    work.kept.save(
        replace(asked, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id, withdrawn_because=reason)
    )
    settle_case(case.record.id, work)
    work.audit.add(
        "withdraw_third_party",
        case_id=case.record.id,
        subject_id=asked.id,
        source=asked.source,
        what=asked.what,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=[asked.asked_id, asked.received_id], alert=None)
