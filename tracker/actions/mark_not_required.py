"""A milestone is not required in this case, with the reason: its clocks stop, its alerts end; a supervisor approves."""

from dataclasses import dataclass

from tracker.actions.asking import ask_approval
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, WRITERS, check_may
from tracker.domain.transfer import check_not_of_transfer
from tracker.terms import ApprovalKind


@dataclass(frozen=True, slots=True)
class MarkNotRequired:
    """A milestone need not happen, with the reason. `version` is the milestone's as the person saw it."""

    by: str
    case_id: str
    milestone_id: str
    version: int
    reason: str


def mark_not_required(request: MarkNotRequired, work: Work) -> Changes:
    """Mark a milestone as not required; `ReopenMilestone` takes it back. A detective's waits for approval.

    Raises:
        RuleBroken: no reason, or already done or not required; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    if work.act.roles & SUPERVISORS:
        return _mark(request, None, work)
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_not_of_transfer(milestone.kind, work.rules.kind(milestone.kind).name)
    check_version(request.version, milestone.version, milestone.id, work)
    case.copy().mark_not_required(milestone.id, reason, work.rules, work.act)
    return ask_approval(ApprovalKind.NOT_REQUIRED, request, milestone.id, reason, work)


def not_required_as_asked(request: MarkNotRequired, asked_by: str, work: Work) -> Changes:
    """Mark as not required what somebody asked for, as approved by who acts; raises as `mark_not_required`."""
    return _mark(request, asked_by, work)


def _mark(request: MarkNotRequired, asked_by: str | None, work: Work) -> Changes:
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_not_of_transfer(milestone.kind, work.rules.kind(milestone.kind).name)
    check_version(request.version, milestone.version, milestone.id, work)
    case.mark_not_required(milestone.id, reason, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "mark_not_required",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        reason=reason,
        asked_by=asked_by,
    )
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None)
