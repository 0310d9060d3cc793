"""What the extensions of bail ask for and give: by rank, in a designated case, and by the court."""

from datetime import date

from tracker.domain.bail import BailEvent
from tracker.domain.bail_course import BailCourse
from tracker.domain.bail_regime import LATE_APPLICATION, LODGE_BY, CourtStep, basis_of
from tracker.domain.calendar import CalendarUnknown
from tracker.domain.limit import Limit
from tracker.domain.rule_book import rule_of
from tracker.errors import RuleBroken
from tracker.terms import BailAuthority, Rank


def extend(course: BailCourse, event: BailEvent) -> None:
    """An extension without the court: in order, by the rank or one above, on or before the last day."""
    course.refuse_if_no_period()
    course.refuse_if_over(event.happened_on)
    step = course.ladder.police_step_after(course.reached)
    if step is None:
        raise RuleBroken("only_court_extends")
    if event.months is not None and event.months != step.months:
        raise RuleBroken("wrong_order", wanted=step.months)
    wanted = authority_of(step.authority)
    if not event.authority:
        raise RuleBroken("authority_missing", wanted=wanted, to=step.months)
    if not step.allows(event.authority):
        raise RuleBroken("wrong_rank", wanted=wanted, given=authority_of(event.authority), to=step.months)
    if step.designated and not course.designated:
        raise RuleBroken("not_designated", to=step.months)
    for period in course.periods:
        period.extend_to(step.limit, step.months, event.happened_on)
    course.extended(step.limit)
    code = "bail_extended_acting" if event.acting else "bail_extended"
    _say_extended(course, event, code, step.limit, authority=authority_of(event.authority))


def designate(course: BailCourse, event: BailEvent) -> None:
    """The DPP designates the case as exceptionally complex, at any time before the end."""
    course.refuse_if_no_period()
    step = next((step for step in course.ladder.police if step.designated), None)
    if step is None:
        raise RuleBroken("no_designation_here")
    course.refuse_if_over(event.happened_on)
    if course.designated:
        raise RuleBroken("already_designated")
    course.designated = True
    course.say("bail_designated", event.happened_on, step.limit.basis)


def apply_to_court(course: BailCourse, event: BailEvent) -> None:
    """An application lodged on or before the last day: the period then runs on until it is decided (s.47ZJ)."""
    course.refuse_if_no_period()
    if course.pending_since is not None:
        raise RuleBroken("application_open", since=course.pending_since)
    course.refuse_if_over(event.happened_on)
    _court_step(course)
    course.pending_since, course.court_refused = event.happened_on, False
    _say_application(course, event.happened_on)


def extend_by_court(course: BailCourse, event: BailEvent) -> None:
    """The court's first extension, to the end of a month from the bail start date (s.47ZF)."""
    court = _court_may_decide(course, event, first=True)
    limit = _court_limit(court, event.months)
    not_before = _if_decided_late(course, event)
    for period in course.periods:
        period.extend_to(limit, event.months, event.happened_on, not_before)
    _extended_by_court(course, event, "bail_court_extended", limit, not_before)


def add_by_court(course: BailCourse, event: BailEvent) -> None:
    """A later extension by the court, from the end of the present period (s.47ZG)."""
    court = _court_may_decide(course, event, first=False)
    limit = _court_limit(court, event.months)
    not_before = _if_decided_late(course, event)
    for period in course.periods:
        period.add(limit, event.happened_on, not_before)
    _extended_by_court(course, event, "bail_court_added", limit, not_before)


def refuse_by_court(course: BailCourse, event: BailEvent) -> None:
    """The court refuses: the period ends on that day, or on its own last day if that is later."""
    on, basis = event.happened_on, basis_of(LATE_APPLICATION, course.rules)
    if course.pending_since is None:
        raise RuleBroken("no_application")
    late = course.is_court_deciding(on)
    course.pending_since, course.court_refused = None, True
    if not late:
        course.say("bail_court_refused", on, basis)
        return
    for period in course.periods:
        period.end_on(on)
    course.since, course.returns = on, None
    course.say("bail_court_refused_late", on, basis, on)


def authority_of(name: str) -> Rank | BailAuthority | str:
    """Give an authority as the word of the vocabulary it is, where it is one."""
    if name in set(Rank):
        return Rank(name)
    return BailAuthority(name) if name in set(BailAuthority) else name


def _extended_by_court(
    course: BailCourse, event: BailEvent, code: str, limit: Limit, decided_late: date | None
) -> None:
    course.since = decided_late or course.since
    course.extended(limit)
    course.pending_since = None
    _say_extended(course, event, code, limit)


def _say_extended(course: BailCourse, event: BailEvent, code: str, limit: Limit, **values: object) -> None:
    gives = None if course.law.held else course.law.end
    months = rule_of(limit).amount
    course.say(code, event.happened_on, limit.basis, gives, amount=months, unit="months", **values)


def _court_may_decide(course: BailCourse, event: BailEvent, *, first: bool) -> CourtStep:
    course.refuse_if_no_period()
    if course.law.is_over(event.happened_on) and course.pending_since is None:
        raise RuleBroken("court_too_late", end=course.law.end)
    if course.court_refused and course.pending_since is None:
        raise RuleBroken("no_application")
    court = _court_step(course)
    if course.ladder.is_first_by_court(course.reached) is not first:
        usual, longer = court.months
        raise RuleBroken("court_later" if first else "court_first", usual=usual, longer=longer)
    return court


def _court_step(course: BailCourse) -> CourtStep:
    court = course.ladder.court_step_after(course.reached)
    if court is None:
        step = course.ladder.police_step_after(course.reached)
        raise RuleBroken("court_wrong_order", wanted=authority_of(step.authority) if step is not None else "")
    return court


def _court_limit(court: CourtStep, months: int | None) -> Limit:
    limit = court.limit_for(months)
    if limit is None:
        usual, longer = court.months
        raise RuleBroken("wrong_months", usual=usual, longer=longer)
    return limit


def _if_decided_late(course: BailCourse, event: BailEvent) -> date | None:
    return event.happened_on if course.is_court_deciding(event.happened_on) else None


def _say_application(course: BailCourse, on: date) -> None:
    """Say with how many business days left it was lodged: the court may refuse one that could have come earlier."""
    basis = basis_of(LATE_APPLICATION, course.rules)
    lodging = rule_of(course.rules.pack.versions(LODGE_BY)[-1])
    end = course.earliest
    if course.law.held or end is None:
        course.say("bail_court_applied", on, basis)
        return
    try:
        left = course.rules.calendar(lodging.calendar).between(on, max(end, on))
    except CalendarUnknown:
        course.say("bail_court_applied", on, basis)
        return
    code = "bail_court_applied_late" if left < lodging.amount else "bail_court_applied_left"
    course.say(code, on, basis, amount=left, unit="business_days", lead=lodging.amount)
