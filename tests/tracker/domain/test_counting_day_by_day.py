"""Each counting rule agrees with its slow re-statement on every day from 2017 to 2030."""

from datetime import date, datetime, timedelta

import pytest

from tests.tracker.domain.slow_counting import (
    DAY,
    EVERY_DAY,
    calendar_days_back,
    calendar_days_on,
    days_off,
    hours_back,
    hours_on,
    is_known,
    london_to_utc,
    months_back,
    months_beginning_with,
    months_from,
    next_worked,
    worked_before,
    working_days_back,
    working_days_on,
)
from tests.tracker.rule_data import calendars
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.counting import Count, Measure, Span, count, count_back
from tracker.terms import CalendarName, CountUnit, FirstDay
from tracker.time_source import LONDON

EW, COURT, FORCE, LAB = "england_and_wales", "court", "force", "laboratory"
WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
TIMES = ((0, 30), (9, 15), (23, 45))
DAY_BEFORE, DAY_AFTER = EVERY_DAY[0] - DAY, EVERY_DAY[-1] + DAY


def calendar(name: str) -> WorkingCalendar:
    return calendars()[CalendarName(name)]


def first_day(same: bool) -> FirstDay:
    return FirstDay.SAME if same else FirstDay.NEXT


def check(
    counted: Count, expected: date | None, start: date, reason: str = "calendar_ends", *, two_readings: bool = False
) -> None:
    """Where the calendar does not reach, nothing but "not known" will do, with the reason.

    Only a period of months has two readings of its end, of which alarms take the earlier.
    """
    assert two_readings or counted.alarm == expected, start
    if expected is None:
        assert (counted.day, counted.instant, counted.unknown) == (None, None, reason), start
    else:
        assert (counted.day, counted.instant, counted.unknown) == (expected, None, ""), start


@pytest.mark.parametrize(
    ("unit", "name", "same", "amount"),
    [
        *((CountUnit.WORKING_DAYS, EW, same, amount) for same in (False, True) for amount in (1, 2, 5, 10, 20)),
        *((CountUnit.BUSINESS_DAYS, COURT, same, amount) for same in (False, True) for amount in (1, 5, 10)),
        (CountUnit.WORKING_DAYS, FORCE, False, 3),
        (CountUnit.WORKING_DAYS, LAB, False, 15),
        (CountUnit.WORKING_DAYS, EW, False, 60),
    ],
)
def test_working_and_business_days_on_every_day(unit: CountUnit, name: str, same: bool, amount: int) -> None:
    measure, slow = Measure(unit, amount, first_day(same)), days_off(name)
    for start in EVERY_DAY if same else [DAY_BEFORE, *EVERY_DAY]:
        counted = count(measure, start, calendar(name))
        end = working_days_on(start, amount, same, slow)
        check(counted, end, start)
        walked = range(0 if same else 1, (end - start).days + 1 if end else 0)
        assert counted.provisional == any(start + timedelta(days=number) in slow.computed for number in walked), start


@pytest.mark.parametrize(
    ("unit", "name", "same", "amount"),
    [
        *((CountUnit.WORKING_DAYS, EW, same, amount) for same in (False, True) for amount in (1, 2, 3, 10)),
        *((CountUnit.BUSINESS_DAYS, COURT, False, amount) for amount in (5, 10, 15, 20, 28)),
    ],
)
def test_working_and_business_days_back_on_every_day(unit: CountUnit, name: str, same: bool, amount: int) -> None:
    measure, slow = Measure(unit, amount, first_day(same)), days_off(name)
    for end in EVERY_DAY if same else [*EVERY_DAY, DAY_AFTER]:
        counted = count_back(measure, end, calendar(name))
        check(counted, working_days_back(end, amount, same, slow), end, "calendar_begins")


@pytest.mark.parametrize("same", [False, True])
def test_calendar_days_on_and_back_on_every_day(same: bool) -> None:
    for amount in (1, 7, 28, 40, 120):
        measure = Measure(CountUnit.CALENDAR_DAYS, amount, first_day(same))
        for day in EVERY_DAY:
            check(count(measure, day, WORKING), calendar_days_on(day, amount, same), day)
            check(count_back(measure, day, WORKING), calendar_days_back(day, amount, same), day)


def test_months_beginning_with_every_day() -> None:
    for start in EVERY_DAY:
        ends = months_beginning_with(start, 18)
        for months in (1, 3, 6, 9, 12, 18):
            counted = count(Measure(CountUnit.MONTHS, months, FirstDay.SAME), start, WORKING)
            check(counted, ends[months - 1], start, two_readings=True)
            bail = Measure(CountUnit.MONTHS, months, FirstDay.SAME, begins_after_days=1)
            check(count(bail, start - DAY, WORKING), ends[months - 1], start, two_readings=True)


def test_alarms_of_months_go_by_the_earlier_reading_on_every_day() -> None:
    """The day before the corresponding date, or before the last day of the month where it has none."""
    for start in EVERY_DAY:
        strict = months_from(start, 12)
        for months in (3, 6, 12):
            counted = count(Measure(CountUnit.MONTHS, months, FirstDay.SAME), start, WORKING)
            assert counted.alarm == strict[months - 1] - DAY, start
            assert counted.day is not None
            assert counted.days_early == (counted.day - strict[months - 1] + DAY).days, start


def test_months_from_every_day_and_back_from_it() -> None:
    for day in EVERY_DAY:
        found = months_from(day, 12)
        for months in (1, 2, 3, 6, 12):
            check(count(Measure(CountUnit.MONTHS, months), day, WORKING), found[months - 1], day)
            check(count_back(Measure(CountUnit.MONTHS, months), day, WORKING), months_back(day, months), day)


def test_hours_through_summer_time_from_every_day() -> None:
    for amount in (1, 24, 48, 72):
        measure = Measure(CountUnit.HOURS, amount)
        for day in EVERY_DAY:
            for hour, minute in TIMES:
                begin = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
                slow = london_to_utc(day, hour, minute)
                assert count(measure, begin, WORKING).instant == hours_on(slow, amount), begin
                assert count_back(measure, begin, WORKING).instant == hours_back(slow, amount), begin


def test_hours_beginning_with_a_day_run_from_its_first_instant_on_every_day() -> None:
    measure = Measure(CountUnit.HOURS, 48, FirstDay.SAME)
    for day in EVERY_DAY:
        end = hours_on(london_to_utc(day, 0, 0), 48)
        assert count(measure, day, WORKING).instant == end, day
        assert count(measure, datetime(day.year, day.month, day.day, 16, 20, tzinfo=LONDON), WORKING).instant == end


@pytest.mark.parametrize("name", [EW, COURT])
def test_an_end_on_a_day_off_rolls_on_or_back_on_every_day(name: str) -> None:
    slow = days_off(name)
    for amount in (1, 28):
        on = Measure(CountUnit.CALENDAR_DAYS, amount, rolls=True)
        back = Measure(CountUnit.CALENDAR_DAYS, amount, rolls_back=True)
        for start in EVERY_DAY:
            end = start + timedelta(days=amount)
            check(count(on, start, calendar(name)), next_worked(end, slow), start)
            reason = "calendar_begins" if is_known(end) else "calendar_ends"
            check(count(back, start, calendar(name)), worked_before(end, slow), start, reason)


def paused_from(start: date) -> tuple[list[Span], set[date]]:
    """Three pauses of different lengths after a start, and their days."""
    spans = [
        Span(start + timedelta(days=since), start + timedelta(days=until))
        for since, until in ((2, 5), (9, 10), (13, 29))
    ]
    days = {start + timedelta(days=number) for number in (2, 3, 4, 9, *range(13, 29))}
    return spans, days


def test_pauses_of_days_on_every_day() -> None:
    slow = days_off(EW)
    for start in EVERY_DAY:
        spans, paused = paused_from(start)
        for amount in (1, 5, 10):
            working = count(Measure(CountUnit.WORKING_DAYS, amount), start, WORKING, spans)
            check(working, working_days_on(start, amount, False, slow, paused), start)
            days = count(Measure(CountUnit.CALENDAR_DAYS, amount), start, WORKING, spans)
            check(days, calendar_days_on(start, amount, False, paused), start)


def test_pauses_of_months_on_every_day() -> None:
    """As many days as the period has, ticked off on days that are not paused."""
    for start in EVERY_DAY:
        spans, paused = paused_from(start)
        length = (months_beginning_with(start, 1)[0] - start).days + 1
        counted = count(Measure(CountUnit.MONTHS, 1, FirstDay.SAME), start, WORKING, spans)
        check(counted, calendar_days_on(start, length, True, paused), start, two_readings=True)


def test_pauses_of_hours_on_every_day() -> None:
    for day in EVERY_DAY:
        begin = london_to_utc(day, 9, 15)
        pauses = [
            (begin + timedelta(hours=since), begin + timedelta(hours=until)) for since, until in ((3, 8), (30, 78))
        ]
        counted = count(Measure(CountUnit.HOURS, 24), begin, WORKING, [Span(*pause) for pause in pauses])
        assert counted.instant == hours_on(begin, 24, pauses), day
        longer = count(Measure(CountUnit.HOURS, 72), begin, WORKING, [Span(*pause) for pause in pauses])
        assert longer.instant == hours_on(begin, 72, pauses), day


def test_before_the_calendar_begins_the_answer_is_not_known() -> None:
    for measure, before in (
        (Measure(CountUnit.WORKING_DAYS, 5), DAY_BEFORE - DAY),
        (Measure(CountUnit.BUSINESS_DAYS, 5, FirstDay.SAME), DAY_BEFORE),
    ):
        assert not is_known(before)
        check(count(measure, before, WORKING), None, before, "calendar_begins")
        assert count(measure, before, WORKING).steps[-1].code == "unknown_before"
