"""The one view: keyboard, selection by key, copying, remembered widths."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.tables.a_table import ROWS, Row, a_model, ids
from ui.tables.delegates import ROW_HEIGHT
from ui.tables.row_table_view import RowTableView, safe_cell
from ui.window_state import remember_widths, remembered_widths

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[RowTableView]:
    """A view of three rows, shown and focused."""
    made = a_view(qtbot)
    yield made
    made.hide()


def a_view(qtbot: QtBot, name: str = "a_table") -> RowTableView:
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


def test_rows_have_one_height(view: RowTableView) -> None:
    assert {view.rowHeight(place) for place in range(3)} == {ROW_HEIGHT}
    assert view.verticalHeader().isHidden()


def test_the_first_row_is_selected_when_the_table_gets_the_focus(view: RowTableView) -> None:
    assert view.selected_row() is ROWS[0]
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]


def test_the_cursor_tells_the_row(qtbot: QtBot, view: RowTableView) -> None:
    with qtbot.waitSignal(view.row_selected) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args == [ROWS[1]]


def test_moving_along_a_row_tells_nothing(qtbot: QtBot, view: RowTableView) -> None:
    view.select_first()
    with qtbot.assertNotEmitted(view.row_selected):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_activates_the_row(qtbot: QtBot, view: RowTableView, key: Qt.Key) -> None:
    view.select_key("c")
    with qtbot.waitSignal(view.row_activated) as told:
        qtbot.keyClick(view, key)
    assert told.args == [ROWS[2]]


def test_enter_on_no_row_does_nothing(qtbot: QtBot, view: RowTableView) -> None:
    view.row_model().set_rows(())
    with qtbot.assertNotEmitted(view.row_activated):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_two_clicks_activate_the_row(qtbot: QtBot, view: RowTableView) -> None:
    place = view.visualRect(view.row_model().index(1, 0)).center()
    with qtbot.waitSignal(view.row_activated) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [ROWS[1]]


def test_the_selection_is_kept_by_key(qtbot: QtBot, view: RowTableView) -> None:
    model = view.row_model()
    view.select_key("b")
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert view.selected_row() is ROWS[1]
    model.set_rows(reversed([replace(row, name=f"{row.name} again") for row in ROWS]))
    assert view.selected_row().name == "alpha again"
    model.replace([Row("new", "aaa")])
    assert view.selected_row().id == "b"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [view.currentIndex().row()]


def test_a_selected_row_that_is_gone_after_a_reset_is_told(qtbot: QtBot, view: RowTableView) -> None:
    view.select_key("b")
    with qtbot.waitSignal(view.row_selected, check_params_cb=lambda row: row is None):
        view.row_model().set_rows(ROWS[:1])
    assert view.selected_row() is None


def test_a_replaced_row_under_the_cursor_is_told_again(qtbot: QtBot, view: RowTableView) -> None:
    view.select_key("b")
    newer = replace(ROWS[1], days=1)
    with qtbot.waitSignal(view.row_selected) as told:
        view.row_model().replace([newer])
    assert told.args == [newer]


def test_a_row_that_is_not_shown_cannot_be_selected(view: RowTableView) -> None:
    view.select_key("a")
    assert not view.select_key("nobody")
    assert view.selected_row() is ROWS[0]


def test_sorting_by_keyboard_goes_by_the_column_of_the_cursor(qtbot: QtBot, view: RowTableView) -> None:
    view.setCurrentIndex(view.row_model().index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Down, CONTROL_SHIFT)
    assert ids(view.row_model()) == "cab"
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL_SHIFT)
    assert ids(view.row_model()) == "acb"
    assert view.horizontalHeader().sortIndicatorSection() == 1
    assert view.selected_row() is ROWS[0]


def test_sorting_by_a_click_on_the_heading(qtbot: QtBot, view: RowTableView) -> None:
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ids(view.row_model()) == "bac"


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    model = a_model()
    view, line = RowTableView(model, "table", window), QLineEdit(window)
    model.setParent(view)
    lines = QVBoxLayout(window)
    lines.addWidget(view)
    lines.addWidget(line)
    window.show()
    window.activateWindow()
    view.setFocus()
    view.select_first()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert line.hasFocus()


def test_copying_takes_the_selected_rows_with_headings(qtbot: QtBot, view: RowTableView) -> None:
    view.select_key("c")
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tDays late\tState\tDrift\nGamma\t12\toverdue\t12\n"


def test_copying_without_a_selection_takes_all(view: RowTableView) -> None:
    view.clearSelection()
    view.copy_as_table()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-3", "'-3"),
        ("@name", "'@name"),
        ("\t=cmd", "'=cmd"),
        ("two\nlines\tone", "two lines one"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_a_copied_cell_is_never_a_formula(text: str, copied: str) -> None:
    assert safe_cell(text) == copied


def test_widths_set_by_hand_are_remembered_by_name(qtbot: QtBot, view: RowTableView) -> None:
    header = view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(1) - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge + QPoint(40, 0)
    )
    assert view.columnWidth(0) == 160
    QCoreApplication.processEvents()
    view.hide()
    again = a_view(qtbot)
    assert again.columnWidth(0) == 160
    other = a_view(qtbot, "another_table")
    assert other.columnWidth(0) == 120


def test_widths_that_nobody_set_are_not_remembered(qtbot: QtBot, view: RowTableView) -> None:
    view.resize(900, 300)
    view.hide()
    assert remembered_widths("a_table", 4) is None


def test_widths_of_other_columns_are_forgotten(qtbot: QtBot) -> None:
    remember_widths("a_table", [50, 60])
    assert a_view(qtbot).columnWidth(0) == 120


def test_room_to_spare_goes_to_the_bars(qtbot: QtBot) -> None:
    model = a_model()
    columns = (model.columns[3], model.columns[0])
    from ui.tables.row_table_model import RowTableModel

    spread = RowTableModel(columns, lambda row: row.id)
    view = RowTableView(spread, "spread")
    spread.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    assert view.columnWidth(0) == 120 + view.viewport().width() - view.verticalScrollBar().sizeHint().width() - 240


def test_a_narrow_heading_is_given_the_room_of_its_words(qtbot: QtBot) -> None:
    from ui.tables.column import Column
    from ui.tables.row_table_model import RowTableModel

    column = Column("A heading of a good many words", lambda row: "", width=40)
    model = RowTableModel([column, column], lambda row: "")
    view = RowTableView(model, "narrow")
    model.setParent(view)
    qtbot.addWidget(view)
    assert view.columnWidth(0) >= view.horizontalHeader().fontMetrics().horizontalAdvance(column.title)


def test_the_view_has_a_name(view: RowTableView) -> None:
    assert view.accessibleName() == "a table"
