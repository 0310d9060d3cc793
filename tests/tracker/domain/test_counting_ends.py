"""Ends: rolled on and back, counted backwards, hours of a day, provisional ones, and those no date can hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.tracker.rule_data import calendars
from tracker.domain.counting import Measure, count, count_back
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, CountUnit, FirstDay
from tracker.time_source import LONDON

WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
DAY = timedelta(days=1)


def test_an_end_on_a_day_off_may_count_as_the_working_day_before() -> None:
    good_friday = date(2026, 4, 3)
    back = Measure(CountUnit.CALENDAR_DAYS, 28, rolls_back=True)
    counted = count(back, good_friday - 28 * DAY, WORKING)
    assert counted.day == date(2026, 4, 2)
    assert (counted.steps[-1].code, counted.steps[-1].values["name"]) == ("rolled_back", "Good Friday")
    assert count(back, good_friday - 30 * DAY, WORKING).day == date(2026, 4, 1)


def test_only_a_month_without_the_day_is_said_to_be_cut_short() -> None:
    for measure, start, clamped in (
        (Measure(CountUnit.MONTHS, 3), date(2024, 11, 30), True),
        (Measure(CountUnit.MONTHS, 3, FirstDay.SAME), date(2024, 11, 30), True),
        (Measure(CountUnit.MONTHS, 3, FirstDay.SAME), date(2024, 11, 28), False),
        (Measure(CountUnit.WORKING_DAYS, 3), date(2024, 11, 30), False),
        (Measure(CountUnit.CALENDAR_DAYS, 3), date(2024, 11, 30), False),
    ):
        assert count(measure, start, WORKING).steps[0].values["clamped"] == clamped


def test_two_working_days_before_a_conference_and_ten_business_days_before_an_end() -> None:
    thursday = date(2026, 11, 19)
    counted = count_back(Measure(CountUnit.WORKING_DAYS, 2), thursday, WORKING)
    assert (counted.day, counted.steps[0].code) == (date(2026, 11, 17), "back_working_days_next")
    assert count_back(Measure(CountUnit.WORKING_DAYS, 2, FirstDay.SAME), thursday, WORKING).day == date(2026, 11, 18)
    court = calendars()[CalendarName.COURT]
    lodged = count_back(Measure(CountUnit.BUSINESS_DAYS, 10), date(2027, 1, 5), court)
    assert lodged.day == date(2026, 12, 17)
    assert [step.values["name"] for step in lodged.steps if step.code == "day_off"] == [
        "Christmas Day", "Boxing Day", "Boxing Day (substitute day)", "New Year's Day",
    ]  # fmt: skip
    assert count(Measure(CountUnit.BUSINESS_DAYS, 10, backwards=True), date(2027, 1, 5), court) == lodged


def test_counting_back_rolls_as_its_limit_says_and_begins_before_the_day() -> None:
    sunday = date(2026, 11, 22)
    days = Measure(CountUnit.CALENDAR_DAYS, 7)
    assert count_back(days, sunday + 7 * DAY, WORKING).day == sunday
    assert count_back(replace(days, rolls_back=True), sunday + 7 * DAY, WORKING).day == date(2026, 11, 20)
    assert count_back(replace(days, begins_after_days=1), sunday + 7 * DAY, WORKING).day == sunday - DAY
    months = Measure(CountUnit.MONTHS, 1, FirstDay.SAME)
    assert count_back(months, date(2026, 3, 31), WORKING).day == date(2026, 3, 1)


def test_counting_back_says_when_it_rests_on_a_computed_holiday_and_when_it_is_not_known() -> None:
    two = Measure(CountUnit.WORKING_DAYS, 2)
    computed = count_back(two, date(2029, 12, 28), WORKING)
    assert (computed.provisional, computed.steps[-1].code) == (True, "provisional")
    assert not count_back(two, date(2026, 12, 30), WORKING).provisional
    unknown = count_back(two, date(2017, 1, 3), WORKING)
    assert (unknown.day, unknown.unknown, unknown.steps[-1].code) == (None, "calendar_begins", "unknown_before")


def test_a_roll_is_provisional_only_where_it_rests_on_a_computed_holiday() -> None:
    rolls = Measure(CountUnit.CALENDAR_DAYS, 2, rolls=True)
    assert count(rolls, date(2029, 12, 23), WORKING).provisional
    assert not count(rolls, date(2029, 12, 26), WORKING).provisional
    assert not count(Measure(CountUnit.CALENDAR_DAYS, 30, rolls=True), date(2029, 12, 5), WORKING).provisional


def test_the_day_that_is_not_day_one_makes_nothing_provisional() -> None:
    christmas = date(2029, 12, 25)
    assert not count(Measure(CountUnit.CALENDAR_DAYS, 1), christmas, WORKING).provisional
    assert count(Measure(CountUnit.WORKING_DAYS, 1, FirstDay.SAME), christmas, WORKING).provisional
    assert not count(Measure(CountUnit.WORKING_DAYS, 1), christmas + DAY, WORKING).provisional


def test_a_variation_asked_for_at_any_hour_counts_from_the_first_instant_of_the_day() -> None:
    measure = Measure(CountUnit.HOURS, 48, FirstDay.SAME)
    counted = count(measure, datetime(2026, 3, 28, 16, 20, tzinfo=LONDON), WORKING)
    assert counted.instant == datetime(2026, 3, 30, 1, tzinfo=LONDON)
    assert [step.code for step in counted.steps] == ["hours_from_day", "hours"]
    later = count(replace(measure, first_day=FirstDay.NEXT, begins_after_days=1), date(2026, 7, 1), WORKING)
    assert later.instant == datetime(2026, 7, 4, tzinfo=LONDON)


@pytest.mark.parametrize(
    "measure",
    [
        Measure(CountUnit.MONTHS, 12 * 8000),
        Measure(CountUnit.CALENDAR_DAYS, 4_000_000),
        Measure(CountUnit.CALENDAR_DAYS, 10**12),
        Measure(CountUnit.HOURS, 10**9),
        Measure(CountUnit.CALENDAR_DAYS, 1, begins_after_days=4_000_000),
        Measure(CountUnit.MONTHS, 12 * 3000, backwards=True),
        Measure(CountUnit.CALENDAR_DAYS, 4_000_000, backwards=True),
        Measure(CountUnit.HOURS, 10**9, backwards=True),
    ],
)
def test_further_than_a_date_can_say_is_refused_with_a_reason(measure: Measure) -> None:
    with pytest.raises(RuleBroken, match="date_too_far"):
        count(measure, date(2026, 11, 20), WORKING)
