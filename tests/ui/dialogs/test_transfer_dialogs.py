"""A case is transferred with what goes with it in view; a restricted one only to somebody who can see it."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.transfer_rows import a_transfer_preview
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless
from tracker.actions.transfer_case import TransferCase
from tracker.rows.case_transfers import TransferPreview
from ui.dialogs.transfer_case_dialog import TransferCaseDialog
from ui.widgets.choice_field import ChoiceField


def a_form(qtbot: QtBot, submit: Submit, preview: TransferPreview) -> TransferCaseDialog:
    form = TransferCaseDialog("officer-902", preview, submit)
    hold(qtbot, form)
    form.show()
    return form


def choice(form: TransferCaseDialog, name: str) -> ChoiceField:
    field = form.field(name)
    assert isinstance(field, ChoiceField)
    return field


def choose(form: TransferCaseDialog, name: str, place: int) -> None:
    field = choice(form, name)
    field.set_choice(field.choices()[place])


def write(form: TransferCaseDialog, words: str) -> None:
    field = form.field("reason")
    assert isinstance(field, QLineEdit)
    field.setText(words)


def test_what_goes_with_a_case_stands_in_the_form(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, submit, a_transfer_preview())
    assert form.said().startswith("Now with DC 3312 Patel, team Team 1. From today it waits in the other team")
    assert "Goes over with it, and is recorded: " in form.said()
    assert form.said().endswith("1 follow-up action of reviews: for whoever gets the case.")
    assert [choice(form, "team_id").itemText(place) for place in (1, 2)] == [
        "Team 2: 2 cases wait there", "Team 3: no case waits there",
    ]  # fmt: skip
    assert choice(form, "supervisor_id").choices() == []
    form.submit()
    assert form.problem_of("team_id") == "Choose the team."
    choose(form, "team_id", 0)
    supervisors = choice(form, "supervisor_id")
    assert [supervisors.itemText(place) for place in range(3)] == [
        "Left to the team", "DS 417 Blake", "DI 77 Lewis (away)",
    ]  # fmt: skip
    form.submit()
    assert form.problem_of("reason") == "Say why it is transferred."
    write(form, " the family moved ")
    form.submit()
    assert submit.requests == [TransferCase("officer-902", "case-0", 1, "team-2", "the family moved")]
    assert nameless(form) == []


def test_a_restricted_case_needs_a_supervisor_there(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, submit, a_transfer_preview(restricted=True))
    choose(form, "team_id", 0)
    write(form, "moved")
    form.submit()
    assert form.problem_of("supervisor_id").startswith("The case is restricted: choose who supervises it there")
    choose(form, "supervisor_id", 0)
    form.take(a_transfer_preview(restricted=True, version=4))
    form.submit()
    assert submit.requests == [TransferCase("officer-902", "case-0", 4, "team-2", "moved", "officer-5")]
