"""Warnings: their days by the rows of the limits, moved off days that are not worked, and which one stands now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.rule_data import calendars, pack
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.limit import Limit
from tracker.domain.warning import WarningAt, told_early, warnings_now, warnings_of_clock, warnings_of_day
from tracker.terms import CalendarName
from tracker.time_source import local_date, start_of_day

WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]


def limit(limit_id: str) -> Limit:
    return pack().versions(limit_id)[-1]


def days_of(limit_id: str, due: date, calendar: WorkingCalendar = WORKING) -> dict[int, date]:
    found = warnings_of_clock(limit(limit_id), start_of_day(due + timedelta(days=1)), calendar)
    return {one.before: local_date(one.at) for one in found}


def test_bail_warns_six_times_each_moved_to_the_working_day_before() -> None:
    # bail ends on Mon 28 Dec 2026, a bank holiday; Christmas Day is a Friday
    assert days_of("BAIL-02", date(2026, 12, 28)) == {
        42: date(2026, 11, 16),
        28: date(2026, 11, 30),
        14: date(2026, 12, 14),
        7: date(2026, 12, 21),
        3: date(2026, 12, 24),
        1: date(2026, 12, 24),
    }


def test_a_target_of_the_force_warns_on_the_next_working_day_but_before_its_end() -> None:
    # the first review of a plan is counted in working days: five and two of them before, past Christmas
    assert days_of("SG-06", date(2026, 12, 29)) == {5: date(2026, 12, 18), 2: date(2026, 12, 23)}
    # in calendar days, two before Tue 29 Dec is a Sunday, and no working day follows before the end
    assert days_of("DIG-02", date(2026, 12, 29)) == {2: date(2026, 12, 24), 1: date(2026, 12, 24)}
    by_calendar = warnings_of_day((7, 1), date(2026, 11, 23), WORKING, early=False)
    assert [local_date(one.at) for one in by_calendar] == [date(2026, 11, 16), date(2026, 11, 20)]
    # four days before Thu 26 Nov is a Sunday: it is told on the Monday
    assert local_date(warnings_of_day((4,), date(2026, 11, 26), WORKING, early=False)[0].at) == date(2026, 11, 23)


def test_warnings_in_hours_come_at_the_minute_also_over_the_change_of_the_clocks() -> None:
    ends = datetime(2026, 10, 25, 3, 30, tzinfo=UTC)
    found = warnings_of_clock(limit("SG-13"), ends, WORKING)
    assert [(one.before, ends - one.at) for one in found] == [(hours, timedelta(hours=hours)) for hours in (48, 24, 6)]


def test_without_reminders_or_a_clock_nothing_is_warned_of() -> None:
    found = limit("BAIL-02")
    assert found.clock is not None
    ends = start_of_day(date(2026, 12, 29))
    assert warnings_of_clock(replace(found, clock=replace(found.clock, remind=())), ends, WORKING) == ()
    assert warnings_of_clock(replace(found, clock=None), ends, WORKING) == ()
    assert not told_early(replace(limit("DIG-02"), clock=None))


def test_past_the_end_of_the_calendar_a_warning_keeps_its_day() -> None:
    assert days_of("BAIL-02", date(2031, 6, 10))[7] == date(2031, 6, 3)
    assert days_of("DIG-02", date(2031, 6, 10))[2] == date(2031, 6, 8)


MORNINGS = [WarningAt(before, start_of_day(date(2026, 11, 30) - timedelta(days=before))) for before in (14, 7, 1)]
END = start_of_day(date(2026, 12, 1))


def test_before_the_first_warning_it_is_known_when_that_is_due() -> None:
    now = warnings_now(MORNINGS, END, None, start_of_day(date(2026, 11, 10)))
    assert (now.standing, now.missed, now.next_at) == (None, (), start_of_day(date(2026, 11, 16)))


def test_after_an_outage_the_last_stands_and_those_before_it_were_missed() -> None:
    looked = start_of_day(date(2026, 11, 20))
    now = warnings_now(MORNINGS, END, looked, start_of_day(date(2026, 11, 29)))
    assert (now.standing, now.missed, now.next_at) == (MORNINGS[2], (MORNINGS[1],), None)
    late = warnings_now(MORNINGS, END, looked, END)
    assert (late.standing, late.missed, late.next_at) == (None, (MORNINGS[1], MORNINGS[2]), None)


@given(st.integers(0, 40), st.none() | st.integers(0, 40))
def test_each_warning_is_told_or_missed_once_however_often_anybody_looks(day: int, gap: int | None) -> None:
    first = date(2026, 11, 1)
    now = start_of_day(first + timedelta(days=day))
    looked = None if gap is None else now - timedelta(days=gap)
    found = warnings_now(MORNINGS, END, looked, now)
    passed = [one for one in MORNINGS if one.at <= now]
    assert (found.standing is None) == (not passed or now >= END)
    assert set(found.missed) <= set(passed) - {found.standing}
    if looked is not None:
        since = [one for one in passed if one.at > looked]
        assert set(since) <= {*found.missed, found.standing}


@pytest.mark.parametrize("limit_id", [one.id for one in pack().limits if one.clock is not None and one.clock.remind])
def test_no_warning_comes_at_or_past_the_end(limit_id: str) -> None:
    for number in range(400):
        ends = start_of_day(date(2026, 6, 1) + timedelta(days=number))
        found = warnings_of_clock(limit(limit_id), ends, WORKING)
        assert all(one.at < ends for one in found)
        assert [one.at for one in found] == sorted(one.at for one in found)
