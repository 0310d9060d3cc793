"""What is entered in another order than it happened: told before the arrest was entered, the same news twice."""

from datetime import date

from tests.cores import SUPERVISOR, case_file, open_a_case
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.rows.case_file import MilestoneRow
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
