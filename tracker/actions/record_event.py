"""Something happened to a case, a child, a suspect or a device: its milestone is completed, or opened and completed."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.drift import worst_drift
from tracker.domain.milestone_plan import Opened
from tracker.domain.review import check_not_review
from tracker.domain.transfer import check_not_of_transfer
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """A kind of milestone happened to a subject of a case; the case itself where no subject is named.

    `at` is the instant, where it is known: clocks in hours start and stop at it.
    """

    by: str
    case_id: str
    kind: str
    on: date
    subject_id: str = ""
    note: str = ""
    at: datetime | None = None


def record_event(request: RecordEvent, work: Work) -> Changes:
    """Record what happened; the result is the drift of its milestone in working days.

    Raises:
        RuleBroken: no such kind, a review, one that follows from others, the wrong sort of subject, or as
            `Case.happen`; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    subject = request.subject_id or case.record.id
    kind = work.rules.kind(request.kind)
    if subject not in case.subjects(kind.subject):
        raise RuleBroken("wrong_subject", field="subject_id", milestone=kind.name, subject=kind.subject)
    check_not_review(kind.id, kind.name)
    check_not_of_transfer(kind.id, kind.name)
    if kind.opened is Opened.PROGRAM:
        raise RuleBroken("recorded_otherwise", field="kind", milestone=kind.name)
    milestone = case.happen(request.kind, subject, request.on, request.note.strip(), work.rules, work.act, request.at)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_event",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=request.kind,
        on=request.on,
        at=request.at,
        note=request.note.strip(),
    )
    late = worst_drift(case.clocks_of(milestone.id), work.rules.calendars, work.act.now)
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None, result=late)
