"""A supervisor says that a milestone is not required in this case, and why: its clocks stop, its alerts end."""

from dataclasses import dataclass

from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may


@dataclass(frozen=True, slots=True)
class MarkNotRequired:
    """A milestone need not happen, with the reason. `version` is the milestone's as the person saw it."""

    by: str
    case_id: str
    milestone_id: str
    version: int
    reason: str


def mark_not_required(request: MarkNotRequired, work: Work) -> Changes:
    """Mark a milestone as not required; `ReopenMilestone` takes it back.

    Raises:
        RuleBroken: not a supervisor, no reason, or already done or not required; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_version(request.version, milestone.version, milestone.id, work)
    case.mark_not_required(milestone.id, reason, work.rules, work.act)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    work.audit.add(
        "mark_not_required",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None)
