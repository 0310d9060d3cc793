"""Completing, reopening and re-planning a milestone, and recording why it waits, on both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.open_case import NewChild
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.tables import audit_entry, look
from tracker.terms import (
    AlertKind,
    BailEventKind,
    CaseStatus,
    ClockState,
    DelayReason,
    Holder,
    MilestoneState,
    RiskGrade,
    Severity,
)

STRATEGY = date(2026, 10, 2)


def complete(core: Tracker, case_id: str, kind: str, on: date, by: str = SUPERVISOR) -> object:
    row = milestone(core, case_id, kind)
    return core.do(CompleteMilestone(by, case_id, row.milestone_id, row.version, on)).result


def alerts(core: Tracker) -> dict[str, AlertRow]:
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    keyed = {f"{row.limit_id or row.kind}": row for row in rows}
    assert len(keyed) == len(rows), "an overdue clock is listed once"
    return keyed


def test_completing_stops_the_clocks_starts_the_next_and_tells_the_drift(core: Tracker) -> None:
    case_id = open_a_case(core)
    assert complete(core, case_id, "strategy_discussion", STRATEGY) == 0
    interview = milestone(core, case_id, "abe_interview")
    assert [(clock.limit_id, clock.due) for clock in interview.clocks] == [("ABE-02", date(2026, 10, 5))]
    assert complete(core, case_id, "abe_interview", date(2026, 10, 8)) == 3
    done = milestone(core, case_id, "abe_interview")
    assert (done.state, done.state_key, done.clocks[0].state) == (MilestoneState.DONE, "done_late", ClockState.STOPPED)
    assert milestone(core, case_id, "abe_record").clocks[0].due == date(2026, 10, 15)


def test_a_high_risk_or_young_child_has_the_shorter_clock(core: Tracker) -> None:
    case_id = open_a_case(core, risk=RiskGrade.LOW, children=(NewChild("CD", age_at_report=15),))
    complete(core, case_id, "strategy_discussion", STRATEGY)
    assert milestone(core, case_id, "abe_interview").clocks[0].due == date(2026, 10, 7)


def test_undo_lets_the_clock_run_on_and_takes_back_what_it_started(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", STRATEGY)
    core.do(RaiseAlerts())
    before = alerts(core)
    complete(core, case_id, "abe_interview", date(2026, 10, 20))
    assert "ABE-02" not in alerts(core)
    row = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong child"))
    again = milestone(core, case_id, "abe_interview")
    assert (again.state, again.happened_on, again.clocks[0].due) == (MilestoneState.OPEN, None, date(2026, 10, 5))
    assert milestone(core, case_id, "abe_record").clocks[0].state is ClockState.STOPPED
    assert alerts(core)["ABE-02"].alert_id == before["ABE-02"].alert_id
    complete(core, case_id, "abe_interview", date(2026, 10, 27))
    record = milestone(core, case_id, "abe_record").clocks[0]
    assert (record.state, record.due, record.first_due) == (ClockState.RUNNING, date(2026, 11, 3), date(2026, 10, 27))


def test_a_recurring_review_starts_its_next_clock_from_the_day_it_was_done(core: Tracker) -> None:
    case_id = open_a_case(core)
    case = case_file(core, case_id)
    core.do(AllocateCase(SUPERVISOR, case_id, case.version, DETECTIVE))
    assert milestone(core, case_id, "review_sergeant").clocks[0].due == date(2026, 12, 18)
    review(core, case_id, "review_sergeant", date(2026, 11, 20))
    following = milestone(core, case_id, "review_sergeant", turn=2)
    assert (following.state, following.clocks[0].started_on) == (MilestoneState.OPEN, date(2026, 11, 20))
    row = milestone(core, case_id, "review_sergeant")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "not held"))
    assert milestone(core, case_id, "review_sergeant").clocks[0].state is ClockState.RUNNING
    assert milestone(core, case_id, "review_sergeant", turn=2).clocks[0].state is ClockState.STOPPED


def test_what_cannot_be_is_refused_with_the_field(core: Tracker) -> None:
    case_id = open_a_case(core)
    row = milestone(core, case_id, "strategy_discussion")
    for by, on, code in (
        (SUPERVISOR, date(2026, 11, 21), "date_in_future"),
        (SUPERVISOR, date(2026, 9, 30), "date_before_report"),
        (DETECTIVE, date(2026, 10, 2), "back_dated_too_far"),
    ):
        with pytest.raises(RuleBroken) as refused:
            core.do(CompleteMilestone(by, case_id, row.milestone_id, row.version, on))
        assert (refused.value.code, refused.value.field) == (code, "on")
    assert milestone(core, case_id, "strategy_discussion").version == row.version


def test_a_lost_update_is_noticed_with_who_and_when(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core)
    row = milestone(core, case_id, "crime_recorded")
    complete(core, case_id, "crime_recorded", date(2026, 11, 19))
    time.forward(hours=1)
    with pytest.raises(StaleRecord) as stale:
        core.do(CompleteMilestone(DETECTIVE, case_id, row.milestone_id, row.version, date(2026, 11, 18)))
    assert stale.value.values["who"] == "DS 902 Ade"


def test_a_detective_moves_a_local_target_once_and_by_ten_working_days(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", date(2026, 11, 19))
    clock = milestone(core, case_id, "abe_interview").clocks[0]
    assert clock.due == date(2026, 11, 23)

    def move(by: str, to: date) -> None:
        now = milestone(core, case_id, "abe_interview").clocks[0]
        core.do(RescheduleMilestone(by, case_id, now.clock_id, now.version, now.due, to, "the child is unwell"))

    move(DETECTIVE, date(2026, 12, 8))
    assert milestone(core, case_id, "abe_interview").clocks[0] == clock
    move(DETECTIVE, date(2026, 12, 7))
    with pytest.raises(RuleBroken, match="approval_asked_already"):
        move(DETECTIVE, date(2026, 12, 7))
    move(SUPERVISOR, date(2027, 1, 29))
    moved = milestone(core, case_id, "abe_interview").clocks[0]
    assert (moved.first_due, moved.due, moved.moves) == (date(2026, 11, 23), date(2027, 1, 29), 2)


def test_a_date_of_law_or_code_and_a_period_are_never_replanned(core: Tracker) -> None:
    case_id = open_a_case(core)
    suspect = next(row for row in case_file(core, case_id).subjects if row.label == "S1")
    core.do(
        RecordArrest(
            SUPERVISOR, case_id, suspect.subject_id, date(2026, 11, 10), released=BailEventKind.RELEASED_ON_BAIL
        )
    )
    for kind, code in (("victim_support_referral", "reschedule_fixed_by_law"), ("bail_ended", "reschedule_period")):
        clock = milestone(core, case_id, kind).clocks[0]
        with pytest.raises(RuleBroken) as refused:
            core.do(
                RescheduleMilestone(
                    SUPERVISOR, case_id, clock.clock_id, clock.version, clock.due, date(2027, 1, 5), "x"
                )
            )
        assert refused.value.code == code
        assert not clock.may_be_rescheduled


def test_bail_runs_from_the_day_after_arrest_and_an_earlier_return_date_stands(core: Tracker) -> None:
    case_id = open_a_case(core)
    suspect = next(row for row in case_file(core, case_id).subjects if row.label == "S1")
    core.do(
        RecordArrest(
            SUPERVISOR,
            case_id,
            suspect.subject_id,
            date(2026, 10, 30),
            BailEventKind.RELEASED_ON_BAIL,
            return_on=date(2026, 12, 1),
        )
    )
    bail = milestone(core, case_id, "bail_ended").clocks[0]
    assert (bail.limit_id, bail.first_due, bail.due) == ("BAIL-02", date(2027, 1, 30), date(2026, 12, 1))
    assert milestone(core, case_id, "victim_told_of_arrest").clocks[0].due == date(2026, 11, 2)


def test_a_recorded_delay_hands_the_case_to_who_is_awaited(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    now = case_file(core, case_id)
    assert now.held_by is Holder.OUR_UNIT
    row = next(row for row in now.milestones if row.name == now.next_decisive)
    request = RecordDelay(
        DETECTIVE, case_id, row.milestone_id, row.version, DelayReason.THIRD_PARTY_MATERIAL, Holder.ANOTHER_FORCE,
        date(2026, 11, 16), "ring the duty manager",
    )  # fmt: skip
    core.do(request)
    assert case_file(core, case_id).held_by is Holder.ANOTHER_FORCE
    assert milestone(core, case_id, row.kind).delays[0].next_step == "ring the duty manager"
    complete(core, case_id, row.kind, date(2026, 11, 18))
    assert milestone(core, case_id, row.kind).delays[0].until == date(2026, 11, 18)
    assert case_file(core, case_id).held_by is not Holder.ANOTHER_FORCE


def test_the_sweep_tells_each_overdue_clock_once_and_again_for_a_new_due_value(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", STRATEGY)
    first = core.do(RaiseAlerts()).result
    listed = alerts(core)
    assert first == len(listed)
    assert "ABE-02" in listed
    assert core.do(RaiseAlerts()).result == 0
    clock = milestone(core, case_id, "abe_interview").clocks[0]
    core.do(RescheduleMilestone(SUPERVISOR, case_id, clock.clock_id, clock.version, clock.due, date(2026, 11, 24), "x"))
    assert "ABE-02" not in alerts(core)
    time.forward(days=5)
    core.do(RaiseAlerts())
    again = alerts(core)["ABE-02"]
    assert again.alert_id != listed["ABE-02"].alert_id
    assert again.due == date(2026, 11, 24)
    assert milestone(core, case_id, "abe_interview").clocks[0].overdue_since is not None


def test_an_overdue_alert_grows_more_serious_at_the_limits_later_amount(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "strategy_discussion", date(2026, 11, 17))
    core.do(RaiseAlerts())
    assert alerts(core)["ABE-02"].severity is Severity.WARNING
    time.forward(days=3)
    core.do(RaiseAlerts())
    assert alerts(core)["ABE-02"].severity is Severity.URGENT


def test_an_unallocated_case_alerts_until_it_has_an_owner(core: Tracker) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 11, 20))
    core.do(RaiseAlerts())
    assert alerts(core)[AlertKind.NO_OWNER].told_to == ("DI 77 Lewis",)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    assert AlertKind.NO_OWNER not in alerts(core)


def test_an_alert_goes_to_the_oic_and_acknowledging_needs_a_next_step(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    row = next(row for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.limit_id == "VIC-07")
    assert row.told_to == ("DC 3312 Patel",)
    for step, on, code in (
        ("", date(2026, 11, 23), "next_step_needed"),
        ("ring", date(2026, 11, 19), "next_step_in_past"),
        ("ring", date(2026, 12, 19), "next_step_too_far"),
    ):
        with pytest.raises(RuleBroken, match=code):
            core.do(AcknowledgeAlert(DETECTIVE, row.alert_id, row.version, step, on))
    core.do(AcknowledgeAlert(DETECTIVE, row.alert_id, row.version, "ring victim support", date(2026, 11, 23)))
    taken = next(row for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.limit_id == "VIC-07")
    assert (taken.acknowledged_by, taken.next_step) == ("DC 3312 Patel", "ring victim support")
    complete(core, case_id, "victim_support_referral", date(2026, 11, 20))
    assert "VIC-07" not in {row.limit_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}


def test_closing_stops_every_clock_and_ends_every_alert(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    core.do(
        CloseCase(
            SUPERVISOR,
            case_id,
            case_file(core, case_id).version,
            "15",
            date(2026, 11, 20),
            without_review="held in the meeting",
        )
    )
    closed = case_file(core, case_id)
    assert (closed.status, closed.outcome_code) == (CaseStatus.CLOSED, "15")
    assert all(clock.state is ClockState.STOPPED for row in closed.milestones for clock in row.clocks)
    assert core.ask(OpenAlertsQuestion(SUPERVISOR)).rows == ()
    row = next(row for row in closed.milestones if row.state is not MilestoneState.DONE)
    with pytest.raises(RuleBroken, match="case_closed"):
        core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 20)))


def test_out_of_scope_is_not_found_and_only_counted(core: Tracker) -> None:
    hidden = open_a_case(core, reference="44NI/00001/26", restricted=True)
    other_team = open_a_case(core, reference="44NI/00002/26", team_id="team-south")
    own = open_a_case(core, reference="44NI/00003/26", team_id=NORTH)
    for by, seen in ((SUPERVISOR, {other_team, own}), (INSPECTOR, {other_team, own}), (DETECTIVE, {own})):
        found = core.ask(CaseloadQuestion(by))
        assert {row.case_id for row in found.rows} == seen
    assert core.ask(CaseloadQuestion(SUPERVISOR)).restricted_not_shown == 1
    for by, case_id in ((SUPERVISOR, hidden), (DETECTIVE, other_team), (SUPERVISOR, "nowhere")):
        with pytest.raises(NotFound):
            core.ask(CaseFileQuestion(by, case_id))
    row = milestone(core, other_team, "crime_recorded")
    with pytest.raises(NotFound):
        core.do(CompleteMilestone(DETECTIVE, other_team, row.milestone_id, row.version, date(2026, 11, 20)))


def test_every_action_has_its_entry_in_the_chain_and_every_look_its_record(core: Tracker) -> None:
    case_id = open_a_case(core)
    complete(core, case_id, "crime_recorded", date(2026, 11, 20))
    history = [row.what for row in case_file(core, case_id).history]
    assert history[0].startswith("Completed: Crime recorded")
    with core.database.read() as connection:
        assert verify(connection).ok
        entries = connection.execute(select(func.count()).select_from(audit_entry)).scalar_one()
        looks = connection.execute(select(func.count()).select_from(look)).scalar_one()
    assert (entries, looks) == (3, 2)


def test_the_same_thing_twice_in_one_case_is_another_turn(core: Tracker) -> None:
    case_id = open_a_case(core)
    suspect = next(row for row in case_file(core, case_id).subjects if row.label == "S1")
    for days in (20, 10):
        on = date(2026, 11, 20) - timedelta(days=days)
        core.do(RecordEvent(SUPERVISOR, case_id, "arrested", on, suspect.subject_id))
    told = [row for row in case_file(core, case_id).milestones if row.kind == "victim_told_of_arrest"]
    assert len(told) == 1, "one open duty to tell, until it is done"
    with pytest.raises(RuleBroken, match="wrong_subject"):
        core.do(RecordEvent(SUPERVISOR, case_id, "arrested", date(2026, 11, 20)))
