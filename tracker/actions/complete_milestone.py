"""A detective completes a milestone: its clocks stop, the next ones start, its alerts end."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.drift import worst_drift
from tracker.domain.review import check_not_review
from tracker.domain.transfer import check_not_of_transfer


@dataclass(frozen=True, slots=True)
class CompleteMilestone:
    """A milestone happened on a day. `version` is the milestone's as the person saw it.

    `at` is the instant, where it is known: clocks in hours start and stop at it.
    """

    by: str
    case_id: str
    milestone_id: str
    version: int
    on: date
    note: str = ""
    at: datetime | None = None


def complete_milestone(request: CompleteMilestone, work: Work) -> Changes:
    """Complete a milestone; the result is its drift in working days (0: on time).

    Raises:
        RuleBroken: a review, or as `Case.complete_milestone`; StaleRecord: changed since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    name = work.rules.kind(milestone.kind).name
    check_not_review(milestone.kind, name)
    check_not_of_transfer(milestone.kind, name)
    check_version(request.version, milestone.version, milestone.id, work)
    case.complete_milestone(request.milestone_id, request.on, request.note.strip(), work.rules, work.act, request.at)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "complete_milestone",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        on=request.on,
        at=request.at,
        note=request.note.strip(),
    )
    late = worst_drift(case.clocks_of(milestone.id), work.rules.calendars, work.act.now)
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None, result=late)
