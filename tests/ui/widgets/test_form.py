"""Forms: stay open until they succeed, disabled meanwhile, problems beside the field."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tracker.errors import NotFound, RuleBroken
from ui.widgets.form import FieldProblem, FormDialog, FormDrawer


class Submitted:
    """A submit of the test's own: it decides when and how the request ends."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.done: Callable[[Any], None] = lambda result: None
        self.problem: Callable[[Exception], None] = lambda problem: None

    def __call__(self, request: Any, done: Callable[[Any], None], problem: Callable[[Exception], None]) -> None:
        self.requests.append(request)
        self.done, self.problem = done, problem


class Form(FormDrawer):
    """A form of two fields."""

    def __init__(self, submit: Submitted) -> None:
        super().__init__("Complete milestone", submit, "Record as done")
        self.on = QLineEdit()
        self.note = QPlainTextEdit()
        self.add_field("on", "&Date it happened", self.on, "The day, not the day it is recorded")
        self.add_field("note", "&Note", self.note)

    def build(self) -> str:
        if not self.on.text():
            raise FieldProblem("on", "Enter the day it happened.")
        return self.on.text()


@pytest.fixture
def submitted() -> Submitted:
    """What the form hands over."""
    return Submitted()


@pytest.fixture
def form(qtbot: QtBot, submitted: Submitted) -> Iterator[Form]:
    """A form, shown, with the focus in its first field."""
    made = Form(submitted)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.on.hasFocus)
    yield made
    made.hide()


def test_each_field_has_a_label_that_leads_to_it(form: Form) -> None:
    buddies = {label.buddy(): label.text() for label in form.findChildren(QLabel) if label.buddy()}
    assert buddies == {form.on: "&Date it happened", form.note: "&Note"}
    assert form.on.accessibleName() == "Date it happened"
    assert form.on.accessibleDescription() == "The day, not the day it is recorded"


def test_enter_submits_and_the_form_waits_disabled(qtbot: QtBot, form: Form, submitted: Submitted) -> None:
    qtbot.keyClicks(form.on, "fri")
    qtbot.keyClick(form.on, Qt.Key.Key_Return)
    assert submitted.requests == ["fri"]
    assert form.at_work()
    assert not form.on.isEnabled()
    assert not any(button.isEnabled() for button in form.findChildren(QPushButton))
    form.submit()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert submitted.requests == ["fri"]


def test_success_is_told_and_closes(qtbot: QtBot, form: Form, submitted: Submitted) -> None:
    form.on.setText("fri")
    form.submit()
    with qtbot.waitSignals([form.succeeded, form.closed], order="strict"):
        submitted.done("changes")


def test_a_broken_rule_is_said_beside_its_field_and_the_form_stays(
    qtbot: QtBot, form: Form, submitted: Submitted
) -> None:
    form.on.setText("fri")
    form.note.setPlainText("kept")
    form.submit()
    with qtbot.assertNotEmitted(form.closed):
        submitted.problem(RuleBroken("reason_needed", field="on"))
    assert form.problem_of("on") == "A reason is needed."
    assert form.problem_of("note") == ""
    assert form.problem_of() == ""
    assert form.on.isEnabled()
    assert form.note.toPlainText() == "kept"
    qtbot.waitUntil(form.on.hasFocus)


def test_a_problem_of_no_field_is_said_for_the_whole_form(form: Form, submitted: Submitted) -> None:
    form.on.setText("fri")
    form.submit()
    submitted.problem(NotFound("not_found"))
    assert form.problem_of() == "There is no such record, or you may not see it."


def test_a_broken_rule_about_a_field_that_is_not_here_is_said_for_the_whole(form: Form, submitted: Submitted) -> None:
    form.on.setText("fri")
    form.submit()
    submitted.problem(RuleBroken("reason_needed", field="reason"))
    assert form.problem_of() == "A reason is needed."


def test_problems_go_when_it_is_tried_again(form: Form, submitted: Submitted) -> None:
    form.submit()
    assert form.problem_of("on") == "Enter the day it happened."
    assert submitted.requests == []
    form.on.setText("fri")
    form.submit()
    assert form.problem_of("on") == ""
    assert submitted.requests == ["fri"]


def test_escape_leaves(qtbot: QtBot, form: Form, submitted: Submitted) -> None:
    with qtbot.waitSignal(form.closed), qtbot.assertNotEmitted(form.succeeded):
        qtbot.keyClick(form.on, Qt.Key.Key_Escape)
    form.on.setText("fri")
    form.submit()
    assert submitted.requests == []


def test_enter_in_a_note_is_a_new_line_and_control_enter_submits(
    qtbot: QtBot, form: Form, submitted: Submitted
) -> None:
    form.on.setText("fri")
    form.note.setFocus()
    qtbot.keyClick(form.note, Qt.Key.Key_Return)
    assert submitted.requests == []
    assert form.note.toPlainText() == "\n"
    qtbot.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert submitted.requests == ["fri"]
    assert form.note.toPlainText() == "\n"


def test_enter_on_a_button_presses_that_button(qtbot: QtBot, form: Form, submitted: Submitted) -> None:
    form.on.setText("fri")
    cancel = next(button for button in form.findChildren(QPushButton) if button.text() == "Cancel")
    cancel.setFocus()
    qtbot.waitUntil(cancel.hasFocus)
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert submitted.requests == []


def test_tab_goes_from_field_to_field(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClick(form.on, Qt.Key.Key_Tab)
    assert form.note.hasFocus()


def test_a_fault_of_ours_is_handed_on_and_the_form_stays(form: Form, submitted: Submitted) -> None:
    form.on.setText("fri")
    form.submit()
    with pytest.raises(KeyError):
        submitted.problem(KeyError("a fault"))
    assert form.problem_of().startswith("Something went wrong")
    assert form.on.isEnabled()


def test_a_dialog_is_accepted_when_its_form_succeeds(qtbot: QtBot, submitted: Submitted) -> None:
    form = Form(submitted)
    dialog = FormDialog(form)
    qtbot.addWidget(dialog)
    dialog.open()
    form.on.setText("fri")
    form.submit()
    dialog.reject()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        submitted.done(None)
    assert not dialog.isVisible()


def test_a_dialog_is_left_by_escape(qtbot: QtBot, submitted: Submitted) -> None:
    dialog = FormDialog(Form(submitted))
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_field_can_be_left_out_for_now_and_keeps_what_was_entered(submitted: Submitted, form: Form) -> None:
    form.note.setPlainText("kept")
    form.show_field("note", shown=False)
    assert not form.shows_field("note")
    assert not form.note.isVisible()
    form.on.setText("today")
    form.submit()
    submitted.problem(RuleBroken("reason_needed", field="note"))
    assert form.problem_of("note") == ""
    assert form.problem_of() == "A reason is needed."
    form.show_field("note", shown=True)
    assert form.shows_field("note")
    assert form.note.toPlainText() == "kept"


def test_a_refused_form_gives_the_focus_back(submitted: Submitted, form: Form) -> None:
    form.on.setText("today")
    form.note.setFocus()
    form.submit()
    submitted.problem(NotFound("not_found"))
    assert form.note.hasFocus()
