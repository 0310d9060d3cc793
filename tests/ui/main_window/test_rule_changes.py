"""What the window says of changed holidays and limits, and who may apply them there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker, a_person
from tests.ui.dialogs.test_rule_changes_dialog import FOUND
from tests.ui.keyboard import press, write
from tests.ui.main_window.test_main_window import PAGES, context_of, tracker, window
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.changes import Changes, Notice
from tracker.rows.rule_changes import RuleChangesQuestion
from tracker.terms import Role, Severity
from ui.main_window.main_window import MainWindow
from ui.menu_commands import MenuCommands
from ui.problems import Problems
from ui.widgets.form import FormDialog

__all__ = ["tracker", "window"]


def waiting(window: MainWindow, tracker: FakeTracker) -> None:
    tracker.answers[RuleChangesQuestion] = FOUND
    window._ask_rules()


def test_nothing_is_said_while_nothing_waits(window: MainWindow) -> None:
    window._ask_rules()
    assert window.rules_banner.isHidden()


def test_a_line_says_that_changes_wait_and_leads_to_them(
    qtbot: QtBot, window: MainWindow, tracker: FakeTracker
) -> None:
    waiting(window, tracker)
    assert window.rules_banner.words.text() == "Changed holidays or limits wait to be applied: 2 clocks would move"
    qtbot.mouseClick(window.rules_banner.show_them, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(FormDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    tracker.answers[ApplyRuleChanges] = Changes.of(result=2)
    reason = dialog.form.field("reason")
    assert isinstance(reason, QLineEdit)
    qtbot.waitUntil(reason.hasFocus)
    write("announced")
    press("Return")
    assert tracker.done[-1] == ApplyRuleChanges("officer-902", "digest", "announced")
    assert window.status.said.text() == "Applied: 2 clocks moved, each with a note"
    assert window.rules_banner.isHidden()


def test_the_command_opens_it_too(qtbot: QtBot, window: MainWindow, tracker: FakeTracker) -> None:
    waiting(window, tracker)
    window.commands.action("changed_rules").trigger()
    (dialog,) = window.findChildren(FormDialog)
    assert dialog.windowTitle() == "Changed holidays and limits"
    dialog.reject()


def test_it_is_said_when_another_workstation_has_applied_them(window: MainWindow, tracker: FakeTracker) -> None:
    waiting(window, tracker)
    tracker.commit(Changes.of(case=None, notices=[Notice("rules_changed", Severity.WARNING)]))
    assert window.status.said.text().startswith("Holidays were changed at another workstation")
    assert window.rules_banner.isHidden()


@pytest.mark.parametrize(("role", "may"), [(Role.DETECTIVE, False), (Role.ADMINISTRATOR, True), (Role.READER, False)])
def test_only_who_may_apply_them_has_the_command(qtbot: QtBot, tracker: FakeTracker, role: Role, may: bool) -> None:
    tracker.person = a_person(roles=frozenset({role}))
    commands, problems = MenuCommands(), Problems()
    window = MainWindow(commands, problems)
    for service in (commands, problems):
        service.setParent(window)
    qtbot.addWidget(window)
    window.show()
    context = context_of(window, tracker, problems)
    window.open(replace(context, person=tracker.person), PAGES)
    assert commands.action("changed_rules").isEnabled() is may
    window.close()
