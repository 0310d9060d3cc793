"""What a detective may not do alone waits for a supervisor; nothing moves until it is approved."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.decide_approval import DecideApproval
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.pause_clock import PauseClock
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.actions.withdraw_approval import WithdrawApproval
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.approvals import ApprovalRow, Approvals, ApprovalsQuestion, Asked
from tracker.rows.case_file import ClockRow
from tracker.terms import ApprovalKind, ApprovalState, ClockState, DelayReason, MilestoneState
from tracker.wording import day

FAR = date(2027, 3, 19)
KIND = "investigation_plan"


@pytest.fixture
def case_id(core: Tracker) -> str:
    opened = open_a_case(core, reported_on=date(2026, 11, 16))
    core.do(AllocateCase(SUPERVISOR, opened, case_file(core, opened).version, DETECTIVE))
    return opened


def local(core: Tracker, case_id: str) -> ClockRow:
    return milestone(core, case_id, "review_inspector").clocks[0]


def ask_move(core: Tracker, case_id: str, by: str = DETECTIVE, to: date = FAR) -> Any:
    clock = local(core, case_id)
    request = RescheduleMilestone(by, case_id, clock.clock_id, clock.version, clock.due, to, " diary full ")
    return core.do(request).result


def waiting(core: Tracker, by: str = SUPERVISOR) -> list[ApprovalRow]:
    found: Approvals = core.ask(ApprovalsQuestion(by))
    return list(found.rows)


def decide(core: Tracker, row: ApprovalRow, by: str = SUPERVISOR, *, approve: bool = True, because: str = "") -> None:
    core.do(DecideApproval(by, row.approval_id, row.version, approve, because))


def test_a_move_too_far_waits_and_is_done_when_it_is_approved(core: Tracker, case_id: str) -> None:
    before = local(core, case_id)
    assert before.due is not None
    asked = ask_move(core, case_id)
    assert isinstance(asked, Asked)
    assert local(core, case_id) == before
    (row,) = waiting(core)
    assert (row.kind, row.milestone, row.reason) == (ApprovalKind.RESCHEDULE, "Inspector's review", "diary full")
    assert (row.seen_due, row.to, row.asked_by, row.state) == (before.due, FAR, "DC 3312 Patel", ApprovalState.ASKED)
    assert (row.may_decide, row.mine, row.changed) == (True, False, False)
    decide(core, row)
    after = local(core, case_id)
    assert (after.due, after.moves, after.first_due) == (FAR, 1, before.first_due)
    (move,) = after.moved
    assert (move.by, move.approved_by, move.reason) == ("DS 902 Ade", "DS 902 Ade", "diary full")
    assert waiting(core) == []
    (mine,) = waiting(core, DETECTIVE)
    assert (mine.state, mine.decided_by, mine.mine, mine.may_decide) == (
        ApprovalState.APPROVED,
        "DS 902 Ade",
        True,
        False,
    )
    said = [row.what for row in case_file(core, case_id).history]
    assert said[:3] == [
        f"Re-planned: Inspector's review, was due {day(before.due)}, now due Fri 19 Mar 2027, diary full",
        "Approved a request: Inspector's review",
        "Asked for approval: Inspector's review, diary full",
    ]


def test_not_required_and_a_long_pause_wait_too(core: Tracker, case_id: str) -> None:
    row = milestone(core, case_id, KIND)
    asked = core.do(MarkNotRequired(DETECTIVE, case_id, row.milestone_id, row.version, "one is on file")).result
    assert isinstance(asked, Asked)
    clock = local(core, case_id)
    pause = PauseClock(
        DETECTIVE, case_id, clock.clock_id, clock.version, date(2026, 11, 20), None, "inspector away",
        DelayReason.OFFICER_ABSTRACTED, True, date(2027, 1, 15),
    )  # fmt: skip
    assert isinstance(core.do(pause).result, Asked)
    assert milestone(core, case_id, KIND).state is not MilestoneState.NOT_REQUIRED
    assert local(core, case_id).state is ClockState.RUNNING
    first, second = waiting(core)
    assert {first.kind, second.kind} == {ApprovalKind.NOT_REQUIRED, ApprovalKind.PAUSE}
    for one in (first, second):
        decide(core, one)
    assert milestone(core, case_id, KIND).state is MilestoneState.NOT_REQUIRED
    paused = local(core, case_id)
    assert (paused.state, paused.review_on) == (ClockState.PAUSED, date(2027, 1, 15))
    assert paused.pauses[0].approved_by == "DS 902 Ade"


def test_what_cannot_be_done_is_refused_at_once_and_not_asked_for(core: Tracker, case_id: str) -> None:
    with pytest.raises(RuleBroken, match="reschedule_backwards_in_time"):
        ask_move(core, case_id, to=date(2026, 11, 1))
    done = milestone(core, case_id, "allocated")
    with pytest.raises(RuleBroken, match="milestone_already_done"):
        core.do(MarkNotRequired(DETECTIVE, case_id, done.milestone_id, done.version, "no"))
    clock = local(core, case_id)
    no_day = PauseClock(
        DETECTIVE, case_id, clock.clock_id, clock.version, date(2026, 11, 20), None, "x", DelayReason.OTHER, True, None
    )
    with pytest.raises(RuleBroken, match="pause_without_review"):
        core.do(no_day)
    assert waiting(core) == []


def test_the_same_is_asked_for_once(core: Tracker, case_id: str) -> None:
    ask_move(core, case_id)
    with pytest.raises(RuleBroken, match="approval_asked_already"):
        ask_move(core, case_id, to=date(2027, 4, 1))
    assert len(waiting(core)) == 1


def test_refusing_needs_a_reason_and_moves_nothing(core: Tracker, case_id: str) -> None:
    before = local(core, case_id)
    ask_move(core, case_id)
    (row,) = waiting(core)
    with pytest.raises(RuleBroken, match="reason_needed") as refused:
        decide(core, row, approve=False, because=" ")
    assert refused.value.field == "because"
    decide(core, row, approve=False, because="hold it this month")
    assert local(core, case_id) == before
    (mine,) = waiting(core, DETECTIVE)
    assert (mine.state, mine.because) == (ApprovalState.REFUSED, "hold it this month")
    assert case_file(core, case_id).history[0].what == "Refused a request: Inspector's review, hold it this month"
    with pytest.raises(RuleBroken, match="approval_decided"):
        core.do(DecideApproval(SUPERVISOR, row.approval_id, row.version + 1, True))


def test_what_was_changed_since_is_not_approved_and_stays(core: Tracker, case_id: str, time: StoppedTime) -> None:
    ask_move(core, case_id)
    (row,) = waiting(core)
    time.forward(hours=1)
    ask_move(core, case_id, by=SUPERVISOR, to=date(2026, 12, 1))
    (row,) = waiting(core)
    assert row.changed
    with pytest.raises(RuleBroken, match="approval_stale") as stale:
        decide(core, row)
    assert stale.value.values["who"] == "DS 902 Ade"
    (still,) = waiting(core)
    assert (still.state, local(core, case_id).due) == (ApprovalState.ASKED, date(2026, 12, 1))
    decide(core, still, approve=False, because="overtaken")
    assert waiting(core) == []


def test_a_closed_case_takes_no_approval(core: Tracker, case_id: str) -> None:
    ask_move(core, case_id)
    (row,) = waiting(core)
    core.do(
        CloseCase(
            SUPERVISOR,
            case_id,
            case_file(core, case_id).version,
            "18",
            core.time.today(),
            without_review="held in the meeting",
        )
    )
    with pytest.raises(RuleBroken):
        decide(core, row)
    assert waiting(core)[0].state is ApprovalState.ASKED


def test_nobody_decides_their_own_and_only_the_asker_withdraws(core: Tracker, case_id: str) -> None:
    ask_move(core, case_id)
    (row,) = waiting(core, DETECTIVE)
    assert (row.mine, row.may_decide) == (True, False)
    with pytest.raises(RuleBroken, match="not_allowed"):
        decide(core, row, by=DETECTIVE)
    with pytest.raises(RuleBroken, match="approval_of_another"):
        core.do(WithdrawApproval(SUPERVISOR, row.approval_id, row.version))
    with pytest.raises(StaleRecord):
        core.do(WithdrawApproval(DETECTIVE, row.approval_id, row.version + 1))
    core.do(WithdrawApproval(DETECTIVE, row.approval_id, row.version))
    with pytest.raises(RuleBroken, match="approval_decided"):
        core.do(WithdrawApproval(DETECTIVE, row.approval_id, row.version + 1))
    assert waiting(core) == []
    assert waiting(core, DETECTIVE)[0].state is ApprovalState.WITHDRAWN
    ask_move(core, case_id)
    assert len(waiting(core)) == 1


def test_a_supervisor_who_was_a_detective_does_not_decide_an_old_request(core: Tracker, case_id: str) -> None:
    ask_move(core, case_id)
    (row,) = waiting(core)
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        officer = work.people.officer(DETECTIVE)
        work.people.save_officer(replace(officer, roles=work.people.officer(SUPERVISOR).roles))
        work.commit()
    assert waiting(core, DETECTIVE)[0].may_decide is False
    with pytest.raises(RuleBroken, match="approval_own"):
        decide(core, row, by=DETECTIVE)
    decide(core, row, by=INSPECTOR)
    assert local(core, case_id).due == FAR


def test_out_of_scope_there_is_nothing_to_decide(core: Tracker, case_id: str, time: StoppedTime) -> None:
    ask_move(core, case_id)
    (row,) = waiting(core)
    south = open_a_case(core, reference="44NI/00999/26", team_id=SOUTH)
    with pytest.raises(NotFound):
        ask_move(core, south)
    time.forward(days=1)
    decide(core, row)
    time.forward(days=15)
    assert waiting(core, DETECTIVE) == []


def test_what_is_done_meanwhile_leaves_nothing_to_approve(core: Tracker, case_id: str) -> None:
    row = milestone(core, case_id, KIND)
    core.do(MarkNotRequired(DETECTIVE, case_id, row.milestone_id, row.version, "one is on file"))
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 20)))
    (asked,) = waiting(core)
    assert asked.changed
    with pytest.raises(RuleBroken, match="approval_stale"):
        decide(core, asked)
    assert milestone(core, case_id, KIND).state is MilestoneState.DONE
