"""The forms about other agencies build what was typed, and point at what is missing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.agency_rows import a_chase, a_request, agency_roles, an_escalation
from tests.fakes import A_FRIDAY
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, press, write
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.record_chase import RecordChase
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.errors import StaleRecord
from tracker.rows.people import OfficerRow, Officers
from tracker.terms import ChaseWay, Holder, ThirdParty
from ui.dialogs.answer_escalation_dialog import AnswerEscalationDialog
from ui.dialogs.answer_third_party_dialog import AnswerThirdPartyDialog
from ui.dialogs.ask_third_party_dialog import AskThirdPartyDialog
from ui.dialogs.escalate_delay_dialog import EscalateDelayDialog
from ui.dialogs.record_chase_dialog import RecordChaseDialog
from ui.dialogs.record_form import RecordForm
from ui.dialogs.to_chase import ToChase
from ui.dialogs.withdraw_entry_dialog import WithdrawEntryDialog

TODAY = A_FRIDAY.date()
TARGET = ToChase("case-0", "44NI/00305/26", "milestone-2", "Computer report", Holder.LABORATORY, waits=True)
WHOLE = ToChase("case-0", "44NI/00305/26", agency=Holder.OUR_UNIT)
OFFICERS = Officers((OfficerRow("officer-9", "DI 77 Lewis", None, ""),), ())


def shown(qtbot: QtBot, form: Any) -> Any:
    hold(qtbot, form)
    form.show()
    form.activateWindow()
    form.setFocus()
    qtbot.waitUntil(lambda: focused() is not None)
    return form


def chase_form(submit: Submit, target: ToChase = TARGET) -> RecordChaseDialog:
    return RecordChaseDialog("o", target, agency_roles(), TODAY, submit)


def escalation_form(submit: Submit) -> EscalateDelayDialog:
    return EscalateDelayDialog("o", TARGET, agency_roles(), OFFICERS, TODAY, submit)


def test_a_chase_takes_one_letter_and_enter(qtbot: QtBot) -> None:
    submit = Submit()
    shown(qtbot, chase_form(submit))
    write("p")
    press("Return")
    assert submit.requests == [
        RecordChase(
            by="o", case_id="case-0", agency=Holder.LABORATORY, on=TODAY, how=ChaseWay.PHONE,
            milestone_id="milestone-2", next_step="Chase again", next_chase=date(2026, 11, 27),
        )
    ]  # fmt: skip


def test_a_chase_says_all_there_is_to_say(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, chase_form(submit))
    assert form.accessibleName() == "Record chase: Computer report"
    write("e")
    press("Tab", "Tab")
    write("Lab")
    press("Tab")
    write("third in the queue")
    press("Tab")
    write("25/11")
    press("Tab")
    press("Ctrl+A")
    write("ring the manager")
    press("Tab")
    press("Ctrl+A")
    write("26/11")
    press("Tab")
    press("Ctrl+A")
    write("yesterday")
    press("Tab", "Space")
    press("Return")
    assert submit.requests == [
        RecordChase(
            by="o", case_id="case-0", agency=Holder.LABORATORY, on=date(2026, 11, 19), how=ChaseWay.EMAIL,
            milestone_id="milestone-2", role="laboratory_manager", promised_by=date(2026, 11, 25),
            answer="third in the queue", next_step="ring the manager", next_chase=date(2026, 11, 26), wait_over=True,
        )
    ]  # fmt: skip


def test_a_chase_of_the_whole_case_asks_who_and_shows_their_posts(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, chase_form(submit, WHOLE))
    assert form.accessibleName() == "Record chase: 44NI/00305/26"
    assert form.record_id() == "case-0"
    assert not form.shows_field("wait_over")
    form.submit()
    assert form.problem_of("how") == "Choose how."
    form._how.set_choice(ChaseWay.LETTER)
    form.submit()
    assert form.problem_of("agency") == "Choose who was chased."
    assert form._role.choices() == []
    form._agency.set_choice(Holder.HEALTH)
    assert [role.name for role in form._role.choices()] == ["Paediatrician", "Named doctor", "Designated doctor"]
    for name, field, words in (
        ("promised_by", form._promised, "This is not a day. Leave it empty where it is not known."),
        ("on", form._on, "Enter the day of the chase."),
    ):
        field.line.setText("never")
        field.line.textEdited.emit("never")
        form.submit()
        assert form.problem_of(name) == words
        field.set_day(TODAY)
    assert submit.requests == []


def test_an_escalation_goes_above_the_one_that_is_chased(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, escalation_form(submit))
    assert focused() is form.field("role")
    assert [role.name for role in form._role.choices()] == ["Laboratory manager", "Head of digital forensics"]
    write("Head")
    press("Tab")
    write("two promises broken")
    press("Tab")
    write("a start date")
    press("Tab")
    write("27/11")
    press("Tab", "Tab")
    write("Lewis")
    press("Return")
    form.submit()
    assert submit.requests == [
        EscalateDelay(
            by="o", case_id="case-0", agency=Holder.LABORATORY, role="head_of_digital_forensics", on=TODAY,
            why="two promises broken", asked_for="a start date", by_when=date(2026, 11, 27),
            milestone_id="milestone-2", asked_by="officer-9",
        )
    ]  # fmt: skip


def test_an_escalation_points_at_what_is_missing(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, escalation_form(submit))
    form._agency.set_choice(None)
    form.submit()
    assert form.problem_of("agency") == "Choose the agency."
    form._agency.set_choice(Holder.CPS)
    for name, words, fill in (
        ("role", "Choose to whom it is escalated.", lambda: form._role.setCurrentIndex(1)),
        ("why", "Say why it is escalated.", lambda: form._why.setText("no answer")),
        ("asked_for", "Say what is asked for.", lambda: form._asked_for.setText("a decision")),
        ("by_when", "Enter the day by which it is wanted.", lambda: form._by_when.set_day(TODAY)),
    ):
        form.submit()
        assert form.problem_of(name) == words
        fill()
    form._on.set_day(None)
    form.submit()
    assert form.problem_of("on") == "Enter the day of the escalation."
    form._on.set_day(TODAY)
    form.submit()
    (request,) = submit.requests
    assert (request.role, request.asked_by) == ("cps_unit_head", "")


def test_an_answer_to_an_escalation_is_written_down(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AnswerEscalationDialog("o", an_escalation(1), TODAY, submit))
    press("Return")
    assert form.problem_of("answer") == "Write what was answered."
    write("starts on Monday")
    form._on.set_day(None)
    press("Return")
    assert form.problem_of("on") == "Enter the day of the answer."
    form._on.set_day(TODAY)
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    form.take(an_escalation(1, version=2))
    form.submit()
    assert [request.version for request in submit.requests] == [1, 2]
    assert submit.requests[0] == AnswerEscalation("o", "chase-1", 1, TODAY, "starts on Monday")


def test_material_is_asked_for(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AskThirdPartyDialog("o", "case-0", "44NI/00305/26", TODAY, submit))
    press("Return")
    assert form.problem_of("source") == "Choose who was asked."
    write("Sch")
    press("Return")
    assert form.problem_of("what") == "Say what was asked for."
    write("attendance")
    form._on.set_day(None)
    press("Return")
    assert form.problem_of("on") == "Enter the day it was asked for."
    form._on.set_day(TODAY)
    form._promised.set_day(date(2026, 12, 1))
    form.submit()
    assert submit.requests == [
        AskThirdParty(
            "o", "case-0", ThirdParty.SCHOOL, "attendance", TODAY, date(2026, 12, 1), "Chase if it has not come"
        )
    ]
    assert form.record_id() == "case-0"


def test_material_came_or_was_refused(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AnswerThirdPartyDialog("o", a_request(0), TODAY, submit))
    assert not form.shows_field("refusal")
    form._on.set_day(None)
    form.submit()
    assert form.problem_of("on") == "Enter the day it ended."
    form._on.set_day(TODAY)
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    form.take(replace(a_request(0), version=2))
    form._how.set_choice("refused")
    form.submit()
    assert form.problem_of("refusal") == "Say why it was refused."
    form._refusal.setText("no consent")
    form.submit()
    assert submit.requests == [
        AnswerThirdParty("o", "request-0", 1, TODAY),
        AnswerThirdParty("o", "request-0", 2, TODAY, refused=True, refusal="no consent"),
    ]


def test_an_entry_is_withdrawn_with_its_reason(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(
        qtbot,
        WithdrawEntryDialog(
            "chase-0", 1, "Laboratory", lambda version, reason: WithdrawChase("o", "chase-0", version, reason), submit
        ),
    )
    press("Return")
    assert form.problem_of("reason") == "Say why it is taken back."
    write("wrong case")
    press("Return")
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    form.take(a_chase(0, version=3))
    form.submit()
    assert [request.version for request in submit.requests] == [1, 3]
    assert form.record_id() == "chase-0"


@pytest.mark.parametrize("which", range(6))
def test_every_control_has_a_name(qtbot: QtBot, which: int) -> None:
    submit = Submit()
    forms: list[RecordForm] = [
        chase_form(submit),
        escalation_form(submit),
        AnswerEscalationDialog("o", an_escalation(1), TODAY, submit),
        AskThirdPartyDialog("o", "case-0", "44NI/00305/26", TODAY, submit),
        AnswerThirdPartyDialog("o", a_request(0), TODAY, submit),
        WithdrawEntryDialog("chase-0", 1, "x", lambda version, reason: (version, reason), submit),
    ]
    form = shown(qtbot, forms[which])
    assert nameless(form) == []
