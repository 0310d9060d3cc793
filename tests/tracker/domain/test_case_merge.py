"""One crime recorded twice: who comes over keeps every date, what both wait for is waited for once, days add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.domain.bail_events import rules
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.case_merge import MergedMilestone
from tracker.domain.case_parts import CaseRecord
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.domain.ledger import days_by_holder
from tracker.domain.milestone import Milestone
from tracker.domain.suspect import Arrest, Suspect
from tracker.errors import RuleBroken
from tracker.terms import (
    TO_BE_DONE,
    BailEventKind,
    CaseKind,
    CaseStatus,
    ClockEventKind,
    ClockState,
    CountUnit,
    DelayReason,
    Holder,
    MergeStep,
    MilestoneState,
    Nation,
    ProsecutionLimit,
    RiskGrade,
    Role,
    YesNo,
)

TODAY = date(2026, 7, 15)
REPORTED = date(2026, 6, 1)
IDS = count(1)
CONFERENCE, REPORT = "child_protection_conference", "police_report_to_conference"
MERGED = "merged into 44NI/stays/26"


def act(today: date = TODAY) -> Act:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return Act("officer-1", frozenset({Role.SUPERVISOR}), now, today, lambda: f"{next(IDS):06d}")


def a_case(name: str, reported_on: date = REPORTED, **facts: Any) -> Case:
    """Open a case with the child NAME-ab and the suspect NAME-s1, ids that tell where they come from."""
    known: dict[str, Any] = {
        "kind": CaseKind.RECENT_SEXUAL_ABUSE, "nation": Nation.ENGLAND, "risk": RiskGrade.HIGH,
    }  # fmt: skip
    when = act(reported_on + timedelta(days=1))
    case = Case.opened(CaseRecord(name, f"44NI/{name}/26", reported_on=reported_on, **(known | facts)), rules(), when)
    case.add_child(Child(f"{name}-ab", name, "AB", age_at_report=8), rules(), when)
    case.add_suspect(Suspect(f"{name}-s1", name, "S1"), rules(), when)
    return case


def two(reported: date = REPORTED, again: date = date(2026, 6, 5), **facts: Any) -> tuple[Case, Case]:
    return a_case("stays", reported), a_case("goes", again, **facts)


SAME = {"goes-ab": "stays-ab", "goes-s1": "stays-s1"}


def merge(case: Case, other: Case, same: dict[str, str] | None = None, today: date = TODAY) -> list[MergedMilestone]:
    return list(case.take_over(other, SAME if same is None else same, rules(), act(today)))


def happens(case: Case, kind: str, on: date, subject: str = "") -> Milestone:
    subject_id = subject or case.subjects(rules().kind(kind).subject)[0]
    return case.happen(kind, subject_id, on, "", rules(), act(on))


def all_of(case: Case, kind: str, subject_id: str = "") -> list[Milestone]:
    found = [one for one in case.milestones.values() if one.kind == kind and subject_id in ("", one.subject_id)]
    return sorted(found, key=lambda one: one.turn)


def waiting(case: Case, kind: str) -> Milestone:
    (found,) = (one for one in all_of(case, kind) if one.state in TO_BE_DONE)
    return found


def live(case: Case, kind: str) -> list[Clock]:
    found = [clock for one in all_of(case, kind) for clock in case.clocks_of(one.id)]
    return [clock for clock in found if clock.state is not ClockState.STOPPED]


def on_clock(case: Case, clock: Clock, kind: ClockEventKind, on: date, **more: Any) -> None:
    case._event(clock, kind, on, rules(), act(on), **more)


def step_of(steps: list[MergedMilestone], case: Case, kind: str) -> MergeStep:
    (found,) = (one.step for one in steps if case.milestones[one.milestone_id].kind == kind)
    return found


def test_of_what_both_wait_for_the_clock_runs_on_that_is_due_first() -> None:
    case, other = two()
    earlier, later = live(case, "child_seen_alone")[0], live(other, "child_seen_alone")[0]
    steps = merge(case, other)
    assert step_of(steps, case, "child_seen_alone") is MergeStep.WAITED_FOR_TOO
    assert live(case, "child_seen_alone") == [earlier]
    stopped = case.clocks[later.id]
    assert (stopped.state, stopped.events[-1].reason, stopped.due) == (ClockState.STOPPED, MERGED, later.due)
    assert stopped.overdue_since == later.expires_at
    here, gone = all_of(case, "child_seen_alone")
    assert (here.turn, here.state, gone.turn, gone.state, gone.note) == (
        1, MilestoneState.OPEN, 2, MilestoneState.NOT_REQUIRED, MERGED,
    )  # fmt: skip
    assert gone.subject_id == "stays-ab"


def test_the_clock_of_the_duplicate_runs_on_where_it_is_due_first() -> None:
    case, other = two(reported=date(2026, 6, 5), again=REPORTED)
    here, there = live(case, "child_seen_alone")[0], live(other, "child_seen_alone")[0]
    merge(case, other)
    (runs,) = live(case, "child_seen_alone")
    assert (runs.id, runs.due, runs.milestone_id) == (there.id, there.due, here.milestone_id)
    assert case.clocks[here.id].state is ClockState.STOPPED
    assert case.milestones[case.clocks[here.id].milestone_id].state is MilestoneState.NOT_REQUIRED
    assert waiting(case, "child_seen_alone").id == here.milestone_id


def test_where_neither_clock_is_ahead_for_good_both_run_on() -> None:
    case, other = two()
    mine = live(case, "child_seen_alone")[0]
    on_clock(case, mine, ClockEventKind.RESCHEDULED, date(2026, 6, 2), to=date(2026, 8, 20), reason="family away")
    theirs = live(other, "child_seen_alone")[0]
    merge(case, other)
    both = live(case, "child_seen_alone")
    assert {clock.id for clock in both} == {mine.id, theirs.id}
    assert {clock.due for clock in both} == {date(2026, 8, 20), theirs.due}
    assert min(clock.first_due for clock in both if clock.first_due) == mine.first_due
    assert {clock.milestone_id for clock in both} == {mine.milestone_id}


def test_a_clock_that_has_stood_still_stops_no_other_one() -> None:
    case, other = two()
    mine = live(case, "child_seen_alone")[0]
    on_clock(case, mine, ClockEventKind.PAUSED, date(2026, 6, 2), reason="family away")
    on_clock(case, case.clocks[mine.id], ClockEventKind.RESUMED, date(2026, 6, 2), reason="back")
    merge(case, other)
    assert len(live(case, "child_seen_alone")) == 2


def test_a_clock_without_a_known_date_stops_no_other_one() -> None:
    case, other = two()
    for one in (case, other):
        clock = live(one, "child_seen_alone")[0]
        one.clocks[clock.id] = replace(clock, expires_at=None)
    merge(case, other)
    assert len(live(case, "child_seen_alone")) == 2


def test_a_clock_in_hours_stops_at_the_instant_of_the_merge() -> None:
    case, other = (
        Case.opened(
            replace(a_case(name).record, reported_on=on), rules(), act(on), datetime(2026, 7, 14, hour, tzinfo=UTC)
        )
        for name, on, hour in (("stays", date(2026, 7, 14), 7), ("goes", date(2026, 7, 14), 9))
    )
    in_hours = [clock for clock in other.clocks.values() if clock.measure.unit is CountUnit.HOURS]
    merge(case, other, {})
    ended = [case.clocks[clock.id] for clock in in_hours if case.clocks[clock.id].state is ClockState.STOPPED]
    assert ended
    assert {clock.events[-1].on for clock in ended} == {act().now}


def test_what_was_done_in_the_case_that_stays_is_not_waited_for_again() -> None:
    case, other = two()
    happens(case, "strategy_discussion", date(2026, 6, 3))
    steps = merge(case, other)
    assert step_of(steps[:], case, "allocated") is MergeStep.WAITED_FOR_TOO
    done, gone = all_of(case, "strategy_discussion")
    assert (done.happened_on, gone.state, gone.note) == (date(2026, 6, 3), MilestoneState.NOT_REQUIRED, MERGED)
    assert not live(case, "strategy_discussion")
    (told,) = (one for one in steps if one.milestone_id == gone.id)
    assert (told.step, told.stands_for, told.on) == (MergeStep.DONE_ALREADY, done.id, date(2026, 6, 3))


def test_what_was_done_in_the_duplicate_is_on_record_and_still_waited_for() -> None:
    case, other = two()
    mine = live(case, "child_seen_alone")[0]
    happens(other, "child_seen_alone", date(2026, 6, 6))
    steps = merge(case, other)
    assert step_of(steps, other if other.milestones else case, "child_seen_alone") is MergeStep.STILL_WAITED_FOR
    done, waits = all_of(case, "child_seen_alone")
    assert (done.turn, done.happened_on, waits.turn, waits.id) == (1, date(2026, 6, 6), 2, mine.milestone_id)
    assert live(case, "child_seen_alone") == [mine]
    case.complete_milestone(waits.id, date(2026, 6, 6), "", rules(), act())
    case.reopen_milestone(waits.id, "a slip", rules(), act())
    assert waiting(case, "child_seen_alone").id == waits.id


def test_who_comes_over_as_themselves_keeps_everything() -> None:
    case, other = two()
    before = dict(other.clocks)
    theirs = {one.id: one for one in other.milestones.values() if one.subject_id != "goes"}
    merge(case, other, {})
    assert set(case.subjects(rules().kind("child_seen_alone").subject)) == {"stays-ab", "goes-ab"}
    assert (case.children["goes-ab"].label, case.suspects["goes-s1"].label) == ("AB 2", "S2")
    for key, one in theirs.items():
        assert case.milestones[key] == replace(one, case_id="stays")
        for clock in before.values():
            if clock.milestone_id == key:
                assert case.clocks[clock.id] == replace(clock, case_id="stays")


def test_labels_and_exhibits_do_not_clash_and_a_number_is_filled_in() -> None:
    case, other = two()
    case.include_device(Device("d1", "stays", "EX1", "phone"), rules(), act())
    other.include_device(Device("d2", "goes", "EX1", "tablet"), rules(), act())
    other.children["goes-ab"] = replace(other.children["goes-ab"], records_number="77")
    other.suspects["goes-s1"] = replace(other.suspects["goes-s1"], records_number="77")
    merge(case, other)
    assert [one.exhibit for one in case.devices.values()] == ["EX1", "EX1 2"]
    assert (case.children["stays-ab"].records_number, case.suspects["stays-s1"].records_number) == ("77", "77")
    assert set(case.children) == {"stays-ab"}
    assert (set(other.children), set(other.suspects), other.devices) == ({"goes-ab"}, {"goes-s1"}, {})


def test_the_duplicate_is_closed_and_nothing_happens_to_it_any_more() -> None:
    case, other = two()
    merge(case, other)
    record = other.record
    assert (record.status, record.closed_on, record.merged_into, record.outcome_code) == (
        CaseStatus.CLOSED, TODAY, "stays", "",
    )  # fmt: skip
    assert [other.milestones, other.clocks, other.arrests, other.bail_events, other.delays] == [{}, {}, {}, {}, {}]
    for refused in (other.check_open, other.check_not_merged):
        with pytest.raises(RuleBroken, match="case_merged"):
            refused()
    with pytest.raises(RuleBroken, match="case_merged"):
        other.take_up_again("a slip", rules(), act())
    with pytest.raises(RuleBroken, match="case_merged"):
        merge(case, other)


@pytest.mark.parametrize(
    ("change", "same", "code"),
    [
        (lambda other: replace(other.record, id="stays"), {}, "merge_with_itself"),
        (lambda other: replace(other.record, nation=Nation.WALES), {}, "merge_of_nations"),
        (lambda other: replace(other.record, restricted=True), {}, "merge_of_restricted"),
        (lambda other: replace(other.record, status=CaseStatus.CLOSED), {}, "case_closed"),
        (lambda other: other.record, {"goes-ab": "stays-s1"}, "merge_of_whom"),
        (lambda other: other.record, {"nobody": "stays-ab"}, "merge_of_whom"),
        (lambda other: other.record, {"goes-ab": "stays-ab", "goes-cd": "stays-ab"}, "merge_of_two"),
    ],
)
def test_what_cannot_be_one_case_is_refused(
    change: Callable[[Case], CaseRecord], same: dict[str, str], code: str
) -> None:
    case, other = two()
    other.add_child(Child("goes-cd", "goes", "CD"), rules(), act())
    other.record = change(other)
    before = case.copy()
    with pytest.raises(RuleBroken, match=code):
        merge(case, other, same)
    assert (case.milestones, case.clocks) == (before.milestones, before.clocks)


def test_the_earlier_report_is_that_of_the_case_and_who_held_it_then_is_told() -> None:
    case, other = two(reported=date(2026, 6, 20), again=REPORTED, offence_on=date(2026, 5, 30), operation="Larkspur")
    other.record = replace(other.record, prosecution=ProsecutionLimit.SUMMARY_ONLY)
    happens(other, "allocated", date(2026, 6, 3))
    other.allocate("officer-7", None, date(2026, 6, 3), rules(), act(date(2026, 6, 3)))
    merge(case, other)
    record = case.record
    assert (record.reported_on, record.offence_on, record.operation) == (REPORTED, date(2026, 5, 30), "Larkspur")
    assert record.prosecution is ProsecutionLimit.SUMMARY_ONLY
    assert case.holdings[0].since == REPORTED
    assert sum(days_by_holder(case.holdings, TODAY).values()) == (TODAY - REPORTED).days
    assert [held.since for held in case.holdings] == sorted(held.since for held in case.holdings)


def test_bail_comes_over_with_its_ledger_and_of_two_bails_both_run_on() -> None:
    case, other = two()
    for one, on in ((case, date(2026, 6, 10)), (other, date(2026, 6, 12))):
        arrest = Arrest(f"{one.record.id}-arrest", one.record.id, f"{one.record.id}-s1", on)
        one.arrest(arrest, rules(), act(on), released=BailEventKind.RELEASED_ON_BAIL)
    ends = {live(one, "bail_ended")[0].due for one in (case, other)}
    merge(case, other)
    assert {clock.due for clock in live(case, "bail_ended")} == ends
    assert len(case.standing_arrests("stays-s1")) == 2
    assert case.bail("goes-arrest", rules(), TODAY).ends in ends
    case.bail_event(
        case._event_of(case.arrests["goes-arrest"], BailEventKind.RELEASED_UNDER_INVESTIGATION, TODAY, act()),
        rules(), act(),
    )  # fmt: skip
    assert len(live(case, "bail_ended")) == 1


def test_what_is_counted_back_from_a_day_both_wait_for_is_waited_for_once_and_moves_with_it() -> None:
    case, other = two()
    for one, on in ((case, date(2026, 7, 6)), (other, date(2026, 7, 8))):
        happens(one, "section_47_started", on)
    mine, theirs = live(case, REPORT)[0], live(other, REPORT)[0]
    merge(case, other, today=date(2026, 7, 9))
    assert [clock.id for clock in live(case, REPORT)] == [mine.id]
    assert case.clocks[theirs.id].state is ClockState.STOPPED
    case.plan_day(waiting(case, CONFERENCE).id, date(2026, 8, 14), "", rules(), act(date(2026, 7, 9)))
    (moved,) = live(case, REPORT)
    assert moved.due == date(2026, 8, 12)


def test_what_is_counted_back_runs_on_from_the_duplicate_where_that_is_due_first() -> None:
    case, other = two()
    for one, on in ((case, date(2026, 7, 8)), (other, date(2026, 7, 6))):
        happens(one, "section_47_started", on)
    theirs = live(other, REPORT)[0]
    merge(case, other, today=date(2026, 7, 9))
    assert [(clock.id, clock.due) for clock in live(case, REPORT)] == [(theirs.id, theirs.due)]
    case.plan_day(waiting(case, CONFERENCE).id, date(2026, 8, 14), "", rules(), act(date(2026, 7, 9)))
    (moved,) = live(case, REPORT)
    assert (moved.id, moved.due) == (theirs.id, date(2026, 8, 12))


def test_what_may_happen_several_times_comes_over_once_more() -> None:
    case, other = two()
    for one in (case, other):
        one.ask_third_party(date(2026, 6, 10), "school", rules(), act(date(2026, 6, 10)))
    steps = merge(case, other)
    assert step_of(steps, case, "third_party_received") is MergeStep.COMES_OVER
    assert len(live(case, "third_party_received")) == 2


def test_a_booking_and_an_open_cause_of_delay_come_over_where_the_case_has_none() -> None:
    case, other = two()
    for one in (case, other):
        happens(one, "section_47_started", date(2026, 7, 6))
    other.plan_day(waiting(other, CONFERENCE).id, date(2026, 7, 30), "", rules(), act())
    delay = Delay(
        "delay-1", "goes", waiting(other, CONFERENCE).id, DelayReason.AWAITING_SOCIAL_CARE, Holder.SOCIAL_CARE,
        date(2026, 7, 7), None, "ring", "", act().now, "officer-1",
    )  # fmt: skip
    other.record_delay(delay, rules(), act())
    mine = waiting(case, "child_seen_alone").id
    case.record_delay(replace(delay, id="delay-2", case_id="stays", milestone_id=mine), rules(), act())
    theirs = waiting(other, "child_seen_alone").id
    other.record_delay(replace(delay, id="delay-3", milestone_id=theirs), rules(), act())
    merge(case, other)
    assert waiting(case, CONFERENCE).planned_on == date(2026, 7, 30)
    assert (case.delays["delay-1"].milestone_id, case.delays["delay-1"].until) == (waiting(case, CONFERENCE).id, None)
    assert case.delays["delay-2"].until is None
    assert (case.delays["delay-3"].milestone_id, case.delays["delay-3"].until) == (theirs, TODAY)


def test_a_step_that_only_the_duplicate_has_comes_over_and_is_waited_for() -> None:
    case, other = two()
    happens(other, "section_47_started", date(2026, 7, 6))
    clock = live(other, CONFERENCE)[0]
    steps = merge(case, other)
    assert step_of(steps, case, CONFERENCE) is MergeStep.COMES_OVER
    assert live(case, CONFERENCE) == [replace(clock, case_id="stays")]
    assert waiting(case, CONFERENCE).subject_id == "stays-ab"


KINDS = (
    "child_seen_alone", "strategy_discussion", "abe_interview", "medical_decided", "section_47_started",
    "suspect_identified", "child_and_family_update", "review_sergeant", "needs_assessment", "arrested",
    "suspect_interviewed", "file_to_cps",
)  # fmt: skip


def led_through(case: Case, chance: Random) -> None:
    """Lead a case through some of its course, with pauses, new dates and a bail."""
    for kind in chance.sample(KINDS, chance.randrange(len(KINDS))):
        on = case.record.reported_on + timedelta(days=chance.randrange(1, 35))
        for subject_id in case.subjects(rules().kind(kind).subject):
            if chance.random() < 0.7:
                try:
                    happens(case, kind, on, subject_id)
                except RuleBroken:
                    continue
    for clock in list(case.clocks.values()):
        if clock.state is ClockState.RUNNING and not clock.measure.backwards and chance.random() < 0.2:
            on = min((clock.started_on or TODAY) + timedelta(days=1), TODAY)
            on_clock(case, case.clocks[clock.id], ClockEventKind.PAUSED, on, reason="away")
            if chance.random() < 0.6:
                later = min(on + timedelta(days=chance.randrange(0, 9)), TODAY)
                on_clock(case, case.clocks[clock.id], ClockEventKind.RESUMED, later, reason="back")
    suspect_id = next(iter(case.suspects))
    if chance.random() < 0.5:
        on = case.record.reported_on + timedelta(days=chance.randrange(0, 20))
        arrest = Arrest(f"{case.record.id}-arrest", case.record.id, suspect_id, on)
        case.arrest(arrest, rules(), act(on), released=BailEventKind.RELEASED_ON_BAIL)


@settings(max_examples=60)
@given(seed=st.integers(0, 1_000_000))
def test_whatever_had_happened_no_running_date_is_lost(seed: int) -> None:
    chance = Random(seed)
    days = [REPORTED + timedelta(days=chance.randrange(0, 12)) for _ in range(2)]
    case, other = two(*days)
    other.add_child(Child("goes-cd", "goes", "CD", age_at_report=3), rules(), act())
    other.add_suspect(Suspect("goes-s2", "goes", "S2", access_to_children=YesNo.YES), rules(), act())
    for one in (case, other):
        led_through(one, chance)
    same = {key: value for key, value in SAME.items() if chance.random() < 0.8}
    mine, theirs = case.copy(), other.copy()
    merge(case, other, same)

    today = act().today
    assert sum(days_by_holder(case.holdings, today).values()) == (today - min(days)).days
    assert set(case.clocks) == {*mine.clocks, *theirs.clocks}
    assert set(case.milestones) == {*mine.milestones, *theirs.milestones}
    turns = [(one.kind, one.subject_id, one.turn) for one in case.milestones.values()]
    assert len(turns) == len(set(turns))
    folded = {"goes", *same}
    for was in (mine, theirs):
        for clock in was.clocks.values():
            subject_id = was.milestones[clock.milestone_id].subject_id
            after = case.clocks[clock.id]
            if was is theirs and subject_id not in folded:
                assert after == replace(clock, case_id="stays")
            if clock.state is ClockState.STOPPED:
                assert after.events == clock.events
            elif after.state is ClockState.STOPPED:
                assert after.events[:-1] == clock.events
                assert_stood_for(case, after, was)
            else:
                assert (after.events, after.due, after.expires_at, after.first_due) == (
                    clock.events, clock.due, clock.expires_at, clock.first_due,
                )  # fmt: skip


def assert_stood_for(case: Case, stopped: Clock, was: Case) -> None:
    """Another clock under the same limit is ahead of a stopped one, or what it ran towards was done."""
    milestone = case.milestones[stopped.milestone_id]
    assert milestone.state is MilestoneState.NOT_REQUIRED
    assert milestone.note == MERGED
    alike = [
        one for one in case.milestones.values() if (one.kind, one.subject_id) == (milestone.kind, milestone.subject_id)
    ]
    if any(one.state is MilestoneState.DONE for one in alike) and was.record.id == "goes":
        return
    clocks = [clock for one in alike for clock in case.clocks_of(one.id) if clock.state is ClockState.RUNNING]
    ahead = [clock for clock in clocks if clock.limit_id == stopped.limit_id]
    assert any(
        clock.due <= stopped.due and clock.first_due <= stopped.first_due
        for clock in ahead
        if clock.due and stopped.due and clock.first_due and stopped.first_due
    )
