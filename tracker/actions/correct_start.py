"""Correct the day on which a clock started; both days stay on record, and its date is worked out again."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may


@dataclass(frozen=True, slots=True)
class CorrectStart:
    """A clock started on another day than was entered. `version` is the clock's as the person saw it."""

    by: str
    case_id: str
    clock_id: str
    version: int
    to: date
    reason: str


def correct_start(request: CorrectStart, work: Work) -> Changes:
    """Correct a clock's start, of a limit of law too: what happened is a fact.

    A detective may do so for a start, and to a day, of the last 28 days; further back needs a supervisor.

    Raises:
        RuleBroken: as above, no reason, or a day it cannot have started on; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    case.correct_start(clock.id, request.to, reason, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "correct_start",
        case_id=case.record.id,
        subject_id=clock.milestone_id,
        milestone=case.milestone(clock.milestone_id).kind,
        limit=clock.limit_id,
        was_started=clock.started_on,
        started=request.to,
        was_due=clock.due,
        to=case.clock(clock.id).due,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)
