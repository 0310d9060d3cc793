"""Undoing a completion undoes what it completed with it, and nothing that has been done again since."""

from datetime import date

from tests.cores import DETECTIVE, NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import MilestoneState

TOGETHER = ["abe_interview", "family_contact", "first_investigative_action"]
STRATEGY, INTERVIEW = date(2026, 11, 10), date(2026, 11, 17)


def a_case(core: Tracker) -> str:
    case_id = open_a_case(core, reported_on=date(2026, 11, 2), team_id=NORTH)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    complete(core, case_id, "strategy_discussion", STRATEGY)
    return case_id


def complete(core: Tracker, case_id: str, kind: str, on: date) -> None:
    row = milestone(core, case_id, kind)
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, on))


def undo(core: Tracker, case_id: str, kind: str) -> None:
    row = milestone(core, case_id, kind)
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong child"))


def alerted(core: Tracker) -> set[str]:
    return {row.alert_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}


def done(core: Tracker, case_id: str) -> dict[str, str]:
    """Give the kind of every milestone that is done, by its id."""
    rows = case_file(core, case_id).milestones
    return {row.milestone_id: row.kind for row in rows if row.state is MilestoneState.DONE}


def test_what_was_completed_with_it_is_open_again_and_alerts_come_back(core: Tracker) -> None:
    case_id = a_case(core)
    core.do(RaiseAlerts())
    alerts, before = alerted(core), done(core, case_id)
    complete(core, case_id, "abe_interview", INTERVIEW)
    assert sorted(kind for key, kind in done(core, case_id).items() if key not in before) == TOGETHER
    assert alerted(core) < alerts
    undo(core, case_id, "abe_interview")
    assert done(core, case_id) == before
    assert alerted(core) == alerts
    complete(core, case_id, "abe_interview", INTERVIEW)
    assert sorted(kind for key, kind in done(core, case_id).items() if key not in before) == TOGETHER


def test_what_was_done_again_since_stays_done(core: Tracker, time: StoppedTime) -> None:
    case_id = a_case(core)
    complete(core, case_id, "abe_interview", INTERVIEW)
    time.forward(days=1)
    child = next(row.subject_id for row in case_file(core, case_id).subjects if row.label == "AB")
    core.do(RecordEvent(SUPERVISOR, case_id, "child_seen_alone", date(2026, 11, 20), child))
    undo(core, case_id, "abe_interview")
    contacts = [row for row in case_file(core, case_id).milestones if row.kind == "family_contact"]
    assert {row.happened_on for row in contacts if row.state is MilestoneState.DONE} == {INTERVIEW, date(2026, 11, 20)}
