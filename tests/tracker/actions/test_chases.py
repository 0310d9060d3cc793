"""Chases and escalations: kept with their post, promise and next step; activity, renewed waits, taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.bootstrap import Tracker
from tracker.domain.chase import LONGEST_LINE, Chase, Escalation
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_file import DelayRow
from tracker.terms import ChaseWay, ClockState, DelayReason, Holder, MilestoneState

TODAY = date(2026, 11, 20)
DISCUSSION = "strategy_discussion"


def chases(core: Tracker, case_id: str) -> list[Chase]:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return list(work.kept.of_case(Chase, case_id))


def escalations(core: Tracker, case_id: str) -> list[Escalation]:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return list(work.kept.of_case(Escalation, case_id))


def chase(core: Tracker, case_id: str, kind: str = "", **other: Any) -> str:
    """Chase social care by phone today."""
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "agency": Holder.SOCIAL_CARE, "on": TODAY, "how": ChaseWay.PHONE,
        "milestone_id": milestone(core, case_id, kind).milestone_id if kind else "",
    }  # fmt: skip
    return str(core.do(RecordChase(**(facts | other))).result)


def escalate(core: Tracker, case_id: str, **other: Any) -> str:
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "agency": Holder.SOCIAL_CARE, "role": "team_manager", "on": TODAY,
        "why": "Three calls, no answer", "asked_for": "A date for the discussion", "by_when": TODAY + timedelta(days=3),
        "milestone_id": milestone(core, case_id, DISCUSSION).milestone_id,
    }  # fmt: skip
    return str(core.do(EscalateDelay(**(facts | other))).result)


def wait_for(core: Tracker, case_id: str, awaited: Holder = Holder.SOCIAL_CARE) -> None:
    row = milestone(core, case_id, DISCUSSION)
    core.do(
        RecordDelay(
            SUPERVISOR, case_id, row.milestone_id, row.version, DelayReason.AWAITING_SOCIAL_CARE, awaited,
            date(2026, 11, 2), "ring them",
        )
    )  # fmt: skip


def delay(core: Tracker, case_id: str) -> DelayRow:
    (found,) = milestone(core, case_id, DISCUSSION).delays
    return found


def refused(code: str, field: str = "") -> Any:
    return pytest.raises(RuleBroken, match=rf"^{code}\(" if not field else code)


def test_a_chase_is_kept_and_told_in_the_history(core: Tracker) -> None:
    case = open_a_case(core)
    chase(
        core, case, DISCUSSION, role="social_worker", promised_by=date(2026, 11, 25), answer=" rings back ",
        next_step="Chase again", next_chase=date(2026, 11, 26),
    )  # fmt: skip
    (kept,) = chases(core, case)
    assert (kept.agency, kept.on, kept.how, kept.role) == (Holder.SOCIAL_CARE, TODAY, ChaseWay.PHONE, "social_worker")
    assert (kept.promised_by, kept.next_chase, kept.answer) == (date(2026, 11, 25), date(2026, 11, 26), "rings back")
    assert kept.milestone_id == milestone(core, case, DISCUSSION).milestone_id
    assert case_file(core, case).history[0].what == (
        "Chased: Strategy discussion, Social care, Social worker, Phone, Fri 20 Nov 2026, "
        "promised by Wed 25 Nov 2026, rings back, Chase again, next chase Thu 26 Nov 2026"
    )


def test_a_chase_of_a_whole_case_and_each_other_one_are_activity(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    time.forward(days=10)
    chase(core, case, on=date(2026, 11, 28))
    chase(core, case, on=date(2026, 11, 29))
    done = [row for row in case_file(core, case).milestones if row.kind == "agency_chased"]
    assert [row.happened_on for row in sorted(done, key=lambda row: row.name)] == [
        date(2026, 11, 28), date(2026, 11, 29),
    ]  # fmt: skip
    running = [
        row for row in case_file(core, case).milestones if row.kind == "case_activity" and row.state.value == "open"
    ]
    assert [row.clocks[0].started_on for row in running] == [date(2026, 11, 29)]
    assert [one.milestone_id for one in chases(core, case)] == ["", ""]


def test_the_chase_of_an_overdue_report_stops_its_clock_and_starts_the_next(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core, reported_on=date(2026, 11, 2))
    child = next(row for row in case_file(core, case).subjects if row.label == "AB").subject_id
    core.do(RecordEvent(SUPERVISOR, case, "medical_examined", date(2026, 11, 5), child))
    core.do(RaiseAlerts())
    waiting = milestone(core, case, "medical_report_chased")
    assert waiting.clocks[0].state is ClockState.RUNNING
    chase(core, case, "medical_report", agency=Holder.HEALTH)
    first, second = milestone(core, case, "medical_report_chased"), milestone(core, case, "medical_report_chased", 2)
    assert (first.state, first.happened_on) == (MilestoneState.DONE, TODAY)
    assert [clock.started_on for clock in second.clocks if clock.state is ClockState.RUNNING] == [TODAY]
    time.forward(days=4)
    chase(
        core, case, agency=Holder.HEALTH, on=time.today(), milestone_id=second.milestone_id
    )  # of the chase itself: it is the report that is chased
    report = milestone(core, case, "medical_report").milestone_id
    assert [one.milestone_id for one in chases(core, case)] == [report, report]
    assert milestone(core, case, "medical_report_chased", 3).clocks[0].started_on == time.today()


def test_a_report_that_came_is_not_chased_after_its_day_but_may_be_entered_before(core: Tracker) -> None:
    case = open_a_case(core, reported_on=date(2026, 11, 2))
    row = milestone(core, case, DISCUSSION)
    core.do(CompleteMilestone(SUPERVISOR, case, row.milestone_id, row.version, date(2026, 11, 18)))
    with refused("milestone_already_done"):
        chase(core, case, DISCUSSION)
    chase(core, case, DISCUSSION, on=date(2026, 11, 17))
    assert len(chases(core, case)) == 1


def test_an_open_wait_gets_the_next_step_or_ends(core: Tracker) -> None:
    case = open_a_case(core)
    wait_for(core, case)
    chase(core, case, DISCUSSION, next_step="ring the manager")
    assert (delay(core, case).next_step, delay(core, case).until) == ("ring the manager", None)
    assert case_file(core, case).held_by is not Holder.NOBODY
    chase(core, case, DISCUSSION, agency=Holder.HEALTH, next_step="not theirs")
    assert delay(core, case).next_step == "ring the manager"
    chase(core, case, DISCUSSION, wait_over=True)
    assert delay(core, case).until == TODAY


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"agency": Holder.OUR_UNIT}, "not_an_agency", "agency"),
        ({"role": "reviewing_lawyer"}, "role_of_agency_needed", "role"),
        ({"promised_by": date(2026, 11, 19)}, "promise_before_chase", "promised_by"),
        ({"next_chase": date(2026, 11, 19)}, "next_step_in_past", "next_chase"),
        ({"on": date(2026, 11, 21)}, "date_in_future", "on"),
        ({"answer": "x" * (LONGEST_LINE + 1)}, "line_too_long", "answer"),
        ({"next_step": "x" * (LONGEST_LINE + 1)}, "line_too_long", "next_step"),
    ],
)
def test_a_chase_that_cannot_be_is_refused_and_leaves_nothing(
    core: Tracker, other: dict[str, Any], code: str, field: str
) -> None:
    case = open_a_case(core)
    before = case_file(core, case)
    with pytest.raises(RuleBroken) as no:
        chase(core, case, DISCUSSION, **other)
    assert (no.value.code, no.value.field) == (code, field)
    assert chases(core, case) == []
    assert case_file(core, case).milestones == before.milestones


def test_a_closed_case_is_not_chased_and_one_out_of_scope_is_not_there(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    with pytest.raises(NotFound):
        chase(core, case, by=DETECTIVE)
    core.do(CloseCase(SUPERVISOR, case, case_file(core, case).version, "18", TODAY, without_review="agreed"))
    with refused("case_closed"):
        chase(core, case)


def test_a_chase_is_withdrawn_with_what_it_did(core: Tracker) -> None:
    case = open_a_case(core)
    wait_for(core, case)
    chase(core, case)
    key = chase(core, case, DISCUSSION, next_step="ring the manager")
    core.do(WithdrawChase(SUPERVISOR, key, 1, "wrong case"))
    first, second = chases(core, case)
    assert first.withdrawn_at is None
    assert (second.withdrawn_by, second.withdrawn_because) == (SUPERVISOR, "wrong case")
    assert delay(core, case).next_step == "ring them"
    states = {row.name: row.state for row in case_file(core, case).milestones if row.kind == "agency_chased"}
    assert states == {
        "Other agency chased": MilestoneState.DONE, "Other agency chased (2)": MilestoneState.NOT_REQUIRED,
    }  # fmt: skip
    with refused("chase_withdrawn"):
        core.do(WithdrawChase(SUPERVISOR, key, 2, "again"))
    with pytest.raises(StaleRecord):
        core.do(WithdrawChase(SUPERVISOR, key, 1, "again"))
    with refused("reason_needed", "reason"):
        core.do(WithdrawChase(SUPERVISOR, first.id, 1, " "))


def test_the_first_of_two_chases_can_be_withdrawn(core: Tracker) -> None:
    case = open_a_case(core)
    first = chase(core, case)
    chase(core, case)
    core.do(WithdrawChase(SUPERVISOR, first, 1, "entered twice"))
    assert [one.withdrawn_at is None for one in chases(core, case)] == [False, True]


def test_a_delay_is_escalated_to_a_post_above(core: Tracker) -> None:
    case = open_a_case(core)
    wait_for(core, case)
    key = escalate(core, case, asked_by=INSPECTOR)
    (kept,) = escalations(core, case)
    assert (kept.id, kept.role, kept.asked_by, kept.recorded_by) == (key, "team_manager", INSPECTOR, SUPERVISOR)
    assert (kept.why, kept.by_when) == ("Three calls, no answer", date(2026, 11, 23))
    assert delay(core, case).next_step == "A date for the discussion"
    assert milestone(core, case, "delay_escalated").happened_on == TODAY
    told = "Strategy discussion, Social care, Team manager, Fri 20 Nov 2026, Three calls, no answer, "
    assert case_file(core, case).history[0].what.startswith(f"Escalated a delay: {told}")
    core.do(WithdrawChase(SUPERVISOR, key, 1, "wrong case", escalation=True))
    assert escalations(core, case)[0].withdrawn_because == "wrong case"
    assert delay(core, case).next_step == "ring them"
    with refused("chase_withdrawn"):
        core.do(AnswerEscalation(SUPERVISOR, key, 2, TODAY, "a date"))


def test_an_escalation_of_the_whole_case_is_asked_by_whoever_records_it(core: Tracker) -> None:
    case = open_a_case(core)
    escalate(core, case, milestone_id="")
    (kept,) = escalations(core, case)
    assert (kept.asked_by, kept.milestone_id, kept.replaced_step) == (SUPERVISOR, "", None)


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"agency": Holder.NOBODY}, "not_an_agency", "agency"),
        ({"role": "social_worker"}, "role_of_agency_needed", "role"),
        ({"why": " "}, "why_needed", "why"),
        ({"asked_for": " "}, "asked_for_needed", "asked_for"),
        ({"why": "x" * (LONGEST_LINE + 1)}, "line_too_long", "why"),
        ({"by_when": date(2026, 11, 19)}, "promise_before_chase", "by_when"),
    ],
)
def test_an_escalation_that_cannot_be_is_refused(core: Tracker, other: dict[str, Any], code: str, field: str) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken) as no:
        escalate(core, case, **other)
    assert (no.value.code, no.value.field) == (code, field)
    assert escalations(core, case) == []


def test_an_escalation_is_answered(core: Tracker) -> None:
    case = open_a_case(core)
    key = escalate(core, case)
    for on, answer, code in ((TODAY, " ", "answer_needed"), (date(2026, 11, 19), "yes", "date_before_report")):
        with refused(code):
            core.do(AnswerEscalation(SUPERVISOR, key, 1, on, answer))
    core.do(AnswerEscalation(SUPERVISOR, key, 1, TODAY, "Discussion on Monday"))
    (kept,) = escalations(core, case)
    assert (kept.answer, kept.answered_on, kept.version) == ("Discussion on Monday", TODAY, 2)
    with pytest.raises(StaleRecord):
        core.do(AnswerEscalation(SUPERVISOR, key, 1, TODAY, "again"))
    assert "answered Fri 20 Nov 2026, Discussion on Monday" in case_file(core, case).history[0].what


def test_the_chase_of_a_report_is_withdrawn_and_its_clock_runs_on(core: Tracker) -> None:
    case = open_a_case(core, reported_on=date(2026, 11, 2))
    child = next(row for row in case_file(core, case).subjects if row.label == "AB").subject_id
    core.do(RecordEvent(SUPERVISOR, case, "medical_examined", date(2026, 11, 5), child))
    core.do(RaiseAlerts())
    due = milestone(core, case, "medical_report_chased").clocks[0].due
    key = chase(core, case, "medical_report", agency=Holder.HEALTH)
    core.do(WithdrawChase(SUPERVISOR, key, 1, "nobody was reached"))
    again = milestone(core, case, "medical_report_chased")
    assert (again.state, again.happened_on) == (MilestoneState.OPEN, None)
    assert [(clock.state, clock.due) for clock in again.clocks] == [(ClockState.RUNNING, due)]
    core.do(WithdrawChase(SUPERVISOR, chase(core, case), 1, "entered twice"))
    key = chase(core, case)
    bare = next(row for row in case_file(core, case).milestones if row.kind == "agency_chased" and row.happened_on)
    core.do(ReopenMilestone(SUPERVISOR, case, bare.milestone_id, bare.version, "by hand"))
    core.do(WithdrawChase(SUPERVISOR, key, 1, "entered twice"))
    assert chases(core, case)[-1].withdrawn_at is not None
