"""The forms about an alert and about a case."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, alert_rows
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.errors import RuleBroken
from tracker.rows.people import OfficerRow, Officers
from ui.dialogs.acknowledge_alert_dialog import AcknowledgeAlertDialog

OVERDUE, TAKEN = alert_rows()[0], alert_rows()[6]
OFFICERS = Officers(
    (
        OfficerRow("officer-1", "DC 3312 Patel", "team-1", "Team 1"),
        OfficerRow("officer-2", "DC 2207 Hughes", "team-1", "Team 1"),
    ),
    (),
)


def test_an_alert_is_taken_on_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AcknowledgeAlertDialog("o", OVERDUE, TODAY, submit))
    assert "44NI/00305/26: Strategy discussion" in words(form)
    assert "176 working days late" in words(form)
    write("call the laboratory")
    press("Tab")
    write("fri")
    press("Return")
    assert submit.requests == [AcknowledgeAlert("o", "alert-0", 1, "call the laboratory", TODAY)]


@pytest.mark.parametrize(("step", "day", "field"), [("", TODAY, "next_step"), ("call", None, "next_step_by")])
def test_an_alert_needs_a_next_step_and_a_day(qtbot: QtBot, step: str, day: date | None, field: str) -> None:
    submit = Submit()
    form = shown(qtbot, AcknowledgeAlertDialog("o", OVERDUE, TODAY, submit))
    form._next_step.setText(step)
    form._by_when.set_day(day)
    form.submit()
    assert submit.requests == []
    assert form.problem_of(field)


def test_a_day_that_has_passed_is_said_beside_it(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AcknowledgeAlertDialog("o", OVERDUE, TODAY, submit))
    form._next_step.setText("call")
    form._by_when.set_day(date(2026, 11, 2))
    form.submit()
    submit.fail(RuleBroken("next_step_in_past", field="next_step_by", on=date(2026, 11, 2)))
    assert "Mon 2 Nov 2026" in form.problem_of("next_step_by")


def test_an_alert_taken_on_before_shows_by_whom_and_what_was_promised(qtbot: QtBot) -> None:
    form = shown(qtbot, AcknowledgeAlertDialog("o", TAKEN, TODAY, Submit()))
    assert "Acknowledged before by DS 902 Ade." in words(form)
    assert form._next_step.text() == TAKEN.next_step


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    for form in (AcknowledgeAlertDialog("o", OVERDUE, TODAY, Submit()),):
        shown(qtbot, form)
        assert nameless(form) == []
