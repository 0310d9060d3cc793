"""Say that an officer must not take a case."""

from dataclasses import dataclass

from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.conflict import Conflict
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class RecordConflict:
    """Which officer must not take which case, and why: short, and no account of anybody's life."""

    by: str
    case_id: str
    officer_id: str
    reason: str


def record_conflict(request: RecordConflict, work: Work) -> Changes:
    """Record a conflict; the result is its id.

    Raises:
        RuleBroken: not a supervisor, no reason, has the case now, or it is on record already; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    officer = work.people.officer(request.officer_id)
    if case.record.oic_id == officer.id:
        raise RuleBroken("conflict_of_oic", field="officer_id", officer=officer.title())
    known = work.kept.of_case(Conflict, case.record.id)
    if any(one.officer_id == officer.id and one.withdrawn_at is None for one in known):
        raise RuleBroken("conflict_known", field="officer_id", officer=officer.title())
    conflict = Conflict(
        work.act.new_id(), case.record.id, officer.id, reason, work.act.now, work.act.officer_id
    )  # fmt: skip
    work.kept.add(conflict)
    work.audit.add(
        "record_conflict", case_id=case.record.id, subject_id=conflict.id, officer=officer.id, reason=reason
    )  # fmt: skip
    return Changes.of(case=[case.record.id], result=conflict.id)
