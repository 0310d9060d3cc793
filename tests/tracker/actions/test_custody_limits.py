"""Custody time limits after a remand: by court, less days served, and never ending on a day the court is shut."""

from datetime import date, timedelta

import pytest

from tests.cores import SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.actions.course_of_a_case import Course, Unit, unit
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_remand import RecordRemand
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import ClockState, Severity, SubjectKind

__all__ = ["unit"]

ENDED = "custody_time_limit_ended"


@pytest.fixture
def course(unit: Unit) -> Course:
    return unit.open(reported_on=date(2026, 5, 1))


def remand(course: Course, limit: str, on: date, served: int | None = None, confirmed_by: str = "CPS") -> None:
    suspect = course.subject(SubjectKind.SUSPECT)
    course.core.do(RecordRemand(SUPERVISOR, course.case_id, suspect, limit, on, confirmed_by, served))


@pytest.mark.parametrize(
    ("limit", "on", "ends"),
    [
        # 56 days, the first of them the day of remand
        ("CPS-12-summary", date(2026, 6, 9), date(2026, 8, 3)),
        ("CPS-12-either-way", date(2026, 6, 9), date(2026, 8, 17)),
        ("CPS-12-either-way-short", date(2026, 6, 9), date(2026, 8, 3)),
        ("CPS-12", date(2026, 6, 9), date(2026, 12, 7)),
        # Saturday 8 August: the Friday before it
        ("CPS-12-summary", date(2026, 6, 14), date(2026, 8, 7)),
        # Monday 31 August is a bank holiday, so the Friday before the weekend
        ("CPS-12-summary", date(2026, 7, 7), date(2026, 8, 28)),
        # 26 December 2026, a Saturday after Christmas Day: Christmas Eve
        ("CPS-12", date(2026, 6, 28), date(2026, 12, 24)),
    ],
)
def test_a_custody_time_limit_ends_on_a_day_the_court_sits(course: Course, limit: str, on: date, ends: date) -> None:
    remand(course, limit, on)
    clock = course.clock(limit, ENDED)
    assert (clock.due, clock.started_on, clock.events[0].approved_by) == (ends, on, "CPS")


def test_sent_to_the_crown_court_the_days_already_served_come_off(course: Course) -> None:
    remand(course, "CPS-12-either-way", date(2026, 6, 9))
    remand(course, "CPS-12", date(2026, 6, 30))
    earlier, clock = course.clock("CPS-12-either-way", ENDED), course.clock("CPS-12", ENDED)
    assert (earlier.state, earlier.stopped_on) == (ClockState.STOPPED, date(2026, 6, 30))
    assert clock.measure.amount == 182 - 21
    assert clock.due == date(2026, 6, 9) + timedelta(days=181)
    assert course.milestones("sent_to_crown_court")[0].happened_on == date(2026, 6, 30)


def test_days_served_are_taken_as_they_are_given(course: Course) -> None:
    remand(course, "CPS-12", date(2026, 6, 9), served=100)
    assert course.clock("CPS-12", ENDED).due == date(2026, 8, 28)


def test_a_sending_that_was_recorded_before_is_the_same_one(course: Course) -> None:
    course.happens("sent_to_crown_court", date(2026, 6, 9))
    assert course.milestones(ENDED) == []
    remand(course, "CPS-12", date(2026, 6, 9))
    assert len(course.milestones("sent_to_crown_court")) == 1
    course.happens(ENDED, date(2026, 9, 1))
    assert course.clock("CPS-12", ENDED).state is ClockState.STOPPED


@pytest.mark.parametrize(
    ("limit", "served", "by", "code"),
    [
        ("CPS-12", 182, "CPS", "custody_time_spent"),
        ("CPS-12", -1, "CPS", "custody_time_spent"),
        ("CPS-02", None, "CPS", "not_a_custody_limit"),
        ("CPS-12", None, "  ", "confirmation_needed"),
    ],
)
def test_what_cannot_be_is_refused(course: Course, limit: str, served: int | None, by: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        remand(course, limit, date(2026, 6, 9), served, by)
    assert course.milestones("remanded") == course.milestones(ENDED) == []


def test_the_same_limit_does_not_run_twice(course: Course) -> None:
    remand(course, "CPS-12-summary", date(2026, 6, 9))
    with pytest.raises(RuleBroken, match="custody_limit_runs"):
        remand(course, "CPS-12-summary", date(2026, 6, 11))


def test_the_limit_that_passes_is_critical(core: Tracker, time: StoppedTime) -> None:
    course = Course(core, open_a_case(core, reported_on=date(2026, 9, 1)))
    remand(course, "CPS-12-summary", date(2026, 9, 28))
    clock = course.clock("CPS-12-summary", ENDED)
    assert clock.due == date(2026, 11, 20)
    time.forward(days=1)
    course.core.do(RaiseAlerts())
    rows = course.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    assert [row.severity for row in rows if row.limit_id == "CPS-12-summary"] == [Severity.CRITICAL]
