"""A new version of a calendar or of a limit: what was counted before stays, and what moves says so."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.tracker.domain.clock_histories import (
    FIVE_DAYS,
    KIND,
    WORKING,
    a_clock,
    event,
    noon,
    pause,
    started,
    with_days_off,
)
from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.clock import derive
from tracker.domain.clock_event import version_until
from tracker.domain.counting import Measure
from tracker.domain.hindsight import overdue_from, rescues, standing_by
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, CountUnit
from tracker.time_source import start_of_day

SECOND = with_days_off(date(2026, 6, 3))
THIRD = with_days_off(date(2026, 6, 4), before=SECOND)
CHANGED = event(KIND.RECALCULATED, date(2026, 6, 2), reason="calendar 2: Extra bank holiday 3 Jun 2026")


def test_a_clock_counts_by_its_own_version_until_it_is_counted_anew() -> None:
    clock = a_clock()
    assert clock.recomputed(THIRD) == clock
    assert clock.with_event(event(KIND.STOPPED, date(2026, 6, 5)), SECOND).due == date(2026, 6, 8)


def test_an_extra_bank_holiday_moves_a_live_clock_with_a_note_and_keeps_its_first_date() -> None:
    again = a_clock().recounted(CHANGED, SECOND)
    assert (again.first_due, again.due, again.calendar_version, again.moves) == (
        date(2026, 6, 8), date(2026, 6, 9), 2, 1,
    )  # fmt: skip
    (kept,) = again.events[1:]
    assert (kept.kind, kept.calendar_version) == (KIND.RECALCULATED, 1)
    standing = again.derive(SECOND)
    (move,) = standing.moves
    assert (move.old, move.new, move.reason) == (date(2026, 6, 8), date(2026, 6, 9), CHANGED.reason)
    assert [step.gives for step in standing.steps if step.code == "recalculated"] == [date(2026, 6, 9)]


def test_a_clock_that_the_change_does_not_touch_only_takes_the_new_number() -> None:
    clock = a_clock()
    untouched = clock.recounted(CHANGED, with_days_off(date(2026, 6, 9)))
    assert untouched == replace(clock, calendar_version=2)


def test_two_changes_one_after_the_other_are_both_kept() -> None:
    again = a_clock().recounted(CHANGED, SECOND).recounted(event(KIND.RECALCULATED, date(2026, 6, 3)), THIRD)
    assert (again.first_due, again.due, again.calendar_version) == (date(2026, 6, 8), date(2026, 6, 10), 3)
    assert [one.calendar_version for one in again.events[1:]] == [1, 2]
    assert [(move.old, move.new) for move in again.derive(THIRD).moves] == [
        (date(2026, 6, 8), date(2026, 6, 9)),
        (date(2026, 6, 9), date(2026, 6, 10)),
    ]
    assert [version_until(again.events, place, 3) for place in (1, 2, 3)] == [1, 2, 3]


def test_a_date_that_was_provisional_and_is_announced_is_noted_though_it_stays() -> None:
    start = date(2029, 12, 20)
    announced = WorkingCalendar(
        WORKING.name, 2, WORKING.first, WORKING.last,
        [replace(off, announced=True) for off in WORKING.days_off.values()], {1: WORKING},
    )  # fmt: skip
    clock = a_clock(started(start))
    assert clock.provisional
    again = clock.recounted(event(KIND.RECALCULATED, start), announced)
    assert (again.due, again.provisional, again.moves, len(again.events)) == (clock.due, False, 0, 2)


def test_a_new_version_of_a_limit_counts_anew_from_the_same_start_and_keeps_the_first_measure() -> None:
    ten = Measure(CountUnit.WORKING_DAYS, 10)
    again = a_clock().recounted(replace(CHANGED, measure=ten), WORKING)
    assert (again.measure, again.first_due, again.due) == (FIVE_DAYS, date(2026, 6, 8), date(2026, 6, 15))
    same = a_clock().recounted(replace(CHANGED, measure=FIVE_DAYS), WORKING)
    assert (same.due, same.moves, len(same.events)) == (date(2026, 6, 8), 0, 2)


def test_a_change_of_the_measure_alone_leaves_the_calendar_as_it_was() -> None:
    ten = event(KIND.RECALCULATED, date(2026, 6, 2), measure=Measure(CountUnit.WORKING_DAYS, 10))
    standing = derive([started(), ten], FIVE_DAYS, SECOND, 1)
    assert (standing.first_due, standing.due) == (date(2026, 6, 8), date(2026, 6, 15))


def test_pauses_after_the_change_are_counted_by_the_new_version() -> None:
    again = a_clock().recounted(CHANGED, SECOND)
    paused = again.with_event(pause(date(2026, 6, 2), date(2026, 6, 5)), SECOND)
    # Tue 2 and Thu 4 June; Wed 3 June is off
    assert paused.due == date(2026, 6, 11)


def test_how_it_stood_before_the_change_is_told_by_the_calendar_of_then() -> None:
    again = a_clock().recounted(CHANGED, SECOND)
    before = standing_by(again.events, FIVE_DAYS, SECOND, datetime(2026, 6, 2, 9, tzinfo=UTC), again.calendar_version)
    after = standing_by(again.events, FIVE_DAYS, SECOND, noon(date(2026, 6, 3)), again.calendar_version)
    assert before is not None
    assert after is not None
    assert (before.due, after.due, after.first_due) == (date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 8))


def test_lateness_that_a_change_took_away_is_found_again() -> None:
    changed = event(KIND.RECALCULATED, date(2026, 6, 9), reason="announced too late")
    again = a_clock().noting_overdue(noon(date(2026, 6, 9))).recounted(changed, SECOND)
    assert (again.due, again.overdue_since) == (date(2026, 6, 9), start_of_day(date(2026, 6, 9)))
    assert overdue_from(again.events, FIVE_DAYS, SECOND, 2) == start_of_day(date(2026, 6, 9))
    (rescue,) = rescues(again.events, FIVE_DAYS, SECOND, 2)
    assert rescue.event.reason == "announced too late"


def test_a_version_that_is_not_there_is_refused_and_never_replaced_by_another() -> None:
    with pytest.raises(RuleBroken) as refused:
        replace(a_clock(), calendar_version=7).recomputed(SECOND)
    assert (refused.value.code, refused.value.values) == (
        "calendar_version_missing",
        {"calendar": CalendarName.ENGLAND_AND_WALES, "version": 7},
    )


def test_a_calendar_gives_itself_and_its_earlier_versions() -> None:
    assert SECOND.at_version(2) is SECOND
    assert SECOND.at_version(1) is WORKING
    again = SECOND.with_earlier({0: WORKING})
    assert (again.version, again.at_version(0), again.at_version(1)) == (2, WORKING, WORKING)
    assert not again.is_working(date(2026, 6, 3))


def test_a_calendar_counts_worked_days_and_says_where_it_ends() -> None:
    assert WORKING.worked(date(2026, 6, 1), date(2026, 6, 7)) == 5
    assert WORKING.worked(date(2026, 6, 7), date(2026, 6, 1)) == 0
    assert WORKING.nth_before(date(2026, 6, 4), 2) == date(2026, 6, 2)
    assert WORKING.nth_until(date(2026, 6, 4), 2) == date(2026, 6, 3)
    with pytest.raises(CalendarUnknown):
        WORKING.nth_before(WORKING.first, 1)
    with pytest.raises(CalendarUnknown):
        WORKING.nth_from(WORKING.last, 2)
