"""A chase or an escalation that was entered wrongly is taken back; it stays on record with the reason."""

from dataclasses import dataclass, replace

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import Chase, Escalation
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class WithdrawChase:
    """A chase, or an escalation, is taken back, with the reason. `version` is its own as the person saw it."""

    by: str
    chase_id: str
    version: int
    reason: str
    escalation: bool = False


def withdraw_chase(request: WithdrawChase, work: Work) -> Changes:
    """Take a chase or an escalation back: what it completed is open again, an open wait has its step of before.

    Raises:
        RuleBroken: no reason, withdrawn already, or as `Case.reopen_milestone`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    kept: Chase | Escalation
    if request.escalation:
        kept = work.kept.get(Escalation, request.chase_id)
    else:
        kept = work.kept.get(Chase, request.chase_id)
    check_version(request.version, kept.version, kept.id, work)
    if kept.withdrawn_at is not None:
        raise RuleBroken("chase_withdrawn")
    case = work.cases.get(kept.case_id)
    case.take_back_event(kept.event_id, reason, work.rules, work.act)
    if kept.replaced_step is not None:
        case.renew_delay(kept.milestone_id, kept.agency, kept.replaced_step)
    work.cases.save(case)
    work.kept.save(replace(kept, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id, withdrawn_because=reason))
    settle_case(case.record.id, work)
    work.audit.add(
        "withdraw_escalation" if request.escalation else "withdraw_chase",
        case_id=case.record.id,
        subject_id=kept.id,
        agency=kept.agency,
        on=kept.on,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
