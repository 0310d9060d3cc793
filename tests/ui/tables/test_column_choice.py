"""Columns are chosen and ordered by keyboard and by menu, remembered by name, and copied as they are shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.tables.a_table import a_model
from ui.tables.column_choice import ColumnChoice
from ui.tables.row_table_view import RowTableView
from ui.window_state import remember_columns

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NAME, LATE, STATE, DRIFT = range(4)


def a_view(qtbot: QtBot, name: str = "chosen") -> RowTableView:
    model = a_model()
    view = RowTableView(model, name)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def entry(choice: ColumnChoice, words: str) -> QAction:
    """Give an entry of the menu; the menu lives as long as its view."""
    return next(action for action in choice.menu().actions() if action.text() == words)


def test_the_menu_shows_and_hides_columns_and_the_last_one_stays(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    for words in ("State", "Drift", "Days late"):
        entry(view.choice, words).trigger()
    assert view.choice.shown() == [NAME]
    assert not entry(view.choice, "Name").isEnabled()
    view.choice.want(NAME, wanted=False)
    assert view.choice.shown() == [NAME]
    entry(view.choice, "State").trigger()
    assert view.choice.shown() == [NAME, STATE]


def test_the_menu_opens_by_keyboard(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL_SHIFT)
    (menu,) = view.findChildren(QMenu)
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert view.isColumnHidden(NAME)


def test_a_column_moves_past_its_shown_neighbour(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(LATE, wanted=False)
    view.select_first()
    qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL_SHIFT)
    assert view.choice.shown() == [STATE, NAME, DRIFT]
    qtbot.keyClick(view, Qt.Key.Key_Left, CONTROL_SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Left, CONTROL_SHIFT)
    assert view.choice.shown() == [NAME, STATE, DRIFT]


def test_a_column_that_is_not_shown_does_not_move(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(LATE, wanted=False)
    view.choice.move(LATE, 1)
    assert view.choice.shown() == [NAME, STATE, DRIFT]


def test_the_choice_is_remembered_by_name_until_it_is_given_up(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(LATE, wanted=False)
    view.choice.move(DRIFT, -1)
    assert a_view(qtbot).choice.shown() == [NAME, DRIFT, STATE]
    assert a_view(qtbot, "another").choice.shown() == [NAME, LATE, STATE, DRIFT]
    entry(view.choice, "&Usual columns").trigger()
    assert view.choice.shown() == [NAME, LATE, STATE, DRIFT]
    assert a_view(qtbot).choice.shown() == [NAME, LATE, STATE, DRIFT]


def test_columns_the_program_has_since_then_stand_at_the_end(qtbot: QtBot) -> None:
    remember_columns("chosen", [("Drift", True), ("No longer there", True), ("Name", False)])
    assert a_view(qtbot).choice.shown() == [DRIFT, LATE, STATE]


@pytest.mark.parametrize("kept", ["", "no list", "[1]", '[["Name"]]'])
def test_what_cannot_be_read_is_as_nothing(qtbot: QtBot, kept: str) -> None:
    from ui.window_state import settings

    settings().setValue("columns/chosen", kept)
    assert a_view(qtbot).choice.shown() == [NAME, LATE, STATE, DRIFT]


def test_no_column_at_all_is_not_a_choice(qtbot: QtBot) -> None:
    remember_columns("chosen", [(title, False) for title in ("Name", "Days late", "State", "Drift")])
    assert a_view(qtbot).choice.shown() == [NAME, LATE, STATE, DRIFT]


def test_what_a_page_leaves_out_is_not_offered_and_comes_back_as_it_was(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(DRIFT, wanted=False)
    view.choice.leave_out(STATE, left_out=True)
    assert view.choice.shown() == [NAME, LATE]
    offered = [action.text() for action in view.choice.menu().actions() if action.text()]
    assert offered == ["Name", "Days late", "Drift", "&Usual columns"]
    view.choice.leave_out(STATE, left_out=False)
    assert view.choice.shown() == [NAME, LATE, STATE]


def test_copies_are_as_shown(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(DRIFT, wanted=False)
    view.choice.move(STATE, -1)
    view.copy_as_table()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["Name\tState\tDays late", "Beta\trunning\t3"]


def test_a_hidden_column_keeps_a_width_to_come_back_with(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    view.choice.want(LATE, wanted=False)
    assert view._widths()[LATE] == view.row_model().columns[LATE].width
