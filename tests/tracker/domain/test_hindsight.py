"""How a clock stood at an earlier instant, and how late it was then."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.rule_data import calendars
from tracker.domain.clock import ClockEvent, derive
from tracker.domain.counting import Measure
from tracker.domain.drift import drift, drift_in_days
from tracker.domain.explain import When
from tracker.domain.hindsight import (
    days_late,
    drift_come_by,
    known_by,
    last_day,
    overdue_from,
    plain_standing,
    rescues,
    standing_by,
)
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState, CountUnit
from tracker.time_source import start_of_day

WORKING_DAYS = calendars()[CalendarName.ENGLAND_AND_WALES]
SUNDAY_MIDNIGHT = start_of_day(date(2026, 11, 23))
FIVE_DAYS = Measure(CountUnit.CALENDAR_DAYS, 5)
TWO_DAYS_IN_HOURS = Measure(CountUnit.HOURS, 48)
MONDAY_2 = date(2026, 11, 2)


def noon(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def event(kind: ClockEventKind, on: When, recorded: datetime | None = None, **other: Any) -> ClockEvent:
    at = recorded or (on if isinstance(on, datetime) else start_of_day(on) + timedelta(hours=12))
    return ClockEvent(kind, on, at, "dc-patel", **other)


STARTED = event(ClockEventKind.STARTED, MONDAY_2)


def late_at(events: list[ClockEvent], at: datetime, measure: Measure = FIVE_DAYS) -> int:
    standing = standing_by(events, measure, WORKING_DAYS, at)
    assert standing is not None
    return days_late(standing, ClockClass.TARGET, WORKING_DAYS, at)


def test_what_was_recorded_later_is_not_known() -> None:
    stopped = event(ClockEventKind.STOPPED, date(2026, 11, 20), recorded=noon(24))
    assert known_by([STARTED, stopped], noon(23)) == (STARTED,)
    assert known_by([STARTED, stopped], noon(24)) == (STARTED, stopped)
    assert known_by([STARTED], noon(1)) == ()
    assert standing_by([STARTED], FIVE_DAYS, WORKING_DAYS, noon(1)) is None


def test_only_what_was_neither_moved_nor_paused_stands_without_counting_again() -> None:
    due = date(2026, 11, 7)
    stopped = event(ClockEventKind.STOPPED, date(2026, 11, 6))
    assert plain_standing([STARTED], due) == replace(derive([STARTED], FIVE_DAYS, WORKING_DAYS), steps=())
    for moved in (
        event(ClockEventKind.PAUSED, date(2026, 11, 4)),
        event(ClockEventKind.RESCHEDULED, date(2026, 11, 4), to=date(2026, 11, 12)),
        event(ClockEventKind.CORRECTED, date(2026, 11, 4), to=date(2026, 11, 3)),
    ):
        assert plain_standing([STARTED, moved], due) is None
    assert plain_standing([STARTED, stopped, event(ClockEventKind.PAUSED, date(2026, 11, 9))], due) is None


def test_a_machine_whose_clock_went_back_leaves_a_list_that_can_follow() -> None:
    paused = event(ClockEventKind.PAUSED, date(2026, 11, 4), recorded=noon(10))
    resumed = event(ClockEventKind.RESUMED, date(2026, 11, 5), recorded=noon(6))
    assert known_by([STARTED, paused, resumed], noon(7)) == (STARTED,)


@pytest.mark.parametrize(
    ("first_due", "days"),
    [
        (date(2026, 11, 9), 9),
        (date(2026, 11, 18), 2),
        (date(2026, 11, 19), 1),
        (date(2026, 11, 20), 1),
        (date(2026, 11, 21), 1),
        (date(2026, 11, 22), 1),
        (date(2026, 11, 23), 0),
    ],
)
def test_days_late_at_the_end_of_sunday(first_due: date, days: int) -> None:
    """Tue 10 to Fri 20 November are nine working days; what was due at the weekend is late by a part of a day."""
    started = event(ClockEventKind.STARTED, first_due - timedelta(days=5))
    assert late_at([started], SUNDAY_MIDNIGHT) == days


def test_a_part_of_a_day_in_hours_counts_as_one() -> None:
    started = event(ClockEventKind.STARTED, datetime(2026, 11, 20, 14, tzinfo=UTC))
    at = datetime(2026, 11, 22, 14, tzinfo=UTC)
    assert late_at([started], at, TWO_DAYS_IN_HOURS) == 1
    assert late_at([started], at - timedelta(seconds=1), TWO_DAYS_IN_HOURS) == 0
    assert late_at([started], at + timedelta(hours=23), TWO_DAYS_IN_HOURS) == 1
    assert late_at([started], at + timedelta(hours=48), TWO_DAYS_IN_HOURS) == 2


def test_what_stopped_is_late_to_the_day_it_happened() -> None:
    on_time = event(ClockEventKind.STOPPED, date(2026, 11, 7), recorded=noon(20))
    assert late_at([STARTED, on_time], SUNDAY_MIDNIGHT) == 0
    assert late_at([STARTED, event(ClockEventKind.STOPPED, date(2026, 11, 11))], SUNDAY_MIDNIGHT) == 3


def test_a_move_does_not_change_how_late_it_is() -> None:
    moves = [
        event(ClockEventKind.RESCHEDULED, date(2026, 11, day), to=date(2026, 12, day), reason="new date")
        for day in (9, 10, 11, 12, 13, 16)
    ]
    assert late_at([STARTED, *moves], SUNDAY_MIDNIGHT) == late_at([STARTED], SUNDAY_MIDNIGHT) == 10


@pytest.mark.parametrize("measure", [FIVE_DAYS, Measure(CountUnit.WORKING_DAYS, 4), Measure(CountUnit.HOURS, 120)])
def test_a_pause_that_still_lasts_counts_only_if_it_is_ours(measure: Measure) -> None:
    ours = event(ClockEventKind.PAUSED, date(2026, 11, 4), ours=True)
    theirs = event(ClockEventKind.PAUSED, date(2026, 11, 4), ours=False)
    assert late_at([STARTED, ours], SUNDAY_MIDNIGHT, measure) == late_at([STARTED], SUNDAY_MIDNIGHT, measure) > 0
    assert late_at([STARTED, theirs], SUNDAY_MIDNIGHT, measure) == 0


def test_a_pause_of_theirs_after_the_due_date_stops_the_drift_where_it_stood() -> None:
    theirs = event(ClockEventKind.PAUSED, date(2026, 11, 11), ours=False)
    assert late_at([STARTED, theirs], SUNDAY_MIDNIGHT) == 2


def test_a_period_is_never_late() -> None:
    standing = derive([STARTED], FIVE_DAYS, WORKING_DAYS)
    assert days_late(standing, ClockClass.PERIOD, WORKING_DAYS, SUNDAY_MIDNIGHT) == 0


def test_before_the_calendar_begins_what_it_knows_is_counted() -> None:
    old = event(ClockEventKind.STARTED, date(2012, 1, 2))
    standing = derive([old], FIVE_DAYS, WORKING_DAYS)
    assert drift(standing, ClockClass.TARGET, WORKING_DAYS, SUNDAY_MIDNIGHT) is None
    known = WORKING_DAYS.between(WORKING_DAYS.first, date(2026, 11, 22))
    assert days_late(standing, ClockClass.TARGET, WORKING_DAYS, SUNDAY_MIDNIGHT) == known > 2000


def test_it_became_overdue_before_it_was_moved() -> None:
    moved = event(ClockEventKind.RESCHEDULED, date(2026, 11, 12), to=date(2026, 12, 4), reason="new date")
    assert overdue_from([STARTED, moved], FIVE_DAYS, WORKING_DAYS) == start_of_day(date(2026, 11, 8))
    (rescue,) = rescues([STARTED, moved], FIVE_DAYS, WORKING_DAYS)
    assert (rescue.event, rescue.overdue_from) == (moved, start_of_day(date(2026, 11, 8)))


def test_a_move_in_time_saves_nothing() -> None:
    moved = event(ClockEventKind.RESCHEDULED, date(2026, 11, 5), to=date(2026, 12, 4), reason="new date")
    again = event(ClockEventKind.RESCHEDULED, date(2026, 11, 20), to=date(2026, 12, 11), reason="again")
    assert overdue_from([STARTED, moved, again], FIVE_DAYS, WORKING_DAYS) is None
    assert rescues([STARTED, moved, again], FIVE_DAYS, WORKING_DAYS) == ()


def test_a_date_that_had_passed_while_paused_is_not_overdue() -> None:
    paused = event(ClockEventKind.PAUSED, date(2026, 11, 4))
    moved = event(ClockEventKind.RESCHEDULED, date(2026, 11, 12), to=date(2026, 12, 4), reason="new date")
    assert overdue_from([STARTED, paused, moved], FIVE_DAYS, WORKING_DAYS) is None


def test_the_day_that_midnight_ends_is_the_day_before() -> None:
    assert last_day(SUNDAY_MIDNIGHT) == date(2026, 11, 22)
    assert last_day(SUNDAY_MIDNIGHT + timedelta(seconds=1)) == date(2026, 11, 23)
    assert last_day(start_of_day(date(2026, 7, 13))) == date(2026, 7, 12)


@st.composite
def histories(draw: st.DrawFn) -> list[ClockEvent]:
    """A list of events that can follow each other, one a day at most."""
    events, state, day = [STARTED], ClockState.RUNNING, MONDAY_2
    for _ in range(draw(st.integers(0, 8))):
        day += timedelta(days=draw(st.integers(0, 4)))
        choices = {
            ClockState.RUNNING: [ClockEventKind.PAUSED, ClockEventKind.RESCHEDULED, ClockEventKind.STOPPED],
            ClockState.PAUSED: [ClockEventKind.RESUMED, ClockEventKind.STOPPED],
            ClockState.STOPPED: [ClockEventKind.REOPENED],
        }[state]
        kind = draw(st.sampled_from(choices))
        to = day + timedelta(days=draw(st.integers(0, 30))) if kind is ClockEventKind.RESCHEDULED else None
        events.append(event(kind, day, to=to, ours=draw(st.booleans())))
        state = derive(events, FIVE_DAYS, WORKING_DAYS).state
    return events


@given(histories(), st.integers(0, 40))
def test_what_was_recorded_later_never_changes_how_it_stood(events: list[ClockEvent], days: int) -> None:
    at = start_of_day(MONDAY_2 + timedelta(days=days + 1))
    by_then = [one for one in events if one.recorded_at <= at]
    then = standing_by(events, FIVE_DAYS, WORKING_DAYS, at)
    assert then == standing_by(by_then, FIVE_DAYS, WORKING_DAYS, at)
    if then is not None:
        first = derive([STARTED], FIVE_DAYS, WORKING_DAYS).first_due
        assert then.first_due == first


@given(histories(), st.integers(1, 40))
def test_days_late_is_the_drift_or_a_part_of_a_day(events: list[ClockEvent], days: int) -> None:
    at = start_of_day(MONDAY_2 + timedelta(days=days + 1))
    standing = standing_by(events, FIVE_DAYS, WORKING_DAYS, at)
    assert standing is not None
    found = drift(standing, ClockClass.TARGET, WORKING_DAYS, at - timedelta(microseconds=1))
    late = days_late(standing, ClockClass.TARGET, WORKING_DAYS, at)
    assert late == found or (found == 0 and late == 1)


@given(histories(), st.integers(0, 40))
def test_without_a_move_or_a_pause_nothing_needs_counting_again(events: list[ClockEvent], days: int) -> None:
    known = known_by(events, start_of_day(MONDAY_2 + timedelta(days=days + 1)))
    counted = derive(known, FIVE_DAYS, WORKING_DAYS)
    plain = plain_standing(known, counted.first_due)
    others = {ClockEventKind.STARTED, ClockEventKind.STOPPED, ClockEventKind.REOPENED}
    assert (plain is not None) == all(one.kind in others for one in known)
    if plain is not None:
        assert replace(counted, steps=(), provisional=False) == plain


def test_a_clock_in_hours_that_stopped_is_late_by_its_hours() -> None:
    begun = datetime(2026, 11, 2, 9, tzinfo=UTC)
    started = event(ClockEventKind.STARTED, begun)
    for hours, late in ((48, 0), (49, 1), (97, 2)):
        stopped = event(ClockEventKind.STOPPED, begun + timedelta(hours=hours))
        assert late_at([started, stopped], SUNDAY_MIDNIGHT, TWO_DAYS_IN_HOURS) == late


def test_of_many_events_only_the_moves_while_overdue_save_anything() -> None:
    paused = event(ClockEventKind.PAUSED, date(2026, 11, 3))
    resumed = event(ClockEventKind.RESUMED, date(2026, 11, 4))
    in_time = event(ClockEventKind.RESCHEDULED, date(2026, 11, 5), to=date(2026, 11, 10), reason="first")
    late = event(ClockEventKind.RESCHEDULED, date(2026, 11, 12), to=date(2026, 11, 30), reason="second")
    found = rescues([STARTED, paused, resumed, in_time, late], FIVE_DAYS, WORKING_DAYS)
    assert [one.event.reason for one in found] == ["second"]


def test_a_clock_taken_up_again_after_its_case_was_closed_needs_no_counting() -> None:
    stopped = event(ClockEventKind.STOPPED, date(2026, 11, 10), reason="case_closed")
    reopened = event(ClockEventKind.REOPENED, date(2026, 11, 18))
    counted = derive([STARTED, stopped, reopened], FIVE_DAYS, WORKING_DAYS)
    plain = plain_standing([STARTED, stopped, reopened], counted.first_due)
    assert plain == replace(counted, steps=())
    # Mon 9 and Tue 10, then Wed 18 to Fri 20 November
    assert late_at([STARTED, stopped, reopened], SUNDAY_MIDNIGHT) == 5


@given(histories(), st.integers(0, 40))
def test_drift_comes_day_by_day_and_is_never_lost(events: list[ClockEvent], days: int) -> None:
    now = noon(2) + timedelta(days=60)
    standing = standing_by(events, FIVE_DAYS, WORKING_DAYS, now)
    assert standing is not None
    by_day = [
        drift_come_by(standing, ClockClass.TARGET, WORKING_DAYS, noon(2) + timedelta(days=after)) or 0
        for after in (days, days + 1, 60)
    ]
    assert by_day == sorted(by_day)
    assert by_day[1] - by_day[0] <= 1
    assert by_day[-1] == (drift_in_days(standing, ClockClass.TARGET, WORKING_DAYS, now) or 0)
