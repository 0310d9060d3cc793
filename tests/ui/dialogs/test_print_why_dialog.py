"""For whom a paper that says why a date is what it is, and why."""

from pytestqt.qtbot import QtBot

from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tracker.actions.print_why import PrintWhy
from tracker.errors import RuleBroken
from ui.dialogs.print_why_dialog import PrintWhyDialog


def a_form(submit: Submit) -> PrintWhyDialog:
    return PrintWhyDialog("o", "case-0", "milestone-2", "Computer report", submit)


def test_it_says_that_it_is_logged_and_builds_the_request(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, a_form(submit))
    assert "It is logged as given out." in words(form)
    write("reviewing lawyer")
    press("Tab")
    write("bail review")
    press("Return")
    assert submit.requests == [PrintWhy("o", "case-0", "milestone-2", "reviewing lawyer", "bail review")]
    assert form.record_id() == "milestone-2"
    assert nameless(form) == []


def test_what_is_missing_or_refused_is_said_beside_its_field(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, a_form(submit))
    form.submit()
    assert form.problem_of("recipient") == "Say whom the paper is for."
    write("x")
    press("Tab")
    form.submit()
    assert form.problem_of("reason") == "Say why it is made."
    write("y")
    press("Return")
    submit.fail(RuleBroken("no_clock_to_explain", field="milestone"))
    assert form.problem_of() == "No clock runs here, so there is no date to explain."
