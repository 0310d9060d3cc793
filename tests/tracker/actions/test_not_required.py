"""What is not required, and what recurs until something else ends it, on both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.open_case import NewDevice
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.domain.clock import Clock
from tracker.errors import RuleBroken
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.tables import alert
from tracker.terms import AlertEnd, BailEventKind, ClockState, DelayReason, Holder, MilestoneState, SubjectKind

STRATEGY, EXAMINED = date(2026, 10, 2), date(2026, 10, 6)


def happen(core: Tracker, case_id: str, kind: str, on: date, subject_id: str = "") -> None:
    core.do(RecordEvent(SUPERVISOR, case_id, kind, on, subject_id))


def subject(core: Tracker, case_id: str, kind: SubjectKind) -> str:
    (found,) = [row.subject_id for row in case_file(core, case_id).subjects if row.subject_kind is kind]
    return found


def clocks(core: Tracker, case_id: str, limit_id: str) -> list[Clock]:
    """The clocks of a case under a limit, in the order of their turns."""
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        found = work.cases.get(case_id).clocks.values()
    return sorted((clock for clock in found if clock.limit_id == limit_id), key=lambda clock: clock.turn)


def not_required(
    core: Tracker, case_id: str, kind: str, reason: str = "no medical needed", by: str = SUPERVISOR
) -> None:
    row = milestone(core, case_id, kind)
    core.do(MarkNotRequired(by, case_id, row.milestone_id, row.version, reason))


@pytest.fixture
def waiting_for_a_report(core: Tracker) -> str:
    """A case in which the doctor's report is late."""
    case_id = open_a_case(core, devices=())
    for kind in ("allocated", "referred_to_social_care", "strategy_discussion"):
        happen(core, case_id, kind, STRATEGY)
    child = subject(core, case_id, SubjectKind.CHILD)
    for kind in ("child_seen_alone", "medical_decided"):
        happen(core, case_id, kind, STRATEGY, child)
    happen(core, case_id, "medical_examined", EXAMINED, child)
    return case_id


def test_what_is_not_required_stops_its_clocks_and_ends_its_alert(
    core: Tracker, time: StoppedTime, waiting_for_a_report: str
) -> None:
    case_id = waiting_for_a_report
    core.do(RaiseAlerts())
    report = milestone(core, case_id, "medical_report")
    core.do(
        RecordDelay(
            SUPERVISOR, case_id, report.milestone_id, report.version, DelayReason.AWAITING_HEALTH_REPORT,
            Holder.HEALTH, EXAMINED, "ring the hospital",
        )
    )  # fmt: skip
    not_required(core, case_id, "medical_report")
    row = milestone(core, case_id, "medical_report")
    assert (row.state, row.note) == (MilestoneState.NOT_REQUIRED, "no medical needed")
    assert [clock.state for clock in row.clocks] == [ClockState.STOPPED]
    assert [delay.until for delay in row.delays] == [time.today()]
    assert "MED-07" not in {open_one.limit_id for open_one in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
    with core.database.read() as connection:
        ended = connection.execute(select(alert.c.ended_because).where(alert.c.milestone_id == row.milestone_id))
        assert ended.scalar_one() == AlertEnd.NOT_REQUIRED
    assert clocks(core, case_id, "MED-07")[0].overdue_since is not None, "that it was late stays on record"


def test_the_case_waits_for_what_comes_next(core: Tracker, waiting_for_a_report: str) -> None:
    child = subject(core, waiting_for_a_report, SubjectKind.CHILD)
    happen(core, waiting_for_a_report, "abe_interview", EXAMINED, child)
    not_required(core, waiting_for_a_report, "suspect_identified", "known from the start")
    for kind in ("suspect_interviewed", "file_to_cps"):
        not_required(core, waiting_for_a_report, kind)
    assert case_file(core, waiting_for_a_report).held_by is Holder.HEALTH
    not_required(core, waiting_for_a_report, "medical_report")
    assert case_file(core, waiting_for_a_report).held_by is Holder.OUR_UNIT


def test_a_supervisor_says_so_and_says_why_and_a_detective_asks(core: Tracker) -> None:
    case_id = open_a_case(core)
    not_required(core, case_id, "scene", by=DETECTIVE)
    assert milestone(core, case_id, "scene").state is MilestoneState.NOT_STARTED
    with pytest.raises(RuleBroken) as refused:
        not_required(core, case_id, "scene", " ")
    assert refused.value.code == "reason_needed"
    happen(core, case_id, "scene", STRATEGY)
    with pytest.raises(RuleBroken) as refused:
        not_required(core, case_id, "scene")
    assert refused.value.code == "milestone_already_done"


def test_it_is_taken_back_and_the_clock_runs_on(core: Tracker, waiting_for_a_report: str) -> None:
    case_id = waiting_for_a_report
    due = milestone(core, case_id, "medical_report").clocks[0].due
    not_required(core, case_id, "medical_report")
    row = milestone(core, case_id, "medical_report")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong child"))
    again = milestone(core, case_id, "medical_report")
    assert (again.state, again.note) == (MilestoneState.OPEN, "")
    assert [(clock.state, clock.due) for clock in again.clocks] == [(ClockState.RUNNING, due)]


def test_a_device_is_watched_until_it_is_returned(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core, devices=(NewDevice("AB/1", "phone"),))
    device = subject(core, case_id, SubjectKind.DEVICE)
    happen(core, case_id, "device_seized", STRATEGY, device)
    happen(core, case_id, "device_submitted", date(2026, 10, 5), device)
    assert [clock.state for clock in clocks(core, case_id, "DIG-08")] == [ClockState.STOPPED, ClockState.RUNNING]
    happen(core, case_id, "device_report_issued", date(2026, 10, 30), device)
    assert [clock.state for clock in clocks(core, case_id, "DIG-07")] == [ClockState.STOPPED]
    happen(core, case_id, "device_returned", date(2026, 11, 6), device)
    time.forward(days=60)
    core.do(RaiseAlerts())
    assert {clock.state for clock in clocks(core, case_id, "DIG-08")} == {ClockState.STOPPED}
    assert clocks(core, case_id, "DIG-08")[-1].stopped_on == date(2026, 11, 6)
    late = {open_one.limit_id for open_one in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
    assert late.isdisjoint({"DIG-07", "DIG-08"})


def test_what_had_ended_runs_on_when_its_end_is_taken_back(core: Tracker) -> None:
    case_id = open_a_case(core, devices=(NewDevice("AB/1", "phone"),))
    device = subject(core, case_id, SubjectKind.DEVICE)
    happen(core, case_id, "device_seized", STRATEGY, device)
    happen(core, case_id, "device_report_issued", date(2026, 10, 30), device)
    row = milestone(core, case_id, "device_report_issued")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "another exhibit"))
    (check,) = clocks(core, case_id, "DIG-07")
    assert (check.state, check.due) == (ClockState.RUNNING, STRATEGY + timedelta(days=28))
    assert milestone(core, case_id, "device_safeguarding_check").state is MilestoneState.OPEN


def test_bail_conditions_are_checked_until_bail_ends_and_again_on_new_bail(core: Tracker) -> None:
    case_id = open_a_case(core)
    suspect = subject(core, case_id, SubjectKind.SUSPECT)
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, STRATEGY, released=BailEventKind.RELEASED_ON_BAIL))
    happen(core, case_id, "bail_ended", date(2026, 10, 20), suspect)
    assert [clock.state for clock in clocks(core, case_id, "BAIL-21")] == [ClockState.STOPPED]
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, date(2026, 11, 2), released=BailEventKind.RELEASED_ON_BAIL))
    assert [clock.state for clock in clocks(core, case_id, "BAIL-21")] == [ClockState.STOPPED, ClockState.RUNNING]
