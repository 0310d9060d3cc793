"""The one table model: rows by key, its own order, small signals."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.tables.a_table import ROWS, Row, a_model, ids
from ui.tables.row_table_model import BAR_ROLE, LONGEST_BAR_ROLE, MARK_ROLE, ROW_ROLE, RowTableModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ROLES = Qt.ItemDataRole


def cell(model: RowTableModel, row: int, column: int, role: int = int(ROLES.DisplayRole)) -> object:
    return model.data(model.index(row, column), role)


def test_it_is_a_sound_model_whatever_is_done_to_it(qtmodeltester: ModelTester) -> None:
    model = a_model()
    qtmodeltester.check(model, force_py=False)
    model.sort(1, DOWN)
    model.replace([Row("d", "Delta", 4), replace(ROWS[0], days=40)])
    model.filter(lambda row: row.days is not None)
    model.remove(["c", "not there"])
    model.filter(None)
    model.set_rows(Row(str(number), f"n{number}", number) for number in range(500))
    model.filter(lambda row: row.days % 2 == 0)
    model.remove([str(number) for number in range(0, 500, 3)])
    model.sort(-1)
    model.set_rows(())


def test_cells_have_words_alignment_and_accessible_text() -> None:
    model = a_model()
    assert cell(model, 0, 0) == "Beta"
    assert cell(model, 1, 1) == ""
    assert cell(model, 0, 1, int(ROLES.TextAlignmentRole)) == int(
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    )
    assert cell(model, 0, 0, int(ROLES.AccessibleTextRole)) == "Name: Beta"
    assert cell(model, 2, 2, int(ROLES.AccessibleTextRole)) == "is overdue"
    assert cell(model, 0, 0, int(ROLES.ToolTipRole)) == "a"
    assert cell(model, 1, 0, int(ROLES.ToolTipRole)) is None
    font = cell(model, 0, 0, int(ROLES.FontRole))
    assert isinstance(font, QFont)
    assert font.bold()
    assert cell(model, 0, 1, int(ROLES.FontRole)) is None
    assert cell(model, 2, 2, MARK_ROLE) == "overdue"
    assert cell(model, 0, 3, BAR_ROLE) == 3.0
    assert cell(model, 0, 3, LONGEST_BAR_ROLE) == 12.0
    assert cell(model, 0, 0, ROW_ROLE) is ROWS[0]
    assert model.data(QModelIndex()) is None


def test_headings() -> None:
    model = a_model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Days late"
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_texts_are_made_once_and_only_for_rows_that_are_shown() -> None:
    calls = []
    from ui.tables.column import Column

    model = RowTableModel([Column("Name", lambda row: calls.append(row) or row.name)], lambda row: row.id)
    model.set_rows(ROWS)
    assert calls == []
    for _ in range(5):
        model.data(model.index(1, 0))
    assert calls == [ROWS[1]]
    model.replace([replace(ROWS[1], name="Delta")])
    assert model.data(model.index(1, 0)) == "Delta"


def test_sort_values_are_asked_of_each_row_once() -> None:
    calls = []
    from ui.tables.column import Column

    column = Column("Days", lambda row: "", lambda row: calls.append(row.id) or (row.days or 0))
    model = RowTableModel([column], lambda row: row.id)
    model.set_rows(ROWS)
    for order in (UP, DOWN, UP):
        model.sort(0, order)
    assert sorted(calls) == ["a", "b", "c"]
    model.replace([replace(ROWS[1], days=50)])
    assert ids(model) == "acb"
    assert sorted(calls) == ["a", "b", "b", "c"]
    model.remove(["b"])
    model.set_rows(ROWS[:2])
    assert ids(model) == "ba"


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [(0, UP, "bac"), (0, DOWN, "cab"), (1, UP, "acb"), (1, DOWN, "cab"), (-1, UP, "abc")],
)
def test_sorting_folds_case_and_rows_without_a_value_come_last(column: int, order: Qt.SortOrder, expected: str) -> None:
    model = a_model()
    model.sort(column, order)
    assert ids(model) == expected


def test_equal_rows_keep_their_order() -> None:
    model = a_model(tuple(Row(letter, "same", 1) for letter in "abcd"))
    model.sort(0, DOWN)
    assert ids(model) == "abcd"


def test_a_replaced_row_keeps_its_key_and_takes_its_place(qtbot: QtBot) -> None:
    model = a_model()
    model.sort(1, UP)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.replace([replace(ROWS[0], days=99)])
    assert ids(model) == "cab"
    assert told.args[0].row() == 1
    assert cell(model, 1, 1) == "99"


def test_a_new_row_is_put_where_it_sorts(qtbot: QtBot) -> None:
    model = a_model()
    model.sort(1, UP)
    with qtbot.waitSignal(model.rowsInserted):
        model.replace([Row("d", "Delta", 5)])
    assert ids(model) == "adcb"
    assert len(model.rows) == 4


def test_rows_are_removed_by_key(qtbot: QtBot) -> None:
    model = a_model()
    with qtbot.waitSignal(model.rowsRemoved):
        model.remove(["b"])
    assert ids(model) == "ac"
    assert not model.index_of("b").isValid()


def test_a_filter_hides_and_comes_back(qtbot: QtBot) -> None:
    model = a_model()
    model.filter(lambda row: row.days is not None)
    assert ids(model) == "ac"
    assert len(model.rows) == 3
    model.replace([Row("e", "Epsilon")])
    assert ids(model) == "ac"
    model.filter(None)
    assert ids(model) == "abce"


def test_a_row_that_no_longer_passes_the_filter_goes() -> None:
    model = a_model()
    model.filter(lambda row: row.days is not None)
    model.replace([replace(ROWS[2], days=None)])
    assert ids(model) == "a"


def test_filter_and_sorting_outlive_new_rows() -> None:
    model = a_model()
    model.sort(0, UP)
    model.filter(lambda row: row.days != 3)
    model.set_rows([*ROWS, Row("z", "Aardvark", 1)])
    assert ids(model) == "zbc"


def test_many_changes_are_told_as_one_reset(qtbot: QtBot) -> None:
    model = a_model()
    with qtbot.waitSignal(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.replace(Row(str(number), "x", number) for number in range(101))
    assert model.rowCount() == 104


def test_persistent_indexes_follow_their_row() -> None:
    model = a_model()
    kept = QPersistentModelIndex(model.index_of("c"))
    model.sort(1, DOWN)
    assert kept.row() == 0
    model.replace([Row("d", "Delta", 100)])
    assert kept.row() == 1
    model.remove(["c"])
    assert not kept.isValid()


def test_rows_are_found_by_place_and_key() -> None:
    model = a_model()
    model.sort(1, DOWN)
    assert model.row_at(0) is ROWS[2]
    assert model.row_at(3) is None
    assert model.row_at(-1) is None
    assert model.index_of("a").row() == 1
    assert not model.index_of("nobody").isValid()
    assert model.key_of(ROWS[1]) == "b"


def test_the_longest_bar_is_that_of_the_rows_shown() -> None:
    model = a_model()
    assert cell(model, 0, 3, LONGEST_BAR_ROLE) == 12.0
    model.filter(lambda row: row.id != "c")
    assert cell(model, 0, 3, LONGEST_BAR_ROLE) == 3.0
    model.replace([replace(ROWS[0], days=50)])
    assert cell(model, 0, 3, LONGEST_BAR_ROLE) == 50.0
