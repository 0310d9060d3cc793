"""Let a paused clock run on; its date is worked out again from the whole list of its events."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may


@dataclass(frozen=True, slots=True)
class ResumeClock:
    """A paused clock runs again from a day. `version` is the clock's as the person saw it."""

    by: str
    case_id: str
    clock_id: str
    version: int
    on: date
    note: str = ""


def resume_clock(request: ResumeClock, work: Work) -> Changes:
    """Let a clock run on.

    A detective may not end a pause that nobody approved later than it might have lasted.

    Raises:
        RuleBroken: as above, not paused, or a day in the future or before the pause; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    note = request.note.strip()
    case.resume_clock(clock.id, request.on, note, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "resume_clock",
        case_id=case.record.id,
        subject_id=clock.milestone_id,
        milestone=case.milestone(clock.milestone_id).kind,
        limit=clock.limit_id,
        on=request.on,
        was_due=clock.due,
        to=case.clock(clock.id).due,
        note=note,
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)
