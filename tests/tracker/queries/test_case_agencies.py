"""What a case has asked of others: chases, escalations and material, as rows; within scope, in few statements."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.record_chase import RecordChase
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.actions.withdraw_third_party import WithdrawThirdParty
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.agency_roles import AgencyRoles, AgencyRolesQuestion
from tracker.rows.case_chases import CaseChases, CaseChasesQuestion
from tracker.rows.case_third_party import CaseThirdParty, CaseThirdPartyQuestion
from tracker.terms import ChaseWay, Holder, ThirdParty

TODAY = date(2026, 11, 20)
DISCUSSION, REPORT = "strategy_discussion", "medical_report"


def chases(core: Tracker, case: str) -> CaseChases:
    found: CaseChases = core.ask(CaseChasesQuestion(SUPERVISOR, case))
    return found


def material(core: Tracker, case: str) -> CaseThirdParty:
    found: CaseThirdParty = core.ask(CaseThirdPartyQuestion(SUPERVISOR, case))
    return found


def chase(core: Tracker, case: str, on: date, kind: str = DISCUSSION, **other: Any) -> str:
    key = milestone(core, case, kind).milestone_id
    return str(core.do(RecordChase(SUPERVISOR, case, Holder.SOCIAL_CARE, on, ChaseWay.PHONE, key, **other)).result)


def escalate(core: Tracker, case: str, on: date, **other: Any) -> str:
    key = milestone(core, case, DISCUSSION).milestone_id
    request = EscalateDelay(
        SUPERVISOR, case, Holder.SOCIAL_CARE, "team_manager", on, "no answer", "a date", on + timedelta(days=2), key,
        INSPECTOR, **other,
    )  # fmt: skip
    return str(core.do(request).result)


def ask(core: Tracker, case: str, source: ThirdParty, on: date, **other: Any) -> str:
    return str(core.do(AskThirdParty(SUPERVISOR, case, source, "records", on, **other)).result)


def test_chases_and_escalations_come_newest_first(core: Tracker) -> None:
    case = open_a_case(core)
    chase(core, case, date(2026, 11, 3), promised_by=date(2026, 11, 9), role="social_worker", answer="soon")
    key = escalate(core, case, date(2026, 11, 12))
    core.do(AnswerEscalation(SUPERVISOR, key, 1, date(2026, 11, 13), "on Monday"))
    chase(core, case, TODAY, kind=REPORT, next_step="ring", next_chase=date(2026, 11, 27))
    answer = chases(core, case)
    assert answer.escalations == ((Holder.SOCIAL_CARE, 1),)
    third, second, first = answer.rows
    assert (third.milestone, third.subject, third.how, third.role) == (
        "Medical report received",
        "AB",
        ChaseWay.PHONE,
        "",
    )
    assert (third.next_step, third.next_chase, third.until, third.broken) == ("ring", date(2026, 11, 27), None, False)
    assert (second.escalation, second.role, second.asked) == (True, "Team manager", "a date: no answer")
    assert (second.asked_by, second.answer, second.answered_on) == ("DI 77 Lewis", "on Monday", date(2026, 11, 13))
    assert (second.until, second.broken) == (date(2026, 11, 14), True)
    assert (first.milestone, first.role, first.answer) == ("Strategy discussion", "Social worker", "soon")
    assert (first.broken, first.recorded_by, first.withdrawn) == (True, "DS 902 Ade", "")


def test_a_promise_that_was_kept_is_not_broken(core: Tracker) -> None:
    case = open_a_case(core)
    chase(core, case, date(2026, 11, 3), promised_by=date(2026, 11, 9))
    row = milestone(core, case, DISCUSSION)
    core.do(CompleteMilestone(SUPERVISOR, case, row.milestone_id, row.version, date(2026, 11, 9)))
    assert [row.broken for row in chases(core, case).rows] == [False]


def test_what_was_withdrawn_says_so_and_is_not_counted(core: Tracker) -> None:
    case = open_a_case(core)
    key = escalate(core, case, date(2026, 11, 12))
    core.do(WithdrawChase(SUPERVISOR, key, 1, "wrong case", escalation=True))
    answer = chases(core, case)
    assert answer.escalations == ()
    assert [(row.withdrawn, row.broken) for row in answer.rows] == [("DS 902 Ade: wrong case", False)]


def test_material_says_how_it_stands(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    keys = {
        source: ask(core, case, source, on, promised_by=promised)
        for source, on, promised in (
            (ThirdParty.SCHOOL, date(2026, 11, 2), date(2026, 11, 10)),
            (ThirdParty.MEDICAL_RECORDS, date(2026, 11, 3), None),
            (ThirdParty.FAMILY_COURT, date(2026, 11, 9), None),
            (ThirdParty.PHONE_PROVIDER, date(2026, 11, 18), None),
            (ThirdParty.OTHER, date(2026, 11, 18), None),
        )
    }
    core.do(AnswerThirdParty(SUPERVISOR, keys[ThirdParty.MEDICAL_RECORDS], 1, date(2026, 11, 19)))
    core.do(AnswerThirdParty(SUPERVISOR, keys[ThirdParty.OTHER], 1, TODAY, refused=True, refusal="not theirs"))
    core.do(WithdrawThirdParty(SUPERVISOR, keys[ThirdParty.PHONE_PROVIDER], 1, "twice"))
    first = material(core, case).rows[0]
    core.do(RecordChase(SUPERVISOR, case, Holder.SOCIAL_CARE, TODAY, ChaseWay.EMAIL, first.milestone_id))
    answer = material(core, case)
    assert [(row.source, row.state_key, row.waiting, row.days, row.late) for row in answer.rows] == [
        (ThirdParty.SCHOOL, "overdue", True, 18, 4),
        (ThirdParty.FAMILY_COURT, "due_soon", True, 11, 0),
        (ThirdParty.MEDICAL_RECORDS, "done_late", False, 16, 2),
        (ThirdParty.PHONE_PROVIDER, "not_required", False, 2, 0),
        (ThirdParty.OTHER, "done", False, 2, 0),
    ]
    school, court, medical, phone, other = answer.rows
    assert (school.due, school.broken, school.chases, school.last_chased) == (date(2026, 11, 16), True, 1, TODAY)
    assert (court.agency, court.chases, court.last_chased, court.broken) == (Holder.COURT, 0, None, False)
    assert (medical.received_on, other.refused_on, other.received_on) == (date(2026, 11, 19), TODAY, None)
    assert (other.refusal, phone.withdrawn) == ("not theirs", "DS 902 Ade: twice")
    assert answer.days == (
        (ThirdParty.SCHOOL, 18), (ThirdParty.MEDICAL_RECORDS, 16), (ThirdParty.FAMILY_COURT, 11), (ThirdParty.OTHER, 2),
    )  # fmt: skip
    time.forward(days=-8)
    assert material(core, case).rows[1].state_key == "running"


def test_a_case_without_any_is_empty(core: Tracker) -> None:
    case = open_a_case(core)
    assert chases(core, case) == CaseChases(case, (), ())
    assert material(core, case) == CaseThirdParty(case, (), ())


def test_the_posts_come_as_the_rules_have_them(core: Tracker) -> None:
    roles: AgencyRoles = core.ask(AgencyRolesQuestion(SUPERVISOR))
    assert roles.agencies()[:2] == (Holder.LABORATORY, Holder.HEALTH)
    assert [row.name for row in roles.of(Holder.HEALTH, above=1)] == ["Named doctor", "Designated doctor"]
    assert roles.of(None) == ()
    assert not roles.confirmed


@pytest.mark.parametrize("question", [CaseChasesQuestion, CaseThirdPartyQuestion])
def test_out_of_scope_there_is_no_such_case(core: Tracker, question: Callable[[str, str], Any]) -> None:
    case = open_a_case(core, team_id=SOUTH)
    with pytest.raises(NotFound):
        core.ask(question(DETECTIVE, case))


@pytest.mark.parametrize("question", [CaseChasesQuestion, CaseThirdPartyQuestion])
def test_more_of_them_cost_no_more_statements(core: Tracker, question: Callable[[str, str], Any]) -> None:
    case = open_a_case(core)

    def statements() -> int:
        with count_statements(core.database) as seen:
            core.ask(question(SUPERVISOR, case))
        return len(seen)

    def more(times: int) -> None:
        for _ in range(times):
            chase(core, case, TODAY)
            escalate(core, case, TODAY)
            ask(core, case, ThirdParty.SCHOOL, TODAY)

    more(1)
    few = statements()
    more(5)
    assert statements() == few > 0
