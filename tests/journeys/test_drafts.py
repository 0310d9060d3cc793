"""What was typed when the program went down is back when the form opens again."""

from collections.abc import Callable

from tests.journeys.conftest import at_the_cases
from tests.journeys.desk import Desk
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE
from ui.dialogs.add_note_dialog import AddNoteDialog


def open_note(desk: Desk) -> None:
    """Open the form for a note on the late case."""
    desk.find(LATE)
    desk.press("Return", "Shift+N")


def test_a_note_survives_a_crash_and_is_gone_once_it_is_sent(sit_down: Callable[[str], Desk], no_ticks: None) -> None:
    desk = at_the_cases(sit_down(DETECTIVES_ACCOUNT))
    open_note(desk)
    desk.write("School told of the visit on Tuesday")
    desk.leave()

    again = at_the_cases(sit_down(DETECTIVES_ACCOUNT))
    open_note(again)
    again.wait_until(lambda: "School told of the" in again.form(AddNoteDialog)._text.toPlainText())
    again.press("Ctrl+Return")
    assert again.said().startswith("Note added")
    again.press("Shift+N")
    assert again.form(AddNoteDialog)._text.toPlainText() == ""
