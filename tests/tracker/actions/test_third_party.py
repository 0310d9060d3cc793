"""Third-party material: each request has a clock and a wait of its own, is answered, refused or taken back alone."""

from datetime import date
from typing import Any

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.withdraw_third_party import WithdrawThirdParty
from tracker.bootstrap import Tracker
from tracker.domain.third_party import ThirdPartyRequest
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_file import MilestoneRow
from tracker.terms import CaseKind, ClockState, DelayReason, Holder, MilestoneState, ThirdParty

TODAY = date(2026, 11, 20)
ASKED, RECEIVED = "third_party_asked", "third_party_received"


def requests(core: Tracker, case_id: str) -> list[ThirdPartyRequest]:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return list(work.kept.of_case(ThirdPartyRequest, case_id))


def ask(core: Tracker, case_id: str, source: ThirdParty = ThirdParty.SCHOOL, **other: Any) -> str:
    facts: dict[str, Any] = {"by": SUPERVISOR, "case_id": case_id, "what": "Attendance record", "on": TODAY}
    return str(core.do(AskThirdParty(source=source, **(facts | other))).result)


def answer(core: Tracker, key: str, version: int = 1, on: date = TODAY, **other: Any) -> Any:
    return core.do(AnswerThirdParty(SUPERVISOR, key, version, on, **other)).result


def rows(core: Tracker, case_id: str, kind: str = RECEIVED) -> list[MilestoneRow]:
    return sorted((row for row in case_file(core, case_id).milestones if row.kind == kind), key=lambda row: row.name)


def row_of(core: Tracker, case_id: str, request: ThirdPartyRequest) -> MilestoneRow:
    return next(row for row in rows(core, case_id) if row.milestone_id == request.received_id)


def running(row: MilestoneRow) -> list[date | None]:
    return [clock.due for clock in row.clocks if clock.state is ClockState.RUNNING]


def test_a_request_starts_its_clock_and_the_case_waits_for_who_was_asked(core: Tracker) -> None:
    case = open_a_case(core)
    ask(
        core,
        case,
        ThirdParty.MEDICAL_RECORDS,
        what=" Records of 2026 ",
        promised_by=date(2026, 12, 1),
        next_step="Ring",
    )
    (kept,) = requests(core, case)
    assert (kept.source, kept.what, kept.promised_by) == (
        ThirdParty.MEDICAL_RECORDS, "Records of 2026", date(2026, 12, 1),
    )  # fmt: skip
    (row,) = rows(core, case)
    assert running(row) == [date(2026, 12, 4)]
    (wait,) = row.delays
    assert (wait.reason, wait.awaited, wait.next_step) == (DelayReason.THIRD_PARTY_MATERIAL, Holder.HEALTH, "Ring")
    assert [one.state for one in rows(core, case, ASKED)] == [MilestoneState.DONE]
    assert case_file(core, case).history[0].what == (
        "Asked for third-party material: Medical records, Fri 20 Nov 2026, Records of 2026, promised by Tue 1 Dec 2026"
    )


def test_each_request_has_a_wait_and_a_clock_of_its_own(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    ask(core, case)
    ask(core, case, ThirdParty.FAMILY_COURT, what="Judgment")
    time.forward(days=3)
    ask(core, case, ThirdParty.PHONE_PROVIDER, what="Subscriber", on=time.today())
    school, court, phone = requests(core, case)
    assert len({one.received_id for one in (school, court, phone)}) == 3
    assert [running(row_of(core, case, one)) for one in (school, court, phone)] == [
        [date(2026, 12, 4)], [date(2026, 12, 4)], [date(2026, 12, 7)],
    ]  # fmt: skip
    assert answer(core, court.id, on=time.today()) == 0
    assert [row_of(core, case, one).state for one in (school, court, phone)] == [
        MilestoneState.OPEN, MilestoneState.DONE, MilestoneState.OPEN,
    ]  # fmt: skip
    assert [len(running(row_of(core, case, one))) for one in (school, court, phone)] == [1, 0, 1]
    assert row_of(core, case, court).delays[0].until == time.today()


def test_a_case_whose_plan_has_no_such_material_waits_all_the_same(core: Tracker) -> None:
    case = open_a_case(core, kind=CaseKind.NOT_RECORDED)
    planned = len(rows(core, case))
    ask(core, case)
    (kept,) = requests(core, case)
    assert running(row_of(core, case, kept)) == [date(2026, 12, 4)]
    assert len(rows(core, case)) == max(planned, 1)


def test_a_refusal_needs_its_reason_and_ends_the_wait(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    key = ask(core, case, on=date(2026, 11, 3))
    with pytest.raises(RuleBroken, match="refusal_needed"):
        answer(core, key, refused=True, refusal=" ")
    assert answer(core, key, refused=True, refusal="No consent") == 3
    (kept,) = requests(core, case)
    assert (kept.received_on, kept.refused_on, kept.refusal) == (None, TODAY, "No consent")
    (row,) = rows(core, case)
    assert (row.state, row.note) == (MilestoneState.DONE, "No consent")


def test_an_answered_request_is_not_answered_again_unless_it_was_reopened(core: Tracker) -> None:
    case = open_a_case(core)
    key = ask(core, case)
    answer(core, key, refused=True, refusal="No consent")
    with pytest.raises(RuleBroken, match="request_answered"):
        answer(core, key, 2)
    with pytest.raises(StaleRecord):
        answer(core, key, 1)
    (row,) = rows(core, case)
    core.do(ReopenMilestone(SUPERVISOR, case, row.milestone_id, row.version, "they sent it after all"))
    answer(core, key, 2)
    (kept,) = requests(core, case)
    assert (kept.received_on, kept.refused_on, kept.refusal) == (TODAY, None, "")


def test_material_completed_as_a_milestone_can_still_be_told_of_its_request(core: Tracker) -> None:
    case = open_a_case(core)
    key = ask(core, case)
    (row,) = rows(core, case)
    core.do(CompleteMilestone(SUPERVISOR, case, row.milestone_id, row.version, TODAY))
    answer(core, key)
    assert requests(core, case)[0].received_on == TODAY


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"what": " "}, "what_needed", "what"),
        ({"what": "x" * 201}, "line_too_long", "what"),
        ({"promised_by": date(2026, 11, 19)}, "promise_before_request", "promised_by"),
        ({"on": date(2026, 11, 21)}, "date_in_future", "on"),
    ],
)
def test_a_request_that_cannot_be_is_refused(core: Tracker, other: dict[str, Any], code: str, field: str) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken) as no:
        ask(core, case, **other)
    assert (no.value.code, no.value.field) == (code, field)
    assert requests(core, case) == []


def test_an_answer_is_not_before_its_request_and_out_of_scope_there_is_none(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    key = ask(core, case)
    with pytest.raises(RuleBroken, match="answer_before_request"):
        answer(core, key, on=date(2026, 11, 19))
    with pytest.raises(NotFound):
        core.do(AnswerThirdParty(DETECTIVE, key, 1, TODAY))
    with pytest.raises(NotFound):
        core.do(WithdrawThirdParty(DETECTIVE, key, 1, "not mine"))


def test_a_request_is_withdrawn_without_the_others(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    for what in ("Attendance", "Counselling notes", "Reports"):
        ask(core, case, what=what)
    time.forward(days=2)
    ask(core, case, what="Later", on=time.today())
    first, second, third, later = requests(core, case)
    answer(core, third.id, on=time.today())
    for one in (first, third):
        version = 2 if one is third else 1
        core.do(WithdrawThirdParty(SUPERVISOR, one.id, version, "asked by mistake"))
    assert [row_of(core, case, one).state for one in (first, second, third, later)] == [
        MilestoneState.NOT_REQUIRED, MilestoneState.OPEN, MilestoneState.NOT_REQUIRED, MilestoneState.OPEN,
    ]  # fmt: skip
    assert running(row_of(core, case, second)) == [date(2026, 12, 4)]
    assert running(row_of(core, case, later)) == [date(2026, 12, 6)]
    assert running(row_of(core, case, first)) == running(row_of(core, case, third)) == []
    assert {row.state for row in rows(core, case, ASKED)} == {MilestoneState.DONE, MilestoneState.NOT_REQUIRED}
    with pytest.raises(RuleBroken, match="chase_withdrawn"):
        core.do(WithdrawThirdParty(SUPERVISOR, first.id, 2, "again"))
    with pytest.raises(RuleBroken, match="request_answered"):
        answer(core, first.id, 2, on=time.today())


def test_the_only_request_is_withdrawn_and_asked_anew(core: Tracker) -> None:
    case = open_a_case(core)
    key = ask(core, case)
    core.do(WithdrawThirdParty(SUPERVISOR, key, 1, "wrong school"))
    assert [row.state for row in rows(core, case, ASKED)] == [MilestoneState.OPEN]
    ask(core, case)
    _, kept = requests(core, case)
    assert running(row_of(core, case, kept)) == [date(2026, 12, 4)]
    assert row_of(core, case, kept).delays[0].until is None


def test_taking_back_one_of_two_bare_requests_leaves_the_clock_of_the_other(core: Tracker) -> None:
    case = open_a_case(core)
    ask(core, case, on=date(2026, 11, 10))
    core.do(RecordEvent(SUPERVISOR, case, ASKED, date(2026, 11, 16)))
    (_, bare) = rows(core, case, ASKED)
    core.do(ReopenMilestone(SUPERVISOR, case, bare.milestone_id, bare.version, "not asked"))
    (row,) = rows(core, case)
    assert running(row) == [date(2026, 11, 24)]


def test_a_request_whose_material_is_not_required_any_more_can_still_be_withdrawn(core: Tracker) -> None:
    case = open_a_case(core)
    key = ask(core, case)
    (row,) = rows(core, case)
    core.do(MarkNotRequired(SUPERVISOR, case, row.milestone_id, row.version, "the school has closed"))
    core.do(WithdrawThirdParty(SUPERVISOR, key, 1, "wrong school"))
    assert [row.state for row in rows(core, case)] == [MilestoneState.NOT_REQUIRED]
    assert [row.state for row in rows(core, case, ASKED)] == [MilestoneState.OPEN]
