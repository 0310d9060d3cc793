"""Record a date that a court or an authorised officer set; no pause and no recalculation moves it."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.clock_verbs import Order
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class OrderDate:
    """A clock's date was ordered. `authority` is the court or the officer who set it, `version` the clock's as seen."""

    by: str
    case_id: str
    clock_id: str
    version: int
    to: date
    reason: str
    authority: str
    by_court: bool = False


def order_date(request: OrderDate, work: Work) -> Changes:
    """Record an ordered date; the date that the rules give stays beside it.

    A detective records what a court ordered; what an officer ordered, a supervisor. Only a court moves the end of a
    period. Bail is extended through its own events.

    Raises:
        RuleBroken: as above, no reason, no authority, or a day before the start; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    authority = request.authority.strip()
    if not authority:
        raise RuleBroken("authority_needed", field="authority")
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    case.order_date(clock.id, Order(request.to, reason, authority, request.by_court), work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "order_date",
        case_id=case.record.id,
        subject_id=clock.milestone_id,
        milestone=case.milestone(clock.milestone_id).kind,
        limit=clock.limit_id,
        was_due=clock.due,
        to=request.to,
        authority=authority,
        by_court=request.by_court,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)
