"""Whom limits apply to, what starts them, and what becomes of clocks whose start or end is taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import CASE, CHILD, REPORTED, SUSPECT, TODAY, InHand
from tracker.domain.child import Child
from tracker.domain.circumstances import circumstances_of
from tracker.domain.clock_start import days_begun, instant_of, is_past, not_before
from tracker.domain.limit import Circumstance
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken
from tracker.terms import (
    CaseKind,
    ClockEventKind,
    ClockState,
    Holder,
    MilestoneState,
    ProsecutionLimit,
    RiskGrade,
    YesNo,
)

RUNNING, STOPPED = ClockState.RUNNING, ClockState.STOPPED


def reopen(case: InHand, kind: str, reason: str = "wrong day") -> None:
    done = [one for one in case.all_of(kind) if one.state is MilestoneState.DONE][-1]
    case.case.reopen_milestone(done.id, reason, rules(), case.act())


# whom they apply to


@pytest.mark.parametrize(
    ("risk", "found"),
    [(RiskGrade.VERY_HIGH, {Circumstance.VERY_HIGH_RISK}), (RiskGrade.NOT_ASSESSED, set())],
)
def test_the_risk_is_a_circumstance_where_it_is_assessed(risk: RiskGrade, found: set[Circumstance]) -> None:
    assert circumstances_of(InHand(risk=risk).case, CASE, TODAY) == found


def test_what_holds_of_one_child_holds_of_the_case_but_not_of_another_child() -> None:
    case = InHand()
    case.case.children["child-2"] = Child("child-2", CASE, "CD", age_at_report=9, enhanced_rights=False)
    assert circumstances_of(case.case, CASE, TODAY) == {Circumstance.UNDER_TEN}
    assert circumstances_of(case.case, CHILD, TODAY) == frozenset()
    assert circumstances_of(case.case, "child-2", TODAY) == {Circumstance.UNDER_TEN, Circumstance.NO_ENHANCED_RIGHTS}
    case.case.children.clear()
    assert circumstances_of(case.case, CASE, TODAY) == frozenset()


def test_a_suspect_near_children_a_weekend_and_the_offence_are_circumstances() -> None:
    case = InHand()
    case.case.suspects[SUSPECT] = Suspect(SUSPECT, CASE, "S1", access_to_children=YesNo.YES)
    case.case.set_prosecution_limit(ProsecutionLimit.SUMMARY_ONLY, REPORTED, "", rules(), case.act())
    saturday = date(2026, 6, 27)
    assert circumstances_of(case.case, SUSPECT, saturday) == {
        Circumstance.CHILD_NEAR_SUSPECT, Circumstance.WEEKEND, Circumstance.SUMMARY_ONLY_OFFENCE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("done", "found"),
    [
        (("charging_decision",), {Circumstance.CPS_DECIDED}),
        (("no_further_action",), {Circumstance.POLICE_DECIDED}),
        (("charging_decision", "no_further_action"), {Circumstance.CPS_DECIDED}),
        (("charging_decision", "charged"), set()),
        ((), set()),
    ],
)
def test_who_decided_not_to_charge(done: tuple[str, ...], found: set[Circumstance]) -> None:
    case = InHand()
    for kind in done:
        case.happens(kind, date(2026, 6, 30))
    assert circumstances_of(case.case, SUSPECT, TODAY) == found


# what is taken back


def test_what_its_start_was_taken_from_runs_again_from_the_day_it_is_given_anew() -> None:
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 22))
    reopen(case, "strategy_discussion")
    stopped = case.clock("ABE-02")
    assert (stopped.state, stopped.events[-1].reason) == (STOPPED, "start_undone")
    case.happens("strategy_discussion", date(2026, 6, 22))
    assert [event.kind for event in case.clock("ABE-02").events[-2:]] == [
        ClockEventKind.STOPPED, ClockEventKind.REOPENED,
    ]  # fmt: skip
    reopen(case, "strategy_discussion")
    case.happens("strategy_discussion", date(2026, 6, 24))
    clock = case.clock("ABE-02")
    assert (clock.state, clock.started_on, clock.first_due) == (RUNNING, date(2026, 6, 24), stopped.first_due)
    assert days_begun(clock) == [date(2026, 6, 24)]


def test_an_end_that_is_taken_back_without_its_start_does_not_run_on() -> None:
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 22))
    case.happens("abe_interview", date(2026, 6, 24))
    reopen(case, "strategy_discussion")
    assert case.clock("ABE-02").state is STOPPED
    reopen(case, "abe_interview")
    assert (case.clock("ABE-02").state, case.clock("ABE-02").events[-1].reason) == (STOPPED, "start_undone")


def test_a_start_given_anew_to_what_is_done_already_stops_on_the_day_it_was_done() -> None:
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 22))
    case.happens("abe_interview", date(2026, 6, 26))
    reopen(case, "strategy_discussion")
    case.happens("strategy_discussion", date(2026, 6, 23))
    clock = case.clock("ABE-02")
    assert (clock.state, clock.started_on, clock.stopped_on) == (STOPPED, date(2026, 6, 23), date(2026, 6, 26))


def test_the_opening_and_what_was_done_again_since_are_not_taken_back() -> None:
    case = InHand()
    with pytest.raises(RuleBroken, match="opening_stands"):
        reopen(case, "reported")
    case.case.allocate("officer-7", None, REPORTED, rules(), case.act())
    first = case.happens("review_sergeant", date(2026, 6, 10))
    case.happens("review_sergeant", date(2026, 6, 25))
    with pytest.raises(RuleBroken, match="later_one_done"):
        case.case.reopen_milestone(first.id, "not held", rules(), case.act())
    reopen(case, "review_sergeant")
    case.case.reopen_milestone(first.id, "not held", rules(), case.act())
    states_ = [clock.state for clock in case.case.clocks.values() if clock.limit_id == "SUP-02"]
    assert states_.count(RUNNING) <= 1
    case.happens("review_sergeant", date(2026, 6, 29))
    assert case.all_of("review_sergeant")[1].state is MilestoneState.OPEN


def test_what_an_event_had_ended_is_waited_for_again_when_it_is_taken_back() -> None:
    case = InHand()
    case.happens("arrested", date(2026, 6, 15))
    case.happens("released_under_investigation", date(2026, 6, 15))
    assert case.only("rui_review_sergeant").state is MilestoneState.OPEN
    case.happens("no_further_action", date(2026, 6, 20))
    assert case.only("rui_review_sergeant").state is MilestoneState.NOT_REQUIRED
    reopen(case, "no_further_action", "decided again")
    review = case.only("rui_review_sergeant")
    (clock,) = case.case.clocks_of(review.id)
    assert (review.state, clock.state, clock.events[-1].reason) == (MilestoneState.OPEN, RUNNING, "decided again")


def test_nobody_holds_a_case_in_which_nothing_decisive_is_open() -> None:
    case = InHand()
    case.case.allocate("officer-7", None, REPORTED, rules(), case.act())
    for one in list(case.case.milestones.values()):
        if one.state in (MilestoneState.NOT_STARTED, MilestoneState.OPEN):
            case.case.mark_not_required(one.id, "not here", rules(), case.act())
    assert (case.case.next_decisive(rules()), case.case.record.held_by) == (None, Holder.NOBODY)


# when a clock begins and what lies past it


def test_a_day_without_a_time_is_the_start_on_its_own_day_and_past_only_after_the_due_day() -> None:
    at = datetime(2026, 6, 30, 9, 30, tzinfo=UTC)
    assert not_before(date(2026, 6, 30), at) == at
    assert not_before(date(2026, 7, 1), at) == date(2026, 7, 1)
    assert not_before(date(2026, 6, 29), at) == at
    assert instant_of(at) == at
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 30), at)
    clock = case.clock("MED-01")
    due = at + timedelta(hours=24)
    assert (clock.due_at, is_past(clock, due), is_past(clock, due + timedelta(minutes=1))) == (due, False, True)
    assert not is_past(clock, date(2026, 7, 1))
    assert is_past(clock, date(2026, 7, 2))
    assert not is_past(replace(clock, due=None, due_at=None), date(2027, 1, 1))


# what no clock runs towards


def test_nothing_runs_towards_what_is_not_required_or_not_in_the_plan() -> None:
    case = InHand()
    case.case.mark_not_required(case.only("abe_interview").id, "an adult now", rules(), case.act())
    case.happens("strategy_discussion", date(2026, 6, 22))
    assert case.clocks("ABE-02") == []
    online = InHand(kind=CaseKind.ONLINE_ABUSE)
    online.happens("strategy_discussion", date(2026, 6, 22))
    assert (online.clock("ABE-02").state, online.clocks("MED-01")) == (RUNNING, [])
    assert online.all_of("medical_decided") == []


def test_what_happens_once_is_not_recorded_twice() -> None:
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 22))
    with pytest.raises(RuleBroken) as refused:
        case.happens("strategy_discussion", date(2026, 6, 23))
    assert (refused.value.code, refused.value.values["state"]) == ("milestone_already_done", MilestoneState.DONE)


def test_a_clock_without_its_start_stays_stopped_whatever_becomes_of_its_end() -> None:
    case = InHand()
    case.happens("strategy_discussion", date(2026, 6, 22))
    reopen(case, "strategy_discussion")
    undone = case.clock("ABE-02")
    case.happens("abe_interview", date(2026, 6, 24))
    reopen(case, "abe_interview")
    case.case.mark_not_required(case.only("abe_interview").id, "an adult now", rules(), case.act())
    assert (undone.state, case.clock("ABE-02")) == (STOPPED, undone)


def test_the_reviews_of_the_last_step_of_a_ladder_are_followed_by_none() -> None:
    case = InHand(today=date(2028, 1, 10))
    case.happens("arrested", date(2026, 6, 15))
    case.happens("released_under_investigation", date(2026, 6, 15))
    for on in (date(2026, 12, 15), date(2027, 3, 15), date(2027, 6, 15)):
        case.happens("rui_review_superintendent", on)
    clocks = case.clocks("RUI-04")
    assert [clock.measure.amount for clock in clocks] == [6, 9, 12]
    assert {clock.started_on for clock in clocks} == {date(2026, 6, 15)}
    assert case.all_of("rui_review_superintendent")[3].state is MilestoneState.OPEN


def test_a_conference_without_a_day_that_is_not_required_leaves_the_report_as_it_was() -> None:
    case = InHand()
    case.happens("section_47_started", date(2026, 6, 26))
    reopen(case, "section_47_started")
    stopped = case.clock("SG-12")
    case.case.mark_not_required(case.only("child_protection_conference").id, "no concern", rules(), case.act())
    case.case.reopen_milestone(case.only("child_protection_conference").id, "after all", rules(), case.act())
    case.case.mark_not_required(case.only("child_protection_conference").id, "no", rules(), case.act())
    assert case.clock("SG-12") == stopped
