"""What is entered in another order than it happened: told before the arrest was entered, the same news twice."""

from datetime import date

import pytest

from tests.cores import SUPERVISOR, case_file, milestone, open_a_case
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.case_file import ClockRow, MilestoneRow
from tracker.terms import ClockState, MilestoneState, SubjectKind

ARRESTED, TOLD, AGAIN = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9)


def suspect(core: Tracker, case_id: str) -> str:
    (found,) = [row.subject_id for row in case_file(core, case_id).subjects if row.subject_kind is SubjectKind.SUSPECT]
    return found


def told(core: Tracker, case_id: str, kind: str) -> list[MilestoneRow]:
    return [row for row in case_file(core, case_id).milestones if row.kind == kind]


def test_told_before_the_arrest_was_entered_is_told_in_time(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(RecordEvent(SUPERVISOR, case_id, "victim_told_of_arrest", TOLD, suspect(core, case_id)))
    core.do(RecordArrest(SUPERVISOR, case_id, suspect(core, case_id), ARRESTED))
    (row,) = told(core, case_id, "victim_told_of_arrest")
    assert row.state is MilestoneState.DONE
    assert [(clock.limit_id, clock.state, clock.due, clock.late) for clock in row.clocks] == [
        ("VIC-01", ClockState.STOPPED, date(2026, 11, 3), 0)
    ]


def test_a_later_arrest_is_news_of_its_own(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(RecordArrest(SUPERVISOR, case_id, suspect(core, case_id), ARRESTED))
    core.do(RecordEvent(SUPERVISOR, case_id, "victim_told_of_arrest", TOLD, suspect(core, case_id)))
    core.do(RecordArrest(SUPERVISOR, case_id, suspect(core, case_id), AGAIN))
    states = {row.state for row in told(core, case_id, "victim_told_of_arrest")}
    assert states == {MilestoneState.DONE, MilestoneState.OPEN}


def test_decided_and_charged_on_one_day_is_one_piece_of_news(core: Tracker) -> None:
    case_id = open_a_case(core)
    for kind, on in (("charging_decision", ARRESTED), ("victim_told_of_decision", TOLD), ("charged", ARRESTED)):
        core.do(RecordEvent(SUPERVISOR, case_id, kind, on, suspect(core, case_id)))
    (row,) = told(core, case_id, "victim_told_of_decision")
    assert row.state is MilestoneState.DONE


def complete(core: Tracker, case_id: str, kind: str, on: date) -> None:
    row = milestone(core, case_id, kind)
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, on))


def reopen(core: Tracker, case_id: str, kind: str) -> None:
    row = milestone(core, case_id, kind)
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong day"))


def interview_clock(core: Tracker, case_id: str) -> ClockRow:
    (clock,) = [clock for clock in milestone(core, case_id, "abe_interview").clocks if clock.limit_id == "ABE-02"]
    return clock


def test_the_day_of_a_start_is_corrected_after_its_milestone_was_done(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", date(2026, 10, 2))
    complete(core, case_id, "abe_interview", date(2026, 11, 5))
    reopen(core, case_id, "strategy_discussion")
    complete(core, case_id, "strategy_discussion", date(2026, 11, 4))
    clock = interview_clock(core, case_id)
    assert (clock.state, clock.started_on, clock.due) == (ClockState.STOPPED, date(2026, 11, 4), date(2026, 11, 6))
    assert (clock.first_due, clock.moves) == (date(2026, 10, 5), 1)


def test_a_clock_does_not_run_on_from_a_start_that_was_taken_back(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", date(2026, 10, 2))
    complete(core, case_id, "abe_interview", date(2026, 11, 5))
    reopen(core, case_id, "strategy_discussion")
    reopen(core, case_id, "abe_interview")
    assert interview_clock(core, case_id).state is ClockState.STOPPED
    complete(core, case_id, "strategy_discussion", date(2026, 11, 19))
    clock = interview_clock(core, case_id)
    assert (clock.state, clock.started_on, clock.due) == (ClockState.RUNNING, date(2026, 11, 19), date(2026, 11, 23))


def test_a_start_entered_again_does_not_set_the_clock_of_what_is_done_running(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", date(2026, 10, 2))
    reopen(core, case_id, "strategy_discussion")
    complete(core, case_id, "abe_interview", date(2026, 11, 5))
    complete(core, case_id, "strategy_discussion", date(2026, 11, 3))
    clock = interview_clock(core, case_id)
    assert (clock.state, clock.started_on, clock.due) == (ClockState.STOPPED, date(2026, 11, 3), date(2026, 11, 5))


def test_the_report_is_not_taken_back(core: Tracker) -> None:
    case_id = open_a_case(core)
    for kind in ("reported", "entered_in_tracker"):
        with pytest.raises(RuleBroken, match="opening_stands"):
            reopen(core, case_id, kind)
