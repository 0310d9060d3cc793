"""Clocks: a date derived from the whole list of events, moves that keep what was, and lateness that stays on record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tracker.domain.clock_histories import BAIL, FIVE_DAYS, KIND, MONDAY, WORKING, a_clock, event, noon, started
from tests.tracker.rule_data import calendars
from tracker.domain.clock import ClockEvent, derive, expiry
from tracker.domain.counting import Measure
from tracker.domain.drift import drift, slip_of_case, units_late, worst_drift
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, ClockState, CountUnit
from tracker.time_source import LONDON


def test_a_clock_is_overdue_from_the_day_after_its_due_date() -> None:
    clock = a_clock()
    assert clock.due == date(2026, 6, 8)
    assert not clock.is_overdue(datetime(2026, 6, 8, 23, 59, tzinfo=LONDON))
    assert clock.is_overdue(datetime(2026, 6, 9, 0, 0, tzinfo=LONDON))


def test_a_timed_clock_expires_at_the_minute() -> None:
    clock = a_clock(started(datetime(2026, 6, 1, 9, 30, tzinfo=UTC)), measure=Measure(CountUnit.HOURS, 72))
    assert clock.due_at == datetime(2026, 6, 4, 9, 30, tzinfo=UTC)
    assert not clock.is_overdue(datetime(2026, 6, 4, 9, 29, 59, tzinfo=UTC))
    assert clock.is_overdue(datetime(2026, 6, 4, 9, 30, tzinfo=UTC))


def test_the_stored_copy_is_what_the_events_give() -> None:
    clock = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 5)))
    assert clock.recomputed(WORKING) == clock
    assert (clock.due, clock.pauses, clock.state) == (date(2026, 6, 10), 1, ClockState.RUNNING)


def test_six_moves_keep_the_first_due_date_every_reason_and_the_drift() -> None:
    clock = a_clock()
    for week in range(1, 7):
        on, to = MONDAY + timedelta(weeks=week, days=1), date(2026, 6, 8) + timedelta(weeks=week)
        moved = event(KIND.RESCHEDULED, on, to=to, reason=f"reason {week}")
        clock = clock.noting_overdue(noon(on)).with_event(moved, WORKING)
    standing = clock.derive(WORKING)
    assert clock.first_due == date(2026, 6, 8)
    assert clock.due == date(2026, 7, 20)
    assert [move.reason for move in standing.moves] == [f"reason {week}" for week in range(1, 7)]
    assert standing.moves[0].old == date(2026, 6, 8)
    assert standing.moves[5].new == date(2026, 7, 20)
    assert clock.moves == 6
    now = noon(date(2026, 7, 17))
    assert drift(standing, ClockClass.TARGET, WORKING, now) == WORKING.between(date(2026, 6, 8), date(2026, 7, 17))
    assert clock.overdue_since == expiry(date(2026, 6, 8))


def test_becoming_overdue_is_noted_once_and_no_event_removes_it() -> None:
    clock = a_clock().noting_overdue(noon(date(2026, 6, 7)))
    assert clock.overdue_since is None
    late = clock.noting_overdue(noon(date(2026, 6, 10)))
    assert late.overdue_since == datetime(2026, 6, 9, tzinfo=LONDON)
    moved = late.with_event(event(KIND.RESCHEDULED, date(2026, 6, 10), to=date(2026, 6, 30)), WORKING)
    done = moved.with_event(event(KIND.STOPPED, date(2026, 6, 11)), WORKING)
    assert done.overdue_since == late.overdue_since


def test_pausing_an_overdue_clock_does_not_clear_the_lateness_and_a_paused_clock_is_not_alerted() -> None:
    clock = a_clock().noting_overdue(noon(date(2026, 6, 12)))
    paused = clock.with_event(event(KIND.PAUSED, date(2026, 6, 12)), WORKING)
    assert paused.state is ClockState.PAUSED
    assert not paused.is_overdue(noon(date(2026, 8, 1)))
    assert paused.overdue_since is not None


def test_drift_leaves_out_only_the_pauses_that_were_not_ours() -> None:
    pause, resume = date(2026, 6, 15), date(2026, 6, 22)
    now = noon(date(2026, 6, 30))
    whole = WORKING.between(date(2026, 6, 8), date(2026, 6, 30))
    for ours, lost in ((True, 0), (False, 5)):
        clock = a_clock(started(), event(KIND.PAUSED, pause, ours=ours), event(KIND.RESUMED, resume))
        assert drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, now) == whole - lost


def test_drift_of_hours_is_told_in_hours_and_a_period_has_none() -> None:
    begun = datetime(2026, 6, 1, 9, tzinfo=UTC)
    clock = a_clock(started(begun), measure=Measure(CountUnit.HOURS, 24))
    late = begun + timedelta(hours=24 + 49)
    assert drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, late) == 49
    assert drift(clock.derive(WORKING), ClockClass.PERIOD, WORKING, late) is None
    assert worst_drift([clock, a_clock()], calendars(), late) == 2


def test_done_in_time_has_no_drift_however_late_it_is_recorded() -> None:
    done = a_clock(started(), event(KIND.STOPPED, date(2026, 6, 8)))
    assert drift(done.derive(WORKING), ClockClass.TARGET, WORKING, noon(date(2026, 9, 1))) == 0


def test_an_ordered_date_is_not_moved_by_a_pause() -> None:
    ordered = event(KIND.ORDERED, date(2026, 6, 2), to=date(2026, 6, 26), reason="return date")
    clock = a_clock(started(), ordered, event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 17)))
    assert clock.due == date(2026, 6, 26)


def test_a_later_pause_moves_a_replanned_target_by_its_own_length() -> None:
    moved = event(KIND.RESCHEDULED, date(2026, 6, 2), to=date(2026, 6, 12))
    clock = a_clock(started(), moved, event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 5)))
    assert clock.due == date(2026, 6, 16)
    earlier = a_clock(started(), event(KIND.PAUSED, date(2026, 6, 2)), event(KIND.RESUMED, date(2026, 6, 3)), moved)
    assert earlier.due == date(2026, 6, 12)


def test_an_extension_counts_from_the_start_and_not_from_the_end_before() -> None:
    clock = a_clock(started(date(2024, 8, 30)), measure=BAIL, clock_class=ClockClass.PERIOD)
    assert clock.due == date(2024, 11, 30)
    extended = clock.with_event(event(KIND.EXTENDED, date(2024, 11, 20), amount=6), WORKING)
    assert (extended.due, extended.first_due) == (date(2025, 2, 28), date(2024, 11, 30))


def test_a_corrected_start_is_a_move_and_keeps_the_first_due_date() -> None:
    clock = a_clock().with_event(event(KIND.CORRECTED, date(2026, 6, 3), to=date(2026, 5, 28)), WORKING)
    assert (clock.first_due, clock.due, clock.moves) == (date(2026, 6, 8), date(2026, 6, 4), 1)


def test_reopening_goes_on_from_the_same_due_date() -> None:
    stopped = a_clock().with_event(event(KIND.STOPPED, date(2026, 6, 3)), WORKING)
    reopened = stopped.with_event(event(KIND.REOPENED, date(2026, 6, 20)), WORKING)
    assert (reopened.state, reopened.due, reopened.stopped_on) == (ClockState.RUNNING, date(2026, 6, 8), None)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([event(KIND.PAUSED, MONDAY)], "clock_without_start"),
        ([started(), started()], "clock_started_twice"),
        ([started(), event(KIND.RESUMED, MONDAY)], "clock_not_paused"),
        ([started(), event(KIND.PAUSED, MONDAY), event(KIND.PAUSED, MONDAY)], "clock_not_running"),
        ([started(), event(KIND.REOPENED, MONDAY)], "clock_not_stopped"),
        ([started(), event(KIND.ORDERED, MONDAY)], "clock_event_incomplete"),
        ([started(), event(KIND.PAUSED, date(2026, 6, 5)), event(KIND.RESUMED, MONDAY)], "resumed_before_paused"),
    ],
)
def test_events_that_cannot_follow_are_refused_with_the_reason(events: list[ClockEvent], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        derive(events, FIVE_DAYS, WORKING)
    assert refused.value.code == code


def test_a_due_date_past_the_calendar_is_not_known_and_never_overdue() -> None:
    clock = a_clock(started(date(2030, 12, 30)))
    assert (clock.due, clock.unknown, clock.expires_at) == (None, "calendar_ends", None)
    assert not clock.is_overdue(datetime(2040, 1, 1, tzinfo=UTC))


def test_lateness_is_told_in_the_unit_that_is_counted() -> None:
    due = date(2026, 6, 5)
    later = noon(date(2026, 6, 9))
    assert units_late(CountUnit.WORKING_DAYS, due, None, WORKING, later) == 2
    assert units_late(CountUnit.CALENDAR_DAYS, due, None, WORKING, later) == 4
    assert units_late(CountUnit.HOURS, due, noon(due), WORKING, later) == 96
    assert units_late(CountUnit.MONTHS, None, None, WORKING, later) == 0
    assert units_late(CountUnit.WORKING_DAYS, due, None, WORKING, noon(MONDAY)) == 0


def test_the_slip_of_a_case_counts_each_milestone_by_its_worst_clock() -> None:
    as_of = noon(date(2026, 6, 19))
    late = a_clock()
    stopped = replace(a_clock(started(), event(KIND.STOPPED, date(2026, 6, 10))), milestone_id="another", moves=2)
    period = replace(a_clock(measure=BAIL), clock_class=ClockClass.PERIOD, milestone_id="bail", moves=4)
    slip = slip_of_case([late, replace(late, id="other"), stopped, period], calendars(), as_of)
    assert (slip.open_drift, slip.total, slip.moves) == (9, 11, 2)
