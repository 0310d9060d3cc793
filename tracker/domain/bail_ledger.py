"""Reckons the applicable bail period of one arrest from the list of its events: PACE 1984 ss.47ZA to 47ZM."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from tracker.domain import bail_extensions, bail_releases
from tracker.domain.bail import BailEvent, BailStanding, NextExtension, Refused
from tracker.domain.bail_course import BailCourse
from tracker.domain.bail_next import extensions_ahead, heard_orally
from tracker.domain.bail_regime import ladder_for
from tracker.domain.counting import ONE_DAY
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, BailState, InvestigatingBody

AFTER_AS_OF = "after_as_of"

#: What each event does; every kind has its rule.
TAKEN: Mapping[BailEventKind, Callable[[BailCourse, BailEvent], None]] = {
    BailEventKind.STREET_BAIL: bail_releases.release_on_street_bail,
    BailEventKind.RELEASED_ON_BAIL: bail_releases.release_on_bail,
    BailEventKind.RELEASED_FOR_CHARGING: bail_releases.release_for_charging,
    BailEventKind.RELEASED_UNDER_INVESTIGATION: bail_releases.release_under_investigation,
    BailEventKind.EXTENDED: bail_extensions.extend,
    BailEventKind.DESIGNATED: bail_extensions.designate,
    BailEventKind.COURT_APPLIED: bail_extensions.apply_to_court,
    BailEventKind.COURT_EXTENDED: bail_extensions.extend_by_court,
    BailEventKind.COURT_ADDED: bail_extensions.add_by_court,
    BailEventKind.COURT_REFUSED: bail_extensions.refuse_by_court,
    BailEventKind.CPS_REQUESTED: bail_releases.cps_asks,
    BailEventKind.CPS_REQUEST_MET: bail_releases.cps_request_met,
    BailEventKind.IN_HOSPITAL: bail_releases.admit,
    BailEventKind.OUT_OF_HOSPITAL: bail_releases.discharge,
    BailEventKind.RETURN_DATE_SET: bail_releases.set_return,
    BailEventKind.ALIGNED: bail_releases.set_return,
    BailEventKind.TAKEN_FROM_SHEET: bail_releases.take_from_sheet,
    BailEventKind.CHARGED: bail_releases.end_bail,
    BailEventKind.NO_FURTHER_ACTION: bail_releases.end_bail,
    BailEventKind.ENDED: bail_releases.end_bail,
}
ENDINGS = (BailEventKind.CHARGED, BailEventKind.NO_FURTHER_ACTION, BailEventKind.ENDED)


def reckon(
    arrested_on: date,
    events: Iterable[BailEvent],
    rules: RuleBook,
    body: InvestigatingBody = InvestigatingBody.POLICE,
    as_of: date | None = None,
) -> BailStanding:
    """Give how the bail of an arrest stands after its events.

    The events count by the day they happened, those of one day in the order given; withdrawn ones are as if they had
    never been. One that the law does not allow changes nothing and stands in `refused` with the reason.

    Args:
        as_of: how it stands on that day, without what happened later; a period that is over by then has passed.
            Without it, how it stands on the day of the last event.
    """
    course = BailCourse(arrested_on, ladder_for(arrested_on, body, rules), rules)
    refused: list[Refused] = []
    for event in sorted((event for event in events if event.withdrawn_at is None), key=lambda event: event.happened_on):
        if as_of is not None and event.happened_on > as_of:
            refused.append(Refused(event, AFTER_AS_OF, {"as_of": as_of}))
            continue
        try:
            _take(course, event)
        except RuleBroken as broken:
            refused.append(Refused(event, broken.code, dict(broken.values)))
    return _standing(course, as_of, tuple(refused), rules)


def _take(course: BailCourse, event: BailEvent) -> None:
    """Take the next event, or leave everything as it was and raise RuleBroken."""
    if event.happened_on < course.arrested_on:
        raise RuleBroken("before_the_arrest", arrested=course.arrested_on)
    if course.ended is not None and not (course.ended is BailState.UNDER_INVESTIGATION and event.kind in ENDINGS):
        raise RuleBroken("bail_ended", since=course.since)
    before = [period.in_hospital_at_end for period in course.periods]
    course.reach(event.happened_on)
    try:
        TAKEN[event.kind](course, event)
    except RuleBroken:
        for period, in_hospital_at_end in zip(course.periods, before, strict=True):
            period.in_hospital_at_end = in_hospital_at_end
        raise
    course.last_day = event.happened_on


def _standing(course: BailCourse, as_of: date | None, refused: tuple[Refused, ...], rules: RuleBook) -> BailStanding:
    course.reach(course.last_day if as_of is None else max(as_of, course.last_day))
    state, since, no_end_because = _state(course, as_of)
    ends, earliest = (None, None) if no_end_because else (course.law.end, course.earliest)
    ways = extensions_ahead(course, state, as_of or max(since, course.last_day), rules)
    following, alternative = map(_not_known, ways) if state is BailState.SUSPENDED else ways
    return BailStanding(
        regime=course.ladder.regime,
        state=state,
        starts=course.day_after_arrest,
        ends=ends,
        earliest=earliest,
        returns=None if course.ended else course.returns or earliest,
        since=since,
        months=course.law.months,
        extensions=tuple(course.extensions),
        designated=course.designated,
        oral_hearing=heard_orally(course, ways[0]),
        pending_since=course.pending_since,
        following=following,
        steps=tuple(course.steps),
        refused=refused,
        alternative=alternative,
        no_end_because=no_end_because,
        begins=course.law.starts,
        return_set=None if course.ended else course.returns,
        had_ended=course.had_ended,
    )


def _not_known(way: NextExtension | None) -> NextExtension | None:
    """Give an extension without its days: how long the period will stand still nobody knows."""
    if way is None:
        return None
    return replace(way, to=None, longer_to=None, before=None, lodge_by=None, why="stands_still", why_values={})


def _state(course: BailCourse, as_of: date | None) -> tuple[BailState, date, str]:
    """Give the state, since when, and the code of why there is no end; empty where there is one."""
    law = course.law
    if law.end is None or course.ended is not None:
        return _without_period(course)
    if law.still_from is not None:
        return BailState.SUSPENDED, law.still_from, "with_cps"
    if law.in_hospital_at_end and law.stay_from is not None:
        return BailState.SUSPENDED, law.stay_from, "in_hospital"
    if course.is_court_deciding(course.last_day if as_of is None else as_of):
        return BailState.COURT_DECIDING, law.end + ONE_DAY, "court_deciding"
    if as_of is not None and as_of > law.end:
        return BailState.PASSED, law.end + ONE_DAY, ""
    return BailState.RUNNING, course.since, ""


def _without_period(course: BailCourse) -> tuple[BailState, date, str]:
    if course.ended is not None:
        return course.ended, course.since, str(course.ended)
    if not course.released:
        return BailState.NOT_BEGUN, course.since, "not_released"
    if course.awaits_request:
        return BailState.NOT_BEGUN, course.since, "not_begun"
    return BailState.NO_LIMIT, course.since, "no_limit"
