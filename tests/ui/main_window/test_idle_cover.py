"""After so long without a key the windows are covered; the key that uncovers them does nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window.idle_cover import IdleCover


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    """A window with a field that has the focus."""
    made = QMainWindow()
    qtbot.addWidget(made)
    line = QLineEdit()
    made.setCentralWidget(line)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    yield made
    made.close()


@pytest.fixture
def idle(qtbot: QtBot, window: QMainWindow) -> Iterator[IdleCover]:
    """A cover that watches, for ten minutes."""
    made = IdleCover(10)
    made.begin()
    yield made
    made.uncover()
    made.shut_down()


def covers(window: QWidget) -> list[QWidget]:
    return [cover for cover in window.findChildren(QWidget, "cover") if cover.isVisible()]


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.windowHandle(), key)


def timer_of(idle: IdleCover) -> QTimer:
    timer = idle.findChild(QTimer)
    assert isinstance(timer, QTimer)
    return timer


def test_it_waits_as_long_as_the_settings_say(idle: IdleCover) -> None:
    timer = timer_of(idle)
    assert timer.interval() == 600_000
    assert timer.isActive()
    assert timer.objectName() == "idle"


def test_the_content_is_hidden_when_the_time_is_up(qtbot: QtBot, idle: IdleCover, window: QMainWindow) -> None:
    with qtbot.waitSignal(idle.changed) as told:
        timer_of(idle).timeout.emit()
    assert told.args == [True]
    assert [cover.geometry() for cover in covers(window)] == [window.rect()]
    window.resize(500, 350)
    assert covers(window)[0].geometry() == window.rect()


def test_the_key_that_uncovers_is_not_typed(qtbot: QtBot, idle: IdleCover, window: QMainWindow) -> None:
    idle.cover()
    press(window, Qt.Key.Key_A)
    assert not idle.is_covered()
    assert covers(window) == []
    line = window.centralWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == ""
    press(window, Qt.Key.Key_B)
    assert line.text() == "b"
    assert timer_of(idle).isActive()


def test_a_key_begins_the_time_anew(qtbot: QtBot, idle: IdleCover, window: QMainWindow) -> None:
    timer = timer_of(idle)
    timer.stop()
    press(window, Qt.Key.Key_A)
    assert timer.isActive()


def test_a_click_uncovers_and_presses_nothing(qtbot: QtBot, idle: IdleCover, window: QMainWindow) -> None:
    idle.cover()
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=window.rect().center())
    assert not idle.is_covered()


def test_dialogs_are_covered_too(qtbot: QtBot, idle: IdleCover, window: QMainWindow) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit("typed"))
    dialog.open()
    idle.cover()
    assert len(covers(dialog)) == 1
    press(dialog, Qt.Key.Key_Escape)
    assert covers(dialog) == []
    assert dialog.isVisible()
    dialog.close()


def test_covering_twice_is_covering_once(idle: IdleCover, window: QMainWindow) -> None:
    idle.cover()
    idle.cover()
    assert len(covers(window)) == 1
