"""What was booked for a day stands in the lists of the first page, and so does what was decided; on both engines."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.decide_approval import DecideApproval
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.plan_day import PlanDay
from tracker.actions.see_decision import SeeDecision
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.approvals import ApprovalsQuestion
from tracker.rows.today import Today, TodayList, TodayQuestion, TodayRows
from tracker.terms import ApprovalState, ClockState

TODAY = date(2026, 11, 20)


@pytest.fixture
def case_id(core: Tracker) -> str:
    opened = open_a_case(core, reported_on=date(2026, 11, 18), team_id=NORTH)
    core.do(AllocateCase(SUPERVISOR, opened, case_file(core, opened).version, DETECTIVE))
    return opened


def plan(core: Tracker, case_id: str, kind: str, on: date) -> None:
    row = milestone(core, case_id, kind)
    core.do(PlanDay(DETECTIVE, case_id, row.milestone_id, row.version, on))


def ask(core: Tracker, name: TodayList, by: str = DETECTIVE, **other: Any) -> TodayRows | None:
    found: Today = core.ask(TodayQuestion(by, **other))
    return next((one for one in found.lists if one.in_list is name), None)


def test_a_planned_day_that_has_passed_is_listed_until_it_is_done(
    core: Tracker, case_id: str, time: StoppedTime
) -> None:
    plan(core, case_id, "review_inspector", TODAY)
    assert ask(core, TodayList.PLANNED) is None
    time.forward(days=4)
    found = ask(core, TodayList.PLANNED)
    assert found is not None
    (row,) = found.rows
    assert (row.kind, row.planned_on, row.days_late, row.state_key) == ("review_inspector", TODAY, 2, "due_soon")
    assert (found.total, found.urgent) == (1, 1)
    assert row.due == milestone(core, case_id, "review_inspector").clocks[0].due
    for other in ({"board": True}, {"board": True, "mine": False}, {"board": True, "only": TodayList.PLANNED}):
        of_board = ask(core, TodayList.PLANNED, SUPERVISOR, **other)
        assert of_board is not None
        assert of_board.total == 1
    elsewhere = ask(core, TodayList.PLANNED, SUPERVISOR, board=True, team_id="team-elsewhere")
    assert elsewhere is not None
    assert (elsewhere.rows, elsewhere.total) == ((), 0)
    review(core, case_id, "review_inspector", time.today(), by=INSPECTOR)
    assert ask(core, TodayList.PLANNED) is None


def test_what_has_no_clock_is_listed_too_before_and_after_its_day(
    core: Tracker, case_id: str, time: StoppedTime
) -> None:
    assert milestone(core, case_id, "scene").clocks == ()
    plan(core, case_id, "scene", TODAY + timedelta(days=3))
    mine = ask(core, TodayList.MINE)
    assert mine is not None
    (row,) = (one for one in mine.rows if one.kind == "scene")
    assert (row.state_key, row.due, row.planned_on) == ("not_started", None, TODAY + timedelta(days=3))
    time.forward(days=4)
    found = ask(core, TodayList.PLANNED)
    assert found is not None
    assert [(one.kind, one.due, one.state_key) for one in found.rows] == [("scene", None, "due_soon")]
    row_now = milestone(core, case_id, "scene")
    core.do(CompleteMilestone(DETECTIVE, case_id, row_now.milestone_id, row_now.version, time.today()))
    assert ask(core, TodayList.PLANNED) is None


def test_what_is_booked_within_a_week_comes_among_ones_own_at_its_day(core: Tracker, case_id: str) -> None:
    def mine() -> dict[str, date]:
        found = ask(core, TodayList.MINE)
        assert found is not None
        return {row.kind: row.planned_on or row.due or date.max for row in found.rows}

    assert "review_inspector" not in mine()
    plan(core, case_id, "review_inspector", TODAY)
    due_later = milestone(core, case_id, "review_inspector").clocks[0]
    assert due_later.state is ClockState.RUNNING
    assert due_later.due is not None
    assert due_later.due > TODAY + timedelta(days=7)
    listed = mine()
    assert listed["review_inspector"] == TODAY
    assert list(listed.values()) == sorted(listed.values())
    assert max(listed.values()) > TODAY


def test_a_review_booked_this_week_is_to_be_held_though_it_is_due_later(core: Tracker, case_id: str) -> None:
    def reviews(**other: Any) -> dict[str, date | None]:
        found = ask(core, TodayList.TO_AUTHORISE, SUPERVISOR, board=True, **other)
        assert found is not None
        assert found.total >= len(found.rows)
        return {row.kind: row.planned_on for row in found.rows}

    before = reviews()
    assert "review_sergeant" not in before
    named = TODAY + timedelta(days=2)
    review(core, case_id, "first_review", TODAY, next_on=named)
    assert reviews()["review_sergeant"] == named
    assert reviews(only=TodayList.TO_AUTHORISE)["review_sergeant"] == named


def test_who_asked_hears_of_a_decision_until_it_is_seen(core: Tracker, case_id: str) -> None:
    for kind in ("scene", "investigation_plan"):
        row = milestone(core, case_id, kind)
        core.do(MarkNotRequired(DETECTIVE, case_id, row.milestone_id, row.version, "not this one"))
    assert ask(core, TodayList.DECIDED) is None
    first, second = core.ask(ApprovalsQuestion(SUPERVISOR)).rows
    core.do(DecideApproval(SUPERVISOR, first.approval_id, first.version, True))
    core.do(DecideApproval(SUPERVISOR, second.approval_id, second.version, False, "plan it first"))
    found = ask(core, TodayList.DECIDED)
    assert found is not None
    assert (found.total, found.urgent) == (2, 2)
    told = {row.decision.state: row.decision for row in found.rows if row.decision is not None}
    assert told.keys() == {ApprovalState.APPROVED, ApprovalState.REFUSED}
    refused = told[ApprovalState.REFUSED]
    assert (refused.decided_by, refused.because) == ("DS 902 Ade", "plan it first")
    assert ask(core, TodayList.DECIDED, SUPERVISOR, board=True) is None
    for by, problem in ((SUPERVISOR, "decision_of_another"), (DETECTIVE, "")):
        request = SeeDecision(by, refused.approval_id, refused.version)
        if problem:
            with pytest.raises(RuleBroken, match=problem):
                core.do(request)
        else:
            core.do(request)
    left = ask(core, TodayList.DECIDED)
    assert left is not None
    assert [row.decision.state for row in left.rows if row.decision] == [ApprovalState.APPROVED]
    assert case_file(core, case_id).history[0].what.startswith("Saw the decision on a request")
    with pytest.raises(StaleRecord):
        core.do(SeeDecision(DETECTIVE, refused.approval_id, refused.version))
    core.do(SeeDecision(DETECTIVE, refused.approval_id, refused.version + 1, seen=False))
    again = ask(core, TodayList.DECIDED, only=TodayList.DECIDED)
    assert again is not None
    assert again.total == 2


def test_what_is_not_decided_cannot_be_seen(core: Tracker, case_id: str) -> None:
    row = milestone(core, case_id, "scene")
    core.do(MarkNotRequired(DETECTIVE, case_id, row.milestone_id, row.version, "not this one"))
    (asked,) = core.ask(ApprovalsQuestion(DETECTIVE)).rows
    with pytest.raises(RuleBroken, match="not_decided"):
        core.do(SeeDecision(DETECTIVE, asked.approval_id, asked.version))
