"""A supervisor approves what a detective asked for, and it is done; or refuses it, with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.actions.asking import read_again
from tracker.actions.mark_not_required import MarkNotRequired, not_required_as_asked
from tracker.actions.pause_clock import PauseClock, pause_as_asked
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_as_asked
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.approval import Approval
from tracker.errors import RuleBroken, StaleRecord
from tracker.terms import ApprovalKind, ApprovalState

CARRIED_OUT: Mapping[ApprovalKind, tuple[type[Any], Callable[[Any, str, Work], Changes]]] = {
    ApprovalKind.RESCHEDULE: (RescheduleMilestone, reschedule_as_asked),
    ApprovalKind.NOT_REQUIRED: (MarkNotRequired, not_required_as_asked),
    ApprovalKind.PAUSE: (PauseClock, pause_as_asked),
}


@dataclass(frozen=True, slots=True)
class DecideApproval:
    """A request is approved or refused. `version` is its own as the person saw it."""

    by: str
    approval_id: str
    version: int
    approve: bool
    because: str = ""


def decide_approval(request: DecideApproval, work: Work) -> Changes:
    """Decide a request. Approved, it is carried out on the record as it is now, as approved by who decides.

    Raises:
        RuleBroken: not a supervisor, one's own, decided already, refused without a reason; `approval_stale`: what it
            concerns has been changed since it was asked, so it stays as it is; or as the action itself. StaleRecord;
            NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    found = work.kept.get(Approval, request.approval_id)
    check_version(request.version, found.version, found.id, work)
    state = ApprovalState.APPROVED if request.approve else ApprovalState.REFUSED
    decided = found.decided(state, request.because, work.act)
    work.kept.save(decided)
    work.audit.add(
        "approve_request" if request.approve else "refuse_request",
        case_id=found.case_id,
        subject_id=found.id,
        milestone=work.cases.get(found.case_id).milestone(found.milestone_id).kind,
        approval_kind=found.kind,
        asked_by=found.asked_by,
        reason=decided.because,
    )
    if not request.approve:
        return Changes.of(case=[found.case_id], approval=[found.id])
    done = _carry_out(found, work)
    return Changes.of(
        approval=[found.id], case=[found.case_id], milestone=[found.milestone_id], alert=None, result=done.result
    )


def _carry_out(found: Approval, work: Work) -> Changes:
    cls, carry_out = CARRIED_OUT[found.kind]
    try:
        return carry_out(read_again(cls, found.request, by=work.act.officer_id), found.asked_by, work)
    except StaleRecord as stale:
        who, when = stale.values.get("who", ""), stale.values.get("when", "")
        raise RuleBroken("approval_stale", who=who, when=when) from stale
