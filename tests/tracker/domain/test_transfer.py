"""A case that goes to another team waits there anew; a force that is asked has the next move until it answers."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import DETECTIVE, REPORTED, SUPERVISOR, TODAY, InHand
from tracker.domain.hand_over import HandOver
from tracker.domain.transfer import (
    FORCE_ANSWERED,
    FORCE_ASKED,
    TRANSFERRED,
    TeamTransfer,
    check_force,
    check_not_of_transfer,
    check_reference,
    latest_standing,
    officers_so_far,
)
from tracker.errors import RuleBroken
from tracker.terms import CaseStatus, ClockState, Holder, MilestoneState

ALLOCATED = "allocated"


def with_an_officer(team_id: str = "team-1") -> InHand:
    case = InHand()
    case.case.allocate("officer-7", team_id, date(2026, 6, 3), rules(), case.act(DETECTIVE))
    return case


def transfer(case: InHand, team_id: str = "team-2") -> tuple[str, str]:
    happened, opened = case.case.transfer_to(team_id, None, rules(), case.act())
    return happened.id, opened.id if opened is not None else ""


def take_back(case: InHand, transferred: tuple[str, str], oic_id: str | None = "officer-7") -> None:
    before = ("team-1", oic_id, None)
    case.case.take_transfer_back(*transferred, before, "the wrong case", rules(), case.act())


def clocks_towards(case: InHand, milestone_id: str) -> dict[str, ClockState]:
    return {clock.limit_id: clock.state for clock in case.case.clocks_of(milestone_id)}


def refused(error: pytest.ExceptionInfo[RuleBroken]) -> tuple[str, str]:
    return error.value.code, error.value.field


def test_a_transferred_case_awaits_allocation_anew_from_that_day() -> None:
    case = with_an_officer()
    transfer(case)
    record = case.case.record
    assert (record.team_id, record.oic_id, record.supervisor_id) == ("team-2", None, None)
    assert (record.status, record.held_by) == (CaseStatus.AWAITING_ALLOCATION, Holder.AWAITING_ALLOCATION)
    last = case.case.holdings[-1]
    assert (last.since, last.holder, last.because) == (TODAY, Holder.AWAITING_ALLOCATION, TRANSFERRED)
    first, anew = case.all_of(ALLOCATED)
    assert (first.state, first.happened_on) == (MilestoneState.DONE, date(2026, 6, 3))
    assert (anew.state, anew.turn) == (MilestoneState.OPEN, 2)
    assert clocks_towards(case, anew.id) == {"TRF-01": ClockState.RUNNING}
    assert case.clock("TRF-01").started_on == TODAY
    assert case.case.record.last_activity == date(2026, 6, 3), "passing a case on is no work on it"


def test_allocating_there_ends_the_wait_and_leaves_the_other_clocks_alone() -> None:
    case = with_an_officer()
    transfer(case)
    before = {clock.id: clock.events for clock in case.case.clocks.values() if clock.limit_id != "TRF-01"}
    case.later(3)
    case.case.allocate("officer-8", "team-2", case.today, rules(), case.act())
    assert case.case.record.held_by is Holder.OUR_UNIT
    assert case.clock("TRF-01").state is ClockState.STOPPED
    after = {one.id: one.events for one in case.case.clocks.values()}
    moved = {case.case.clock(key).limit_id for key in before if after[key] != before[key]}
    assert moved == {"SUP-07"}, "that somebody takes it on is activity, and nothing else"
    assert [one.happened_on for one in case.all_of(ALLOCATED)] == [date(2026, 6, 3), case.today]


def test_a_case_nobody_has_had_keeps_its_clock_from_the_report_and_that_of_its_first_transfer() -> None:
    case = InHand(team_id="team-1")
    assert transfer(case)[1] == ""
    waiting = case.only(ALLOCATED)
    assert clocks_towards(case, waiting.id) == {"SG-19": ClockState.RUNNING, "TRF-01": ClockState.RUNNING}
    case.later(5)
    second = transfer(case, "team-3")
    assert case.clock("TRF-01").started_on == TODAY, "passing it on makes it no younger"
    case.case.take_transfer_back(*second, ("team-2", None, None), "kept", rules(), case.act())
    assert case.clock("TRF-01").state is ClockState.RUNNING
    assert (case.case.record.team_id, case.case.record.status) == ("team-2", CaseStatus.AWAITING_ALLOCATION)


def test_an_allocation_that_was_not_known_is_waited_for_now() -> None:
    case = with_an_officer()
    known = case.only(ALLOCATED)
    case.case.milestones[known.id] = replace(known, state=MilestoneState.NOT_KNOWN, happened_on=None)
    transferred = transfer(case)
    assert transferred[1] == known.id
    take_back(case, transferred)
    assert case.only(ALLOCATED).state is MilestoneState.NOT_REQUIRED
    assert case.case.record.held_by is Holder.OUR_UNIT


def test_a_transfer_taken_back_leaves_the_case_as_it_was_with_both_on_record() -> None:
    case = with_an_officer()
    held = case.case.record.held_by
    transferred = transfer(case)
    take_back(case, transferred)
    record = case.case.record
    assert (record.team_id, record.oic_id, record.held_by, record.status) == (
        "team-1", "officer-7", held, CaseStatus.OPEN,
    )  # fmt: skip
    assert case.only(TRANSFERRED).state is MilestoneState.NOT_REQUIRED
    assert case.all_of(ALLOCATED)[1].state is MilestoneState.NOT_REQUIRED
    assert case.clock("TRF-01").state is ClockState.STOPPED


def test_what_is_refused_of_a_transfer() -> None:
    case = with_an_officer()
    with pytest.raises(RuleBroken) as error:
        transfer(case, "team-1")
    assert refused(error) == ("transfer_same_team", "team_id")
    transferred = transfer(case)
    case.case.allocate("officer-8", "team-2", TODAY, rules(), case.act())
    with pytest.raises(RuleBroken) as error:
        take_back(case, transferred)
    assert refused(error) == ("transfer_taken_up", "")


def test_while_another_force_considers_it_holds_the_case_and_the_clocks_run_on() -> None:
    case = with_an_officer()
    running = {clock.id for clock in case.case.clocks.values() if clock.state is ClockState.RUNNING}
    asked, answered = case.case.ask_force(date(2026, 6, 29), rules(), case.act())
    assert (asked.kind, asked.happened_on) == (FORCE_ASKED, date(2026, 6, 29))
    assert (answered.kind, answered.state) == (FORCE_ANSWERED, MilestoneState.OPEN)
    record = case.case.record
    assert (record.held_by, record.oic_id, record.status) == (Holder.ANOTHER_FORCE, "officer-7", CaseStatus.OPEN)
    assert case.case.holdings[-1].since == date(2026, 6, 29)
    assert clocks_towards(case, answered.id) == {"TRF-02": ClockState.RUNNING}
    assert running <= {clock.id for clock in case.case.clocks.values() if clock.state is ClockState.RUNNING}


def test_refused_or_withdrawn_the_case_is_ours_again_and_may_be_offered_to_another() -> None:
    case = with_an_officer()
    held = case.case.record.held_by
    _, answered = case.case.ask_force(TODAY, rules(), case.act())
    case.later(2)
    case.case.force_does_not_take_it(answered.id, case.today, "not theirs", rules(), case.act())
    assert (case.case.record.held_by, case.case.holdings[-1].since) == (held, case.today)
    assert case.case.milestone(answered.id).state is MilestoneState.NOT_REQUIRED
    _, again = case.case.ask_force(case.today, rules(), case.act())
    assert (again.turn, case.case.record.held_by) == (2, Holder.ANOTHER_FORCE)
    assert clocks_towards(case, again.id) == {"TRF-02": ClockState.RUNNING}


def test_an_acceptance_stops_the_clock_of_the_answer() -> None:
    case = with_an_officer()
    _, answered = case.case.ask_force(TODAY, rules(), case.act())
    case.case.force_accepts(answered.id, TODAY, rules(), case.act())
    assert case.case.milestone(answered.id).happened_on == TODAY
    assert case.clock("TRF-02").state is ClockState.STOPPED


def test_what_a_transfer_completes_is_not_recorded_by_itself() -> None:
    check_not_of_transfer("scene", "Scene examined")
    with pytest.raises(RuleBroken) as error:
        check_not_of_transfer(FORCE_ANSWERED, "Answer")
    assert error.value.code == "transfer_needed"


def test_a_force_has_a_name_and_gives_a_reference() -> None:
    assert (check_force(" West Mercia "), check_reference(" 22/1 ")) == ("West Mercia", "22/1")
    for check, text, code in (
        (check_force, " ", "force_needed"),
        (check_force, "x" * 81, "line_too_long"),
        (check_reference, "", "their_reference_needed"),
        (check_reference, "x" * 201, "line_too_long"),
    ):
        with pytest.raises(RuleBroken) as error:
            check(text)
        assert error.value.code == code


def test_each_officer_who_had_a_case_is_counted_once() -> None:
    now = InHand().act(SUPERVISOR).now
    handed = HandOver("h", "case-1", "a", "b", REPORTED, (), 0, now, "ds")
    went = TeamTransfer(
        "t", "case-1", "team-1", "team-2", "b", None, None, TODAY, "moved", (), 0, "m-1", "m-2", now, "ds"
    )  # fmt: skip
    assert officers_so_far(None, (), ()) == 0
    assert officers_so_far("a", (), ()) == 1
    assert officers_so_far("a", (handed,), ()) == 2
    assert officers_so_far("c", (handed,), (went,)) == 3
    assert officers_so_far(None, (handed, replace(handed, from_id="b", to_id="a")), (went,)) == 2
    assert latest_standing((went, replace(went, id="u", withdrawn_at=now))) == went
    assert latest_standing(()) is None
