"""Say why a milestone waits, who is awaited, and what happens next."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.delay import Delay
from tracker.domain.milestone import check_date
from tracker.errors import RuleBroken
from tracker.terms import DelayReason, Holder


@dataclass(frozen=True, slots=True)
class RecordDelay:
    """A cause of delay of a milestone, with the next step. `version` is the milestone's as the person saw it."""

    by: str
    case_id: str
    milestone_id: str
    version: int
    reason: DelayReason
    awaited: Holder
    since: date
    next_step: str
    note: str = ""


def record_delay(request: RecordDelay, work: Work) -> Changes:
    """Record a cause of delay.

    Raises:
        RuleBroken: the milestone is done, no next step, or the day is in the future; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    if not request.next_step.strip():
        raise RuleBroken("next_step_needed", field="next_step")
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_version(request.version, milestone.version, milestone.id, work)
    check_date(request.since, case.record.reported_on, work.act, field="since", any_age=True)
    delay = Delay(
        work.act.new_id(),
        case.record.id,
        milestone.id,
        request.reason,
        request.awaited,
        request.since,
        None,
        request.next_step.strip(),
        request.note.strip(),
        work.act.now,
        work.act.officer_id,
    )
    case.record_delay(delay, work.rules, work.act)
    work.cases.save(case)
    work.audit.add(
        "record_delay",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        reason=request.reason,
        awaited=request.awaited,
        since=request.since,
        next_step=request.next_step.strip(),
    )
    return Changes.of(case=[case.record.id], milestone=[milestone.id])
