"""Pauses: open ones and those recorded afterwards; closed time, which is no pause; and how long a target drifted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.tracker.domain.clock_histories import (
    DAY,
    FIVE_DAYS,
    KIND,
    MONDAY,
    WORKING,
    a_clock,
    event,
    noon,
    pause,
    started,
)
from tests.tracker.rule_data import calendars
from tracker.domain.clock import Clock, derive
from tracker.domain.counting import Measure, Span
from tracker.domain.drift import drift, drift_in_days, units_late, working_days_late, worst_drift
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, ClockState, CountUnit

FIRST_DUE = date(2026, 6, 8)
HOURS = Measure(CountUnit.HOURS, 24)


def drift_on(clock: Clock, day: date) -> int | None:
    return drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, noon(day))


def test_a_pause_recorded_afterwards_counts_as_if_it_had_been_recorded_then() -> None:
    then = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 2)), event(KIND.RESUMED, date(2026, 6, 4)))
    later = a_clock(started(), pause(date(2026, 6, 2), date(2026, 6, 4), recorded=date(2026, 6, 20)))
    assert (then.due, later.due) == (date(2026, 6, 10), date(2026, 6, 10))
    assert later.state is ClockState.RUNNING


def test_an_earlier_pause_may_be_recorded_after_a_later_one_and_while_another_is_open() -> None:
    two = [pause(date(2026, 6, 5), date(2026, 6, 9)), pause(date(2026, 6, 2), date(2026, 6, 3))]
    assert a_clock(started(), *two).due == a_clock(started(), *reversed(two)).due == date(2026, 6, 11)
    waiting = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 5)), two[1])
    assert (waiting.state, waiting.due) == (ClockState.PAUSED, date(2026, 6, 9))
    assert waiting.with_event(event(KIND.RESUMED, date(2026, 6, 9)), WORKING).due == date(2026, 6, 11)


def test_a_pause_recorded_after_a_replanning_moves_it_only_by_what_came_after_it() -> None:
    moved = event(KIND.RESCHEDULED, date(2026, 6, 4), to=date(2026, 6, 12))
    before = pause(date(2026, 6, 2), date(2026, 6, 4), recorded=date(2026, 6, 9))
    across = pause(date(2026, 6, 2), date(2026, 6, 9), recorded=date(2026, 6, 9))
    assert a_clock(started(), moved, before).due == date(2026, 6, 12)
    assert a_clock(started(), moved, across).due == date(2026, 6, 17)


def test_a_pause_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(RuleBroken, match="resumed_before_paused"):
        derive([started(), pause(date(2026, 6, 4), date(2026, 6, 3))], FIVE_DAYS, WORKING)


def test_a_pause_while_it_was_stopped_is_refused_unless_it_is_over() -> None:
    stopped = event(KIND.STOPPED, date(2026, 6, 5))
    with pytest.raises(RuleBroken, match="clock_not_running"):
        derive([started(), stopped, event(KIND.PAUSED, date(2026, 6, 5))], FIVE_DAYS, WORKING)
    assert a_clock(started(), stopped, pause(MONDAY, date(2026, 6, 3))).due == date(2026, 6, 9)


def test_stopping_a_paused_clock_ends_its_pause() -> None:
    clock = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 2)), event(KIND.STOPPED, date(2026, 6, 4)))
    standing = clock.derive(WORKING)
    assert (standing.state, standing.stopped) == (ClockState.STOPPED, date(2026, 6, 4))
    assert standing.paused == (Span(date(2026, 6, 2), date(2026, 6, 4)),)
    assert standing.paused_since is None


def test_an_open_pause_that_is_not_ours_does_not_drift_and_one_of_ours_does() -> None:
    for ours, days in ((True, 16), (False, 4)):
        clock = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 15), ours=ours))
        assert drift_on(clock, date(2026, 6, 30)) == days
        standing = clock.derive(WORKING)
        assert (standing.paused_since, standing.paused_ours) == (date(2026, 6, 15), ours)
        assert worst_drift([clock], calendars(), noon(date(2026, 6, 30))) == days
    begun = noon(MONDAY)
    since = begun + timedelta(hours=30)
    waiting = a_clock(started(begun), event(KIND.PAUSED, since, ours=False), measure=HOURS)
    assert drift(waiting.derive(WORKING), ClockClass.TARGET, WORKING, since + timedelta(days=9)) == 6
    assert drift_in_days(waiting.derive(WORKING), ClockClass.TARGET, WORKING, since + timedelta(days=9)) == 0


def test_a_pause_over_a_weekend_takes_nothing_off_the_drift_and_its_first_day_counts_as_paused() -> None:
    friday = date(2026, 6, 19)
    weekend = a_clock(started(), pause(friday + DAY, friday + 3 * DAY, ours=False))
    from_friday = a_clock(started(), pause(friday, friday + 3 * DAY, ours=False))
    whole = WORKING.between(FIRST_DUE, friday + 5 * DAY)
    assert drift_on(weekend, friday + 5 * DAY) == whole
    assert drift_on(from_friday, friday + 5 * DAY) == whole - 1


def test_a_pause_of_ours_inside_one_that_is_not_changes_no_drift() -> None:
    theirs = pause(date(2026, 6, 10), date(2026, 6, 20), ours=False)
    inside = pause(date(2026, 6, 12), date(2026, 6, 15), ours=True)
    again = pause(date(2026, 6, 15), date(2026, 6, 24), ours=False)
    clock = a_clock(started(), theirs, inside, again)
    # Wed 10 to Tue 23 June are ten working days
    assert drift_on(clock, date(2026, 6, 30)) == WORKING.between(FIRST_DUE, date(2026, 6, 30)) - 10


def test_what_was_recorded_as_done_and_taken_back_had_been_waited_for_all_along() -> None:
    clock = a_clock(started(), event(KIND.STOPPED, date(2026, 6, 10)), event(KIND.REOPENED, date(2026, 6, 24)))
    assert clock.derive(WORKING).closed == ()
    assert drift_on(clock, date(2026, 6, 30)) == WORKING.between(FIRST_DUE, date(2026, 6, 30))


def test_closed_time_in_hours_runs_from_the_stop_to_taking_up_again() -> None:
    begun = noon(MONDAY)
    clock = a_clock(
        started(begun),
        event(KIND.STOPPED, begun + timedelta(hours=30), reason="case_closed"),
        event(KIND.REOPENED, begun + timedelta(hours=100)),
        measure=HOURS,
    )
    standing = clock.derive(WORKING)
    assert standing.closed == (Span(begun + timedelta(hours=30), begun + timedelta(hours=100)),)
    assert drift(standing, ClockClass.TARGET, WORKING, begun + timedelta(hours=101)) == 7
    assert clock.due_at == begun + timedelta(hours=24)


def test_a_pause_of_others_before_the_first_due_instant_is_left_out_whole() -> None:
    begun = noon(MONDAY)
    earlier = pause(begun + timedelta(hours=1), begun + timedelta(hours=3), ours=False)
    standing = a_clock(started(begun), earlier, measure=HOURS).derive(WORKING)
    for hours, late in ((26, 0), (30, 4)):
        assert drift(standing, ClockClass.TARGET, WORKING, begun + timedelta(hours=hours)) == late
    ours = a_clock(started(begun), replace(earlier, ours=True), measure=HOURS).derive(WORKING)
    assert drift(ours, ClockClass.TARGET, WORKING, begun + timedelta(hours=30)) == 6


def test_what_is_not_late_has_no_drift() -> None:
    begun = noon(MONDAY)
    timed = a_clock(started(begun), measure=HOURS)
    for hours, late in ((20, 0), (24, 0), (25, 1)):
        assert drift(timed.derive(WORKING), ClockClass.TARGET, WORKING, begun + timedelta(hours=hours)) == late
    assert worst_drift([a_clock(), timed], calendars(), begun) == 0
    assert worst_drift([], calendars(), begun) == 0
    assert worst_drift([a_clock(clock_class=ClockClass.PERIOD)], calendars(), noon(date(2026, 8, 3))) == 0
    for unit in (CountUnit.CALENDAR_DAYS, CountUnit.WORKING_DAYS):
        assert units_late(unit, FIRST_DUE, None, WORKING, noon(FIRST_DUE)) == 0
    assert units_late(CountUnit.HOURS, FIRST_DUE, begun, WORKING, begun) == 0


def test_where_the_calendar_does_not_reach_lateness_is_not_known() -> None:
    late = date(2031, 1, 6)
    assert working_days_late(FIRST_DUE, late, WORKING) is None
    assert units_late(CountUnit.WORKING_DAYS, FIRST_DUE, None, WORKING, noon(late)) is None
    assert units_late(CountUnit.CALENDAR_DAYS, FIRST_DUE, None, WORKING, noon(late)) == (late - FIRST_DUE).days
    assert working_days_late(late, late, WORKING) == 0
    assert drift_on(a_clock(), late) is None
    assert drift_on(a_clock(started(date(2030, 12, 30))), late) is None
