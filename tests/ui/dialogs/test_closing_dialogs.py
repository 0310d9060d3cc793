"""A case is closed only after what is open in it has been listed, and reopened with a reason."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.closing_rows import a_closing
from tests.rows_to_show import TODAY, a_case_file
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless
from tests.ui.parts import reload_of
from tracker.actions.close_case import CloseCase
from tracker.actions.reopen_case import ReopenCase
from tracker.errors import StaleRecord, StorageProblem
from tracker.terms import CaseStatus
from ui.dialogs.close_case_dialog import CloseCaseDialog
from ui.dialogs.reopen_case_dialog import ReopenCaseDialog
from ui.widgets.choice_field import ChoiceField


def a_form(qtbot: QtBot, submit: Submit) -> CloseCaseDialog:
    form = CloseCaseDialog("officer-902", "case-0", "44NI/00305/26", TODAY, submit)
    hold(qtbot, form)
    form.show()
    return form


def write(form: CloseCaseDialog, name: str, words: str) -> None:
    field = form.field(name)
    assert isinstance(field, QLineEdit)
    field.setText(words)


def choose(form: CloseCaseDialog, place: int) -> None:
    field = form.field("outcome_code")
    assert isinstance(field, ChoiceField)
    field.set_choice(field.choices()[place])


def test_nothing_is_confirmed_before_the_list_has_come(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, submit)
    assert form.listed() == "Reading what is still open..."
    assert not form.confirm_button().isEnabled()
    form.submit()
    assert submit.requests == []
    form.take(a_closing())
    assert form.confirm_button().isEnabled()
    assert form.listed().splitlines()[:4] == [
        "Still open, and left so when the case is closed:",
        "Live bail (1)",
        "– S1: on bail, ends Sat 28 Nov 2026",
        "Device not back (2)",
    ]
    assert nameless(form) == []


def test_a_list_that_cannot_be_read_leaves_nothing_to_confirm(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, submit)
    form.cannot_list(StorageProblem("locked"))
    assert form.listed().startswith("What is still open cannot be listed, so the case cannot be closed now.")
    assert not form.confirm_button().isEnabled()
    form.submit()
    assert submit.requests == []


def test_what_the_outcome_and_the_missing_review_ask_for(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, submit)
    form.take(a_closing())
    form.submit()
    assert form.problem_of("outcome_code") == "Choose the outcome."
    assert form.shows_field("without_review")
    assert not form.shows_field("reason")
    choose(form, 1)
    assert form.shows_field("reason")
    write(form, "reason", " West Mercia ")
    write(form, "without_review", "agreed")
    form.submit()
    assert submit.requests == [
        CloseCase("officer-902", "case-0", 1, "20", date(2026, 11, 20), "West Mercia", "agreed", a_closing().seen)
    ]
    assert not form.confirm_button().isEnabled()
    submit.fail(StaleRecord("open_work_changed"))
    assert form.problem_of().startswith("What is open has changed since it was listed.")
    assert reload_of(form).isVisible()
    form.take(replace(a_closing(reviewed=True, version=4), open_work=(), seen=()))
    assert form.listed() == "Nothing is open in this case."
    choose(form, 0)
    form.submit()
    assert submit.requests[-1] == CloseCase("officer-902", "case-0", 4, "15", date(2026, 11, 20), seen=())


def test_reopening_asks_why(qtbot: QtBot) -> None:
    submit = Submit()
    file = replace(a_case_file(), status=CaseStatus.CLOSED, closed_on=date(2026, 11, 2), outcome_code="15")
    form = ReopenCaseDialog("officer-902", file, submit)
    hold(qtbot, form)
    form.show()
    form.submit()
    assert form.problem_of("reason") == "Say why it is reopened."
    field = form.field("reason")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("new evidence")
    form.take(replace(file, version=7))
    form.submit()
    assert submit.requests == [ReopenCase("officer-902", "case-0", 7, "new evidence")]
