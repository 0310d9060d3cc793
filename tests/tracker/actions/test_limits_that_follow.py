"""Clocks that follow from others: after lateness, counted back from a planned day, lengthened once, open for a time."""

from datetime import date
from itertools import count

import pytest

from tests.cores import DETECTIVE, SUPERVISOR
from tests.fakes import StoppedTime
from tests.tracker.actions.course_of_a_case import Course, Unit, unit
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.correct_start import CorrectStart
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.bootstrap import Tracker
from tracker.domain.clock import Clock
from tracker.errors import RuleBroken
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import (
    BailCondition,
    BailEventKind,
    ClockEventKind,
    ClockState,
    MilestoneState,
    Nation,
    Representations,
)

__all__ = ["unit"]

RUNNING, STOPPED = ClockState.RUNNING, ClockState.STOPPED


@pytest.fixture
def both(core: Tracker) -> Unit:
    """A unit on each engine."""
    return Unit(core, count(1))


def reopen(course: Course, kind: str) -> None:
    done = [one for one in course.milestones(kind) if one.state is MilestoneState.DONE][-1]
    course.core.do(ReopenMilestone(SUPERVISOR, course.case_id, done.id, done.version, "wrong day"))


# ---- after lateness: the chase of a report that is overdue


def chases(course: Course) -> list[Clock]:
    return course.clocks("MED-08", "medical_report_chased")


def test_a_report_is_chased_from_the_day_it_was_due(both: Unit, time: StoppedTime) -> None:
    course = both.open(reported_on=date(2026, 11, 2))
    course.happens("medical_examined", date(2026, 11, 13))
    both.core.do(RaiseAlerts())
    assert course.clock("MED-07", "medical_report").due == date(2026, 11, 20)
    assert chases(course) == []
    time.forward(days=1)
    for _ in range(3):
        both.core.do(RaiseAlerts())
    (chase,) = chases(course)
    assert (chase.started_on, chase.due, chase.state) == (date(2026, 11, 20), date(2026, 11, 27), RUNNING)
    time.forward(days=7)
    course.happens("medical_report_chased", date(2026, 11, 28))
    both.core.do(RaiseAlerts())
    assert [clock.due for clock in chases(course)] == [date(2026, 11, 27), date(2026, 12, 7)]
    course.happens("medical_report", date(2026, 11, 28))
    assert [clock.state for clock in chases(course)] == [STOPPED, STOPPED]


def test_a_late_entry_starts_the_chase_that_is_overdue_itself(both: Unit) -> None:
    course = both.open()
    course.happens("medical_examined", date(2026, 9, 1))
    both.core.do(RaiseAlerts())
    both.core.do(RaiseAlerts())
    assert [clock.due for clock in chases(course)] == [date(2026, 9, 15)]
    limits = {row.limit_id for row in both.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
    assert {"MED-07", "MED-08"} <= limits


def test_a_report_in_time_is_not_chased(unit: Unit) -> None:
    course = unit.open()
    course.happens("medical_examined", date(2026, 9, 1))
    course.happens("medical_report", date(2026, 9, 8))
    unit.core.do(RaiseAlerts())
    assert chases(course) == []


def test_nothing_starts_after_a_clock_that_is_not_late(unit: Unit) -> None:
    course = unit.open()
    course.happens("medical_examined", date(2026, 11, 19))
    core = unit.core
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        case = work.cases.get(course.case_id)
        report = next(clock for clock in case.clocks.values() if clock.limit_id == "MED-07")
        assert case.start_after_overdue(report.id, core.rules, work.act) == 0


# ---- counted back from the day of a conference


def report_clocks(course: Course, limit: str = "SG-12") -> list[Clock]:
    return course.clocks(limit, "police_report_to_conference")


def the_report(course: Course) -> Clock:
    (clock,) = report_clocks(course)
    return clock


def conference_clock(course: Course, limit: str = "SG-06", kind: str = "child_protection_conference") -> Clock:
    return course.clock(limit, kind)


def test_the_report_is_due_two_working_days_before_the_conference(both: Unit) -> None:
    course = both.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    assert conference_clock(course).due == date(2026, 12, 1)
    clock = the_report(course)
    assert (clock.due, clock.state) == (date(2026, 11, 27), RUNNING)
    course.happens("police_report_to_conference", date(2026, 11, 19))
    clock = the_report(course)
    assert (clock.state, clock.stopped_on, clock.overdue_since) == (STOPPED, date(2026, 11, 19), None)


def test_a_conference_that_is_due_on_another_day_moves_the_report(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    planned = conference_clock(course)
    started = date(2026, 11, 16)
    unit.core.do(CorrectStart(SUPERVISOR, course.case_id, planned.id, planned.version, started, "the day it began"))
    assert conference_clock(course).due == date(2026, 12, 7)
    clock = the_report(course)
    # two working days before Monday 7 December, with a weekend between
    assert (clock.first_due, clock.due, clock.moves) == (date(2026, 11, 27), date(2026, 12, 3), 1)
    event = clock.events[-1]
    assert (event.kind, event.reason) == (ClockEventKind.CORRECTED, "Initial child protection conference")


def test_a_conference_that_was_held_sets_the_day(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    course.happens("child_protection_conference", date(2026, 11, 18))
    clock = the_report(course)
    assert (clock.due, clock.state) == (date(2026, 11, 16), RUNNING)
    reopen(course, "child_protection_conference")
    assert the_report(course).due == date(2026, 11, 27)


def test_each_review_has_a_report_of_its_own(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 3, 2))
    course.happens("section_47_started", date(2026, 3, 3))
    course.happens("police_report_to_conference", date(2026, 3, 17))
    course.happens("child_protection_conference", date(2026, 3, 24))
    (first,) = report_clocks(course, "SG-12-review")
    assert (conference_clock(course, "SG-09", "first_review_conference").due, first.due) == (
        date(2026, 6, 24), date(2026, 6, 19),
    )  # fmt: skip
    course.happens("police_report_to_conference", date(2026, 6, 12))
    course.happens("first_review_conference", date(2026, 6, 16))
    course.happens("police_report_to_conference", date(2026, 11, 12))
    course.happens("review_conference", date(2026, 11, 19))
    reports = report_clocks(course, "SG-12-review")
    assert [(clock.turn, clock.state, clock.due) for clock in reports] == [
        (1, STOPPED, date(2026, 6, 19)), (2, STOPPED, date(2026, 12, 11)), (3, RUNNING, date(2027, 5, 14)),
    ]  # fmt: skip
    assert len(course.milestones("police_report_to_conference")) == 4


def test_an_enquiry_that_is_taken_back_stops_the_report_until_it_starts_again(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    reopen(course, "section_47_started")
    assert (the_report(course).state, the_report(course).events[-1].reason) == (STOPPED, "does_not_apply")
    course.happens("section_47_started", date(2026, 11, 12))
    clock = the_report(course)
    assert (clock.state, clock.due) == (RUNNING, date(2026, 12, 1))


def test_a_conference_that_is_not_required_asks_for_no_report(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    (conference,) = course.milestones("child_protection_conference")
    unit.core.do(MarkNotRequired(SUPERVISOR, course.case_id, conference.id, conference.version, "no harm found"))
    assert the_report(course).state is STOPPED


def test_a_report_that_was_given_stays_given_when_the_conference_moves(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    course.happens("police_report_to_conference", date(2026, 11, 19))
    before = the_report(course)
    course.happens("child_protection_conference", date(2026, 11, 20))
    assert the_report(course) == before
    reopen(course, "police_report_to_conference")
    assert (the_report(course).state, the_report(course).due) == (RUNNING, date(2026, 11, 27))


def test_a_report_recorded_before_the_enquiry_was_is_the_one_asked_for(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("child_protection_conference", date(2026, 11, 19))
    assert report_clocks(course) == []


def test_closing_the_case_stops_it_on_that_day(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("section_47_started", date(2026, 11, 10))
    version = course.now().record.version
    unit.core.do(
        CloseCase(SUPERVISOR, course.case_id, version, "15", date(2026, 11, 19), without_review="held in the meeting")
    )
    clock = the_report(course)
    assert (clock.stopped_on, clock.events[-1].reason) == (date(2026, 11, 19), "case_closed")


# ---- counted back from the end of bail


def bail_event(course: Course, kind: BailEventKind, on: date, authority: str = "", **other: object) -> str:
    (arrest,) = course.now().arrests.values()
    facts = {
        "conditions": frozenset(BailCondition), "representations": Representations.NONE_MADE,
        "authorised_by": "Insp 77 Lewis", "informed_on": on, "authority": authority,
    } if authority else {}  # fmt: skip
    request = RecordBailEvent(SUPERVISOR, course.case_id, arrest.id, arrest.version, kind, on, **{**facts, **other})
    result = course.core.do(request).result
    assert isinstance(result, str)
    return result


def on_bail_to_nine_months(unit: Unit) -> Course:
    course = unit.open(reported_on=date(2026, 3, 2))
    course.happens("released_on_bail", date(2026, 3, 5))
    bail_event(course, BailEventKind.EXTENDED, date(2026, 5, 20), "inspector", months=6)
    assert course.milestones("bail_court_application") == []
    bail_event(course, BailEventKind.EXTENDED, date(2026, 8, 20), "superintendent", months=9)
    return course


def asked(course: Course) -> list[Clock]:
    return course.clocks("BAIL-08a", "bail_court_application")


def test_the_court_is_asked_ten_business_days_before_only_it_can_extend(both: Unit) -> None:
    course = on_bail_to_nine_months(both)
    (clock,) = asked(course)
    # the period ends on Saturday 5 December
    assert (clock.due, clock.state) == (date(2026, 11, 23), RUNNING)
    bail_event(course, BailEventKind.COURT_APPLIED, date(2026, 11, 19))
    (clock,) = asked(course)
    assert (clock.state, clock.stopped_on, clock.due) == (STOPPED, date(2026, 11, 19), date(2026, 11, 23))
    bail_event(
        course,
        BailEventKind.COURT_EXTENDED,
        date(2026, 11, 20),
        "court",
        months=12,
        representations=Representations.NONE_MADE,
    )
    first, second = asked(course)
    assert (first, second.state, second.due) == (clock, RUNNING, date(2027, 2, 19))


def test_an_extension_that_is_taken_back_asks_no_court(unit: Unit) -> None:
    course = on_bail_to_nine_months(unit)
    case = course.now()
    last = max(case.bail_events.values(), key=lambda event: event.happened_on)
    unit.core.do(WithdrawBailEvent(SUPERVISOR, course.case_id, last.id, last.version, "entered twice"))
    (clock,) = asked(course)
    assert clock.state is STOPPED


def test_a_courts_extension_that_is_taken_back_leaves_the_one_application(unit: Unit) -> None:
    course = on_bail_to_nine_months(unit)
    bail_event(course, BailEventKind.COURT_APPLIED, date(2026, 11, 19))
    extended = bail_event(course, BailEventKind.COURT_EXTENDED, date(2026, 11, 20), "court", months=12)
    assert [clock.state for clock in asked(course)] == [STOPPED, RUNNING]
    version = course.now().bail_events[extended].version
    unit.core.do(WithdrawBailEvent(SUPERVISOR, course.case_id, extended, version, "another case"))
    assert [clock.state for clock in asked(course)] == [STOPPED, STOPPED]


def test_bail_that_ended_asks_no_court(unit: Unit) -> None:
    course = on_bail_to_nine_months(unit)
    bail_event(course, BailEventKind.RELEASED_UNDER_INVESTIGATION, date(2026, 11, 2))
    assert [clock.state for clock in asked(course)] == [STOPPED]


# ---- lengthened once


def test_an_emergency_protection_order_is_extended_once_by_seven_days(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("emergency_protection_order_made", date(2026, 11, 10))
    assert course.clock("SG-14", "emergency_protection_order_ended").due == date(2026, 11, 17)
    course.happens("emergency_protection_order_extended", date(2026, 11, 17))
    clock = course.clock("SG-14", "emergency_protection_order_ended")
    assert (clock.first_due, clock.due) == (date(2026, 11, 17), date(2026, 11, 24))
    with pytest.raises(RuleBroken, match="extended_already"):
        course.happens("emergency_protection_order_extended", date(2026, 11, 18))
    reopen(course, "emergency_protection_order_extended")
    assert course.clock("SG-14", "emergency_protection_order_ended").due == date(2026, 11, 17)
    course.happens("emergency_protection_order_extended", date(2026, 11, 16))
    assert course.clock("SG-14", "emergency_protection_order_ended").due == date(2026, 11, 24)


def test_an_order_that_has_ended_is_not_extended(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 11, 2))
    course.happens("emergency_protection_order_made", date(2026, 11, 10))
    with pytest.raises(RuleBroken, match="extended_too_late"):
        course.happens("emergency_protection_order_extended", date(2026, 11, 18))
    course.happens("emergency_protection_order_ended", date(2026, 11, 16))
    with pytest.raises(RuleBroken, match="nothing_to_extend"):
        course.happens("emergency_protection_order_extended", date(2026, 11, 16))


# ---- windows


def test_a_window_that_closes_makes_nobody_late(both: Unit, time: StoppedTime) -> None:
    course = both.open()
    course.happens("no_further_action", date(2026, 8, 20))
    course.happens("victim_told_of_decision", date(2026, 8, 20))
    assert course.clock("VRR-01", "review_requested").due == date(2026, 11, 20)
    both.core.do(RaiseAlerts())
    assert course.clock("VRR-01", "review_requested").state is RUNNING
    time.forward(days=1)
    both.core.do(RaiseAlerts())
    clock = course.clock("VRR-01", "review_requested")
    assert (clock.state, clock.stopped_on, clock.events[-1].reason) == (STOPPED, date(2026, 11, 20), "window_closed")
    rows = both.core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    assert not any(row.limit_id == "VRR-01" for row in rows)
    course.happens("review_requested", date(2026, 11, 21))
    assert course.clock("VRR-03", "review_decided").state is RUNNING


# ---- what comes round again


def test_the_ladder_of_reviews_while_released_under_investigation(unit: Unit) -> None:
    course = unit.open(reported_on=date(2026, 1, 5))
    course.happens("released_under_investigation", date(2026, 1, 12))
    ladder = {"RUI-02": "rui_review_sergeant", "RUI-03": "rui_review_inspector", "RUI-04": "rui_review_superintendent"}
    assert [course.clock(*each).due for each in ladder.items()] == [
        date(2026, 2, 9), date(2026, 4, 12), date(2026, 7, 12),
    ]  # fmt: skip
    for kind, on in (
        ("rui_review_sergeant", date(2026, 2, 3)), ("rui_review_inspector", date(2026, 4, 1)),
        ("rui_review_superintendent", date(2026, 7, 1)), ("rui_review_superintendent", date(2026, 10, 1)),
    ):  # fmt: skip
        course.happens(kind, on)
    assert [clock.due for clock in course.clocks("RUI-02", "rui_review_sergeant")][-1] == date(2026, 3, 3)
    assert [clock.due for clock in course.clocks("RUI-03", "rui_review_inspector")][-1] == date(2026, 7, 1)
    # 6, 9 and 12 months, each from the release itself
    assert [clock.due for clock in course.clocks("RUI-04", "rui_review_superintendent")] == [
        date(2026, 7, 12), date(2026, 10, 12), date(2027, 1, 12),
    ]  # fmt: skip
    course.happens("rui_review_superintendent", date(2026, 11, 20))
    assert len(course.clocks("RUI-04", "rui_review_superintendent")) == 3
    course.happens("no_further_action", date(2026, 11, 20))
    assert {clock.state for each in ladder.items() for clock in course.clocks(*each)} == {STOPPED}


def test_core_groups_come_round_each_month_in_wales(unit: Unit) -> None:
    course = unit.open(nation=Nation.WALES, reported_on=date(2026, 8, 3))
    course.happens("first_core_group", date(2026, 8, 31))
    course.happens("core_group", date(2026, 9, 28))
    assert [clock.due for clock in course.clocks("SG-08-later", "core_group")] == [
        date(2026, 9, 30), date(2026, 10, 28),
    ]  # fmt: skip


def test_a_case_that_is_handed_over_keeps_the_clock_of_its_allocation(unit: Unit) -> None:
    course = unit.open()
    for _ in range(2):
        unit.core.do(AllocateCase(SUPERVISOR, course.case_id, course.now().record.version, DETECTIVE))
    assert len(course.clocks("SUP-03", "review_sergeant")) == 1
