"""Asking another force to take a case, and what came of it; accepted only with what stays open in view."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.agency_rows import agency_roles
from tests.closing_rows import a_closing
from tests.rows_to_show import TODAY, a_case_file
from tests.transfer_rows import an_open_request
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless
from tracker.actions.answer_force import AnswerForce
from tracker.actions.ask_force import AskForce
from tracker.errors import StorageProblem
from tracker.rows.case_transfers import ForceRequestRow
from tracker.terms import ForceAnswer
from ui.dialogs.answer_force_dialog import AnswerForceDialog
from ui.dialogs.ask_force_dialog import AskForceDialog
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField


def the_request(version: int = 1) -> ForceRequestRow:
    request = an_open_request(version).force_request
    assert request is not None
    return request


def an_answer(qtbot: QtBot, submit: Submit) -> AnswerForceDialog:
    form = AnswerForceDialog(
        "officer-902", "case-0", "44NI/00305/26", the_request(), agency_roles(), TODAY, submit
    )  # fmt: skip
    hold(qtbot, form)
    form.show()
    return form


def write(form: RecordForm, name: str, words: str) -> None:
    field = form.field(name)
    assert isinstance(field, QLineEdit)
    field.setText(words)


def choose(form: RecordForm, name: str, choice: object = None) -> None:
    field = form.field(name)
    assert isinstance(field, ChoiceField)
    field.set_choice(field.choices()[0] if choice is None else choice)


def test_a_force_is_asked_by_post_with_a_reason(qtbot: QtBot) -> None:
    submit = Submit()
    form = AskForceDialog("officer-902", a_case_file(), agency_roles(), TODAY, submit)
    hold(qtbot, form)
    form.show()
    for name, problem in (("force", "Say which force."), ("role", "Choose to whom it was sent.")):
        form.submit()
        assert form.problem_of(name) == problem
        write(form, name, "West Mercia") if name == "force" else choose(form, name)
    form.submit()
    assert form.problem_of("reason") == "Say why it is theirs."
    write(form, "reason", " committed there ")
    form.take(replace(a_case_file(), version=5))
    form.submit()
    assert submit.requests == [
        AskForce("officer-902", "case-0", 5, "West Mercia", "officer_in_the_case_there", TODAY, "committed there")
    ]
    assert nameless(form) == []


def test_an_acceptance_waits_for_the_list_and_asks_for_the_reference(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_answer(qtbot, submit)
    form.submit()
    assert form.problem_of("answer") == "Choose what came of it."
    assert form.listed() == ""
    choose(form, "answer", ForceAnswer.ACCEPTED)
    assert form.listed() == "Reading what is still open..."
    assert not form.confirm_button().isEnabled()
    form.submit()
    assert submit.requests == []
    form.cannot_list(StorageProblem("locked"))
    assert form.listed().startswith("What is still open cannot be listed, so the case cannot be closed now.")
    form.take(replace(a_closing(), seen=("milestone-force", *a_closing().seen[1:])))
    assert form.confirm_button().text() == "Close as transferred"
    assert "Live bail" not in form.listed(), "what the answer itself ends is not among what stays open"
    assert "Device not back (2)" in form.listed()
    form.submit()
    assert form.problem_of("reference") == "Enter the reference they gave it."
    write(form, "reference", "22/1")
    form.submit()
    assert form.problem_of("accepted_by") == "Choose who accepted it."
    choose(form, "accepted_by")
    write(form, "without_review", " agreed ")
    form.take_asked(the_request(3))
    form.submit()
    assert submit.requests == [
        AnswerForce(
            "officer-902", "force-2", 3, ForceAnswer.ACCEPTED, TODAY, "", "22/1", "officer_in_the_case_there", "agreed",
            ("milestone-force", *a_closing().seen[1:]),
        )
    ]  # fmt: skip
    assert nameless(form) == []


def test_a_refusal_asks_why_and_leaves_the_case_open(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_answer(qtbot, submit)
    choose(form, "answer", ForceAnswer.REFUSED)
    assert (form.listed(), form.shows_field("reference"), form.shows_field("without_review")) == ("", False, False)
    assert form.confirm_button().text() == "Record answer"
    form.submit()
    assert form.problem_of("because") == "Say why."
    write(form, "because", "one place lies here")
    form.submit()
    assert submit.requests == [
        AnswerForce(
            "officer-902", "force-2", 1, ForceAnswer.REFUSED, date(2026, 11, 20), "one place lies here"
        )
    ]  # fmt: skip
