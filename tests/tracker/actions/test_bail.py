"""Bail from arrest to charge by the actions, on both engines: the ledger, its clock and its milestones keep step."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from tests.bail_cases import (
    FOR_COURT,
    arrest,
    bail_clocks,
    by_court,
    event_of,
    extend,
    milestones,
    record,
    row_of,
    suspect_of,
    withdraw,
)
from tests.cores import DETECTIVE, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.open_case import NewSuspect
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.tables import arrest as arrest_table
from tracker.storage.tables import audit_entry, bail_event
from tracker.terms import (
    BailCondition,
    BailEventKind,
    BailState,
    ClockEventKind,
    ClockState,
    InvestigatingBody,
    MilestoneState,
    Representations,
)

Kind = BailEventKind
REPORTED = date(2026, 1, 5)
ARRESTED = date(2026, 1, 10)
THREE, SIX, NINE = date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10)


def at(time: StoppedTime, day: date) -> None:
    time.move_to(datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC))


@pytest.fixture
def case_id(core: Tracker) -> str:
    return open_a_case(core, reported_on=REPORTED)


def on_bail(core: Tracker, case_id: str, on: date = ARRESTED) -> str:
    return arrest(core, case_id, on, Kind.RELEASED_ON_BAIL)


def due(core: Tracker, case_id: str) -> date | None:
    return bail_clocks(core, case_id)[0].due


def count(core: Tracker, table: Table = bail_event) -> int:
    with core.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_arrest_to_charge_with_two_extensions(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    assert (row_of(core, case_id, of).ends, due(core, case_id)) == (THREE, THREE)
    extend(core, case_id, of, date(2026, 4, 8), "inspector")
    assert (row_of(core, case_id, of).ends, due(core, case_id)) == (SIX, SIX)
    extend(core, case_id, of, SIX, "superintendent")
    row = row_of(core, case_id, of)
    assert (row.ends, row.state, due(core, case_id)) == (NINE, BailState.PASSED, NINE)
    record(core, case_id, of, Kind.CHARGED, date(2026, 9, 1))
    row, (clock,) = row_of(core, case_id, of), bail_clocks(core, case_id)
    assert (row.state, row.since, row.may_be_recorded) == (BailState.ENDED, date(2026, 9, 1), ())
    assert (clock.state, clock.first_due, clock.due, clock.moves) == (ClockState.STOPPED, THREE, NINE, 2)
    done = {row.kind: row.happened_on for row in case_file(core, case_id).milestones if row.happened_on is not None}
    assert (done["charged"], done["bail_ended"]) == (date(2026, 9, 1), date(2026, 9, 1))
    assert [one.happened_on for one in milestones(core, case_id, "bail_extension_decided")] == [date(2026, 4, 8), SIX]


def test_an_extension_keeps_who_authorised_it_and_on_what(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    made = extend(
        core, case_id, of, date(2026, 4, 1), "inspector", acting=True, informed_on=date(2026, 3, 25),
        told_on=date(2026, 4, 2), note="devices still at the laboratory",
    )  # fmt: skip
    event = event_of(core, case_id, of, made)
    assert (event.authority, event.acting, event.authorised_by) == ("inspector", True, "DI 77 Lewis")
    assert (event.conditions, event.representations) == (tuple(BailCondition), Representations.CONSIDERED)
    assert (event.informed_on, event.told_on) == (date(2026, 3, 25), date(2026, 4, 2))
    assert (event.recorded_by, event.refused, event.withdrawn) == ("DS 902 Ade", "", "")
    assert row_of(core, case_id, of).to_be_confirmed
    (move,) = bail_clocks(core, case_id)[0].moved
    assert (move.kind, move.authority, move.approved_by) == (ClockEventKind.EXTENDED, "inspector", "DI 77 Lewis")
    assert (move.old, move.new, move.reason) == (THREE, SIX, "First extension of bail")


@pytest.mark.parametrize(
    ("rank", "on", "code", "field"),
    [
        ("sergeant", date(2026, 4, 1), "wrong_rank", "authority"),
        ("inspector", date(2026, 4, 11), "too_late", "on"),
    ],
)
def test_what_the_law_does_not_allow_is_not_stored(
    core: Tracker, case_id: str, rank: str, on: date, code: str, field: str
) -> None:
    of = on_bail(core, case_id)
    before = count(core), count(core, audit_entry), bail_clocks(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        extend(core, case_id, of, on, rank)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (count(core), count(core, audit_entry), bail_clocks(core, case_id)) == before
    assert milestones(core, case_id, "bail_extension_decided") == []


def test_the_second_step_before_the_first_is_refused(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    with pytest.raises(RuleBroken, match="wrong_order"):
        extend(core, case_id, of, date(2026, 4, 1), "superintendent", months=9)
    with pytest.raises(RuleBroken, match="court_wrong_order"):
        by_court(core, case_id, of, Kind.COURT_EXTENDED, date(2026, 4, 1), 12)
    assert count(core) == 1


@pytest.mark.parametrize(
    ("missing", "code", "field"),
    [
        ({"authority": ""}, "rank_needed", "authority"),
        ({"authority": "court"}, "authority_of_another", "authority"),
        ({"authorised_by": "  "}, "authoriser_needed", "authorised_by"),
        ({"conditions": FOR_COURT}, "conditions_needed", "conditions"),
        ({"representations": Representations.NOT_RECORDED}, "representations_needed", "representations"),
        ({"informed_on": date(2026, 4, 2)}, "informed_after_decision", "informed_on"),
        ({"told_on": date(2026, 3, 31)}, "told_before_decision", "told_on"),
    ],
)
def test_nobody_records_an_extension_without_what_it_rests_on(
    core: Tracker, case_id: str, missing: dict[str, Any], code: str, field: str
) -> None:
    of = on_bail(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        extend(core, case_id, of, date(2026, 4, 1), **({"rank": "inspector"} | missing_as(missing)))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert count(core) == 1


def missing_as(missing: dict[str, Any]) -> dict[str, Any]:
    return {"rank" if name == "authority" else name: value for name, value in missing.items()}


def test_the_court_extends_once_the_ranks_are_used_up(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    extend(core, case_id, of, date(2026, 4, 1), "inspector")
    extend(core, case_id, of, date(2026, 7, 1), "superintendent")
    record(core, case_id, of, Kind.COURT_APPLIED, date(2026, 9, 20))
    by_court(core, case_id, of, Kind.COURT_EXTENDED, date(2026, 10, 2), 12)
    assert due(core, case_id) == row_of(core, case_id, of).ends == date(2027, 1, 10)
    by_court(core, case_id, of, Kind.COURT_ADDED, date(2026, 11, 2), 3)
    assert due(core, case_id) == row_of(core, case_id, of).ends == date(2027, 4, 10)
    assert date(2026, 9, 20) in [one.happened_on for one in milestones(core, case_id, "bail_court_application")]


def test_while_the_court_decides_nothing_is_overdue(core: Tracker, case_id: str, time: StoppedTime) -> None:
    of = on_bail(core, case_id)
    extend(core, case_id, of, date(2026, 4, 1), "inspector")
    extend(core, case_id, of, date(2026, 7, 1), "superintendent")
    at(time, date(2026, 10, 5))
    record(core, case_id, of, Kind.COURT_APPLIED, date(2026, 9, 25))
    assert due(core, case_id) == NINE
    at(time, date(2026, 10, 12))
    core.do(RaiseAlerts())
    clock, row = bail_clocks(core, case_id)[0], row_of(core, case_id, of)
    assert (row.state, clock.state, clock.due, clock.overdue) == (
        BailState.COURT_DECIDING, ClockState.RUNNING, None, False,
    )  # fmt: skip
    assert not [one for one in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if one.limit_id == "BAIL-02"]
    record(core, case_id, of, Kind.COURT_REFUSED, date(2026, 10, 12))
    assert due(core, case_id) == row_of(core, case_id, of).ends == date(2026, 10, 12)


def test_suspension_with_the_prosecutor_and_the_return_for_more_work(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    record(core, case_id, of, Kind.RELEASED_FOR_CHARGING, date(2026, 3, 31))
    (clock,) = bail_clocks(core, case_id)
    assert (row_of(core, case_id, of).state, clock.state) == (BailState.SUSPENDED, ClockState.PAUSED)
    record(core, case_id, of, Kind.CPS_REQUESTED, date(2026, 6, 1))
    row, (clock,) = row_of(core, case_id, of), bail_clocks(core, case_id)
    assert (clock.state, clock.due, row.ends) == (ClockState.RUNNING, date(2026, 6, 10), date(2026, 6, 10))
    assert [one.happened_on for one in milestones(core, case_id, "cps_action_plan_received")] == [date(2026, 6, 1)]
    record(core, case_id, of, Kind.CPS_REQUEST_MET, date(2026, 6, 8))
    assert bail_clocks(core, case_id)[0].state is ClockState.PAUSED
    record(core, case_id, of, Kind.CPS_REQUESTED, date(2026, 8, 1))
    assert due(core, case_id) == row_of(core, case_id, of).ends == date(2026, 8, 7)


def test_the_action_plan_as_a_bare_milestone_returns_the_file(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    record(core, case_id, of, Kind.RELEASED_FOR_CHARGING, date(2026, 4, 9))
    suspect = suspect_of(core, case_id)
    core.do(RecordEvent(SUPERVISOR, case_id, "cps_action_plan_received", date(2026, 6, 1), suspect))
    assert due(core, case_id) == row_of(core, case_id, of).ends == date(2026, 6, 7)
    core.do(RecordEvent(SUPERVISOR, case_id, "cps_action_plan", date(2026, 6, 3), suspect))
    assert row_of(core, case_id, of).state is BailState.SUSPENDED
    assert [event.kind for event in row_of(core, case_id, of).events][-2:] == [Kind.CPS_REQUESTED, Kind.CPS_REQUEST_MET]


def test_an_extension_taken_back_after_later_ones_is_reckoned_anew(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    first = extend(core, case_id, of, date(2026, 4, 1), "inspector")
    second = extend(core, case_id, of, date(2026, 7, 1), "superintendent")
    withdraw(core, case_id, of, first, "authorised for another suspect")
    row = row_of(core, case_id, of)
    assert due(core, case_id) == row.ends == THREE
    assert event_of(core, case_id, of, first).withdrawn == "authorised for another suspect"
    assert "ended on" in event_of(core, case_id, of, second).refused
    assert [one.state for one in milestones(core, case_id, "bail_extension_decided")] == [
        MilestoneState.NOT_REQUIRED, MilestoneState.DONE,
    ]  # fmt: skip
    extend(core, case_id, of, date(2026, 4, 2), "inspector")
    assert due(core, case_id) == row_of(core, case_id, of).ends == NINE
    with pytest.raises(RuleBroken, match="bail_event_withdrawn"):
        withdraw(core, case_id, of, first)


def test_a_release_taken_back_leaves_no_clock_until_there_is_another(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    (event,) = row_of(core, case_id, of).events
    withdraw(core, case_id, of, event.event_id)
    assert bail_clocks(core, case_id)[0].state is ClockState.STOPPED
    assert milestones(core, case_id, "bail_ended")[0].state is MilestoneState.NOT_REQUIRED
    record(core, case_id, of, Kind.RELEASED_ON_BAIL, date(2026, 1, 12))
    (clock,) = bail_clocks(core, case_id)
    assert (clock.state, clock.due) == (ClockState.RUNNING, THREE)


def test_an_event_that_goes_against_a_later_one_is_refused(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    extend(core, case_id, of, date(2026, 4, 1), "inspector")
    with pytest.raises(RuleBroken) as refused:
        record(core, case_id, of, Kind.NO_FURTHER_ACTION, date(2026, 3, 1))
    assert (refused.value.code, refused.value.values["on"]) == ("bail_event_before_later", date(2026, 4, 1))
    assert row_of(core, case_id, of).state is BailState.PASSED


@pytest.mark.parametrize(
    ("kind", "recorded", "state"),
    [
        ("charged", Kind.CHARGED, BailState.ENDED),
        ("no_further_action", Kind.NO_FURTHER_ACTION, BailState.ENDED),
        ("released_under_investigation", Kind.RELEASED_UNDER_INVESTIGATION, BailState.UNDER_INVESTIGATION),
        ("released_without_charge", Kind.ENDED, BailState.ENDED),
        ("bail_ended", Kind.ENDED, BailState.ENDED),
    ],
)
def test_a_bare_milestone_ends_the_bail_and_its_undoing_takes_that_back(
    core: Tracker, case_id: str, kind: str, recorded: BailEventKind, state: BailState
) -> None:
    of = on_bail(core, case_id)
    extend(core, case_id, of, date(2026, 4, 1), "inspector")
    core.do(RecordEvent(SUPERVISOR, case_id, kind, date(2026, 5, 1), suspect_of(core, case_id)))
    row = row_of(core, case_id, of)
    assert (row.state, row.events[-1].kind, bail_clocks(core, case_id)[0].state) == (
        state, recorded, ClockState.STOPPED,
    )  # fmt: skip
    done = milestones(core, case_id, kind)[-1]
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "wrong suspect"))
    row, (clock,) = row_of(core, case_id, of), bail_clocks(core, case_id)
    assert (row.state, row.events[-1].withdrawn, row.ends) == (BailState.PASSED, "wrong suspect", SIX)
    assert (clock.state, clock.due) == (ClockState.RUNNING, SIX)


def test_the_end_of_bail_is_not_taken_back_apart_from_what_ended_it(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    record(core, case_id, of, Kind.CHARGED, date(2026, 2, 1))
    ended = milestones(core, case_id, "bail_ended")[0]
    with pytest.raises(RuleBroken, match="bail_ended_by"):
        core.do(ReopenMilestone(SUPERVISOR, case_id, ended.milestone_id, ended.version, "still on bail"))
    assert row_of(core, case_id, of).state is BailState.ENDED


def test_bail_is_not_marked_as_not_required(core: Tracker, case_id: str) -> None:
    on_bail(core, case_id)
    ending = milestones(core, case_id, "bail_ended")[0]
    with pytest.raises(RuleBroken, match="bail_ends_by_event"):
        core.do(MarkNotRequired(SUPERVISOR, case_id, ending.milestone_id, ending.version, "not needed"))


def test_a_bare_arrest_makes_the_record_and_its_undoing_takes_it_back(core: Tracker, case_id: str) -> None:
    suspect = suspect_of(core, case_id)
    core.do(RecordEvent(SUPERVISOR, case_id, "arrested", ARRESTED, suspect))
    (row,) = case_file(core, case_id).bail
    assert (row.arrested_on, row.events, row.state) == (ARRESTED, (), BailState.NOT_BEGUN)
    core.do(RecordEvent(SUPERVISOR, case_id, "released_on_bail", date(2026, 1, 11), suspect))
    (row,) = case_file(core, case_id).bail
    assert (row.ends, due(core, case_id)) == (THREE, THREE)
    arrested = milestones(core, case_id, "arrested")[0]
    undo = ReopenMilestone(SUPERVISOR, case_id, arrested.milestone_id, arrested.version, "another person")
    with pytest.raises(RuleBroken, match="arrest_has_bail"):
        core.do(undo)
    withdraw(core, case_id, row.arrest_id, row.events[0].event_id)
    core.do(undo)
    assert case_file(core, case_id).bail == ()
    with pytest.raises(NotFound):
        core.do(RecordBailEvent(SUPERVISOR, case_id, row.arrest_id, 1, Kind.STREET_BAIL, ARRESTED))


def test_released_on_bail_needs_an_arrest(core: Tracker, case_id: str) -> None:
    for kind in ("released_on_bail", "released_for_charging_decision"):
        with pytest.raises(RuleBroken, match="arrest_needed"):
            core.do(RecordEvent(SUPERVISOR, case_id, kind, ARRESTED, suspect_of(core, case_id)))


@pytest.mark.parametrize("kind", ["bail_extension_decided", "bail_court_application", "return_date_changed"])
def test_a_bare_milestone_that_does_not_say_what_changes_is_refused_on_bail(
    core: Tracker, case_id: str, kind: str
) -> None:
    suspect = suspect_of(core, case_id)
    core.do(RecordEvent(SUPERVISOR, case_id, kind, ARRESTED, suspect))
    on_bail(core, case_id)
    with pytest.raises(RuleBroken, match="bail_event_needed"):
        core.do(RecordEvent(SUPERVISOR, case_id, kind, date(2026, 3, 1), suspect))


def test_of_two_bails_it_is_said_which(core: Tracker, case_id: str) -> None:
    first, second = on_bail(core, case_id), on_bail(core, case_id, date(2026, 2, 2))
    with pytest.raises(RuleBroken, match="bail_of_which_arrest"):
        core.do(RecordEvent(SUPERVISOR, case_id, "charged", date(2026, 3, 1), suspect_of(core, case_id)))
    record(core, case_id, second, Kind.CHARGED, date(2026, 3, 1))
    states = [clock.state for clock in bail_clocks(core, case_id)]
    assert (row_of(core, case_id, first).state, states) == (BailState.PASSED, [ClockState.RUNNING, ClockState.STOPPED])
    assert due(core, case_id) == THREE


def test_a_bail_of_one_suspect_is_nothing_to_another(core: Tracker) -> None:
    case_id = open_a_case(core, reported_on=REPORTED, suspects=(NewSuspect("S1"), NewSuspect("S2")))
    other = arrest(core, case_id, ARRESTED, Kind.RELEASED_ON_BAIL, suspect_id=suspect_of(core, case_id, "S2"))
    on_bail(core, case_id)
    core.do(RecordEvent(SUPERVISOR, case_id, "charged", date(2026, 2, 1), suspect_of(core, case_id)))
    assert row_of(core, case_id, other).ends == THREE
    assert [clock.state for clock in bail_clocks(core, case_id)] == [ClockState.RUNNING, ClockState.STOPPED]


def test_return_dates(core: Tracker, case_id: str) -> None:
    of = arrest(core, case_id, ARRESTED, Kind.RELEASED_ON_BAIL, return_on=date(2026, 3, 1))
    assert (row_of(core, case_id, of).returns, due(core, case_id)) == (date(2026, 3, 1), date(2026, 3, 1))
    record(core, case_id, of, Kind.RETURN_DATE_SET, date(2026, 2, 1), until=date(2026, 4, 2))
    assert (due(core, case_id), row_of(core, case_id, of).ends) == (date(2026, 4, 2), THREE)
    with pytest.raises(RuleBroken) as refused:
        record(core, case_id, of, Kind.RETURN_DATE_SET, date(2026, 2, 1), until=date(2026, 4, 11))
    assert (refused.value.code, refused.value.field) == ("return_after_end", "until")
    record(core, case_id, of, Kind.ALIGNED, date(2026, 2, 2), until=date(2026, 3, 20))
    assert due(core, case_id) == date(2026, 3, 20)
    extend(core, case_id, of, date(2026, 3, 5), "inspector")
    assert due(core, case_id) == SIX


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"released": Kind.CHARGED}, "not_a_release"),
        ({"released": Kind.RELEASED_ON_BAIL, "released_on": date(2026, 1, 9)}, "released_before_arrest"),
        ({"return_on": date(2026, 2, 1)}, "return_without_bail"),
        ({"released": Kind.RELEASED_ON_BAIL, "return_on": date(2026, 1, 9)}, "bail_before_arrest"),
        ({"released": Kind.RELEASED_ON_BAIL, "return_on": date(2026, 4, 11)}, "return_after_end"),
        ({"released": Kind.RELEASED_ON_BAIL, "released_on": date(2026, 4, 11)}, "too_late"),
    ],
)
def test_an_arrest_that_cannot_be_is_refused(core: Tracker, case_id: str, facts: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        arrest(core, case_id, ARRESTED, **facts)
    assert (case_file(core, case_id).bail, count(core, arrest_table)) == ((), 0)


def test_the_alarm_goes_by_the_earlier_reading(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core, reported_on=date(2025, 1, 5))
    of = on_bail(core, case_id, date(2025, 1, 30))
    row = row_of(core, case_id, of)
    assert (row.ends, row.earliest) == (date(2025, 4, 30), date(2025, 4, 29))
    at(time, date(2025, 4, 30))
    assert bail_clocks(core, case_id)[0].overdue
    at(time, date(2025, 4, 29))
    assert not bail_clocks(core, case_id)[0].overdue


def test_other_bodies_have_their_own_period(core: Tracker, case_id: str) -> None:
    of = arrest(core, case_id, ARRESTED, Kind.RELEASED_ON_BAIL, body=InvestigatingBody.NCA)
    assert due(core, case_id) == row_of(core, case_id, of).ends == SIX
    assert bail_clocks(core, case_id)[0].limit_id == "BAIL-18"
    extend(core, case_id, of, date(2026, 7, 1), "senior_officer")
    assert due(core, case_id) == date(2027, 1, 10)


def test_street_bail_and_a_first_release_for_charging(core: Tracker, case_id: str) -> None:
    street = arrest(core, case_id, ARRESTED, Kind.STREET_BAIL)
    assert row_of(core, case_id, street).ends == THREE
    record(core, case_id, street, Kind.NO_FURTHER_ACTION, date(2026, 2, 1))
    charging = arrest(core, case_id, date(2026, 2, 2), Kind.RELEASED_FOR_CHARGING)
    row, clock = row_of(core, case_id, charging), bail_clocks(core, case_id)[0]
    assert (row.state, clock.state, clock.overdue) == (BailState.NOT_BEGUN, ClockState.PAUSED, False)
    record(core, case_id, charging, Kind.CPS_REQUESTED, date(2026, 9, 1))
    assert due(core, case_id) == row_of(core, case_id, charging).ends == date(2026, 11, 30)


def test_released_under_investigation_has_no_period(core: Tracker, case_id: str) -> None:
    of = arrest(core, case_id, ARRESTED, Kind.RELEASED_UNDER_INVESTIGATION)
    row = row_of(core, case_id, of)
    assert (row.state, row.since_release, row.long_since_release) == (BailState.UNDER_INVESTIGATION, 314, True)
    assert (bail_clocks(core, case_id), row.ends) == ([], None)
    assert [step.limit_id for step in row.following] == ["RUI-02", "RUI-03", "RUI-04"]
    core.do(RecordEvent(SUPERVISOR, case_id, "charged", date(2026, 5, 1), suspect_of(core, case_id)))
    assert row_of(core, case_id, of).state is BailState.ENDED


def test_before_2017_there_is_no_limit_and_no_clock(core: Tracker) -> None:
    case_id = open_a_case(core, reported_on=date(2016, 1, 5))
    of = on_bail(core, case_id, date(2016, 6, 1))
    assert (row_of(core, case_id, of).state, bail_clocks(core, case_id)) == (BailState.NO_LIMIT, [])
    assert milestones(core, case_id, "bail_ended")[0].state is MilestoneState.OPEN
    record(core, case_id, of, Kind.NO_FURTHER_ACTION, date(2016, 9, 1))
    assert milestones(core, case_id, "bail_ended")[0].happened_on == date(2016, 9, 1)


def test_a_stay_in_hospital_over_the_end(core: Tracker, case_id: str, time: StoppedTime) -> None:
    of = on_bail(core, case_id)
    at(time, date(2026, 4, 6))
    record(core, case_id, of, Kind.IN_HOSPITAL, date(2026, 4, 6))
    assert due(core, case_id) == THREE
    at(time, date(2026, 4, 14))
    core.do(RaiseAlerts())
    clock = bail_clocks(core, case_id)[0]
    assert (row_of(core, case_id, of).state, clock.state) == (BailState.SUSPENDED, ClockState.PAUSED)
    record(core, case_id, of, Kind.OUT_OF_HOSPITAL, date(2026, 4, 14))
    row, clock = row_of(core, case_id, of), bail_clocks(core, case_id)[0]
    assert (clock.state, clock.due, row.ends) == (ClockState.RUNNING, date(2026, 4, 18), date(2026, 4, 18))


def test_versions_reasons_and_scope(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    (event,) = row_of(core, case_id, of).events
    version = row_of(core, case_id, of).arrest_version
    stale = RecordBailEvent(SUPERVISOR, case_id, of, version + 1, Kind.CHARGED, date(2026, 2, 1))
    with pytest.raises(StaleRecord):
        core.do(stale)
    with pytest.raises(StaleRecord):
        core.do(WithdrawBailEvent(SUPERVISOR, case_id, event.event_id, event.version + 1, "wrong"))
    with pytest.raises(RuleBroken, match="reason_needed"):
        core.do(WithdrawBailEvent(SUPERVISOR, case_id, event.event_id, event.version, "  "))
    with pytest.raises(NotFound):
        core.do(WithdrawBailEvent(SUPERVISOR, case_id, "event-none", 1, "wrong"))
    elsewhere = open_a_case(core, reference="44NI/00999/26", team_id="team-south")
    for request in (
        replace(stale, by=DETECTIVE, case_id=elsewhere),
        RecordArrest(DETECTIVE, elsewhere, "suspect-1", ARRESTED),
    ):
        with pytest.raises(NotFound):
            core.do(request)
    with pytest.raises(RuleBroken, match="back_dated_too_far"):
        core.do(replace(stale, by=DETECTIVE, version=version))


def test_everything_about_bail_is_on_the_audit_trail(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    made = extend(core, case_id, of, date(2026, 4, 1), "inspector")
    withdraw(core, case_id, of, made, "authorised for another suspect")
    told = [row.what for row in case_file(core, case_id).history]
    assert told[0].startswith("Took back an event of bail: Extended")
    assert "authorised for another suspect" in told[0]
    assert told[1].startswith("Recorded on the bail: Extended")
    assert told[2].startswith("Recorded an arrest")
    with core.database.read() as connection:
        assert verify(connection).ok


def test_a_bail_that_has_ended_completes_as_any_milestone(core: Tracker, case_id: str) -> None:
    of = on_bail(core, case_id)
    ending = milestones(core, case_id, "bail_ended")[0]
    core.do(CompleteMilestone(SUPERVISOR, case_id, ending.milestone_id, ending.version, date(2026, 3, 3), "no longer"))
    row = row_of(core, case_id, of)
    assert (row.state, row.events[-1].kind, row.events[-1].note) == (BailState.ENDED, Kind.ENDED, "no longer")
