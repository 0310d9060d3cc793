"""Clocks in hours: they start and stop at the instant where one is known, also over a change to or from summer time."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from tests.cores import DETECTIVE, SUPERVISOR
from tests.tracker.actions.course_of_a_case import Course, Unit, unit
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.terms import ClockState

__all__ = ["unit"]

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Give an instant as a clock on the wall shows it."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def both(core: Tracker) -> Unit:
    """A unit on each engine."""
    return Unit(core, count(1))


def a_course(unit: Unit, reported_at: datetime) -> Course:
    return unit.open(reported_on=reported_at.date(), reported_at=reported_at.astimezone(UTC))


def test_a_clock_in_hours_runs_from_the_instant_to_the_instant(both: Unit) -> None:
    course = a_course(both, local(2026, 11, 16, 15, 20))
    clock = course.clock("SG-18", "crime_recorded")
    assert clock.due_at == local(2026, 11, 17, 15, 20)
    course.happens("crime_recorded", date(2026, 11, 17), at=local(2026, 11, 17, 15, 19))
    clock = course.clock("SG-18", "crime_recorded")
    assert (clock.state, clock.events[-1].on, clock.overdue_since) == (
        ClockState.STOPPED, local(2026, 11, 17, 15, 19), None,
    )  # fmt: skip


def test_a_minute_after_the_hours_is_late(both: Unit) -> None:
    course = a_course(both, local(2026, 11, 16, 15, 20))
    course.happens("crime_recorded", date(2026, 11, 17), at=local(2026, 11, 17, 15, 21))
    assert course.clock("SG-18", "crime_recorded").overdue_since == local(2026, 11, 17, 15, 20)


def test_without_a_time_the_day_it_is_due_is_in_time(both: Unit) -> None:
    course = a_course(both, local(2026, 11, 16, 15, 20))
    course.happens("crime_recorded", date(2026, 11, 17))
    clock = course.clock("SG-18", "crime_recorded")
    assert (clock.state, clock.overdue_since) == (ClockState.STOPPED, None)


def test_done_on_the_day_of_a_start_with_a_time_it_never_stops_before_it(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 15, 20))
    course.happens("crime_recorded", date(2026, 11, 16))
    assert course.clock("SG-18", "crime_recorded").events[-1].on == local(2026, 11, 16, 15, 20)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # the clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October
        (local(2026, 3, 28, 12), local(2026, 3, 31, 13)),
        (local(2026, 10, 24, 12), local(2026, 10, 27, 11)),
        (local(2026, 10, 25, 0, 30), local(2026, 10, 27, 23, 30)),
        (local(2026, 6, 1, 12), local(2026, 6, 4, 12)),
    ],
    ids=["into summer time", "out of summer time", "begun on that night", "in between"],
)
def test_police_protection_is_72_hours_whatever_the_clocks_show(unit: Unit, start: datetime, end: datetime) -> None:
    course = a_course(unit, start - HOUR)
    course.happens("police_protection_started", start.date(), at=start)
    clock = course.clock("SG-13", "police_protection_ended")
    assert clock.due_at == end
    assert clock.due_at is not None
    assert clock.due_at - start.astimezone(UTC) == timedelta(hours=72)


def test_48_hours_beginning_with_a_day_run_from_its_first_instant(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 9, 9))
    course.happens("street_bail_variation_asked", date(2026, 11, 10), at=local(2026, 11, 10, 16))
    assert course.clock("BAIL-19", "street_bail_variation_answered").due_at == local(2026, 11, 12)


def test_a_childs_detention_is_reviewed_after_six_hours_and_then_every_nine(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 8))
    course.happens("detention_authorised", date(2026, 11, 16), at=local(2026, 11, 16, 9, 10))
    assert course.clock("CUS-01", "custody_review").due_at == local(2026, 11, 16, 15, 10)
    course.happens("custody_review", date(2026, 11, 16), at=local(2026, 11, 16, 14, 40))
    course.happens("custody_review", date(2026, 11, 16), at=local(2026, 11, 16, 23, 5))
    first, second, third = course.clocks("CUS-01", "custody_review")
    assert (second.due_at, third.due_at) == (local(2026, 11, 16, 23, 40), local(2026, 11, 17, 8, 5))
    assert [clock.state for clock in (first, second, third)] == [*[ClockState.STOPPED] * 2, ClockState.RUNNING]
    course.happens("detention_ended", date(2026, 11, 17), at=local(2026, 11, 17, 1))
    assert course.clocks("CUS-01", "custody_review")[-1].state is ClockState.STOPPED


def test_detention_is_extended_to_36_hours_from_the_relevant_time(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 8))
    course.happens("arrived_at_custody", date(2026, 11, 16), at=local(2026, 11, 16, 9))
    assert course.clock("CUS-02", "detention_ended").due_at == local(2026, 11, 17, 9)
    course.happens("detention_extended", date(2026, 11, 17), at=local(2026, 11, 17, 8, 30))
    clock = course.clock("CUS-02", "detention_ended")
    assert (clock.due_at, clock.first_due_at, clock.moves) == (local(2026, 11, 17, 21), local(2026, 11, 17, 9), 1)
    assert clock.events[-1].authority == "superintendent"
    with pytest.raises(RuleBroken, match="extended_already"):
        course.happens("detention_extended", date(2026, 11, 17), at=local(2026, 11, 17, 9))


def test_detention_is_not_extended_after_its_end(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 8))
    with pytest.raises(RuleBroken, match="nothing_to_extend"):
        course.happens("detention_extended", date(2026, 11, 16))
    course.happens("arrived_at_custody", date(2026, 11, 16), at=local(2026, 11, 16, 9))
    with pytest.raises(RuleBroken, match="extended_too_late"):
        course.happens("detention_extended", date(2026, 11, 17), at=local(2026, 11, 17, 9, 1))
    assert course.milestones("detention_extended") == []


def test_an_allocation_starts_the_next_clock_at_its_instant(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 19, 9))
    case = course.now()
    course.core.do(AllocateCase(SUPERVISOR, course.case_id, case.record.version, DETECTIVE))
    assert course.clock("SUP-01", "investigation_plan").due_at == course.core.time.now() + timedelta(hours=24)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (local(2026, 11, 20, 9, 42), "time_in_future"),
        (local(2026, 11, 19, 23, 59), "time_of_another_day"),
    ],
)
def test_a_time_in_the_future_or_of_another_day_is_refused(unit: Unit, at: datetime, code: str) -> None:
    course = a_course(unit, local(2026, 11, 16, 8))
    with pytest.raises(RuleBroken, match=code):
        course.core.do(RecordEvent(SUPERVISOR, course.case_id, "crime_recorded", date(2026, 11, 20), at=at))


def test_an_instant_without_its_offset_is_a_fault(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 8))
    with pytest.raises(ValueError, match="offset"):
        course.happens("scene", date(2026, 11, 19), at=local(2026, 11, 19, 8).replace(tzinfo=None))


def test_a_child_added_afterwards_has_the_instant_of_the_report_too(unit: Unit) -> None:
    course = a_course(unit, local(2026, 11, 16, 15, 20))
    assert course.clock("SG-04", "child_seen_alone").due_at == local(2026, 11, 17, 15, 20)
    assert course.clock("MED-04", "sarc_contacted").due_at == local(2026, 11, 16, 17, 20)
