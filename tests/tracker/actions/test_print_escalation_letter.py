"""The letter of an escalation says what the record shows, names nobody, is numbered in its case and logged."""

from datetime import date
from typing import Any

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.tracker.reports.report_rows import text_of
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.print_escalation_letter import PrintEscalationLetter
from tracker.actions.record_chase import RecordChase
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.bootstrap import Tracker
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.errors import NotFound, RuleBroken
from tracker.queries.escalation_letter import escalation_letter
from tracker.queries.view import View
from tracker.rows.escalation_letter import (
    AskedRow,
    DraftLetter,
    EscalationLetter,
    EscalationLetterQuestion,
    LimitRow,
)
from tracker.rows.papers import PrintedPaper
from tracker.terms import ChaseWay, Holder, ThirdParty

TODAY, REFERENCE = date(2026, 11, 20), "44NI/00305/26"
DISCUSSION = "strategy_discussion"


def chased(core: Tracker, case: str, on: date, promised: date | None) -> str:
    key = milestone(core, case, DISCUSSION).milestone_id
    request = RecordChase(
        SUPERVISOR, case, Holder.SOCIAL_CARE, on, ChaseWay.PHONE, key, "social_worker", promised, "said by Ms Smith"
    )
    return str(core.do(request).result)


def escalated(core: Tracker, case: str, role: str = "team_manager", on: date = TODAY, kind: str = DISCUSSION) -> str:
    key = milestone(core, case, kind).milestone_id if kind else ""
    request = EscalateDelay(
        SUPERVISOR, case, Holder.SOCIAL_CARE, role, on, "no answer", "a date", date(2026, 11, 27), key, DETECTIVE
    )
    return str(core.do(request).result)


def letter(core: Tracker, which: str = "", case: str = REFERENCE) -> EscalationLetter:
    with core.database.read() as connection:
        view = View(connection, SCHEDULER_SCOPE, core.rules, core.time.now())
        return escalation_letter(EscalationLetterQuestion(SUPERVISOR, case, which), view)


def printed(core: Tracker, **facts: Any) -> PrintedPaper:
    found = core.do(PrintEscalationLetter(**({"by": SUPERVISOR, "case": REFERENCE} | facts))).result
    assert isinstance(found, PrintedPaper)
    return found


@pytest.fixture
def case_id(core: Tracker) -> str:
    opened = open_a_case(core)
    chased(core, opened, date(2026, 11, 12), None)
    chased(core, opened, date(2026, 11, 2), date(2026, 11, 9))
    chased(core, opened, date(2026, 11, 16), date(2026, 11, 30))
    core.do(WithdrawChase(SUPERVISOR, chased(core, opened, TODAY, None), 1, "wrong case", escalation=False))
    return opened


def test_it_says_what_was_promised_each_time_and_what_came_of_it(core: Tracker, case_id: str) -> None:
    first = escalated(core, case_id, on=date(2026, 11, 17))
    core.do(AnswerEscalation(SUPERVISOR, first, 1, date(2026, 11, 18), "no date yet"))
    escalated(core, case_id, role="head_of_service")
    found = letter(core)
    assert (found.post, found.agency, found.by_when) == ("Head of service", Holder.SOCIAL_CARE, date(2026, 11, 27))
    assert (found.sender, found.printed_by) == ("Detective constable, North", "Detective sergeant")
    assert (found.awaited, found.since) == ("Strategy discussion", date(2026, 10, 1))
    day = date(2026, 10, 2)
    assert found.limits == (LimitRow("SG-02 Strategy discussion", "local target, our suggestion", day, day, "overdue"),)
    assert found.asked == (
        AskedRow(date(2026, 11, 2), ChaseWay.PHONE, "Social worker", date(2026, 11, 9), "the day passed without it"),
        AskedRow(date(2026, 11, 12), ChaseWay.PHONE, "Social worker", None, "no day was promised"),
        AskedRow(date(2026, 11, 16), ChaseWay.PHONE, "Social worker", date(2026, 11, 30), "still to come"),
        AskedRow(date(2026, 11, 17), None, "Team manager", date(2026, 11, 27), "answered Wed 18 Nov 2026"),
    )
    assert letter(core, "Team manager").escalation_id == letter(core, first).escalation_id == first


def test_of_requested_material_it_says_since_when_it_was_asked_for(core: Tracker, case_id: str) -> None:
    asked = date(2026, 10, 30)
    core.do(AskThirdParty(SUPERVISOR, case_id, ThirdParty.SOCIAL_CARE_FILE, "File of 2025", asked, None, "Chase"))
    escalated(core, case_id, kind="third_party_received")
    found = letter(core)
    assert (found.awaited, found.since) == ("Social care file: File of 2025", asked)
    escalated(core, case_id, role="head_of_service", kind="")
    whole = letter(core)
    assert (whole.awaited, whole.since, whole.limits, whole.asked) == ("", None, (), ())


def test_each_letter_has_its_number_stands_in_the_log_and_names_nobody(core: Tracker, case_id: str) -> None:
    key = escalated(core, case_id)
    one = printed(core, which=key, their_reference=" SC 11/7 ")
    two = printed(core, case=case_id)
    assert [one.number, two.number] == [f"EL-{REFERENCE}-1", f"EL-{REFERENCE}-2"]
    words = text_of(one.pdf)
    for expected in ("Team manager, Social care", REFERENCE, "SC 11/7", "Strategy discussion", "Mon 2 Nov 2026"):
        assert expected in words, expected
    for name in ("Ade", "Patel", "Smith", "902", "3312"):
        assert name not in words
    assert f"Copy 1 of escalation letter EL-{REFERENCE}-1" in text_of(one.cover)
    entry = case_file(core, case_id).history[0].what
    assert entry.startswith("Printed the letter of an escalation: ")
    assert "no answer" in entry
    assert "Team manager, Social care" in entry


def test_the_preview_is_a_draft_without_a_number(core: Tracker, case_id: str) -> None:
    escalated(core, case_id)
    draft = core.ask(EscalationLetterQuestion(SUPERVISOR, case_id))
    assert isinstance(draft, DraftLetter)
    assert "DRAFT" in text_of(draft.pdf)
    assert "EL-" not in text_of(draft.pdf)


def test_a_letter_needs_an_escalation_that_stands_and_can_be_seen(core: Tracker, case_id: str) -> None:
    with pytest.raises(NotFound):
        printed(core)
    key = escalated(core, case_id)
    core.do(WithdrawChase(SUPERVISOR, key, 1, "wrong case", escalation=True))
    with pytest.raises(RuleBroken, match="chase_withdrawn"):
        printed(core, which=key)
    escalated(core, case_id)
    with pytest.raises(RuleBroken, match="line_too_long"):
        printed(core, their_reference="x" * 201)
    hidden = open_a_case(core, reference="44NI/00999/26", team_id=SOUTH)
    escalated(core, hidden)
    for facts in ({"which": "nobody"}, {"case": "none"}, {"by": DETECTIVE, "case": hidden}):
        with pytest.raises(NotFound):
            printed(core, **facts)
