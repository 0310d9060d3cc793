"""Say for which day something is booked, such as a conference; its due date stays as it is."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A milestone is booked for a day; None takes a booking away. `version` is the milestone's as the person saw it.

    `reason` is needed where an earlier booking changes.
    """

    by: str
    case_id: str
    milestone_id: str
    version: int
    on: date | None
    reason: str = ""


def plan_day(request: PlanDay, work: Work) -> Changes:
    """Record the day something is planned for; what is counted back from it moves with it.

    Raises:
        RuleBroken: as `Case.plan_day`; StaleRecord: changed since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_version(request.version, milestone.version, milestone.id, work)
    case.plan_day(milestone.id, request.on, request.reason.strip(), work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "plan_day",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        was_planned_on=milestone.planned_on,
        planned_on=request.on,
        reason=request.reason.strip(),
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
