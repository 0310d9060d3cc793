"""A calendar by its versions, and what it answers outside its span."""

from datetime import date

import pytest

from tests.tracker.domain.clock_histories import WORKING, with_days_off
from tracker.domain.calendar import CalendarUnknown, DayOff, WorkingCalendar
from tracker.errors import RuleBroken
from tracker.terms import CalendarName

NAME = CalendarName.ENGLAND_AND_WALES
SATURDAY, MONDAY, FRIDAY = date(2026, 6, 6), date(2026, 6, 8), date(2026, 6, 12)


def a_week(*off: date) -> WorkingCalendar:
    """One week from a Saturday to the Friday after it."""
    return WorkingCalendar(NAME, 1, SATURDAY, FRIDAY, [DayOff(day, "closed") for day in off])


def test_a_clock_may_go_on_counting_by_the_version_it_was_counted_by_and_by_no_other() -> None:
    newest = with_days_off(MONDAY)
    assert newest.at_version(newest.version) is newest
    assert newest.at_version(WORKING.version) is WORKING
    assert (newest.is_working(MONDAY), newest.at_version(WORKING.version).is_working(MONDAY)) == (False, True)
    with pytest.raises(RuleBroken) as refused:
        newest.at_version(newest.version + 1)
    assert (refused.value.code, refused.value.values["version"]) == ("calendar_version_missing", newest.version + 1)


def test_earlier_versions_are_added_to_those_it_has() -> None:
    newest = with_days_off(MONDAY)
    older = a_week()
    both = newest.with_earlier({99: older})
    assert (both.at_version(99), both.at_version(WORKING.version)) == (older, WORKING)
    assert both.days_off == newest.days_off


def test_a_span_without_a_working_day_is_no_calendar() -> None:
    with pytest.raises(RuleBroken, match="calendar_without_working_day"):
        WorkingCalendar(NAME, 1, SATURDAY, date(2026, 6, 7), [])
    with pytest.raises(RuleBroken, match="calendar_without_working_day"):
        WorkingCalendar(NAME, 1, MONDAY, MONDAY, [DayOff(MONDAY, "closed")])


def test_a_day_off_outside_the_span_is_none_of_it() -> None:
    assert a_week(date(2026, 6, 15), MONDAY).days_off.keys() == {MONDAY}


@pytest.mark.parametrize(
    ("asked", "day", "unknown"),
    [
        ("is_working", date(2026, 6, 5), date(2026, 6, 5)),
        ("number", date(2026, 6, 13), date(2026, 6, 13)),
        ("next_working", date(2026, 6, 13), date(2026, 6, 13)),
        ("previous_working", SATURDAY, date(2026, 6, 5)),
    ],
)
def test_what_lies_outside_the_span_is_unknown_and_said_by_its_day(asked: str, day: date, unknown: date) -> None:
    with pytest.raises(CalendarUnknown) as refused:
        getattr(a_week(), asked)(day)
    assert (refused.value.calendar, refused.value.day) == (NAME, unknown)


def test_a_count_that_leaves_the_span_names_the_first_day_outside_it() -> None:
    week = a_week()
    assert (week.nth_after(SATURDAY, 5), week.nth_before(FRIDAY, 4)) == (FRIDAY, MONDAY)
    for count, unknown in ((week.nth_after, date(2026, 6, 13)), (week.nth_before, date(2026, 6, 5))):
        with pytest.raises(CalendarUnknown) as refused:
            count(date(2026, 6, 10), 5)
        assert refused.value.day == unknown


def test_the_day_of_the_event_is_not_counted_and_may_lie_just_outside() -> None:
    week, before, after = a_week(), date(2026, 6, 5), date(2026, 6, 13)
    assert (week.nth_after(before, 1), week.nth_before(after, 1)) == (MONDAY, FRIDAY)
    outside = ((week.nth_after, date(2026, 6, 4)), (week.nth_before, date(2026, 6, 14)), (week.nth_after, after))
    for count, day in (*outside, (week.nth_before, before), (week.nth_from, before), (week.nth_until, after)):
        with pytest.raises(CalendarUnknown) as refused:
            count(day, 1)
        assert refused.value.day == day
