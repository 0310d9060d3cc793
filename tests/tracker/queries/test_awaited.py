"""Who is waited for: one row for each thing another agency owes, with what was promised, chased and escalated."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.bootstrap import Tracker
from tracker.queries.awaited import a_year_before, quarter_of
from tracker.rows.awaited import AgencyTotal, Awaited, AwaitedQuestion, AwaitedRow, PostUse
from tracker.terms import ChaseWay, DelayReason, Holder, ThirdParty

TODAY = date(2026, 11, 20)
DISCUSSION = "Strategy discussion"


def ask(core: Tracker, **facts: Any) -> Awaited:
    found: Awaited = core.ask(AwaitedQuestion(**({"by": SUPERVISOR} | facts)))
    return found


def row(core: Tracker, what: str, **facts: Any) -> AwaitedRow:
    (found,) = [row for row in ask(core, **facts).rows if row.what == what]
    return found


def waits(core: Tracker) -> set[tuple[str, Holder]]:
    return {(row.what, row.agency) for row in ask(core).rows}


def subject(core: Tracker, case: str, label: str) -> str:
    return next(row.subject_id for row in case_file(core, case).subjects if row.label == label)


def done(core: Tracker, case: str, kind: str, on: date = TODAY) -> None:
    found = milestone(core, case, kind)
    core.do(CompleteMilestone(SUPERVISOR, case, found.milestone_id, found.version, on))


def delayed(core: Tracker, case: str, kind: str, awaited: Holder, since: date = TODAY) -> None:
    found = milestone(core, case, kind)
    core.do(
        RecordDelay(
            SUPERVISOR, case, found.milestone_id, found.version, DelayReason.OTHER, awaited, since, "ring the manager"
        )
    )


def chased(core: Tracker, case: str, kind: str, on: date = TODAY, **other: Any) -> str:
    key = milestone(core, case, kind).milestone_id
    return str(core.do(RecordChase(SUPERVISOR, case, Holder.SOCIAL_CARE, on, ChaseWay.PHONE, key, **other)).result)


def escalated(core: Tracker, case: str, kind: str, on: date = TODAY) -> str:
    key = milestone(core, case, kind).milestone_id
    request = EscalateDelay(
        SUPERVISOR, case, Holder.SOCIAL_CARE, "team_manager", on, "no answer", "a date", on + timedelta(days=3), key
    )
    return str(core.do(request).result)


def test_what_others_owe_is_there_and_what_we_owe_is_not(core: Tracker) -> None:
    case = open_a_case(core, devices=())
    assert waits(core) == {(DISCUSSION, Holder.SOCIAL_CARE)}
    found = row(core, DISCUSSION)
    assert (found.reference, found.subject, found.oic, found.team) == ("44NI/00305/26", "", "", "North")
    assert (found.since, found.days, found.state_key) == (date(2026, 10, 1), 50, "overdue")
    assert found.late is not None
    assert found.late > 20
    core.do(RecordEvent(SUPERVISOR, case, "referred_to_social_care", date(2026, 11, 18)))
    done(core, case, "strategy_discussion")
    assert waits(core) == {
        ("Social care's decision on the referral", Holder.SOCIAL_CARE),
        ("Record of the strategy discussion shared", Holder.SOCIAL_CARE),
        ("Social care assessment complete", Holder.SOCIAL_CARE),
    }
    assert row(core, "Social care's decision on the referral").since == date(2026, 11, 18)


def test_what_has_no_clock_waits_from_the_day_on_which_it_came_to_be_its_turn(core: Tracker) -> None:
    case = open_a_case(core)
    suspect = subject(core, case, "S1")
    for kind, on in (("suspect_interviewed", date(2026, 11, 3)), ("file_to_cps", date(2026, 11, 6))):
        core.do(RecordEvent(SUPERVISOR, case, kind, on, suspect))
    found = row(core, "File accepted at triage")
    assert (found.agency, found.subject, found.since, found.days) == (Holder.CPS, "S1", date(2026, 11, 6), 14)
    assert (found.due, found.late, found.state_key) == (None, 0, "none")
    done(core, case, "file_accepted", date(2026, 11, 9))
    decision = row(core, "Charging decision")
    assert (decision.since, decision.due, decision.state_key) == (date(2026, 11, 9), date(2026, 12, 7), "running")


def test_a_device_has_one_row_by_its_earliest_date(core: Tracker) -> None:
    case = open_a_case(core)
    device = subject(core, case, "EX1")
    for kind, on in (("device_seized", date(2026, 11, 2)), ("device_submitted", date(2026, 11, 4))):
        core.do(RecordEvent(SUPERVISOR, case, kind, on, device))
    (first,) = [row for row in ask(core).rows if row.agency is Holder.LABORATORY]
    assert (first.what, first.subject, first.due) == ("Accepted by the laboratory", "EX1", date(2026, 11, 6))
    done(core, case, "device_accepted", date(2026, 11, 9))
    (second,) = [row for row in ask(core).rows if row.agency is Holder.LABORATORY]
    assert (second.what, second.due) == ("Allocated to an examiner", date(2026, 11, 12))


def test_a_cause_of_delay_says_who_is_awaited(core: Tracker) -> None:
    case = open_a_case(core)
    delayed(core, case, "abe_interview", Holder.ANOTHER_FORCE, date(2026, 11, 12))
    found = row(core, "ABE interview")
    assert (found.agency, found.next_step, found.next_day, found.waits) == (
        Holder.ANOTHER_FORCE, "ring the manager", None, True,
    )  # fmt: skip
    delayed(core, case, "strategy_discussion", Holder.OUR_UNIT)
    assert DISCUSSION not in {what for what, _ in waits(core)}


def test_a_request_is_named_by_what_was_asked_for(core: Tracker) -> None:
    case = open_a_case(core)
    request = AskThirdParty(SUPERVISOR, case, ThirdParty.FAMILY_COURT, "Judgment", date(2026, 11, 3), date(2026, 11, 9))
    key = str(core.do(request).result)
    found = row(core, "Judgment")
    assert (found.agency, found.source, found.since) == (Holder.COURT, ThirdParty.FAMILY_COURT, date(2026, 11, 3))
    assert (found.promised_by, found.broken, found.due, found.late) == (date(2026, 11, 9), True, date(2026, 11, 17), 3)
    core.do(RecordChase(SUPERVISOR, case, Holder.COURT, TODAY, ChaseWay.EMAIL, found.milestone_id, wait_over=True))
    assert row(core, "Judgment").agency is Holder.COURT
    core.do(AnswerThirdParty(SUPERVISOR, key, 1, TODAY))
    assert "Judgment" not in {what for what, _ in waits(core)}


def test_chases_and_escalations_stand_beside_the_wait(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    kind = "strategy_discussion"
    chased(core, case, kind, date(2026, 11, 4), promised_by=date(2026, 11, 10), next_step="ring")
    found = row(core, DISCUSSION)
    assert (found.last_chased, found.chases, found.promised_by, found.broken) == (
        date(2026, 11, 4), 1, date(2026, 11, 10), True,
    )  # fmt: skip
    escalated(core, case, kind, date(2026, 11, 16))
    found = row(core, DISCUSSION)
    assert (found.escalated_to, found.escalated_on) == ("Team manager", date(2026, 11, 16))
    assert found.escalation_id
    assert (found.next_step, found.next_day) == ("a date", date(2026, 11, 19))
    second = chased(core, case, kind, promised_by=TODAY, next_step="ring", next_chase=date(2026, 11, 27))
    found = row(core, DISCUSSION)
    assert (found.next_step, found.next_day, found.chases) == ("ring", date(2026, 11, 27), 2)
    assert (found.promised_by, found.broken) == (TODAY, False)
    time.forward(days=1)
    assert row(core, DISCUSSION).broken
    core.do(WithdrawChase(SUPERVISOR, second, 1, "wrong case"))
    assert row(core, DISCUSSION).chases == 1


def test_a_chase_without_a_step_keeps_that_of_the_delay(core: Tracker) -> None:
    case = open_a_case(core)
    chased(core, case, "strategy_discussion")
    assert row(core, DISCUSSION).next_step == ""
    delayed(core, case, "strategy_discussion", Holder.SOCIAL_CARE)
    chased(core, case, "strategy_discussion")
    assert row(core, DISCUSSION).next_step == "ring the manager"


def test_a_paused_wait_says_so(core: Tracker) -> None:
    case = open_a_case(core)
    core.do(RecordEvent(SUPERVISOR, case, "medical_examined", date(2026, 11, 18), subject(core, case, "AB")))
    report = milestone(core, case, "medical_report")
    (clock,) = report.clocks
    core.do(
        PauseClock(
            SUPERVISOR, case, clock.clock_id, clock.version, TODAY, None, "exams",
            DelayReason.VICTIM_NEEDS_TIME, ours=False, review_on=date(2026, 11, 27),
        )
    )  # fmt: skip
    assert row(core, "Medical report received").state_key == "paused"


def test_the_longest_wait_comes_first_and_agencies_are_totalled(core: Tracker) -> None:
    first = open_a_case(core, devices=())
    second = open_a_case(core, reference="44NI/00306/26", reported_on=date(2026, 11, 10), devices=())
    chased(core, first, "strategy_discussion", promised_by=TODAY)
    escalated(core, first, "strategy_discussion")
    escalated(core, second, "strategy_discussion")
    withdrawn = escalated(core, second, "strategy_discussion")
    core.do(WithdrawChase(SUPERVISOR, withdrawn, 1, "twice", escalation=True))
    answer = ask(core)
    assert [row.days for row in answer.rows] == sorted((row.days for row in answer.rows), reverse=True)
    assert answer.totals == (AgencyTotal(Holder.SOCIAL_CARE, 2, 30, 0, 2),)
    assert answer.quarter_from == date(2026, 10, 1)


def test_an_escalation_of_this_quarter_counts_when_nobody_waits_any_more(core: Tracker) -> None:
    case = open_a_case(core, devices=())
    escalated(core, case, "strategy_discussion", date(2026, 10, 5))
    core.do(CloseCase(SUPERVISOR, case, case_file(core, case).version, "18", TODAY, without_review="agreed"))
    answer = ask(core)
    assert answer.rows == ()
    assert answer.totals == (AgencyTotal(Holder.SOCIAL_CARE, 0, 0, 0, 1),)


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 6, 30), date(2026, 4, 1)),
                       (date(2026, 12, 31), date(2026, 10, 1))],
)  # fmt: skip
def test_a_quarter_begins_with_its_first_day(day: date, first: date) -> None:
    assert quarter_of(day) == first


def test_a_team_an_officer_and_what_is_not_required(core: Tracker) -> None:
    north = open_a_case(core, devices=())
    open_a_case(core, reference="44NI/00306/26", team_id=SOUTH, devices=())
    core.do(AllocateCase(SUPERVISOR, north, case_file(core, north).version, DETECTIVE))
    assert {row.reference for row in ask(core).rows} == {"44NI/00305/26", "44NI/00306/26"}
    for facts in ({"team_id": NORTH}, {"oic_id": DETECTIVE}, {"by": DETECTIVE}):
        assert {row.oic for row in ask(core, **facts).rows} == {"DC 3312 Patel"}
    found = milestone(core, north, "strategy_discussion")
    core.do(MarkNotRequired(SUPERVISOR, north, found.milestone_id, found.version, "held already"))
    assert ask(core, oic_id=DETECTIVE).rows == ()


def test_restricted_cases_are_counted_and_not_shown(core: Tracker) -> None:
    open_a_case(core, restricted=True)
    answer = ask(core)
    assert (answer.rows, answer.restricted_not_shown) == ((), 1)


def test_more_waits_cost_no_more_statements(core: Tracker) -> None:
    def statements() -> int:
        with count_statements(core.database) as seen:
            ask(core)
        return len(seen)

    def one_more(number: int) -> None:
        case = open_a_case(core, reference=f"44NI/{number:05}/26")
        delayed(core, case, "abe_interview", Holder.HEALTH)
        chased(core, case, "strategy_discussion")
        escalated(core, case, "strategy_discussion")
        core.do(AskThirdParty(SUPERVISOR, case, ThirdParty.SCHOOL, "Attendance", TODAY))

    one_more(1)
    few = statements()
    for number in range(2, 6):
        one_more(number)
    assert statements() == few > 0


def test_how_often_each_post_was_escalated_to_in_a_year_and_answered(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core, reported_on=date(2025, 9, 1))
    escalated(core, case, "strategy_discussion", date(2025, 11, 20))
    first = escalated(core, case, "strategy_discussion", date(2025, 11, 21))
    core.do(AnswerEscalation(SUPERVISOR, first, 1, TODAY, "next week"))
    escalated(core, case, "strategy_discussion")
    request = EscalateDelay(SUPERVISOR, case, Holder.CPS, "cps_unit_head", TODAY, "no answer", "a date", TODAY)
    core.do(request)
    core.do(WithdrawChase(SUPERVISOR, str(core.do(request).result), 1, "twice", escalation=True))
    assert ask(core).uses == (
        PostUse(Holder.SOCIAL_CARE, "Team manager", 2, 1),
        PostUse(Holder.CPS, "CPS unit head", 1, 0),
    )
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
