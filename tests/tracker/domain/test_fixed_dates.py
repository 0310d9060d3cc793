"""Dates that an authority, an order or a person has set: what still moves them, and what the rules would give."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tracker.domain.clock_histories import (
    BAIL,
    FIVE_DAYS,
    KIND,
    MONDAY,
    WORKING,
    a_clock,
    event,
    noon,
    pause,
    started,
    with_days_off,
)
from tracker.domain.clock import Clock, ClockEvent, derive, expiry
from tracker.domain.counting import Measure
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, ClockEventKind, ClockState, CountUnit

ARREST = date(2024, 8, 30)
FIRST_END = date(2024, 11, 30)


def bail(*events: ClockEvent) -> Clock:
    return a_clock(started(ARREST), *events, measure=BAIL, clock_class=ClockClass.PERIOD)


def test_the_alarm_of_a_bare_period_in_months_goes_by_the_strict_end() -> None:
    clock = bail()
    assert (clock.due, clock.expires_at) == (FIRST_END, expiry(date(2024, 11, 29)))
    assert clock.derive(WORKING).alarm == date(2024, 11, 29)
    assert clock.is_overdue(noon(FIRST_END))
    plain = a_clock(started(date(2025, 1, 10)), measure=BAIL)
    assert plain.expires_at == expiry(date(2025, 4, 10)) == expiry(plain.due)


def test_an_extension_by_an_authority_fixes_the_end_and_the_alarm_goes_by_the_earlier_reading() -> None:
    extended = event(
        KIND.EXTENDED, date(2024, 11, 20), to=date(2025, 2, 28), earliest=date(2025, 2, 27), authority="inspector"
    )
    clock = bail(extended)
    assert (clock.first_due, clock.due, clock.moves) == (FIRST_END, date(2025, 2, 28), 1)
    assert clock.expires_at == expiry(date(2025, 2, 27))
    standing = clock.derive(WORKING)
    assert (standing.computed, standing.fixed) == (date(2025, 2, 28), True)
    (step,) = [step for step in standing.steps if step.code == "extended"]
    assert (step.gives, step.values["authority"]) == (date(2025, 2, 28), "inspector")


def test_a_period_that_is_suspended_runs_again_to_the_end_it_is_given() -> None:
    clock = bail(event(KIND.PAUSED, date(2024, 9, 30)))
    assert (clock.state, clock.due) == (ClockState.PAUSED, FIRST_END)
    clock = clock.with_event(
        event(KIND.RESUMED, date(2024, 10, 10), to=date(2024, 12, 9), earliest=date(2024, 12, 8)), WORKING
    )
    assert (clock.state, clock.due, clock.moves) == (ClockState.RUNNING, date(2024, 12, 9), 1)
    assert clock.expires_at == expiry(date(2024, 12, 8))


def test_an_end_that_is_reckoned_again_may_also_be_open() -> None:
    clock = bail(event(KIND.RECKONED, date(2024, 11, 25), reason="the court has the application"))
    assert (clock.due, clock.expires_at, clock.unknown) == (None, None, "no_end_yet")
    assert not clock.is_overdue(noon(date(2026, 1, 1)))
    clock = clock.with_event(event(KIND.RECKONED, date(2024, 12, 3), to=date(2024, 12, 3)), WORKING)
    assert (clock.due, clock.unknown, clock.moves) == (date(2024, 12, 3), "", 2)


@pytest.mark.parametrize("kind", [KIND.EXTENDED, KIND.RECKONED, KIND.ORDERED])
def test_no_pause_moves_what_an_authority_fixed(kind: ClockEventKind) -> None:
    fixed = event(kind, date(2026, 6, 2), to=date(2026, 6, 26))
    for more in (
        [event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 17))],
        [pause(MONDAY, date(2026, 6, 17))],
    ):
        clock = a_clock(started(), fixed, *more)
        assert (clock.due, clock.expires_at) == (date(2026, 6, 26), expiry(date(2026, 6, 26)))
        assert clock.derive(WORKING).fixed


def test_both_dates_of_an_override_can_be_shown() -> None:
    for kind, ruled in ((KIND.RESCHEDULED, False), (KIND.ORDERED, True)):
        standing = a_clock(started(), event(kind, MONDAY, to=date(2026, 6, 19))).derive(WORKING)
        assert (standing.due, standing.computed) == (date(2026, 6, 19), date(2026, 6, 8))
        assert standing.fixed == ruled
    untouched = a_clock().derive(WORKING)
    assert (untouched.due, untouched.computed, untouched.fixed) == (date(2026, 6, 8), date(2026, 6, 8), False)


def test_the_rules_of_an_ordered_period_are_those_of_its_last_extension() -> None:
    standing = bail(
        event(KIND.EXTENDED, date(2024, 11, 20), to=date(2025, 2, 28)),
        event(KIND.ORDERED, date(2024, 12, 1), to=date(2025, 1, 15)),
    ).derive(WORKING)
    assert (standing.due, standing.computed) == (date(2025, 1, 15), date(2025, 2, 28))


def test_an_ordered_instant_is_kept_to_the_minute() -> None:
    at = datetime(2026, 6, 5, 16, 30, tzinfo=UTC)
    clock = a_clock(
        started(noon(MONDAY)), event(KIND.ORDERED, noon(MONDAY), to=at), measure=Measure(CountUnit.HOURS, 24)
    )
    assert (clock.due_at, clock.expires_at) == (at, at)


def test_a_replanned_day_off_is_not_pulled_forward_by_a_pause_that_changes_nothing() -> None:
    saturday = date(2026, 6, 13)
    moved = event(KIND.RESCHEDULED, date(2026, 6, 2), to=saturday)
    weekend = pause(date(2026, 6, 6), date(2026, 6, 8), recorded=date(2026, 6, 9))
    assert a_clock(started(), moved, weekend).due == saturday
    assert a_clock(started(), moved, pause(date(2026, 6, 4), date(2026, 6, 5))).due == date(2026, 6, 15)
    assert a_clock(started(), moved, pause(date(2026, 6, 15), date(2026, 6, 20))).due == saturday


def test_a_replanned_date_of_months_moves_by_calendar_days_and_an_instant_by_hours() -> None:
    moved = event(KIND.RESCHEDULED, MONDAY, to=date(2026, 9, 1))
    paused = pause(date(2026, 6, 10), date(2026, 6, 20))
    clock = a_clock(started(), moved, paused, measure=BAIL)
    assert (clock.due, clock.expires_at) == (date(2026, 9, 11), expiry(date(2026, 9, 11)))
    begun = noon(MONDAY)
    moved = event(KIND.RESCHEDULED, begun, to=begun + timedelta(hours=60))
    inside = pause(begun + timedelta(hours=10), begun + timedelta(hours=14))
    after = pause(begun + timedelta(hours=70), begun + timedelta(hours=71))
    clock = a_clock(started(begun), moved, inside, after, measure=Measure(CountUnit.HOURS, 24))
    assert clock.due_at == begun + timedelta(hours=64)


def test_a_replanned_date_that_a_pause_takes_past_the_calendar_is_not_known() -> None:
    start = date(2030, 12, 2)
    moved = event(KIND.RESCHEDULED, start, to=date(2030, 12, 30))
    clock = a_clock(started(start), moved, pause(date(2030, 12, 3), date(2030, 12, 10)))
    assert (clock.due, clock.unknown) == (None, "calendar_ends")


def test_a_replanned_date_moved_over_a_computed_holiday_is_provisional() -> None:
    start = date(2029, 12, 3)
    moved = event(KIND.RESCHEDULED, start, to=date(2029, 12, 21))
    assert not a_clock(started(start), moved).provisional
    assert a_clock(started(start), moved, pause(date(2029, 12, 10), date(2029, 12, 12))).provisional


@pytest.mark.parametrize(
    "incomplete",
    [
        event(KIND.RESCHEDULED, MONDAY),
        event(KIND.ORDERED, MONDAY),
        event(KIND.EXTENDED, MONDAY),
        event(KIND.CORRECTED, MONDAY),
    ],
)
def test_an_event_without_its_date_is_refused(incomplete: ClockEvent) -> None:
    with pytest.raises(RuleBroken, match="clock_event_incomplete"):
        derive([started(), incomplete], FIVE_DAYS, WORKING)


def test_an_override_stays_when_the_calendar_changes_and_what_the_rules_give_moves() -> None:
    clock = a_clock(started(), event(KIND.RESCHEDULED, MONDAY, to=date(2026, 6, 19)))
    newest = with_days_off(date(2026, 6, 3))
    again = clock.recounted(event(KIND.RECALCULATED, date(2026, 6, 2)), newest)
    standing = again.derive(newest)
    assert (standing.first_due, standing.due, standing.computed) == (
        date(2026, 6, 8), date(2026, 6, 19), date(2026, 6, 9),
    )  # fmt: skip


def test_no_date_can_hold_the_day_after_the_last() -> None:
    with pytest.raises(RuleBroken, match="date_too_far"):
        expiry(date.max)
    with pytest.raises(RuleBroken, match="date_too_far"):
        derive([started()], Measure(CountUnit.MONTHS, 12 * 9000), WORKING)
