"""Dates that somebody set, moved on by pauses; and the stored copies of a clock in hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tracker.domain.clock_histories import MONDAY, WORKING, a_clock, noon, started
from tracker.domain.clock import episode_of
from tracker.domain.counting import Measure, Span, moved_on
from tracker.terms import CountUnit

DAY = timedelta(days=1)
FRIDAY = date(2026, 6, 12)


@pytest.mark.parametrize(("unit", "moved"), [
    (CountUnit.WORKING_DAYS, date(2026, 6, 18)),
    (CountUnit.CALENDAR_DAYS, date(2026, 6, 16)),
])  # fmt: skip
def test_each_pause_before_the_date_adds_its_own_days(unit: CountUnit, moved: date) -> None:
    two_days, two_more = Span(MONDAY, MONDAY + 2 * DAY), Span(MONDAY + 3 * DAY, MONDAY + 5 * DAY)
    assert moved_on(unit, FRIDAY, WORKING, [two_days, two_more]).day == moved


def test_a_pause_that_begins_on_the_date_moves_it_and_one_after_it_does_not() -> None:
    on_it, after = Span(FRIDAY, FRIDAY + DAY), Span(FRIDAY + DAY, FRIDAY + 5 * DAY)
    assert moved_on(CountUnit.WORKING_DAYS, FRIDAY, WORKING, [on_it]).day == date(2026, 6, 15)
    found = moved_on(CountUnit.WORKING_DAYS, FRIDAY, WORKING, [after])
    assert (found.day, found.provisional, found.steps) == (FRIDAY, False, ())


def test_an_instant_is_moved_by_the_length_of_a_pause_before_it_only() -> None:
    fixed = datetime(2026, 6, 12, 23, 30, tzinfo=UTC)
    before = Span(fixed - timedelta(hours=3), fixed - timedelta(hours=1))
    found = moved_on(CountUnit.HOURS, fixed, WORKING, [before])
    assert (found.instant, found.day, found.steps) == (fixed + timedelta(hours=2), date(2026, 6, 13), ())
    at_the_instant = Span(fixed, fixed + timedelta(hours=1))
    assert moved_on(CountUnit.HOURS, fixed, WORKING, [at_the_instant]).instant == fixed


def test_a_clock_in_hours_stores_instants_and_one_in_days_stores_none() -> None:
    begun = noon(MONDAY)
    hours = a_clock(started(begun), measure=Measure(CountUnit.HOURS, 24))
    assert hours.first_due_at == hours.due_at == begun + timedelta(hours=24)
    assert hours.episode == hours.due_at.isoformat()
    days = a_clock(started(), measure=Measure(CountUnit.WORKING_DAYS, 5))
    assert (days.first_due, days.first_due_at, days.due_at) == (date(2026, 6, 8), None, None)
    assert days.episode == "2026-06-08"
    assert episode_of(None) == ""
