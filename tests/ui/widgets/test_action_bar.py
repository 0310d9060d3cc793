"""Buttons for what can be done: with the letters where there is room, without where there is not."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import dress, settle
from tests.ui.held import hold
from ui.widgets.action_bar import ActionBar


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The program's own buttons have no least width of the style's, whichever test was before."""
    dress(qapp, "light")


def a_bar(qtbot: QtBot, *, upright: bool = False) -> tuple[ActionBar, list[QPushButton]]:
    owner = QWidget()
    hold(qtbot, owner)
    actions = []
    for words, key in (("Complete", "C"), ("Re-plan", "R"), ("Allocate", "")):
        action = QAction(f"&{words}...", owner)
        if key:
            action.setShortcut(QKeySequence(key))
        actions.append((action, words))
    bar = ActionBar(actions, upright=upright, parent=owner)
    owner.show()
    return bar, bar.findChildren(QPushButton)


def words_at(bar: ActionBar, width: int) -> list[str]:
    bar.resize(width, 40)
    settle()
    return [button.text() for button in bar.findChildren(QPushButton)]


def test_the_letters_go_where_there_is_no_room_and_come_back(qtbot: QtBot) -> None:
    bar, buttons = a_bar(qtbot)
    with_letters = ["Complete (C)", "Re-plan (R)", "Allocate"]
    assert words_at(bar, 900) == with_letters
    least = bar.minimumSizeHint().width()
    assert words_at(bar, least) == ["Complete", "Re-plan", "Allocate"]
    assert bar.minimumSizeHint().width() == pytest.approx(least, abs=2)
    assert words_at(bar, 900) == with_letters
    assert [button.accessibleName() for button in buttons] == ["Complete", "Re-plan", "Allocate"]


def test_an_upright_bar_keeps_its_letters(qtbot: QtBot) -> None:
    bar, _ = a_bar(qtbot, upright=True)
    assert words_at(bar, 60)[0] == "Complete (C)"
