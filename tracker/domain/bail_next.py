"""Who may extend a bail period next: the rank or the court, to when, and by which day."""

from dataclasses import replace
from datetime import date

from tracker.domain.bail import NextExtension
from tracker.domain.bail_course import BailCourse
from tracker.domain.bail_period import Period
from tracker.domain.bail_regime import COURT, CPS_REQUEST, LODGE_BY, CourtStep, PoliceStep
from tracker.domain.counting import corresponding_end, count
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.terms import BailState

EXTENDABLE = (BailState.RUNNING, BailState.SUSPENDED, BailState.COURT_DECIDING)


def extensions_ahead(
    course: BailCourse, state: BailState, on: date, rules: RuleBook
) -> tuple[NextExtension | None, NextExtension | None]:
    """Give the next extension, and the other way to one in a case that the DPP designates as exceptionally complex.

    While the period is suspended its days are those it would have if it ran again from the day given.
    """
    if state not in EXTENDABLE:
        return None, None
    least = rules.pack.versions(CPS_REQUEST)[-1].value("least_days")
    law, strict = (period.as_if_running(on, least) for period in (course.law, course.strict))
    police = course.ladder.police_step_after(course.reached)
    court = course.ladder.court_step_after(course.reached)
    ways: list[NextExtension] = []
    if police is not None and state is not BailState.COURT_DECIDING:
        ways.append(_by_police(police, law, designated=course.designated))
    if court is not None:
        way = _by_court(court, law, first=course.ladder.is_first_by_court(course.reached))
        if course.pending_since is not None:
            way = replace(way, before=None, why="court_asked", why_values={"since": course.pending_since})
        else:
            way = _to_be_lodged(way, min(law.last, strict.last), on, rules)
        ways.append(way)
    if len(ways) > 1 and not course.designated:
        ways.reverse()
    return (ways[0] if ways else None), (ways[1] if len(ways) > 1 else None)


def heard_orally(course: BailCourse, following: NextExtension | None) -> bool:
    """Say whether the court would hear its next extension if asked: its end may pass the months of s.47ZI."""
    if following is None or following.rank != COURT:
        return False
    latest = following.longer_to or following.to
    return latest is not None and latest > corresponding_end(course.starts, course.ladder.oral_months)


def _by_police(step: PoliceStep, period: Period, *, designated: bool) -> NextExtension:
    return NextExtension(
        rank=step.authority,
        to=_extended_to(step.limit, period),
        before=period.last,
        limit_id=step.limit.id,
        basis=step.limit.basis,
        needs_designation=step.designated and not designated,
    )


def _by_court(step: CourtStep, period: Period, *, first: bool) -> NextExtension:
    to, longer_to = (
        _extended_to(limit, period) if first else _added_to(limit, period) for limit in (step.usual, step.longer)
    )
    return NextExtension(
        rank=COURT,
        to=to,
        before=period.last,
        limit_id=step.usual.id,
        basis=step.usual.basis,
        longer_to=longer_to,
    )


def _to_be_lodged(way: NextExtension, end: date, on: date, rules: RuleBook) -> NextExtension:
    """Add the day by which the application should be lodged: so many business days of the court before the end.

    Where the court's calendar does not reach so far, or the day has passed, there is none, and it says why.
    """
    rule = rule_of(rules.pack.versions(LODGE_BY)[-1])
    calendar = rules.calendar(rule.calendar)
    lodging = count(rule.measure_for(), end, calendar)
    if lodging.day is None:
        known = {"calendar": calendar.name, "known_from": calendar.first, "known_to": calendar.last}
        return replace(way, why=lodging.unknown, why_values=known)
    if lodging.day < on:
        return replace(way, why="lodging_passed", why_values={"day": lodging.day})
    return replace(way, lodge_by=lodging.day)


def _extended_to(limit: Limit, period: Period) -> date:
    extended = period.copy()
    extended.extend_to(limit, None, period.last)
    return extended.last


def _added_to(limit: Limit, period: Period) -> date:
    extended = period.copy()
    extended.add(limit, period.last)
    return extended.last
