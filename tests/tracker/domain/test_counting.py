"""Counting: the vectors of PACE, a slow re-statement of each rule, and what pauses may and may not do."""

import itertools
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.rule_data import calendars
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.counting import (
    Measure,
    Span,
    corresponding_date,
    corresponding_end,
    count,
    merge_spans,
    strict_end,
    without,
)
from tracker.terms import CalendarName, CountUnit, FirstDay
from tracker.time_source import LONDON

WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
DAY = timedelta(days=1)
DAYS = st.dates(date(2017, 3, 1), date(2028, 6, 30))

BAIL = {
    "2025-01-10": ("2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10", "2026-07-10"),
    "2024-11-29": ("2025-02-28", "2025-05-29", "2025-08-29", "2025-11-29", "2026-05-29"),
    "2024-11-30": ("2025-02-28", "2025-05-31", "2025-08-31", "2025-11-30", "2026-05-31"),
    "2025-01-30": ("2025-04-30", "2025-07-30", "2025-10-30", "2026-01-30", "2026-07-30"),
    "2024-02-28": ("2024-05-28", "2024-08-28", "2024-11-28", "2025-02-28", "2025-08-28"),
    "2024-08-30": ("2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30", "2026-02-28"),
}


@pytest.mark.parametrize(("arrest", "ends"), BAIL.items())
def test_bail_months_end_as_in_the_table_of_the_field(arrest: str, ends: tuple[str, ...]) -> None:
    start = date.fromisoformat(arrest)
    for months, end in zip((3, 6, 9, 12, 18), ends, strict=True):
        measure = Measure(CountUnit.MONTHS, months, FirstDay.SAME, begins_after_days=1)
        assert count(measure, start, WORKING).day == date.fromisoformat(end)


def test_the_old_and_new_regimes_at_their_border() -> None:
    old = Measure(CountUnit.CALENDAR_DAYS, 28, FirstDay.SAME, begins_after_days=1)
    assert count(old, date(2022, 10, 27), WORKING).day == date(2022, 11, 24)
    months = Measure(CountUnit.MONTHS, 3, FirstDay.SAME, begins_after_days=1)
    assert count(months, date(2022, 10, 27), WORKING).day == date(2023, 1, 27)
    assert count(months, date(2022, 10, 28), WORKING).day == date(2023, 1, 28)


def test_alarms_go_by_the_earlier_of_the_two_readings_of_a_months_end() -> None:
    assert strict_end(date(2024, 8, 31), 3) == date(2024, 11, 29)
    assert strict_end(date(2025, 1, 11), 3) == corresponding_end(date(2025, 1, 11), 3)


def days_of_period(first: date, months: int) -> list[date]:
    """Walk a period of months day by day: a month has gone by on the day before the same number comes."""
    days, passed, day = [first], 0, first
    while True:
        following = day + DAY
        if following.day == first.day or (following.day == 1 and day.day < first.day):
            passed += 1
            if passed == months:
                return days
        days.append(following)
        day = following


@given(DAYS, st.integers(1, 24))
def test_months_agree_with_walking_day_by_day(first: date, months: int) -> None:
    assert corresponding_end(first, months) == days_of_period(first, months)[-1]


@given(DAYS, st.integers(1, 24))
def test_the_corresponding_date_never_leaves_its_month(day: date, months: int) -> None:
    found = corresponding_date(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day


@given(DAYS, st.integers(1, 60), st.sampled_from(FirstDay))
def test_working_days_agree_with_walking_day_by_day(start: date, amount: int, first_day: FirstDay) -> None:
    day = start if first_day is FirstDay.SAME else start + DAY
    left = amount
    while True:
        if WORKING.is_working(day):
            left -= 1
            if left == 0:
                break
        day += DAY
    assert count(Measure(CountUnit.WORKING_DAYS, amount, first_day), start, WORKING).day == day


@given(DAYS, st.integers(1, 400), st.sampled_from(FirstDay))
def test_calendar_days_agree_with_walking_day_by_day(start: date, amount: int, first_day: FirstDay) -> None:
    end = start - DAY if first_day is FirstDay.SAME else start
    for _ in range(amount):
        end += DAY
    assert count(Measure(CountUnit.CALENDAR_DAYS, amount, first_day), start, WORKING).day == end


@given(DAYS, st.integers(1, 30))
def test_a_local_target_ends_on_a_working_day_and_a_statutory_one_where_it_falls(start: date, amount: int) -> None:
    bare = count(Measure(CountUnit.CALENDAR_DAYS, amount), start, WORKING).day
    rolled = count(Measure(CountUnit.CALENDAR_DAYS, amount, rolls=True), start, WORKING).day
    assert bare == start + timedelta(days=amount)
    assert rolled is not None
    assert WORKING.is_working(rolled)
    assert rolled == WORKING.next_working(start + timedelta(days=amount))


def test_days_off_are_named_in_the_steps() -> None:
    counted = count(Measure(CountUnit.WORKING_DAYS, 5), date(2026, 4, 1), WORKING)
    assert counted.day == date(2026, 4, 10)
    assert [step.values["name"] for step in counted.steps if step.code == "day_off"] == ["Good Friday", "Easter Monday"]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-28T10:00", "2026-03-31T11:00"), ("2026-10-24T10:00", "2026-10-27T09:00")],
)
def test_hours_run_through_the_changes_of_summer_time(start: str, end: str) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    counted = count(Measure(CountUnit.HOURS, 72), begun, WORKING)
    assert counted.instant == datetime.fromisoformat(end).replace(tzinfo=LONDON)
    assert counted.instant is not None
    assert counted.instant - begun.astimezone(UTC) == timedelta(hours=72)


def test_hours_from_a_bare_day_count_from_its_start_and_say_so() -> None:
    counted = count(Measure(CountUnit.HOURS, 24), date(2026, 7, 1), WORKING)
    assert counted.instant == datetime(2026, 7, 2, tzinfo=LONDON)
    assert counted.steps[0].code == "no_time_of_day"


def test_outside_the_calendar_the_answer_is_not_known() -> None:
    counted = count(Measure(CountUnit.WORKING_DAYS, 5), date(2030, 12, 30), WORKING)
    assert (counted.day, counted.instant, counted.unknown) == (None, None, "calendar_ends")
    assert counted.steps[-1].code == "unknown"
    assert count(Measure(CountUnit.MONTHS, 3, FirstDay.SAME), date(2030, 12, 1), WORKING).day == date(2031, 2, 28)


def test_a_date_that_rests_on_a_computed_holiday_is_provisional() -> None:
    assert count(Measure(CountUnit.WORKING_DAYS, 5), date(2029, 12, 20), WORKING).provisional
    assert not count(Measure(CountUnit.WORKING_DAYS, 5), date(2026, 12, 20), WORKING).provisional
    assert not count(Measure(CountUnit.CALENDAR_DAYS, 30), date(2029, 12, 20), WORKING).provisional


SPANS = st.lists(
    st.builds(lambda start, days: Span(start, start + timedelta(days=days)), DAYS, st.integers(-2, 40)), max_size=6
)


@given(SPANS, st.randoms(use_true_random=False))
def test_merging_pauses_does_not_depend_on_their_order(spans: list[Span], random: Random) -> None:
    shuffled = list(spans)
    random.shuffle(shuffled)
    merged = merge_spans(spans)
    assert merge_spans(shuffled) == merged
    assert all(before.end < after.start for before, after in itertools.pairwise(merged))
    covered = {day for span in spans for day in days_in(span)}
    assert covered == {day for span in merged for day in days_in(span)}


def days_in(span: Span) -> list[date]:
    assert isinstance(span.start, date)
    assert isinstance(span.end, date)
    return [span.start + timedelta(days=offset) for offset in range(max(0, (span.end - span.start).days))]


def slow_working_end(start: date, amount: int, paused: set[date], calendar: WorkingCalendar) -> date:
    day, left = start, amount
    while left:
        day += DAY
        if calendar.is_working(day) and day not in paused:
            left -= 1
    return day


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(1, 40), SPANS)
def test_a_paused_working_day_does_not_count_and_nothing_else_changes(
    start: date, amount: int, spans: list[Span]
) -> None:
    merged = merge_spans(spans)
    paused = {day for span in merged for day in days_in(span)}
    counted = count(Measure(CountUnit.WORKING_DAYS, amount), start, WORKING, merged)
    assert counted.day == slow_working_end(start, amount, paused, WORKING)
    unpaused = count(Measure(CountUnit.WORKING_DAYS, amount), start, WORKING).day
    assert counted.day is not None
    assert unpaused is not None
    assert counted.day >= unpaused


def test_a_pause_over_a_weekend_adds_only_working_time() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    measure = Measure(CountUnit.WORKING_DAYS, 3)
    assert count(measure, friday - DAY, WORKING, [Span(friday + DAY, monday)]).day == date(2026, 11, 24)
    assert count(measure, friday - DAY, WORKING, [Span(friday, monday)]).day == date(2026, 11, 25)


def test_a_pause_of_hours_moves_the_end_by_its_length() -> None:
    begun = datetime(2026, 11, 20, 9, tzinfo=UTC)
    pause = Span(begun + timedelta(hours=2), begun + timedelta(hours=5))
    late = Span(begun + timedelta(hours=40), begun + timedelta(hours=41))
    counted = count(Measure(CountUnit.HOURS, 24), begun, WORKING, [pause, late])
    assert counted.instant == begun + timedelta(hours=27)


def test_a_suspended_day_adds_a_day_to_months() -> None:
    measure = Measure(CountUnit.MONTHS, 3, FirstDay.SAME, begins_after_days=1)
    suspended = [Span(date(2025, 2, 1), date(2025, 2, 11))]
    assert count(measure, date(2025, 1, 10), WORKING, suspended).day == date(2025, 4, 20)


def test_what_is_left_of_pauses_where_other_spans_are_taken_out() -> None:
    june = [date(2026, 6, day) for day in range(1, 30)]
    spans, out = [Span(june[0], june[10]), Span(june[15], june[20])], [Span(june[3], june[5]), Span(june[9], june[17])]
    assert merge_spans(without(spans, out)) == (
        Span(june[0], june[3]), Span(june[5], june[9]), Span(june[17], june[20]),
    )  # fmt: skip
    assert merge_spans(without(spans, [Span(june[0], june[25])])) == ()
