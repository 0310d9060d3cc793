"""What releases, the prosecutor's requests, hospital, return dates and the end of bail do to its period."""

from datetime import date

from tracker.domain.bail import BailEvent
from tracker.domain.bail_course import BailCourse
from tracker.domain.bail_regime import (
    CHARGE,
    CPS_REQUEST,
    FROM_SHEET,
    HOSPITAL,
    NO_FURTHER_ACTION,
    NO_LIMIT,
    OTHER_END,
    RETURN_DATE,
    STREET_BAIL,
    UNDER_INVESTIGATION,
    WITH_CPS,
    basis_of,
    end_of,
)
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, BailState

#: the step that tells each end, and what it rests on; of no further action, what the notice of it rests on
ENDS = {
    BailEventKind.CHARGED: ("bail_charged", CHARGE),
    BailEventKind.NO_FURTHER_ACTION: ("bail_no_further_action", ""),
    BailEventKind.ENDED: ("bail_ended", OTHER_END),
}


def release_on_street_bail(course: BailCourse, event: BailEvent) -> None:
    """Street bail: the first release, which shares its period with bail from a station (s.47ZM(2))."""
    if course.released:
        raise RuleBroken("already_released")
    course.refuse_first_release_after_the_end(event.happened_on)
    _first_release(course, event, "bail_street", basis_of(STREET_BAIL, course.rules))


def release_on_bail(course: BailCourse, event: BailEvent) -> None:
    """A release on bail other than for a charging decision; the first begins the period, a later one changes nothing.

    Where the period stands still because the prosecutor has the file, it runs from this day: the Act is silent, and
    this is the shorter result.
    """
    on, first = event.happened_on, course.ladder.first
    basis = first.basis if first is not None else basis_of(NO_LIMIT, course.rules)
    if not course.released:
        course.refuse_first_release_after_the_end(on)
        _first_release(course, event, "bail_released", basis)
        return
    course.refuse_if_over(on, though_applied=True)
    course.refuse_if_no_day_is_left(on)
    course.returns = None
    if course.awaits_request:
        course.say("bail_begins_with_release", on, basis_of(WITH_CPS, course.rules))
        course.begin(on)
    elif course.law.still_from is not None:
        course.run_again(on)
        course.say("bail_runs_again_with_release", on, basis_of(WITH_CPS, course.rules), course.law.end)
    else:
        course.say("bail_released_again", on, basis)


def release_for_charging(course: BailCourse, event: BailEvent) -> None:
    """A release for a charging decision (s.37(7)(a)): the period does not begin, or stands still (s.47ZL)."""
    on, basis = event.happened_on, basis_of(WITH_CPS, course.rules)
    if course.released:
        course.refuse_if_over(on, though_applied=True)
    if course.ladder.first is None:
        course.say("bail_released_for_charging_no_limit", on, basis_of(NO_LIMIT, course.rules))
        course.since = course.since if course.released else on
    elif not course.released:
        course.say("bail_not_begun", on, basis)
        course.awaits_request, course.since = True, on
    elif course.awaits_request or course.law.still_from is not None:
        course.say("bail_still_suspended", on, basis)
    else:
        course.stand_still_after(on)
        course.say("bail_suspended", on, basis)
    course.released, course.request_open, course.returns = True, False, None


def release_under_investigation(course: BailCourse, event: BailEvent) -> None:
    """A release without bail: no period and no limit."""
    course.say("bail_under_investigation", event.happened_on, basis_of(UNDER_INVESTIGATION, course.rules))
    course.end(event.happened_on, BailState.UNDER_INVESTIGATION)


def end_bail(course: BailCourse, event: BailEvent) -> None:
    """Charge, no further action, or another end of bail."""
    code, basis = ENDS[event.kind]
    course.say(code, event.happened_on, basis or basis_of(NO_FURTHER_ACTION, course.rules))
    course.end(event.happened_on, BailState.ENDED)


def cps_asks(course: BailCourse, event: BailEvent) -> None:
    """The prosecutor asks for more: the period begins or runs again, with so many days left (s.47ZL(4)-(12))."""
    on, basis = event.happened_on, basis_of(CPS_REQUEST, course.rules)
    if course.request_open:
        raise RuleBroken("request_already_open")
    if course.awaits_request:
        course.say("bail_begins_with_request", on, basis)
        course.begin(on)
        course.returns = None
    elif course.law.still_from is None:
        raise RuleBroken("not_suspended")
    else:
        least = course.rules.pack.versions(CPS_REQUEST)[-1].value("least_days")
        code = "bail_cps_requested_floor" if course.run_again(on, least) else "bail_cps_requested"
        course.say(code, on, basis, course.law.end, amount=least, unit="calendar_days")
    course.request_open = True


def cps_request_met(course: BailCourse, event: BailEvent) -> None:
    """The prosecutor has what was asked for: the period stands still again."""
    on = event.happened_on
    if not course.request_open:
        raise RuleBroken("request_not_open")
    course.refuse_if_over(on, though_applied=True)
    course.stand_still_after(on)
    course.request_open = False
    course.say("bail_request_met", on, basis_of(CPS_REQUEST, course.rules))


def admit(course: BailCourse, event: BailEvent) -> None:
    """Admission to hospital as an in-patient."""
    on = event.happened_on
    course.refuse_if_not_released()
    if course.in_hospital_since is not None:
        raise RuleBroken("already_in_hospital", since=course.in_hospital_since)
    course.refuse_if_over(on, though_applied=True)
    course.in_hospital_since = on
    for period in course.periods:
        period.admit(on)
    course.say("bail_in_hospital", on, basis_of(HOSPITAL, course.rules))


def discharge(course: BailCourse, event: BailEvent) -> None:
    """Discharge from hospital: a stay over the day the period would end does not count (s.47ZM(4)-(5))."""
    on, basis = event.happened_on, basis_of(HOSPITAL, course.rules)
    if course.in_hospital_since is None:
        raise RuleBroken("not_in_hospital")
    course.in_hospital_since = None
    course.strict.discharge(on)
    days = course.law.discharge(on)
    if not days:
        course.say("bail_out_of_hospital", on, basis)
        return
    course.since, course.returns = on, None
    course.say("bail_out_of_hospital_counted", on, basis, course.law.end, amount=days, unit="calendar_days")


def set_return(course: BailCourse, event: BailEvent) -> None:
    """A return date before the end: never after the earlier reading of it (ss.47ZA, 47(4A)-(4D))."""
    on, until = event.happened_on, event.until
    course.refuse_if_not_released()
    if until is None:
        raise RuleBroken("date_needed")
    if until < on:
        raise RuleBroken("return_before_event", until=until, on=on)
    course.refuse_if_over(on, though_applied=True)
    earliest = None if course.law.held or course.is_court_deciding(on) else course.earliest
    if earliest is not None and until > earliest:
        raise RuleBroken("return_after_end", until=until, earliest=earliest)
    course.returns = until
    code = "bail_aligned" if event.kind is BailEventKind.ALIGNED else "bail_return_set"
    course.say(code, on, basis_of(RETURN_DATE, course.rules), until)


def take_from_sheet(course: BailCourse, event: BailEvent) -> None:
    """The end as the unit's sheet has it, which says neither by what step it came about nor who authorised it."""
    on, until, first = event.happened_on, event.until, course.ladder.first
    if until is None:
        raise RuleBroken("date_needed")
    if until < course.arrested_on:
        raise RuleBroken("before_the_arrest", arrested=course.arrested_on)
    course.released, course.awaits_request, course.request_open = True, False, False
    course.returns = until if first is None else None
    course.say("bail_from_sheet", on, FROM_SHEET, until)
    if first is None:
        course.since = on
        return
    starts = course.starts
    for period in course.periods:
        period.begin(starts, first, None)
        period.end_on(until)
    course.since, course.reached = starts, _reached_by(course, until)


def _first_release(course: BailCourse, event: BailEvent, code: str, basis: str) -> None:
    if course.ladder.first is None:
        code, basis, course.since = "bail_no_limit", basis_of(NO_LIMIT, course.rules), event.happened_on
    course.say(code, event.happened_on, basis)
    course.begin(course.day_after_arrest)


def _reached_by(course: BailCourse, until: date) -> str:
    """Give the least step whose end is not before a day; a designated case is not taken for granted."""
    ladder = course.ladder
    usual = [step.limit for step in ladder.police if not step.designated]
    by_court = [limit for court in ladder.court_after.values() for limit in (court.usual, court.longer)]
    for limit in (ladder.first, *usual, *by_court):
        if limit is not None and until <= end_of(limit, course.starts, strict=False):
            return limit.id
    return by_court[-1].id
