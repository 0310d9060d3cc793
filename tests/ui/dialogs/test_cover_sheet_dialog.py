"""For whom a copy is, and why."""

from pytestqt.qtbot import QtBot

from tests.rows_to_show import a_unit
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tracker.actions.print_report import PrintReport
from tracker.errors import RuleBroken
from tracker.rows.frozen_reports import ReportListQuestion
from ui.dialogs.cover_sheet_dialog import CoverSheetDialog

ROW = a_unit().answers[ReportListQuestion][1]


def test_it_says_which_copy_it_will_be_and_builds_the_request(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CoverSheetDialog("o", ROW, "Print", submit))
    assert "Week from Mon 2 Nov 2026. Copy 2 of this paper." in words(form)
    write("inspector")
    press("Tab")
    write("weekly meeting")
    press("Return")
    assert submit.requests == [PrintReport("o", "WD-2026-45", "inspector", "weekly meeting")]
    assert nameless(form) == []


def test_a_recipient_that_is_refused_is_said_beside_the_field(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CoverSheetDialog("o", ROW, "Print", submit))
    form.submit()
    assert "whom" in form.problem_of("recipient")
    write("x")
    press("Tab")
    write("y")
    press("Return")
    submit.fail(RuleBroken("reason_needed", field="reason"))
    assert "A reason is needed." in form.problem_of("reason")
