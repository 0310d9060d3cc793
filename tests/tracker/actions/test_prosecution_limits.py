"""Limits on prosecution: six months, or two limits for a domestic assault; that one was missed is an alarm."""

from datetime import date
from itertools import count
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR
from tests.fakes import StoppedTime
from tests.tracker.actions.course_of_a_case import Course, Unit, unit
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.close_case import CloseCase
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.see_to_alert import SeeToAlert
from tracker.actions.set_prosecution_limit import SetProsecutionLimit
from tracker.bootstrap import Tracker
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.terms import AlertKind, AlertState, ClockEventKind, ClockState, ProsecutionLimit, Severity

__all__ = ["unit"]

SUMMARY, DOMESTIC = ProsecutionLimit.SUMMARY_ONLY, ProsecutionLimit.DOMESTIC_ABUSE
OFFENCE = date(2026, 5, 30)


def answer(course: Course, limit: ProsecutionLimit, on: date | None, reason: str = "", by: str = SUPERVISOR) -> None:
    version = course.now().record.version
    course.core.do(SetProsecutionLimit(by, course.case_id, version, limit, on, reason))


def states(course: Course, number: int = 0) -> dict[str, ClockState]:
    """Give the state of each clock towards the charge of a suspect."""
    limits = ("LIM-01", "LIM-02", "LIM-02a")
    return {limit: clock.state for limit in limits for clock in course.clocks(limit, "charged", number)}


def test_a_summary_offence_is_charged_within_six_months_of_the_offence(unit: Unit) -> None:
    course = unit.open()
    answer(course, SUMMARY, OFFENCE)
    clock = course.clock("LIM-01", "charged")
    assert (clock.started_on, clock.due, clock.state) == (OFFENCE, date(2026, 11, 30), ClockState.RUNNING)
    record = course.now().record
    assert (record.prosecution, record.offence_on) == (SUMMARY, OFFENCE)
    course.happens("charged", date(2026, 9, 1))
    assert states(course) == {"LIM-01": ClockState.STOPPED}


@pytest.mark.parametrize(
    ("offence", "due"),
    [
        (date(2026, 2, 28), date(2026, 8, 28)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2026, 3, 31), date(2026, 9, 30)),
    ],
)
def test_six_months_end_on_the_same_day_of_the_month_or_its_last(unit: Unit, offence: date, due: date) -> None:
    course = unit.open(prosecution=SUMMARY, offence_on=offence)
    assert course.clock("LIM-01", "charged").due == due


def test_a_domestic_assault_has_two_years_and_six_months_from_the_first_account(unit: Unit) -> None:
    course = unit.open(prosecution=DOMESTIC, offence_on=OFFENCE)
    assert course.clock("LIM-02", "charged").due == date(2028, 5, 30)
    assert set(states(course)) == {"LIM-02"}
    course.happens("abe_interview", date(2026, 6, 20))
    assert course.clock("LIM-02a", "charged").due == date(2026, 12, 20)
    course.happens("charged", date(2026, 9, 1))
    assert set(states(course).values()) == {ClockState.STOPPED}


def test_a_first_account_known_before_the_answer_starts_its_limit(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB"), NewChild("CD")))
    course.happens("abe_interview", date(2026, 6, 20), 0)
    course.happens("abe_interview", date(2026, 6, 12), 1)
    answer(course, DOMESTIC, OFFENCE)
    assert course.clock("LIM-02a", "charged").due == date(2026, 12, 12)


def test_an_earlier_account_that_is_entered_afterwards_takes_its_place(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB"), NewChild("CD")), prosecution=DOMESTIC, offence_on=OFFENCE)
    course.happens("abe_interview", date(2026, 6, 20), 0)
    course.happens("abe_interview", date(2026, 6, 12), 1)
    clock = course.clock("LIM-02a", "charged")
    assert (clock.first_due, clock.due, clock.moves) == (date(2026, 12, 20), date(2026, 12, 12), 1)
    assert course.milestones("first_evidential_account")[0].happened_on == date(2026, 6, 12)


def test_a_later_account_changes_nothing(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB"), NewChild("CD")), prosecution=DOMESTIC, offence_on=OFFENCE)
    course.happens("abe_interview", date(2026, 6, 12), 0)
    course.happens("abe_interview", date(2026, 6, 20), 1)
    clock = course.clock("LIM-02a", "charged")
    assert (clock.due, clock.moves) == (date(2026, 12, 12), 0)


def test_a_statement_is_a_first_account_too(unit: Unit) -> None:
    course = unit.open(prosecution=DOMESTIC, offence_on=OFFENCE)
    course.happens("first_evidential_account", date(2026, 6, 5))
    assert course.clock("LIM-02a", "charged").due == date(2026, 12, 5)


def test_an_interview_that_is_taken_back_gives_way_to_the_next_account(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB"), NewChild("CD")))
    course.happens("abe_interview", date(2026, 6, 12), 0)
    course.happens("abe_interview", date(2026, 6, 20), 1)
    answer(course, DOMESTIC, OFFENCE)
    (first,) = course.milestones("abe_interview", 0)
    course.core.do(ReopenMilestone(SUPERVISOR, course.case_id, first.id, first.version, "another child"))
    clock = course.clock("LIM-02a", "charged")
    assert (clock.state, clock.started_on, clock.due) == (ClockState.RUNNING, date(2026, 6, 20), date(2026, 12, 20))


def test_another_answer_stops_what_no_longer_applies_and_starts_the_rest(unit: Unit) -> None:
    course = unit.open(prosecution=DOMESTIC, offence_on=OFFENCE)
    course.happens("abe_interview", date(2026, 6, 20))
    answer(course, SUMMARY, OFFENCE, "the child is twelve")
    assert states(course) == {
        "LIM-01": ClockState.RUNNING, "LIM-02": ClockState.STOPPED, "LIM-02a": ClockState.STOPPED,
    }  # fmt: skip
    assert course.clock("LIM-02", "charged").events[-1].reason == "does_not_apply"
    answer(course, DOMESTIC, OFFENCE, "both were sixteen")
    assert states(course) == {
        "LIM-01": ClockState.STOPPED, "LIM-02": ClockState.RUNNING, "LIM-02a": ClockState.RUNNING,
    }  # fmt: skip
    answer(course, ProsecutionLimit.NONE, None, "an indictable offence")
    assert set(states(course).values()) == {ClockState.STOPPED}


def test_an_answer_given_again_with_another_day_counts_from_that_day(unit: Unit) -> None:
    course = unit.open(prosecution=SUMMARY, offence_on=OFFENCE)
    answer(course, DOMESTIC, OFFENCE, "both were sixteen")
    answer(course, SUMMARY, date(2026, 5, 10), "the child is twelve, and the school says so")
    clock = course.clock("LIM-01", "charged")
    assert (clock.state, clock.first_due, clock.due) == (
        ClockState.RUNNING, date(2026, 11, 30), date(2026, 11, 10),
    )  # fmt: skip


def test_an_answer_given_again_after_the_charge_starts_nothing(unit: Unit) -> None:
    course = unit.open(prosecution=SUMMARY, offence_on=OFFENCE)
    course.happens("charged", date(2026, 9, 1))
    answer(course, ProsecutionLimit.NONE, None, "an indictable offence")
    answer(course, SUMMARY, OFFENCE, "summary only after all")
    assert states(course) == {"LIM-01": ClockState.STOPPED}
    assert len(course.milestones("charged")) == 1


def test_answered_after_the_charge_it_says_whether_that_was_in_time(unit: Unit) -> None:
    course = unit.open()
    course.happens("charged", date(2026, 9, 1))
    answer(course, SUMMARY, date(2026, 2, 1))
    clock = course.clock("LIM-01", "charged")
    assert (clock.state, clock.stopped_on, clock.due) == (ClockState.STOPPED, date(2026, 9, 1), date(2026, 8, 1))
    assert clock.overdue_since is not None


def test_another_day_of_the_offence_is_a_correction(unit: Unit) -> None:
    course = unit.open(prosecution=SUMMARY, offence_on=OFFENCE)
    answer(course, SUMMARY, date(2026, 5, 1), "as the child's school says")
    clock = course.clock("LIM-01", "charged")
    assert (clock.first_due, clock.due) == (date(2026, 11, 30), date(2026, 11, 1))
    event = clock.events[-1]
    assert (event.kind, event.to, event.reason) == (
        ClockEventKind.CORRECTED, date(2026, 5, 1), "as the child's school says",
    )  # fmt: skip


def test_a_suspect_who_is_found_afterwards_has_the_clock_too(unit: Unit) -> None:
    course = unit.open(suspects=(), prosecution=DOMESTIC, offence_on=OFFENCE)
    course.happens("abe_interview", date(2026, 6, 20))
    core = course.core
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        case = work.cases.get(course.case_id)
        case.add_suspect(Suspect(core.new_id(), course.case_id, "S1"), core.rules, work.act)
        work.cases.save(case)
        work.commit()
    assert states(course) == {"LIM-02": ClockState.RUNNING, "LIM-02a": ClockState.RUNNING}


def test_each_suspect_is_charged_in_time(unit: Unit) -> None:
    course = unit.open(suspects=(NewSuspect("S1"), NewSuspect("S2")), prosecution=SUMMARY, offence_on=OFFENCE)
    course.happens("charged", date(2026, 9, 1), 1)
    assert (states(course, 0), states(course, 1)) == ({"LIM-01": ClockState.RUNNING}, {"LIM-01": ClockState.STOPPED})


@pytest.mark.parametrize(
    ("limit", "on", "code"),
    [
        (SUMMARY, None, "offence_date_needed"),
        (DOMESTIC, None, "offence_date_needed"),
        (SUMMARY, date(2026, 11, 21), "date_in_future"),
    ],
)
def test_an_answer_without_its_day_is_refused(unit: Unit, limit: ProsecutionLimit, on: date | None, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        unit.open(prosecution=limit, offence_on=on)
    course = unit.open()
    with pytest.raises(RuleBroken, match=code):
        answer(course, limit, on)
    assert course.now().record.prosecution is ProsecutionLimit.NOT_RECORDED


def test_a_changed_answer_needs_a_reason_and_the_case_as_it_stands(unit: Unit) -> None:
    course = unit.open(prosecution=SUMMARY, offence_on=OFFENCE)
    with pytest.raises(RuleBroken, match="reason_needed"):
        answer(course, ProsecutionLimit.NONE, None, " ")
    with pytest.raises(StaleRecord):
        course.core.do(SetProsecutionLimit(SUPERVISOR, course.case_id, 0, SUMMARY, OFFENCE, "again"))
    answer(course, SUMMARY, OFFENCE)


def test_the_offence_of_another_limit_is_only_noted(unit: Unit) -> None:
    course = unit.open(prosecution=ProsecutionLimit.NONE, offence_on=OFFENCE)
    assert course.milestones("charged") == []
    assert course.now().record.offence_on == OFFENCE


# ---- the alarm


@pytest.fixture
def both(core: Tracker) -> Unit:
    """A unit on each engine."""
    return Unit(core, count(1))


def alarms(core: Tracker, by: str = SUPERVISOR, **other: Any) -> list[AlertRow]:
    rows = core.ask(OpenAlertsQuestion(by, **other)).rows
    return [row for row in rows if row.kind is AlertKind.TIME_LIMIT_EXPIRED]


def close(course: Course, code: str) -> None:
    course.core.do(
        CloseCase(
            SUPERVISOR,
            course.case_id,
            course.now().record.version,
            code,
            date(2026, 11, 20),
            without_review="held in the meeting",
        )
    )


def test_a_limit_that_passes_without_a_charge_is_a_critical_alert(both: Unit, time: StoppedTime) -> None:
    course = both.open(prosecution=SUMMARY, offence_on=date(2026, 5, 20))
    both.core.do(RaiseAlerts())
    (near,) = [row for row in both.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.limit_id == "LIM-01"]
    assert (near.kind, near.severity) == (AlertKind.LAW_LIMIT_NEAR, Severity.URGENT)
    time.forward(days=1)
    both.core.do(RaiseAlerts())
    (row,) = [row for row in both.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.limit_id == "LIM-01"]
    assert (row.case_id, row.severity, row.due) == (course.case_id, Severity.CRITICAL, date(2026, 11, 20))


def test_closing_with_outcome_17_is_an_alarm_to_the_supervisor_and_the_inspector(both: Unit) -> None:
    course = both.open(supervisor_id=SUPERVISOR)
    changes = both.core.do(
        CloseCase(
            SUPERVISOR, course.case_id, course.now().record.version, "17", date(2026, 11, 20),
            without_review="held in the meeting",
        )
    )  # fmt: skip
    assert [(notice.severity, notice.count) for notice in changes.notices] == [(Severity.CRITICAL, 1)]
    (alarm,) = alarms(both.core)
    assert (alarm.case_id, alarm.severity, alarm.state) == (course.case_id, Severity.CRITICAL, AlertState.OPEN)
    assert set(alarm.told_to) == {"DS 902 Ade", "DI 77 Lewis"}
    for person in (SUPERVISOR, INSPECTOR):
        assert alarms(both.core, told_to=person) == [alarm]
    assert alarms(both.core, told_to=DETECTIVE) == []


def test_the_alarm_stays_until_somebody_has_seen_to_it(both: Unit, time: StoppedTime) -> None:
    close(both.open(), "17")
    for _ in range(3):
        time.forward(days=1)
        both.core.do(RaiseAlerts())
        assert [alarm.state for alarm in alarms(both.core)] == [AlertState.OPEN]
    (alarm,) = alarms(both.core)
    step_by = time.today()
    both.core.do(AcknowledgeAlert(SUPERVISOR, alarm.alert_id, alarm.version, "told the head of unit", step_by))
    both.core.do(RaiseAlerts())
    assert [alarm.state for alarm in alarms(both.core)] == [AlertState.ACKNOWLEDGED]
    time.forward(days=1)
    both.core.do(RaiseAlerts())
    (lapsed,) = alarms(both.core)
    assert lapsed.state is AlertState.OPEN
    both.core.do(SeeToAlert(SUPERVISOR, lapsed.alert_id, lapsed.version, "referred to professional standards"))
    for _ in range(2):
        both.core.do(RaiseAlerts())
        assert alarms(both.core) == []


def test_an_outcome_that_came_otherwise_is_found_by_the_sweep(both: Unit) -> None:
    course = both.open(team_id=NORTH)
    with both.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_record SET outcome_code = '17'")
    both.core.do(RaiseAlerts())
    both.core.do(RaiseAlerts())
    assert [alarm.case_id for alarm in alarms(both.core)] == [course.case_id]
    with both.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_record SET outcome_code = '15'")
    both.core.do(RaiseAlerts())
    assert alarms(both.core) == []


def test_no_other_outcome_is_an_alarm(both: Unit) -> None:
    close(both.open(), "16")
    both.core.do(RaiseAlerts())
    assert alarms(both.core) == []
