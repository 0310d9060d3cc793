"""What holds of every clock, whatever happened to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.domain.clock_histories import (
    DAY,
    FIVE_DAYS,
    KIND,
    MEASURES,
    MONDAY,
    WORKING,
    a_clock,
    event,
    histories,
    noon,
    pause,
    started,
    with_days_off,
)
from tracker.domain.clock import Clock, ClockEvent, derive
from tracker.domain.counting import COUNTED_BY_WORK, Measure, Span, merge_spans
from tracker.domain.drift import drift
from tracker.domain.explain import When
from tracker.domain.hindsight import standing_by
from tracker.domain.standing import Standing
from tracker.terms import ClockClass, ClockState, CountUnit

MEASURED = st.sampled_from(MEASURES)
BY_WORK = st.sampled_from([measure for measure in MEASURES if measure.unit in COUNTED_BY_WORK])
FAR_AWAY = date(2029, 6, 13)
LENGTHS = st.tuples(st.integers(0, 45), st.integers(0, 30))


def counted_anew(clock: Clock, *days: date) -> Clock:
    """The clock after a new version of its calendar with extra days off."""
    newest = with_days_off(*days)
    on = clock.events[-1].recorded_at + timedelta(hours=1)
    return clock.recounted(event(KIND.RECALCULATED, on, reason="an extra bank holiday"), newest)


@given(histories(), MEASURED, st.integers(0, 2000))
def test_due_dates_never_move_when_nothing_happened(events: list[ClockEvent], measure: Measure, days: int) -> None:
    clock = a_clock(*events, measure=measure)
    later = clock.noting_overdue(noon(MONDAY + days * DAY)).recomputed(WORKING)
    assert replace(later, overdue_since=None) == clock
    untouched = counted_anew(clock, FAR_AWAY)
    assert untouched.calendar_version == clock.calendar_version + 1
    assert replace(untouched, calendar_version=clock.calendar_version) == clock


@given(histories(), BY_WORK, st.data(), LENGTHS)
def test_adding_a_pause_never_makes_a_working_day_date_earlier(
    events: list[ClockEvent], measure: Measure, data: st.DataObject, length: tuple[int, int]
) -> None:
    before = a_clock(*events, measure=measure)
    since = MONDAY + length[0] * DAY
    place = data.draw(st.integers(1, len(events)))
    added = pause(since, since + length[1] * DAY)
    after = a_clock(*events[:place], added, *events[place:], measure=measure)
    assert after.first_due == before.first_due
    assert (after.due is None) == (before.due is None)
    if after.due is not None and before.due is not None:
        assert after.due >= before.due


@given(histories(), MEASURED)
def test_recomputing_equals_storing(events: list[ClockEvent], measure: Measure) -> None:
    stored = a_clock(events[0], measure=measure)
    for one in events[1:]:
        stored = stored.with_event(one, WORKING)
        assert stored.recomputed(WORKING) == stored
    assert a_clock(*events, measure=measure) == stored


@given(histories(), MEASURED, st.lists(st.integers(0, 60), max_size=4))
def test_recomputing_equals_storing_after_a_recalculation(
    events: list[ClockEvent], measure: Measure, days: list[int]
) -> None:
    extra = [MONDAY + number * DAY for number in days]
    again = counted_anew(a_clock(*events, measure=measure), *extra)
    assert again.recomputed(with_days_off(*extra)) == again


@given(st.lists(st.tuples(LENGTHS, st.booleans()), max_size=5), MEASURED, st.randoms(use_true_random=False))
def test_merging_pauses_is_order_free(
    lengths: list[tuple[tuple[int, int], bool]], measure: Measure, random: Random
) -> None:
    """However they are recorded, twice or in two pieces, only the days that are paused count."""
    pauses = [pause(MONDAY + since * DAY, MONDAY + (since + days) * DAY, ours=ours) for (since, days), ours in lengths]
    shuffled = list(pauses)
    random.shuffle(shuffled)
    standing = derive([started(), *pauses], measure, WORKING)
    assert derive([started(), *shuffled], measure, WORKING) == standing
    assert derive([started(), *pauses, *shuffled], measure, WORKING) == standing
    pieces = [pause(when, when + DAY, ours=one.ours) for one in pauses for when in days_between(one.on, one.to)]
    assert derive([started(), *pieces], measure, WORKING) == standing
    assert merge_spans(standing.paused) == standing.paused


@given(st.lists(LENGTHS, max_size=6))
def test_merged_pauses_cover_the_same_days_and_do_not_touch(lengths: list[tuple[int, int]]) -> None:
    spans = [Span(MONDAY + since * DAY, MONDAY + (since + days) * DAY) for since, days in lengths]
    merged = merge_spans(spans)
    assert days_in(merged) == days_in(spans)
    assert all(one.end < following.start for one, following in pairwise(merged))


def days_between(since: When, until: When | None) -> list[date]:
    """The days from one to before another, where both are days and no moments."""
    assert until is not None
    assert not isinstance(since, datetime)
    assert not isinstance(until, datetime)
    return [since + number * DAY for number in range((until - since).days)]


def days_in(spans: Iterable[Span]) -> set[date]:
    return {day for span in spans for day in days_between(span.start, span.end)}


@given(histories(), MEASURED, st.lists(st.integers(0, 60), max_size=5), st.integers(0, 50))
def test_a_recalculation_never_changes_the_first_due_date_or_what_lies_before_it(
    events: list[ClockEvent], measure: Measure, days: list[int], ago: int
) -> None:
    extra = [MONDAY + number * DAY for number in days]
    clock, newest = a_clock(*events, measure=measure), with_days_off(*extra)
    again = counted_anew(clock, *extra)
    assert (again.first_due, again.first_due_at, again.started_on) == (
        clock.first_due, clock.first_due_at, clock.started_on,
    )  # fmt: skip
    assert again.derive(newest).moves[: clock.moves] == clock.derive(WORKING).moves
    at = noon(MONDAY + ago * DAY)
    if at < again.events[-1].recorded_at or len(again.events) == len(events):
        then = standing_by(again.events, measure, newest, at, again.calendar_version)
        assert plain(then) == plain(standing_by(events, measure, WORKING, at))


@given(histories(), MEASURED, st.lists(st.integers(0, 60), max_size=5))
def test_a_recalculation_gives_the_date_that_the_newest_calendar_gives(
    events: list[ClockEvent], measure: Measure, days: list[int]
) -> None:
    extra = [MONDAY + number * DAY for number in days]
    clock, newest = a_clock(*events, measure=measure), with_days_off(*extra)
    again, fresh = counted_anew(clock, *extra), derive(events, measure, newest)
    found = again.derive(newest)
    assert (found.due, found.alarm, found.computed, found.provisional) == (
        fresh.due, fresh.alarm, fresh.computed, fresh.provisional,
    )  # fmt: skip
    assert (len(again.events) > len(events)) == (plain(fresh) != plain(clock.derive(WORKING)))


def plain(standing: Standing | None) -> Standing | None:
    return None if standing is None else replace(standing, steps=())


@given(histories(), MEASURED, st.integers(0, 60), st.integers(0, 30))
def test_no_new_date_changes_the_drift(events: list[ClockEvent], measure: Measure, to: int, after: int) -> None:
    clock = a_clock(*events, measure=measure)
    on = events[-1].recorded_at.date()
    now = noon(on + after * DAY)
    for kind in (KIND.RESCHEDULED, KIND.ORDERED):
        moved = clock.with_event(event(kind, on, to=on + to * DAY), WORKING)
        before = drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, now)
        assert drift(moved.derive(WORKING), ClockClass.TARGET, WORKING, now) == before
        assert before is not None
        assert before >= 0


@given(histories(), st.integers(0, 60))
def test_lateness_that_was_noted_stays_whatever_follows(events: list[ClockEvent], days: int) -> None:
    clock = a_clock(events[0]).noting_overdue(noon(MONDAY + days * DAY))
    since = clock.overdue_since
    for one in events[1:]:
        clock = clock.with_event(one, WORKING).noting_overdue(one.recorded_at)
        assert since is None or clock.overdue_since == since


@given(histories(), MEASURED, st.integers(0, 400))
def test_a_clock_that_is_not_running_is_never_overdue(events: list[ClockEvent], measure: Measure, days: int) -> None:
    clock = a_clock(*events, measure=measure)
    if clock.state is not ClockState.RUNNING:
        assert not clock.is_overdue(noon(MONDAY + days * DAY))


@given(st.lists(st.tuples(LENGTHS, st.booleans()), max_size=5), st.integers(0, 90))
def test_drift_counts_the_working_days_that_no_pause_of_others_covers(
    lengths: list[tuple[tuple[int, int], bool]], days: int
) -> None:
    pauses = [
        pause(MONDAY + since * DAY, MONDAY + (since + length) * DAY, ours=ours) for (since, length), ours in lengths
    ]
    clock = a_clock(started(), *pauses, measure=FIVE_DAYS)
    theirs = {day for one in pauses if not one.ours for day in days_between(one.on, one.to)}
    first, last = date(2026, 6, 8), MONDAY + days * DAY
    since_start = [MONDAY + number * DAY for number in range(1, days + 1)]
    late = sum(WORKING.is_working(day) for day in since_start if day > first)
    not_ours = sum(WORKING.is_working(day) for day in since_start if day in theirs)
    assert drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, noon(last)) == max(0, late - not_ours)


def test_a_wait_of_others_that_moved_the_date_is_no_drift() -> None:
    wait = pause(MONDAY + 3 * DAY, MONDAY + 11 * DAY, ours=False)
    clock = a_clock(started(), wait, measure=FIVE_DAYS)
    assert clock.due is not None
    assert clock.first_due is not None
    assert clock.first_due < clock.due
    assert drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, noon(clock.due)) == 0
    assert drift(clock.derive(WORKING), ClockClass.TARGET, WORKING, noon(clock.due + DAY)) == 1


@given(st.integers(1, 60), st.integers(0, 100))
def test_a_date_in_hours_moves_by_the_length_of_a_pause(hours: int, length: int) -> None:
    begun = noon(MONDAY)
    paused = pause(begun + timedelta(hours=1), begun + timedelta(hours=1 + length))
    clock = a_clock(started(begun), paused, measure=Measure(CountUnit.HOURS, hours + 1))
    assert clock.due_at == begun + timedelta(hours=hours + 1 + length)
