"""The figures of the weekly paper: as things stood then, whatever happened since."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from tests.statements import count_statements
from tests.tracker.weekly_unit import (
    BLUE,
    CLERK,
    MONDAY,
    NOVAK,
    PATEL,
    RED,
    SERGEANT,
    SUNDAY,
    WeeklyUnit,
    figure,
    local,
)
from tracker.actions.record_arrest import RecordArrest, record_arrest
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_as_asked
from tracker.changes import Changes
from tracker.domain.access import scope_of
from tracker.domain.drift import worst_drift
from tracker.domain.hindsight import day_of
from tracker.errors import NotFound, RuleBroken
from tracker.queries.view import View
from tracker.queries.weekly_facts import ClockFacts, Turn
from tracker.queries.weekly_history import _turn, load_history
from tracker.reports.weekly_drift import weekly_drift_pdf
from tracker.rows.weekly_drift import (
    AwaitedRow,
    Correction,
    CorrectionRow,
    DelayCount,
    MoveLine,
    NoNextActionRow,
    SlippedRow,
    UnallocatedRow,
    WeeklyDrift,
)
from tracker.storage.engine import Database
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.people_store import PeopleStore
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import (
    BailEventKind,
    ClockClass,
    ClockEventKind,
    ClockState,
    DelayReason,
    Holder,
    MilestoneState,
    RiskGrade,
)
from tracker.time_source import start_of_day

ONE, TWO = "44NI/00305/26", "44NI/00306/26"
WEEK = timedelta(days=7)
ABE = "ABE interview"


@pytest.fixture
def unit(database: Database) -> WeeklyUnit:
    """A unit of two teams without a case."""
    return WeeklyUnit(database)


def a_case_under_way(unit: WeeklyUnit, reference: str = ONE) -> str:
    """A case reported on Mon 2 Nov, allocated on the 3rd, with its strategy discussion on Wed 4 Nov."""
    case_id = unit.at(11, 2).open(reference)
    unit.at(11, 3).allocate(case_id)
    unit.at(11, 4).happen(case_id, "strategy_discussion")
    return case_id


def row_of(report: WeeklyDrift, milestone: str, reference: str = ONE) -> SlippedRow:
    (found,) = [row for row in report.slipped if (row.milestone, row.reference) == (milestone, reference)]
    return found


def names(report: WeeklyDrift) -> list[str]:
    return [row.milestone for row in report.slipped]


def figures(report: WeeklyDrift) -> WeeklyDrift:
    """A report without what has no history: when alerts were last checked, and the workload."""
    kept = tuple(asked for asked in report.questions if asked.key != "workload")
    return replace(report, last_alert_check=None, questions=kept)


def test_a_late_milestone_says_how_late_and_who_has_it(unit: WeeklyUnit) -> None:
    a_case_under_way(unit)
    report = unit.at(11, 23).week()
    assert row_of(report, ABE) == SlippedRow(
        reference=ONE,
        oic="DC 3312 Patel",
        risk=RiskGrade.MEDIUM,
        milestone=ABE,
        subject="AB",
        limit_id="ABE-02",
        first_due=date(2026, 11, 9),
        due=date(2026, 11, 9),
        drift=9,
        drift_last_week=4,
        moves=0,
        held_by=Holder.OUR_UNIT,
        reason=None,
        next_step="",
        to_be_confirmed=True,
        entry_days=18,
    )
    assert (report.unit, report.team, report.sunday) == ("Unit North", "", SUNDAY)
    assert report.as_at == start_of_day(date(2026, 11, 23))
    assert [row.drift for row in report.slipped] == sorted((row.drift for row in report.slipped), reverse=True)


def test_every_target_past_its_first_date_is_listed_once_and_no_period(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    report = unit.at(11, 23).week()
    case = unit.case(case_id)
    late = {
        clock.milestone_id
        for clock in case.clocks.values()
        if clock.clock_class is ClockClass.TARGET
        and clock.state is not ClockState.STOPPED
        and clock.first_due is not None
        and clock.first_due <= SUNDAY
    }
    assert Counter(names(report)) == Counter(
        f"{name} ({one.turn})" if one.turn > 1 else name
        for one in (case.milestones[key] for key in late)
        for name in [unit.rules.kind(one.kind).name]
    )


def test_drift_is_that_of_the_milestones_worst_clock(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    report = unit.at(11, 23).week()
    case = unit.case(case_id)
    for milestone in case.milestones.values():
        clocks = case.clocks_of(milestone.id)
        found = worst_drift(clocks, unit.rules.calendars, start_of_day(SUNDAY) + timedelta(hours=23, minutes=59))
        if milestone.state is not MilestoneState.DONE and found > 1 and clocks[0].first_due_at is None:
            name = unit.rules.kind(milestone.kind).name
            named = f"{name} ({milestone.turn})" if milestone.turn > 1 else name
            assert row_of(report, named).drift == found


def test_moving_a_target_six_times_leaves_its_drift(unit: WeeklyUnit) -> None:
    moved, left = a_case_under_way(unit), a_case_under_way(unit, TWO)
    for place, day in enumerate((10, 11, 12, 13, 16, 17)):
        unit.at(11, day).reschedule(moved, "ABE-02", date(2026, 12, 1 + place), f"reason {place + 1}")
    report = unit.at(11, 23).week()
    row, twin = row_of(report, ABE), row_of(report, ABE, TWO)
    assert unit.clock(left, "ABE-02").moves == 0
    assert (row.drift, row.drift_last_week, row.first_due) == (twin.drift, twin.drift_last_week, twin.first_due)
    assert (row.moves, row.due, twin.moves, twin.due) == (6, date(2026, 12, 6), 0, date(2026, 11, 9))
    (printed,) = report.moved
    assert (printed.reference, printed.oic, printed.milestone, printed.subject) == (ONE, "DC 3312 Patel", ABE, "AB")
    assert (printed.first_due, printed.due, printed.overdue_since) == (
        date(2026, 11, 9),
        date(2026, 12, 6),
        date(2026, 11, 10),
    )
    assert printed.moves[-1] == MoveLine(
        date(2026, 11, 17), ClockEventKind.RESCHEDULED, date(2026, 12, 5), date(2026, 12, 6), "reason 6", "DS 902 Ade",
        "DS 902 Ade",
    )  # fmt: skip
    assert [move.reason for move in printed.moves] == [f"reason {place}" for place in range(1, 7)]
    assert printed.slip == 19


def test_was_overdue_now_replanned(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 12).reschedule(case_id, "ABE-02", date(2026, 11, 18), "intermediary found")
    unit.at(11, 19).reschedule(case_id, "ABE-02", date(2026, 12, 4), "child is unwell")
    report = unit.at(11, 23).week()
    (printed,) = report.moved
    assert (printed.due, printed.overdue_since) == (date(2026, 12, 4), date(2026, 11, 10))
    assert [move.reason for move in printed.moves] == ["intermediary found", "child is unwell"]
    assert "1 overdue clock was re-planned." in report.changed
    (earlier,) = unit.week(MONDAY - WEEK).moved
    assert (earlier.due, [move.reason for move in earlier.moves]) == (date(2026, 11, 18), ["intermediary found"])


def test_moved_in_time_is_not_replanned_and_slips_from_its_first_date(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 6).reschedule(case_id, "ABE-02", date(2026, 12, 4))
    report = unit.at(11, 23).week()
    (printed,) = report.moved
    assert (printed.overdue_since, printed.slip) == (None, 19)
    assert (row_of(report, ABE).drift, row_of(report, ABE).due) == (9, date(2026, 12, 4))


def test_an_old_week_is_the_same_after_five_hundred_changes(sqlite_database: Database) -> None:
    assert changes_that_leave_old_weeks(WeeklyUnit(sqlite_database), turns=6) >= 500


def test_an_old_week_is_the_same_on_a_server_too(postgres_database: Database) -> None:
    assert changes_that_leave_old_weeks(WeeklyUnit(postgres_database), turns=1) >= 100


def changes_that_leave_old_weeks(unit: WeeklyUnit, turns: int) -> int:
    """Ask for two weeks, change everything, and ask again; give how many changes there were."""
    cases = [unit.at(11, 2).open(f"44NI/{number:05d}/26") for number in range(1, 11)]
    for place, case_id in enumerate(cases[:8]):
        unit.at(11, 3).allocate(case_id, (PATEL, NOVAK)[place % 2])
        unit.at(11, 4).happen(case_id, "strategy_discussion")
    unit.at(11, 11).delay(cases[0], "abe_interview")
    unit.at(11, 12).reschedule(cases[1], "ABE-02", date(2026, 12, 4))
    unit.at(11, 17).complete(cases[2], "abe_interview", date(2026, 11, 16))
    unit.at(11, 18).complete(cases[3], "child_seen_alone")
    papers = [(monday, team_id) for monday in (MONDAY - WEEK, MONDAY) for team_id in (None, BLUE.id, RED.id)]
    unit.at(11, 23, 0, 5)
    before = [figures(unit.week(*paper)) for paper in papers]
    drawn = weekly_drift_pdf(before[-3], number="WD-2026-0001")
    changes = change_everything(unit, cases, turns)
    unit.at(12, 21)
    after = [figures(unit.week(*paper)) for paper in papers]
    assert after == before
    assert weekly_drift_pdf(after[-3], number="WD-2026-0001") == drawn
    assert len(unit.week(date(2026, 12, 14)).slipped) != len(unit.week().slipped)
    return changes


def change_everything(unit: WeeklyUnit, cases: list[str], turns: int) -> int:
    """Do everything to the cases that the program can do; give how many changes there were."""
    for case_id in cases[8:]:
        unit.at(11, 24).allocate(case_id, NOVAK)
    for turn in range(turns):
        for place, case_id in enumerate(cases):
            unit.at(11, 24 + turn, 9 + place % 8)
            unit.delay(case_id, "first_review", DelayReason.WORKLOAD, Holder.OUR_UNIT, next_step=f"step {turn}")
            unit.reschedule(case_id, "SUP-02", date(2026, 12, 10 + turn))
            unit.complete(case_id, "first_review")
            unit.reopen(case_id, "first_review")
            unit.allocate(case_id, (NOVAK, PATEL)[turn % 2])
            unit.happen(case_id, "review_sergeant")
            unit.reopen(case_id, "review_sergeant")
            unit.delay(case_id, "investigation_plan", DelayReason.OTHER, Holder.HEALTH, next_step=f"step {turn}")
    unit.at(12, 1)
    unit.complete(cases[0], "abe_interview", date(2026, 11, 20))
    unit.reopen(cases[2], "abe_interview")
    unit.reopen(cases[3], "child_seen_alone")
    for case_id in cases[4:]:
        unit.close(case_id)
    for number in range(11, 26):
        unit.open(f"44NI/{number:05d}/26", date(2026, 11, 10))
    return 8 * len(cases) * turns + 26


def test_a_late_entry_leaves_the_old_paper_and_shows_in_the_next(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    old = unit.at(11, 23).week()
    unit.at(11, 25).complete(case_id, "abe_interview", date(2026, 11, 13))
    assert figures(unit.at(11, 30).week()) == figures(old)
    assert ABE in names(old)
    following = unit.week(MONDAY + WEEK)
    assert ABE not in names(following)
    assert ABE not in [row.milestone for row in following.done_late]
    assert CorrectionRow(
        ONE, ABE, "AB", Correction.DONE, 9, 4, date(2026, 11, 13), date(2026, 11, 25), "DS 902 Ade"
    ) in following.corrections  # fmt: skip
    said = "1 entry of this week is of something that happened before it; the paper of that week stays as it was."
    assert said in following.changed
    assert "3 milestones that were late a week before are done." in following.changed


def test_done_in_time_and_recorded_late_says_so(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 18).complete(case_id, "abe_interview", date(2026, 11, 9))
    report = unit.at(11, 23).week()
    assert ABE not in [row.milestone for row in report.done_late]
    assert CorrectionRow(
        ONE, ABE, "AB", Correction.DONE, 4, 0, date(2026, 11, 9), date(2026, 11, 18), "DS 902 Ade"
    ) in report.corrections  # fmt: skip
    assert report.done_late == tuple(sorted(report.done_late, key=lambda row: (row.recorded_late, -row.drift)))


def test_done_in_time_and_recorded_in_time_is_no_news(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 9).complete(case_id, "abe_interview")
    report = unit.at(11, 16).week(MONDAY - WEEK)
    assert ABE not in [row.milestone for row in report.done_late]
    assert ABE not in names(report)


def test_history_that_is_entered_with_its_case_is_not_this_weeks_lateness(unit: WeeklyUnit) -> None:
    case_id = unit.at(11, 17).open(ONE, date(2026, 9, 1))
    unit.complete(case_id, "abe_interview", date(2026, 10, 20))
    unit.complete(case_id, "strategy_discussion", date(2026, 9, 2))
    report = unit.at(11, 23).week()
    clock = unit.clock(case_id, "ABE-02")
    assert (clock.first_due, clock.stopped_on) == (date(2026, 9, 7), date(2026, 10, 20))
    assert ABE not in [row.milestone for row in report.done_late]


def test_a_completion_taken_back_later_still_stands_on_the_old_paper(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 17).complete(case_id, "abe_interview")
    unit.at(11, 24).reopen(case_id, "abe_interview")
    unit.at(11, 30)
    old, new = unit.week(), unit.week(MONDAY + WEEK)
    assert ABE not in names(old)
    assert ABE in [row.milestone for row in old.done_late]
    assert row_of(new, ABE).drift == 14


def test_what_is_recorded_after_midnight_in_london_belongs_to_the_next_week(unit: WeeklyUnit) -> None:
    for number, (day, hour, minute) in enumerate(((12, 23, 30), (13, 0, 30)), start=1):
        unit.at(7, day, hour, minute).open(f"44NI/{number:05d}/26")
    report = unit.at(7, 13, 9).week(date(2026, 7, 6))
    assert figure(report, "open_cases").value == 1
    assert [row.reference for row in report.unallocated] == ["44NI/00001/26"]


def test_unallocated_cases_are_listed_as_they_were(unit: WeeklyUnit) -> None:
    waiting = unit.at(11, 11).open(ONE, risk=RiskGrade.HIGH)
    unit.at(11, 18).open(TWO)
    unit.at(11, 23, 8).allocate(waiting)
    report = unit.at(11, 23, 9).week()
    assert report.unallocated == (
        UnallocatedRow(ONE, RiskGrade.HIGH, date(2026, 11, 11), 11),
        UnallocatedRow(TWO, RiskGrade.MEDIUM, date(2026, 11, 18), 4),
    )
    assert (figure(report, "unallocated").value, figure(report, "unallocated").last_week) == (2, 1)
    assert "Cases without an officer in the case: 2, up from 1 a week before." in report.changed
    assert row_of(report, "Crime recorded").oic == ""


def test_the_officer_and_team_of_then_are_named(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 24).allocate(case_id, NOVAK)
    unit.at(11, 30)
    assert row_of(unit.week(team_id=BLUE.id), ABE).oic == "DC 3312 Patel"
    assert unit.week(team_id=RED.id).slipped == ()
    following = unit.week(MONDAY + WEEK, RED.id)
    assert row_of(following, ABE).oic == "DC 4410 Novak"
    assert following.team == "Red"
    left = unit.week(MONDAY + WEEK, BLUE.id)
    assert left.slipped == ()
    assert "1 case was closed or handed to another team." in left.changed


def test_a_transferred_case_is_of_the_team_and_the_officer_of_then(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 24).transfer(case_id, RED)
    unit.at(11, 30)
    before = unit.week(team_id=BLUE.id)
    assert (row_of(before, ABE).oic, before.unallocated) == ("DC 3312 Patel", ())
    assert unit.week(team_id=RED.id).slipped == ()
    following = unit.week(MONDAY + WEEK, RED.id)
    assert row_of(following, ABE).oic == ""
    assert [row.reference for row in following.unallocated] == [ONE]
    assert unit.week(MONDAY + WEEK, BLUE.id).slipped == ()
    unit.at(12, 1).allocate(case_id, NOVAK)
    again = unit.week(MONDAY + WEEK, RED.id)
    assert [row.reference for row in again.unallocated] == [ONE], "as it was on the Sunday"


def test_what_was_late_before_it_was_handed_on_is_not_newly_late(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 17).complete(case_id, "child_seen_alone")
    unit.at(11, 18).transfer(case_id, RED)
    unit.at(11, 23)
    whole, red, blue = unit.week(), unit.week(team_id=RED.id), unit.week(team_id=BLUE.id)
    assert row_of(whole, ABE).drift_last_week == row_of(red, ABE).drift_last_week == 4
    assert [said for said in whole.changed if "newly" in said] == [said for said in red.changed if "newly" in said]
    assert any("late a week before is done" in said for said in blue.changed)


def test_what_was_late_when_its_case_was_closed_is_not_newly_late_after(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 12).close(case_id)
    unit.at(11, 18).take_up_again(case_id)
    report = unit.at(11, 23).week()
    assert row_of(report, ABE).drift_last_week == 3
    assert sum(row.drift_last_week == 0 for row in report.slipped) == 1
    assert "1 milestone newly slipped past its first due date." in report.changed


def test_what_was_done_before_the_week_is_a_correction_and_not_done_late_in_it(unit: WeeklyUnit) -> None:
    handed = a_case_under_way(unit)
    unit.at(11, 17, 9).transfer(handed, RED)
    entered = unit.at(11, 17, 10).open(TWO, date(2026, 11, 2))
    unit.happen(entered, "strategy_discussion", date(2026, 11, 4))
    for case_id in (handed, entered):
        unit.at(11, 17, 15).complete(case_id, "abe_interview", date(2026, 11, 13))
    done, clerk = (date(2026, 11, 13), date(2026, 11, 17)), "DS 902 Ade"
    for team_id, reference, said in ((RED.id, ONE, 4), (BLUE.id, TWO, None)):
        report = unit.at(11, 23).week(team_id=team_id)
        assert ABE not in [row.milestone for row in report.done_late]
        assert CorrectionRow(reference, ABE, "AB", Correction.DONE, said, 4, *done, clerk) in report.corrections


def asked(by: str, request: RescheduleMilestone, work: UnitOfWork) -> Changes:
    """Re-plan as somebody asked, with the approval of whoever does it."""
    return reschedule_as_asked(request, by, work)


def test_two_moves_of_a_day_for_one_reason_say_each_who_asked(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 12)
    for asked_by, day in ((PATEL.id, 3), (NOVAK.id, 4)):
        clock = unit.clock(case_id, "ABE-02")
        request = RescheduleMilestone(
            SERGEANT.id, case_id, clock.id, clock.version, clock.due, date(2026, 12, day), "child is unwell"
        )
        unit.do(partial(asked, asked_by), request)
    (printed,) = unit.at(11, 23).week().moved
    assert [move.asked_by for move in printed.moves] == ["DC 3312 Patel", "DC 4410 Novak"]


def test_an_open_case_without_a_next_action(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    finish_what_decides(unit, case_id)
    report = unit.at(11, 23).week()
    assert report.no_next_action == (
        NoNextActionRow(ONE, "DC 3312 Patel", RiskGrade.MEDIUM, date(2026, 11, 2), date(2026, 11, 13), 9),
    )
    unit.delay(case_id, "file_to_cps", next_step="ask for the schedules")
    assert unit.week().no_next_action == report.no_next_action
    assert unit.at(11, 30).week(MONDAY + WEEK).no_next_action == ()
    unit.reopen(case_id, "abe_interview")
    assert unit.week().no_next_action == report.no_next_action


def finish_what_decides(unit: WeeklyUnit, case_id: str) -> None:
    """Complete the decisive milestones of a case that have a clock, all on Fri 13 Nov."""
    unit.at(11, 13)
    while True:
        case = unit.case(case_id)
        running = {clock.milestone_id for clock in case.clocks.values() if clock.state is ClockState.RUNNING}
        decisive = [key for key in running if unit.rules.kind(case.milestones[key].kind).decisive]
        if not decisive:
            return
        unit.complete(case_id, case.milestones[min(decisive)].kind)


def test_who_is_awaited_and_why_add_up_to_what_slipped(unit: WeeklyUnit) -> None:
    one, two = a_case_under_way(unit), a_case_under_way(unit, TWO)
    unit.at(11, 12).delay(one, "abe_interview", DelayReason.AWAITING_HEALTH_REPORT, Holder.HEALTH, date(2026, 11, 10))
    unit.at(11, 13).delay(two, "abe_interview", DelayReason.AWAITING_HEALTH_REPORT, Holder.HEALTH, date(2026, 11, 12))
    unit.at(11, 13).delay(two, "medical_decided", DelayReason.WORKLOAD, Holder.OUR_UNIT)
    report = unit.at(11, 23).week()
    assert AwaitedRow(Holder.HEALTH, 2, 2, 12, ONE) in report.awaited
    assert sum(row.milestones for row in report.awaited) == len(report.slipped)
    assert report.delay_counts == (
        DelayCount(DelayReason.AWAITING_HEALTH_REPORT, 2),
        DelayCount(DelayReason.WORKLOAD, 1),
        DelayCount(None, len(report.slipped) - 3),
    )
    row = row_of(report, ABE)
    assert (row.held_by, row.reason, row.next_step) == (
        Holder.HEALTH, DelayReason.AWAITING_HEALTH_REPORT, "ring them",
    )  # fmt: skip


def test_a_cause_of_delay_recorded_or_ended_since_does_not_count(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 12).delay(case_id, "abe_interview", DelayReason.WORKLOAD, Holder.OUR_UNIT, next_step="share it out")
    unit.at(11, 24).delay(case_id, "abe_interview", DelayReason.OTHER, Holder.HEALTH, date(2026, 11, 13))
    unit.at(11, 30)
    assert row_of(unit.week(), ABE).next_step == "share it out"
    assert row_of(unit.week(MONDAY + WEEK), ABE).reason is DelayReason.OTHER
    unit.complete(case_id, "abe_interview", date(2026, 11, 20))
    assert row_of(unit.week(), ABE).next_step == "share it out"
    unit.reopen(case_id, "abe_interview")
    assert row_of(unit.week(), ABE).next_step == "share it out"
    assert row_of(unit.at(12, 7).week(MONDAY + 2 * WEEK), ABE).reason is None


def test_a_case_closed_since_is_open_on_the_old_paper(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    old = unit.at(11, 23).week()
    unit.at(11, 24).close(case_id)
    unit.at(11, 30)
    assert figures(unit.week()) == figures(old)
    following = unit.week(MONDAY + WEEK)
    assert (figure(following, "open_cases").value, figure(following, "open_cases").last_week) == (0, 1)
    assert (figure(following, "overdue_clocks").value, following.slipped) == (0, ())
    assert "1 case was closed or handed to another team." in following.changed
    assert any("not open any more" in said for said in following.changed)


def test_a_case_taken_up_again_since_is_closed_on_the_papers_between(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 11).close(case_id)
    paper = figures(unit.at(11, 16).week(MONDAY - WEEK))
    unit.at(11, 24).take_up_again(case_id)
    unit.at(11, 30)
    assert figures(unit.week(MONDAY - WEEK)) == paper
    assert [figure(unit.week(monday), "open_cases").value for monday in (MONDAY - WEEK, MONDAY)] == [0, 0]
    following = figure(unit.week(MONDAY + WEEK), "open_cases")
    assert (following.value, following.last_week) == (1, 0)
    unit.at(12, 2).close(case_id)
    assert figure(unit.at(12, 7).week(), "open_cases").value == 0
    assert figure(unit.week(MONDAY + WEEK), "open_cases").value == 1


def test_a_case_whose_outcome_came_first_is_open_until_it_is_closed(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    unit.at(11, 12).happen(case_id, "outcome")
    paper = figures(unit.at(11, 23).week())
    unit.at(11, 24).close(case_id)
    unit.at(11, 30)
    assert figure(paper, "open_cases").value == 1
    assert figures(unit.week()) == paper
    following = figure(unit.week(MONDAY + WEEK), "open_cases")
    assert (following.value, following.last_week) == (0, 1)


def test_a_duplicate_is_open_until_it_is_merged(unit: WeeklyUnit) -> None:
    stays, goes = a_case_under_way(unit), unit.at(11, 20).open(TWO, date(2026, 11, 2))
    paper = unit.at(11, 23, 8).week(MONDAY + WEEK)
    assert figure(paper, "open_cases").value == 2
    unit.at(11, 23, 15).merge(goes, stays)
    following = figure(unit.at(11, 30).week(MONDAY + WEEK), "open_cases")
    assert (following.value, following.last_week) == (1, 2)
    with unit.database.read() as connection:
        view = View(connection, scope_of(SERGEANT), unit.rules, unit.time.now())
        case = load_history(view, local(11, 23, 0), unit.time.now()).cases[goes]
    assert case.is_open(local(11, 23, 14))
    assert not case.is_open(local(11, 23, 15))


@pytest.mark.parametrize(
    ("action", "said", "turn"),
    [
        ("force_accepted", {"on": "2026-11-20"}, Turn(local(11, 23), True, date(2026, 11, 20))),
        ("import_case", {"changed": ["closed_on"], "on": "2026-11-20"}, Turn(local(11, 23), True, date(2026, 11, 20))),
        ("import_case", {"changed": ["risk"]}, None),
        ("merge_cases", {"duplicate": "case-2"}, None),
    ],
)
def test_what_the_log_says_of_closing(action: str, said: dict[str, Any], turn: Turn | None) -> None:
    assert _turn(action, local(11, 23), said) == turn


def test_the_figures_are_compared_with_the_week_before(unit: WeeklyUnit) -> None:
    a_case_under_way(unit)
    unit.at(11, 23).checked()
    last, this = unit.week(MONDAY - WEEK), unit.week()
    for one in this.figures:
        assert one.last_week == figure(last, one.key).value
    assert figure(this, "overdue_clocks").value == len(this.slipped)
    assert [one.key for one in this.figures] == [
        "open_cases", "overdue_clocks", "critical", "unallocated", "bail_ending", "devices_long",
    ]  # fmt: skip


def test_a_new_unit_has_nothing_to_compare_with(unit: WeeklyUnit) -> None:
    unit.made_on(local(11, 16, 0, 1))
    unit.at(11, 17).open(ONE)
    report = unit.at(11, 23).week()
    assert {one.last_week for one in report.figures} == {None}
    assert report.changed == ()
    unit.made_on(local(11, 16, 0))
    assert figure(unit.week(), "open_cases").last_week == 0


def test_restricted_cases_are_left_out_and_counted_whoever_asks(unit: WeeklyUnit) -> None:
    a_case_under_way(unit)
    hidden = unit.at(11, 2).open(TWO, restricted=True)
    with unit.database.write() as connection:
        PeopleStore(connection).name_on_case(hidden, SERGEANT.id)
    unit.at(11, 5).allocate(hidden)
    report = unit.at(11, 23).week()
    assert {row.reference for row in report.slipped} == {ONE}
    assert (figure(report, "open_cases").value, report.restricted_withheld) == (1, 1)
    assert unit.week(team_id=RED.id).restricted_withheld == 0


def test_a_paper_is_for_those_who_may_see_all_its_cases(unit: WeeklyUnit) -> None:
    a_case_under_way(unit)
    unit.at(11, 23)
    assert figures(unit.week(team_id=BLUE.id, officer=PATEL)) == figures(unit.week(team_id=BLUE.id))
    for officer, team_id in ((PATEL, None), (PATEL, RED.id), (CLERK, None), (CLERK, BLUE.id), (SERGEANT, "team-none")):
        with pytest.raises(NotFound):
            unit.week(team_id=team_id, officer=officer)


def test_a_bail_period_that_ended_is_overdue_and_has_not_slipped(unit: WeeklyUnit) -> None:
    case_id = unit.at(9, 7).open(ONE)
    (suspect,) = unit.case(case_id).suspects
    arrest = RecordArrest(
        SERGEANT.id, case_id, suspect, date(2026, 9, 7), BailEventKind.RELEASED_ON_BAIL, return_on=date(2026, 11, 18)
    )
    before = figure(unit.at(11, 23).week(), "overdue_clocks").value
    unit.at(9, 7, 15).do(record_arrest, arrest)
    (clock,) = [one for one in unit.case(case_id).clocks.values() if one.clock_class is ClockClass.PERIOD]
    report = unit.at(11, 23).week()
    assert clock.due == date(2026, 11, 18)
    running = [one for one in unit.case(case_id).clocks.values() if one.is_overdue(report.as_at)]
    assert figure(report, "overdue_clocks").value == len(running) > before
    assert clock.limit_id not in [row.limit_id for row in report.slipped]


def test_an_unfinished_week_stands_as_it_is_now(unit: WeeklyUnit) -> None:
    case_id = a_case_under_way(unit)
    report = unit.at(11, 18, 15).week()
    assert report.as_at == local(11, 18, 15)
    assert (row_of(report, ABE).drift, report.sunday) == (7, SUNDAY)
    unit.at(11, 18, 16).complete(case_id, "abe_interview")
    assert ABE not in names(unit.week())


@pytest.mark.parametrize(
    ("monday", "code"), [(date(2026, 11, 17), "not_a_monday"), (date(2026, 11, 30), "week_not_begun")]
)
def test_a_day_that_names_no_week_is_refused(sqlite_database: Database, monday: date, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        WeeklyUnit(sqlite_database).at(11, 23).week(monday)


def test_the_last_check_of_alerts_and_the_head_of_the_chain_stand_on_it(unit: WeeklyUnit) -> None:
    assert (unit.at(11, 23).week().last_alert_check, unit.week().audit_head) == (None, "")
    unit.at(11, 20).open(ONE)
    with unit.database.write() as connection:
        JobRunStore(connection).finished("sweep", local(11, 22, 23, 59), 0, "a-machine")
    report = unit.at(11, 23).week()
    assert report.last_alert_check == local(11, 22, 23, 59)
    with unit.database.work("scheduler", unit.time, unit.rules, unit.new_id) as work:
        assert report.audit_head == work.audit.head()
    unit.open(TWO)
    assert unit.week().audit_head == report.audit_head


def test_the_number_of_statements_does_not_grow_with_the_cases(unit: WeeklyUnit) -> None:
    a_case_under_way(unit)
    unit.at(11, 23)
    with count_statements(unit.database) as for_one:
        unit.week(team_id=BLUE.id)
    for number in range(1, 12):
        a_case_under_way(unit, f"44NI/{number:05d}/26")
    unit.at(11, 23)
    with count_statements(unit.database) as for_twelve:
        unit.week(team_id=BLUE.id)
    assert len(for_one) == len(for_twelve) == 43


def test_the_stored_copy_and_the_events_tell_the_same(unit: WeeklyUnit) -> None:
    """A clock that nothing happened to since is told from its row; every other one from its events."""
    case_id = a_case_under_way(unit)
    unit.at(11, 12).reschedule(case_id, "ABE-02", date(2026, 12, 4))
    unit.at(11, 23)
    asked = start_of_day(date(2026, 11, 9)), start_of_day(date(2026, 11, 23))
    with unit.database.read() as connection:
        clocks = load_history(View(connection, scope_of(SERGEANT), unit.rules, unit.time.now()), *asked).clocks
    case = unit.case(case_id)
    told = {clock.id: clock for clock in clocks}
    assert {bool(clock.events) for clock in clocks} == {True, False}
    for clock in case.clocks.values():
        if clock.id in told:
            assert_same_standing(told[clock.id], replace(told[clock.id], events=clock.events), unit)


def assert_same_standing(stored: ClockFacts, derived: ClockFacts, unit: WeeklyUnit) -> None:
    one, other = (facts.standing_at(unit.time.now(), unit.rules) for facts in (stored, derived))
    assert one is not None
    assert other is not None
    assert day_of(one.started) == day_of(other.started)
    facts = ("state", "first_due", "due", "stopped", "paused_not_ours", "closed")
    assert [getattr(one, name) for name in facts] == [getattr(other, name) for name in facts]
