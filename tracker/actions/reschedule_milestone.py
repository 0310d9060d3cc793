"""Move a target's due date, with reason; the first date and lateness already reached stay on record."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.asking import ask_approval
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, WRITERS, check_may
from tracker.domain.calendar import CalendarUnknown
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.clock_verbs import set_by_hand
from tracker.domain.limit import Limit
from tracker.domain.rule_book import check_known
from tracker.errors import RuleBroken
from tracker.terms import ApprovalKind, ClockClass, ClockEventKind, LimitKind

MOST_WORKING_DAYS = 10


@dataclass(frozen=True, slots=True)
class RescheduleMilestone:
    """A target is re-planned to another day. `version` and `seen_due` are the clock's as the person saw them."""

    by: str
    case_id: str
    clock_id: str
    version: int
    seen_due: date | None
    to: date
    reason: str


def reschedule_milestone(request: RescheduleMilestone, work: Work) -> Changes:
    """Re-plan a target.

    A limit of law or code, a period and an ordered date are never re-planned. A detective may move a local target
    once, by up to ten working days; more waits for a supervisor's approval, and the result says what was asked.

    Raises:
        RuleBroken: as above, no reason, or a day that has passed; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case, clock, limit = _checked(request, work)
    if not work.act.roles & SUPERVISORS:
        local = limit.amount_kind is LimitKind.LOCAL
        if not local or clock.moves or _is_far(clock.first_due or work.act.today, request.to, work):
            case.copy().reschedule(clock.id, request.to, request.reason, work.rules, work.act)
            return ask_approval(ApprovalKind.RESCHEDULE, request, clock.milestone_id, request.reason.strip(), work)
    return _reschedule(request, case, clock, None, work)


def reschedule_as_asked(request: RescheduleMilestone, asked_by: str, work: Work) -> Changes:
    """Re-plan what somebody asked for, as approved by who acts; raises as `reschedule_milestone`."""
    case, clock, _ = _checked(request, work)
    return _reschedule(request, case, clock, asked_by, work)


def _checked(request: RescheduleMilestone, work: Work) -> tuple[Case, Clock, Limit]:
    check_reason(request.reason)
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    limit = work.rules.limit(clock.limit_id, clock.limit_version)
    if clock.clock_class is ClockClass.PERIOD:
        raise RuleBroken("reschedule_period", field="to")
    ordered = set_by_hand(clock.events)
    if ordered is not None and ordered.kind is ClockEventKind.ORDERED:
        raise RuleBroken("reschedule_ordered", field="to", authority=ordered.authority or ordered.reason)
    check_known(limit)
    if limit.locked:
        raise RuleBroken("reschedule_fixed_by_law", field="to", kind=limit.kind, basis=limit.basis)
    if request.to < work.act.today:
        raise RuleBroken("reschedule_backwards_in_time", field="to", to=request.to)
    return case, clock, limit


def _reschedule(request: RescheduleMilestone, case: Case, clock: Clock, asked_by: str | None, work: Work) -> Changes:
    supervisor = bool(work.act.roles & SUPERVISORS)
    reason = request.reason.strip()
    approved_by = work.act.officer_id if supervisor else None
    case.reschedule(clock.id, request.to, reason, work.rules, work.act, approved_by=approved_by, asked_by=asked_by)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "reschedule_milestone",
        case_id=case.record.id,
        subject_id=clock.milestone_id,
        milestone=case.milestone(clock.milestone_id).kind,
        limit=clock.limit_id,
        was_due=clock.due,
        to=request.to,
        reason=reason,
        asked_by=asked_by,
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)


def _is_far(first: date, to: date, work: Work) -> bool:
    """Say whether a day is further off than a detective may go; what lies past the calendar is."""
    try:
        return work.rules.working_days.between(first, to) > MOST_WORKING_DAYS
    except CalendarUnknown:
        return True
