"""What is known of a case changes: targets that turn on it follow from the start they had; nothing done is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import CASE, CHILD, DETECTIVE, REPORTED, SUSPECT, InHand
from tracker.domain.clock_verbs import Pause
from tracker.domain.device import Device
from tracker.errors import RuleBroken
from tracker.terms import (
    CaseKind,
    ClockEventKind,
    ClockState,
    DelayReason,
    MilestoneState,
    RiskGrade,
    YesNo,
)

DEVICE = "device-1"


def with_device(hand: InHand) -> InHand:
    hand.case.add_device(Device(DEVICE, CASE, "EX1", "phone"), rules(), hand.act())
    return hand


def graded(hand: InHand, risk: RiskGrade) -> None:
    hand.case.grade_risk(risk, rules(), hand.act())


def test_a_target_that_turns_on_risk_is_counted_again_from_its_start() -> None:
    hand = InHand(today=date(2026, 6, 3))
    hand.happens("strategy_discussion", date(2026, 6, 2))
    before = hand.clock("ABE-02")
    assert (before.first_due, before.due) == (date(2026, 6, 8), date(2026, 6, 8))
    graded(hand, RiskGrade.HIGH)
    clock = hand.clock("ABE-02")
    assert (clock.first_due, clock.due, clock.started_on) == (before.first_due, date(2026, 6, 4), before.started_on)
    noted = clock.events[-1]
    assert noted.kind is ClockEventKind.RECALCULATED
    assert noted.reason == "risk high instead of not assessed: 2 calendar days instead of 5 calendar days"
    graded(hand, RiskGrade.LOW)
    assert hand.clock("ABE-02").due == before.due


def test_pauses_survive_a_change_of_risk() -> None:
    hand = InHand(today=date(2026, 6, 10))
    hand.happens("strategy_discussion", date(2026, 6, 1))
    clock = hand.clock("ABE-02")
    pause = Pause(date(2026, 6, 2), date(2026, 6, 4), "ill", DelayReason.VICTIM_NEEDS_TIME, False, None)
    hand.case.pause_clock(clock.id, pause, rules(), hand.act())
    later = hand.clock("ABE-02")
    still = Pause(date(2026, 6, 8), None, "ill again", DelayReason.VICTIM_NEEDS_TIME, False, date(2026, 6, 12))
    hand.case.pause_clock(clock.id, still, rules(), hand.act())
    graded(hand, RiskGrade.VERY_HIGH)
    found = hand.clock("ABE-02")
    assert found.state is ClockState.PAUSED
    assert found.pauses == 2
    assert later.due is not None
    hand.case.resume_clock(clock.id, date(2026, 6, 10), "", rules(), hand.act())
    assert hand.clock("ABE-02").due == date(2026, 6, 1) + timedelta(2 + 2)


def test_that_it_was_overdue_by_the_old_date_stays_on_record() -> None:
    hand = InHand(today=date(2026, 6, 20), risk=RiskGrade.VERY_HIGH)
    hand.happens("strategy_discussion", date(2026, 6, 12))
    graded(hand, RiskGrade.LOW)
    assert hand.clock("ABE-02").overdue_since is not None


def test_a_limit_for_another_risk_takes_the_place_of_the_one_that_ran() -> None:
    hand = with_device(InHand(today=date(2026, 6, 20)))
    hand.case.happen("device_submitted", DEVICE, date(2026, 6, 10), "", rules(), hand.act())
    assert hand.clock("DIG-06").state is ClockState.RUNNING
    graded(hand, RiskGrade.HIGH)
    assert hand.clock("DIG-06").state is ClockState.STOPPED
    assert (hand.clock("DIG-05").started_on, hand.clock("DIG-05").due) == (date(2026, 6, 10), date(2026, 7, 8))
    graded(hand, RiskGrade.MEDIUM)
    assert (hand.clock("DIG-05").state, hand.clock("DIG-06").state) == (ClockState.STOPPED, ClockState.RUNNING)
    graded(hand, RiskGrade.VERY_HIGH)
    assert (hand.clock("DIG-05").state, hand.clock("DIG-06").state) == (ClockState.RUNNING, ClockState.STOPPED)
    assert hand.clock("DIG-05").started_on == date(2026, 6, 10)


def test_what_is_done_is_not_begun_again() -> None:
    hand = with_device(InHand(today=date(2026, 6, 20)))
    hand.case.happen("device_submitted", DEVICE, date(2026, 6, 10), "", rules(), hand.act())
    hand.case.happen("device_report_issued", DEVICE, date(2026, 6, 15), "", rules(), hand.act())
    graded(hand, RiskGrade.HIGH)
    assert hand.clocks("DIG-05") == []
    assert hand.clock("DIG-06").stopped_on == date(2026, 6, 15)


@pytest.mark.parametrize("again", [RiskGrade.NOT_ASSESSED])
def test_the_same_again_is_refused(again: RiskGrade) -> None:
    hand = InHand()
    with pytest.raises(RuleBroken, match="risk_the_same"):
        graded(hand, again)
    with pytest.raises(RuleBroken, match="kind_the_same"):
        hand.case.change_kind(hand.case.record.kind, rules(), hand.act())


def test_a_closed_case_keeps_its_facts() -> None:
    hand = with_device(InHand())
    hand.case.close("18", hand.today, rules(), hand.act())
    changes = (
        lambda: graded(hand, RiskGrade.HIGH),
        lambda: hand.case.change_kind(CaseKind.NEGLECT, rules(), hand.act()),
        lambda: hand.case.change_child(hand.case.children[CHILD], rules(), hand.act()),
        lambda: hand.case.change_suspect(hand.case.suspects[SUSPECT], rules(), hand.act()),
        lambda: hand.case.edit_device(hand.case.devices[DEVICE]),
    )
    for change in changes:
        with pytest.raises(RuleBroken, match="case_closed"):
            change()


def test_a_child_that_turns_out_to_be_under_ten_is_interviewed_sooner() -> None:
    hand = InHand(today=date(2026, 6, 3))
    hand.happens("strategy_discussion", date(2026, 6, 2))
    hand.case.change_child(replace(hand.case.children[CHILD], age_at_report=9), rules(), hand.act(DETECTIVE))
    assert hand.clock("ABE-02").due == date(2026, 6, 4)
    assert hand.clock("ABE-02").events[-1].reason.startswith("facts of the child changed: 2 calendar days")


def test_a_suspect_near_a_child_is_looked_at_sooner() -> None:
    hand = with_device(InHand(today=date(2026, 6, 3)))
    hand.case.happen("device_seized", DEVICE, date(2026, 6, 2), "", rules(), hand.act())
    was = hand.clock("DIG-07").due
    suspect = replace(hand.case.suspects[SUSPECT], access_to_children=YesNo.YES)
    hand.case.change_suspect(suspect, rules(), hand.act())
    assert was == date(2026, 6, 30)
    assert hand.clock("DIG-07").due == date(2026, 6, 16)


def test_a_device_is_renamed() -> None:
    hand = with_device(InHand())
    hand.case.edit_device(replace(hand.case.devices[DEVICE], exhibit="EX2"))
    assert hand.case.devices[DEVICE].exhibit == "EX2"
    hand.case.edit_device(replace(hand.case.devices[DEVICE], exhibit="ex2"))
    assert hand.case.devices[DEVICE].exhibit == "ex2"


@pytest.mark.parametrize(
    ("exhibit", "code"), [("ex7", "label_in_use"), ("Black phone of the elder boy", "label_too_long")]
)
def test_a_device_is_renamed_as_a_new_one_is_named(exhibit: str, code: str) -> None:
    hand = with_device(InHand())
    hand.case.add_device(Device("device-7", hand.case.record.id, "EX7", "laptop"), rules(), hand.act())
    with pytest.raises(RuleBroken, match=code):
        hand.case.edit_device(replace(hand.case.devices[DEVICE], exhibit=exhibit))
    assert hand.case.devices[DEVICE].exhibit != exhibit


def test_another_kind_opens_what_its_plan_has_more_with_clocks_from_what_is_done() -> None:
    hand = InHand(today=date(2026, 6, 20), kind=CaseKind.NOT_RECORDED)
    hand.happens("strategy_discussion", date(2026, 6, 2))
    assert hand.all_of("medical_examined") == []
    hand.case.change_kind(CaseKind.PHYSICAL_ABUSE, rules(), hand.act())
    planned = {
        kind
        for _, kind in rules().plan(
            CaseKind.PHYSICAL_ABUSE, hand.case.milestones[hand.only("medical_examined").id].subject_kind
        )
    }
    assert {one.kind for one in hand.case.milestones.values() if one.subject_id == CHILD} >= planned
    assert hand.clock("MED-01").started_on == date(2026, 6, 2)


def test_another_kind_drops_what_nobody_needs_and_keeps_what_is_done() -> None:
    hand = InHand(today=date(2026, 6, 20), kind=CaseKind.RECENT_SEXUAL_ABUSE)
    hand.happens("strategy_discussion", date(2026, 6, 2))
    done = hand.happens("abe_interview", date(2026, 6, 5))
    hand.case.change_kind(CaseKind.NEGLECT, rules(), hand.act())
    here = rules()
    for one in hand.case.milestones.values():
        in_plan = one.kind in {kind for _, kind in here.plan(CaseKind.NEGLECT, one.subject_kind)}
        was = one.kind in {kind for _, kind in here.plan(CaseKind.RECENT_SEXUAL_ABUSE, one.subject_kind)}
        if was and not in_plan and one.state is not MilestoneState.DONE:
            assert one.state is MilestoneState.NOT_REQUIRED
            assert all(clock.state is ClockState.STOPPED for clock in hand.case.clocks_of(one.id))
    assert hand.case.milestones[done.id].state is MilestoneState.DONE


@given(some.lists(some.sampled_from(tuple(CaseKind)), min_size=1, max_size=5))
def test_going_back_to_a_kind_gives_back_its_open_milestones_and_dates(kinds: list[CaseKind]) -> None:
    hand = InHand(today=date(2026, 6, 20))
    hand.happens("strategy_discussion", date(2026, 6, 2))
    hand.case.mark_not_required(hand.only("scene").id, "no scene", rules(), hand.act())

    def stands() -> dict[tuple[str, str], object]:
        return {
            (one.kind, one.subject_id): (one.state, one.place, sorted(
                (clock.limit_id, clock.due, clock.due_at) for clock in hand.case.clocks_of(one.id)
                if clock.state is not ClockState.STOPPED
            ))
            for one in hand.case.milestones.values()
            if one.state in (MilestoneState.OPEN, MilestoneState.DONE)
        }  # fmt: skip

    before, first = stands(), hand.case.record.kind
    for kind in [*kinds, first]:
        if kind is not hand.case.record.kind:
            hand.case.change_kind(kind, rules(), hand.act())
    after = stands()
    assert {key: after.get(key) for key in before} == before
    assert hand.only("scene").state is MilestoneState.NOT_REQUIRED
    assert hand.case.record.reported_on == REPORTED
