"""A protective measure: an order, a notice, a plan, the child living apart; until when, and who checks it."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.protection import Protection, check_days, check_measure
from tracker.errors import RuleBroken
from tracker.terms import Checker


@dataclass(frozen=True, slots=True)
class RecordProtection:
    """A measure in force from a day; whom it restrains and which child it protects may each be left open."""

    by: str
    case_id: str
    measure: str
    since: date
    suspect_id: str = ""
    child_id: str = ""
    until: date | None = None
    review_on: date | None = None
    checked_by: Checker = Checker.OIC
    note: str = ""


def record_protection(request: RecordProtection, work: Work) -> Changes:
    """Record a measure; the result is its id.

    Raises:
        RuleBroken: no such measure, one that follows from other records, a closed case, nobody of this case, or as
            `check_days`; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    case.check_open()
    measure = check_measure(work.rules.measures.get(request.measure))
    if request.suspect_id not in ("", *case.suspects) or request.child_id not in ("", *case.children):
        raise RuleBroken("protects_whom", field="suspect_id")
    check_days(request.since, request.until, request.review_on, work.act)
    new = Protection(
        work.act.new_id(),
        case.record.id,
        measure.id,
        request.suspect_id,
        request.child_id,
        request.since,
        request.until,
        request.review_on,
        request.checked_by,
        request.note.strip(),
        work.act.now,
        work.act.officer_id,
    )
    work.kept.add(new)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_protection",
        case_id=case.record.id,
        subject_id=new.id,
        measure=measure.name,
        since=new.since,
        until=new.until,
        review_on=new.review_on,
        checked_by=new.checked_by,
        note=new.note,
    )
    return Changes.of(case=[case.record.id], result=new.id)
