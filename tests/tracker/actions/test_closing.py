"""A case is closed knowing what is open, and taken up again: closed days neither run nor pause, and are nobody's."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_follow_up import CompleteFollowUp
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_protection import RecordProtection
from tracker.actions.record_review import FollowUpAsked
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.withdraw_approval import WithdrawApproval
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.approvals import Asked
from tracker.rows.case_file import CaseFile
from tracker.rows.closing import Closing, ClosingQuestion
from tracker.rows.reviews import ReviewsQuestion
from tracker.terms import (
    BailEventKind,
    CaseStatus,
    ClockState,
    DelayReason,
    Holder,
    MilestoneState,
    OpenWork,
)

TODAY = date(2026, 11, 20)


@pytest.fixture
def case_id(core: Tracker) -> str:
    opened = open_a_case(core, reported_on=date(2026, 11, 16))
    core.do(AllocateCase(SUPERVISOR, opened, case_file(core, opened).version, DETECTIVE))
    return opened


def closing(core: Tracker, case_id: str) -> Closing:
    found: Closing = core.ask(ClosingQuestion(SUPERVISOR, case_id))
    return found


def close(core: Tracker, case_id: str, code: str = "18", **other: Any) -> None:
    listed = closing(core, case_id)
    facts: dict[str, Any] = {"without_review": "agreed in the meeting", "seen": listed.seen}
    core.do(CloseCase(SUPERVISOR, case_id, listed.version, code, core.time.today(), **(facts | other)))


def reopen(core: Tracker, case_id: str, reason: str = "new evidence", by: str = SUPERVISOR) -> CaseFile:
    core.do(ReopenCase(by, case_id, case_file(core, case_id).version, reason))
    return case_file(core, case_id)


def test_everything_that_is_open_is_listed_the_most_serious_first(core: Tracker, case_id: str) -> None:
    suspect = next(row.subject_id for row in case_file(core, case_id).subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, date(2026, 11, 17), BailEventKind.RELEASED_ON_BAIL))
    row = milestone(core, case_id, "strategy_discussion")
    core.do(
        RecordDelay(
            SUPERVISOR, case_id, row.milestone_id, row.version, DelayReason.AWAITING_SOCIAL_CARE, Holder.SOCIAL_CARE,
            TODAY, "ring them",
        )
    )  # fmt: skip
    asked = (FollowUpAsked("Ring the school", DETECTIVE, date(2026, 11, 24)),)
    review(core, case_id, "review_sergeant", TODAY, follow_ups=asked)
    plan = milestone(core, case_id, "investigation_plan")
    core.do(MarkNotRequired(DETECTIVE, case_id, plan.milestone_id, plan.version, "one is on file"))
    listed = closing(core, case_id)
    said = [(row.kind, row.what, row.stands) for row in listed.open_work]
    assert said[:5] == [
        (OpenWork.BAIL, "S1", "on bail, ends Wed 17 Feb 2027"),
        (OpenWork.DEVICE, "EX1, phone", "not returned, retained or destroyed"),
        (OpenWork.AWAITED, "Social care", "Strategy discussion, since Fri 20 Nov 2026"),
        (OpenWork.FOLLOW_UP, "Ring the school", "due Tue 24 Nov 2026"),
        (OpenWork.APPROVAL, "Investigation plan", "Not required"),
    ]
    assert {kind for kind, _, _ in said[5:]} == {OpenWork.MILESTONE}
    assert ("Crime recorded", "overdue") in [(what, stands) for _, what, stands in said]
    assert not any(what.startswith(("Activity", "Outcome", "Returned")) for _, what, _ in said)
    assert listed.reviewed is False
    assert next(one for one in listed.outcomes if one.code == "20").needs_reason
    close(core, case_id)
    assert case_file(core, case_id).status is CaseStatus.CLOSED


def test_what_is_over_is_not_listed(core: Tracker, case_id: str) -> None:
    ids = {row.label: row.subject_id for row in case_file(core, case_id).subjects}
    core.do(RecordArrest(SUPERVISOR, case_id, ids["S1"], date(2026, 11, 16)))
    core.do(RecordArrest(SUPERVISOR, case_id, ids["S1"], date(2026, 11, 17), BailEventKind.RELEASED_FOR_CHARGING))
    core.do(RecordEvent(SUPERVISOR, case_id, "device_returned", TODAY, ids["EX1"]))
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", TODAY, ids["S1"]))
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", TODAY, ids["S1"], until=date(2026, 11, 27)))
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", date(2026, 11, 16), until=date(2026, 11, 18)))
    review(core, case_id, "review_sergeant", TODAY, follow_ups=(FollowUpAsked("Ring", DETECTIVE, TODAY),))
    (asked,) = core.ask(ReviewsQuestion(SUPERVISOR, case_id)).follow_ups
    core.do(CompleteFollowUp(DETECTIVE, asked.follow_up_id, asked.version))
    plan = milestone(core, case_id, "investigation_plan")
    asking = core.do(MarkNotRequired(DETECTIVE, case_id, plan.milestone_id, plan.version, "one is on file")).result
    assert isinstance(asking, Asked)
    core.do(WithdrawApproval(DETECTIVE, asking.approval_id, 1))
    said = [(row.kind, row.stands) for row in closing(core, case_id).open_work if row.kind is not OpenWork.MILESTONE]
    assert said == [
        (OpenWork.BAIL, "not begun"),
        (OpenWork.PROTECTION, "in force"),
        (OpenWork.PROTECTION, "lapses Fri 27 Nov 2026"),
        (OpenWork.AWAITED, "Strategy discussion, since Fri 20 Nov 2026"),
    ]


def test_what_changed_after_the_list_is_not_closed_over(core: Tracker, case_id: str) -> None:
    listed = closing(core, case_id)
    review(core, case_id, "review_sergeant", TODAY, follow_ups=(FollowUpAsked("Ring", DETECTIVE, TODAY),))
    version = case_file(core, case_id).version
    with pytest.raises(StaleRecord, match="open_work_changed"):
        core.do(CloseCase(SUPERVISOR, case_id, version, "18", TODAY, without_review="agreed", seen=listed.seen))
    assert case_file(core, case_id).status is not CaseStatus.CLOSED


def test_the_review_before_closing_is_held_or_its_absence_reasoned(core: Tracker, case_id: str) -> None:
    with pytest.raises(RuleBroken, match="closing_review_needed") as refused:
        close(core, case_id, without_review=" ")
    assert refused.value.field == "without_review"
    review(core, case_id, "review_before_closing", TODAY)
    assert closing(core, case_id).reviewed
    close(core, case_id, without_review="")
    assert case_file(core, case_id).status is CaseStatus.CLOSED


def test_passing_a_case_to_another_force_says_to_whom(core: Tracker, case_id: str) -> None:
    with pytest.raises(RuleBroken, match="passed_to_whom"):
        close(core, case_id, "20")
    close(core, case_id, "20", reason="West Mercia: the family has moved")
    said = case_file(core, case_id).history[0].what
    assert said == "Closed the case: Fri 20 Nov 2026, West Mercia: the family has moved, agreed in the meeting"


def test_a_reopened_case_runs_on_and_its_closed_days_are_nobodys(
    core: Tracker, case_id: str, time: StoppedTime
) -> None:
    before = milestone(core, case_id, "review_inspector").clocks[0]
    close(core, case_id)
    assert milestone(core, case_id, "review_inspector").clocks[0].state is ClockState.STOPPED
    assert milestone(core, case_id, "outcome").state is MilestoneState.DONE
    time.forward(days=30)
    file = reopen(core, case_id)
    assert (file.status, file.closed_on, file.outcome_code, file.held_by) == (
        CaseStatus.OPEN,
        None,
        "",
        Holder.OUR_UNIT,
    )
    clock = milestone(core, case_id, "review_inspector").clocks[0]
    assert (clock.state, clock.due, clock.first_due, clock.pauses) == (
        ClockState.RUNNING,
        before.due,
        before.first_due,
        (),
    )
    assert milestone(core, case_id, "outcome").state is MilestoneState.OPEN
    held = [(row.holder, row.since, row.until, row.because) for row in file.holders]
    assert held[-2:] == [
        (Holder.NOBODY, TODAY, date(2026, 12, 20), "the case was closed"),
        (Holder.OUR_UNIT, date(2026, 12, 20), None, "the case was reopened"),
    ]
    assert file.history[0].what == "Reopened the case: was closed Fri 20 Nov 2026, new evidence"
    ends = [*(row.since for row in file.holders[1:]), time.today()]
    days = sum((end - row.since).days for row, end in zip(file.holders, ends, strict=True))
    assert days == file.age_days == (time.today() - date(2026, 11, 16)).days


def test_closed_days_are_no_drift(core: Tracker, case_id: str, time: StoppedTime) -> None:
    overdue = milestone(core, case_id, "crime_recorded").clocks[0]
    assert overdue.overdue
    time.forward(days=3)
    close(core, case_id)
    stopped = milestone(core, case_id, "crime_recorded").clocks[0].drift
    time.forward(days=60)
    reopen(core, case_id)
    again = milestone(core, case_id, "crime_recorded").clocks[0]
    assert (again.drift, again.due) == (stopped, overdue.due)
    time.forward(days=7)
    assert milestone(core, case_id, "crime_recorded").clocks[0].drift == (stopped or 0) + 7 * 24


def test_what_was_done_before_it_was_closed_stays_done(core: Tracker, case_id: str, time: StoppedTime) -> None:
    row = milestone(core, case_id, "investigation_plan")
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, TODAY))
    close(core, case_id)
    time.forward(days=2)
    reopen(core, case_id)
    done = milestone(core, case_id, "investigation_plan")
    assert (done.state, {clock.state for clock in done.clocks}) == (MilestoneState.DONE, {ClockState.STOPPED})
    close(core, case_id, "15")
    assert case_file(core, case_id).outcome_code == "15"


def test_only_a_supervisor_reopens_what_is_closed_with_a_reason(core: Tracker, case_id: str) -> None:
    with pytest.raises(RuleBroken, match="case_not_closed"):
        reopen(core, case_id)
    close(core, case_id)
    for by, reason, code in ((DETECTIVE, "x", "not_allowed"), (SUPERVISOR, " ", "reason_needed")):
        with pytest.raises(RuleBroken, match=code):
            reopen(core, case_id, reason, by)
    with pytest.raises(StaleRecord):
        core.do(ReopenCase(SUPERVISOR, case_id, 1, "late"))


def test_a_case_nobody_was_waited_for_in_gets_no_second_nobody(core: Tracker, time: StoppedTime) -> None:
    opened = open_a_case(core, children=(), suspects=(), devices=())
    core.do(AllocateCase(SUPERVISOR, opened, case_file(core, opened).version, DETECTIVE))
    close(core, opened)
    time.forward(days=1)
    assert Holder.NOBODY in [row.holder for row in reopen(core, opened).holders]
    listed = closing(core, opened)
    assert replace(listed, open_work=()).reviewed is False
