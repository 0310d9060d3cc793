"""Bad cases 21, 26, 27 and 29: a forgotten pause, six moves, a date set by hand, and work that goes on meanwhile."""

from datetime import date, timedelta

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, complete, happened, london, replan, sweep, the_clock
from tests.cores import DETECTIVE, INSPECTOR, SUPERVISOR, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.correct_start import CorrectStart
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_delay import RecordDelay
from tracker.actions.resume_clock import ResumeClock
from tracker.bootstrap import Tracker
from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.clock import ClockEvent
from tracker.rows.case_file import MoveRow
from tracker.terms import AlertKind, CalendarName, ClockEventKind, ClockState, DelayReason, Holder, MilestoneState

INTERVIEW = "abe_interview"
REASONS = ("unwell", "no intermediary", "family abroad", "suite closed", "exams", "moved home")


def pause(core: Tracker, case_id: str, kind: str, since: date, review_on: date, by: str = SUPERVISOR) -> None:
    clock = the_clock(core, case_id, kind)
    core.do(
        PauseClock(
            by, case_id, clock.clock_id, clock.version, since, None, "the child is unwell",
            DelayReason.VICTIM_NEEDS_TIME, False, review_on,
        )
    )  # fmt: skip


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case reported and discussed on Mon 2 Nov 2026, whose interview is due on the Wednesday."""
    time.move_to(london(2026, 11, 2))
    made = open_a_case(core, reported_on=date(2026, 11, 2))
    allocate(core, made)
    complete(core, made, "strategy_discussion", date(2026, 11, 2))
    return made


def test_bad_case_21_a_pause_left_open_for_months_is_shown_with_its_age(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    pause(core, case_id, INTERVIEW, date(2026, 11, 2), date(2026, 11, 13), by=DETECTIVE)
    time.move_to(london(2026, 11, 13))
    assert not the_clock(core, case_id, INTERVIEW).review_passed, "on the day itself it is looked at"
    time.move_to(london(2026, 11, 14))
    assert the_clock(core, case_id, INTERVIEW).review_passed
    time.move_to(london(2027, 4, 2))
    sweep(core)
    row = milestone(core, case_id, INTERVIEW)
    (clock,) = row.clocks
    assert (row.state_key, clock.state, clock.review_passed) == ("paused", ClockState.PAUSED, True)
    assert (clock.paused_since, clock.review_on, clock.pause_age_days) == (
        date(2026, 11, 2), date(2026, 11, 13), 151,
    )  # fmt: skip
    assert (clock.pause_reason, clock.pause_cause, clock.pauses[0].by) == (
        "the child is unwell", DelayReason.VICTIM_NEEDS_TIME, "DC 3312 Patel",
    )  # fmt: skip
    (alert,) = alerts(core, limit_id="ABE-02")
    assert alert.kind is AlertKind.PAUSED_TOO_LONG, "a clock that stands still is never overdue"
    assert alert.reason == "ABE interview held: the pause was to be reviewed by Fri 13 Nov 2026"


def test_bad_case_26_six_moves_are_all_on_the_row_with_their_reasons_and_who_approved_them(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    first = date(2026, 11, 4)
    time.move_to(london(2026, 11, 6))
    sweep(core)
    days = [date(2026, 11, 16) + timedelta(days=7 * number) for number in range(len(REASONS))]
    for number, (day, reason) in enumerate(zip(days, REASONS, strict=True)):
        time.move_to(london(2026, 11, 9, 9 + number))
        replan(core, case_id, INTERVIEW, day, reason, by=INSPECTOR)
    clock = the_clock(core, case_id, INTERVIEW)
    lewis = "DI 77 Lewis"
    assert clock.moved == tuple(
        MoveRow(
            ClockEventKind.RESCHEDULED, date(2026, 11, 9), old, None, new, None, reason, by=lewis, approved_by=lewis,
            authority="",
        )
        for old, new, reason in zip([first, *days[:-1]], days, REASONS, strict=True)
    )  # fmt: skip
    assert (clock.first_due, clock.due, clock.moves) == (first, days[-1], 6)
    # from Wed 4 Nov to Mon 21 Dec 2026
    assert (clock.slip, clock.drift) == (33, 3)
    assert clock.overdue_since == london(2026, 11, 5, 0), "the old lateness remains visible"


def test_bad_case_27_a_date_set_by_hand_stands_beside_the_computed_one_and_survives_recalculation(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    replan(core, case_id, INTERVIEW, date(2026, 11, 18), "agreed with the family")
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.due, clock.computed, clock.fixed_by) == (date(2026, 11, 18), date(2026, 11, 4), "re-planned")
    assert (clock.moved[0].by, clock.moved[0].on) == ("DS 902 Ade", date(2026, 11, 2))

    time.move_to(london(2026, 11, 4))
    core.do(CorrectStart(SUPERVISOR, case_id, clock.clock_id, clock.version, date(2026, 11, 3), "minutes"))
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.due, clock.computed, clock.started_on) == (
        date(2026, 11, 18), date(2026, 11, 5), date(2026, 11, 3),
    )  # fmt: skip

    to = date(2026, 11, 25)
    core.do(OrderDate(SUPERVISOR, case_id, clock.clock_id, clock.version, to, "hearing", "Crown Court", by_court=True))
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.due, clock.computed, clock.fixed_by) == (to, date(2026, 11, 5), "order")
    assert [(move.old, move.new, move.by) for move in clock.moved] == [
        (date(2026, 11, 4), date(2026, 11, 18), "DS 902 Ade"),
        (date(2026, 11, 18), to, "DS 902 Ade"),
    ]

    calendar = core.rules.calendar(CalendarName.ENGLAND_AND_WALES)
    off = (*calendar.days_off.values(), DayOff(date(2026, 11, 5), "an extra bank holiday", announced=True))
    changed = WorkingCalendar(
        calendar.name, calendar.version + 1, calendar.first, calendar.last, off, {calendar.version: calendar}
    )
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        stored = work.cases.get(case_id).clock(clock.clock_id)
    event = ClockEvent(ClockEventKind.RECALCULATED, time.today(), time.now(), SUPERVISOR, "an extra bank holiday")
    counted = stored.recounted(event, changed)
    standing = counted.derive(changed)
    assert (standing.due, standing.computed, standing.first_due) == (to, date(2026, 11, 6), date(2026, 11, 4))


def test_bad_case_29_while_a_clock_is_paused_everything_else_goes_on(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    pause(core, case_id, INTERVIEW, date(2026, 11, 2), date(2026, 11, 13))
    time.move_to(london(2026, 11, 10))
    row = milestone(core, case_id, INTERVIEW)
    core.do(
        RecordDelay(
            DETECTIVE, case_id, row.milestone_id, row.version, DelayReason.VICTIM_NEEDS_TIME, Holder.CHILD_OR_FAMILY,
            date(2026, 11, 9), "ring the family on Friday", "spoke to the aunt",
        )
    )  # fmt: skip
    happened(core, case_id, "child_seen_alone", date(2026, 11, 10), "AB")
    crime = milestone(core, case_id, "crime_recorded")
    core.do(
        CompleteMilestone(DETECTIVE, case_id, crime.milestone_id, crime.version, date(2026, 11, 9), "recorded by phone")
    )
    row = milestone(core, case_id, INTERVIEW)
    assert [(delay.next_step, delay.note) for delay in row.delays] == [
        ("ring the family on Friday", "spoke to the aunt")
    ]
    assert row.clocks[0].state is ClockState.PAUSED
    assert milestone(core, case_id, "crime_recorded").state is MilestoneState.DONE
    assert milestone(core, case_id, "crime_recorded").note == "recorded by phone"

    replan(core, case_id, INTERVIEW, date(2026, 11, 20), "agreed")
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.state, clock.due) == (ClockState.PAUSED, date(2026, 11, 20))
    core.do(ResumeClock(SUPERVISOR, case_id, clock.clock_id, clock.version, date(2026, 11, 10)))
    complete(core, case_id, INTERVIEW, date(2026, 11, 10))
    done = milestone(core, case_id, INTERVIEW)
    assert (done.state, done.clocks[0].state) == (MilestoneState.DONE, ClockState.STOPPED)
