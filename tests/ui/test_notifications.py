"""Desktop notices: one for a batch, without a name, and none where there is nothing to say."""

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tracker.changes import Notice
from tracker.terms import Severity
from ui.notifications import Notifications, in_words

RAISED = Notice("alerts_raised", Severity.URGENT, 3)


def test_a_batch_is_one_line() -> None:
    assert in_words([RAISED]) == "3 new alerts; the most serious: urgent"
    assert in_words([Notice("alerts_raised", Severity.WARNING)]) == "1 new alert; the most serious: warning"


def test_the_worst_of_a_batch_is_named() -> None:
    batch = [RAISED, Notice("alerts_raised", Severity.CRITICAL, 1), Notice("alerts_raised", Severity.NOTICE, 9)]
    assert in_words(batch).endswith("the most serious: critical")


def test_nothing_is_said_of_nothing() -> None:
    assert in_words([]) == ""
    assert in_words([Notice("completed", Severity.NOTICE)]) == ""
    assert in_words([Notice("alerts_raised", Severity.NOTICE, 0)]) == ""


def test_without_a_tray_nothing_breaks(qtbot: QtBot) -> None:
    notifications = Notifications(QIcon())
    assert notifications.show([RAISED]) == "3 new alerts; the most serious: urgent"
    notifications.shut_down()


def test_a_batch_is_shown_once_in_the_tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, *words: shown.append(words))
    notifications = Notifications(QIcon())
    notifications.show([RAISED, RAISED])
    notifications.show([])
    assert [words[:2] for words in shown] == [("Undrift", "6 new alerts; the most serious: urgent")]
    assert shown[0][2] is QSystemTrayIcon.MessageIcon.Warning
    notifications.shut_down()
