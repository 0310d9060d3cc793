"""A conference is booked for a day: on record with who and why, beside its due date; the police report follows."""

from datetime import date
from itertools import count

import pytest

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone
from tests.fakes import StoppedTime
from tests.tracker.actions.course_of_a_case import Course, Unit
from tracker.actions.plan_day import PlanDay
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_file import MilestoneRow
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.why import WhyQuestion

CONFERENCE, REPORT = "child_protection_conference", "police_report_to_conference"


@pytest.fixture
def course(core: Tracker) -> Course:
    """A case with a section 47 enquiry since 10 November: a conference is due by 1 December, the report 27 November."""
    made = Unit(core, count(1)).open(reported_on=date(2026, 11, 2), team_id=NORTH)
    made.happens("section_47_started", date(2026, 11, 10))
    return made


def conference(course: Course) -> MilestoneRow:
    return milestone(course.core, course.case_id, CONFERENCE)


def plan(course: Course, on: date | None, reason: str = "", by: str = SUPERVISOR, version: int | None = None) -> None:
    row = conference(course)
    course.core.do(
        PlanDay(by, course.case_id, row.milestone_id, row.version if version is None else version, on, reason)
    )


def report_due(course: Course) -> date | None:
    return milestone(course.core, course.case_id, REPORT).clocks[0].due


def test_a_detective_books_a_conference_and_the_report_is_due_two_working_days_before(course: Course) -> None:
    due = conference(course).clocks[0]
    assert (due.due, report_due(course)) == (date(2026, 12, 1), date(2026, 11, 27))
    plan(course, date(2026, 11, 30), by=DETECTIVE)
    row = conference(course)
    assert (row.planned_on, row.clocks[0].due, row.clocks[0].moves) == (date(2026, 11, 30), date(2026, 12, 1), 0)
    assert report_due(course) == date(2026, 11, 26)
    (why,) = course.core.ask(WhyQuestion(SUPERVISOR, course.case_id, REPORT))
    assert why.due == date(2026, 11, 26)


def test_each_booking_is_in_the_history_with_the_one_before_and_why(course: Course) -> None:
    plan(course, date(2026, 11, 30), "booked by the local authority")
    plan(course, date(2026, 12, 4), "the chair is ill")
    plan(course, None, "not needed this month")
    said = [row.what for row in case_file(course.core, course.case_id).history if row.what.startswith("Planned")]
    name = "Planned for a day: Initial child protection conference, planned for"
    assert said == [
        f"{name} Fri 4 Dec 2026 before, not needed this month",
        f"{name} Fri 4 Dec 2026, planned for Mon 30 Nov 2026 before, the chair is ill",
        f"{name} Mon 30 Nov 2026, booked by the local authority",
    ]
    assert (conference(course).planned_on, report_due(course)) == (None, date(2026, 11, 27))


def test_a_conference_put_off_ends_the_alert_of_the_report(course: Course, time: StoppedTime) -> None:
    plan(course, date(2026, 11, 23))
    time.forward(days=1)

    def late() -> bool:
        course.core.do(RaiseAlerts())
        return any(row.limit_id == "SG-12" for row in course.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows)

    assert late()
    plan(course, date(2026, 12, 1), "put off")
    assert not late()


def test_somebody_else_changed_it_meanwhile(course: Course) -> None:
    seen = conference(course).version
    plan(course, date(2026, 11, 30))
    with pytest.raises(StaleRecord):
        plan(course, date(2026, 12, 1), "late", version=seen)


def test_a_refusal_changes_nothing(course: Course) -> None:
    with pytest.raises(RuleBroken, match="planned_in_past"):
        plan(course, date(2026, 11, 19))
    assert (conference(course).planned_on, report_due(course)) == (None, date(2026, 11, 27))


def test_out_of_scope_there_is_no_such_case(core: Tracker) -> None:
    other = Unit(core, count(50)).open(reported_on=date(2026, 11, 2), team_id=SOUTH)
    other.happens("section_47_started", date(2026, 11, 10))
    with pytest.raises(NotFound):
        plan(other, date(2026, 11, 30), by=DETECTIVE)
