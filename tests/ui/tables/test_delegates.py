"""Cells as they are painted: marks in their colour, bars as long as things are late."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.tables.a_table import Row, a_model
from tracker.wording import SHAPES
from ui.tables.row_table_view import RowTableView
from ui.theme import apply_theme, read_theme


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """The light theme, also afterwards."""
    apply_theme(qapp, read_theme("light"))
    yield
    apply_theme(qapp, read_theme("light"))


def picture_of(qtbot: QtBot, rows: tuple[Row, ...], selected: str = "") -> tuple[RowTableView, QImage]:
    model = a_model(rows)
    view = RowTableView(model, "drawn")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(800, 60 + 28 * len(rows))
    view.show()
    if selected:
        view.select_key(selected)
    return view, view.viewport().grab().toImage()


def count(image: QImage, cell: QRect, colour: str) -> int:
    """Count the pixels of a colour within a cell; the line under the row is not the cell's."""
    wanted = QColor(colour)
    return sum(
        is_near(QColor(image.pixel(x, y)), wanted)
        for x in range(cell.left(), min(cell.right(), image.width() - 1) + 1)
        for y in range(cell.top(), min(cell.bottom(), image.height()))
    )


def is_near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) < 12


def cell_of(view: RowTableView, row: int, column: int) -> QRect:
    return view.visualRect(view.row_model().index(row, column))


def test_a_bar_is_as_long_as_the_row_is_late(qtbot: QtBot, dressed: None) -> None:
    rows = (Row("a", "a", 10), Row("b", "b", 20), Row("c", "c", 0), Row("d", "d", 40))
    view, image = picture_of(qtbot, rows)
    overdue = read_theme("light").states["overdue"]
    ink = [count(image, cell_of(view, place, 3), overdue) for place in range(4)]
    assert ink[2] == 0
    assert ink[0] / ink[3] == pytest.approx(10 / 40, abs=0.03)
    assert ink[1] / ink[3] == pytest.approx(20 / 40, abs=0.03)


def test_a_day_late_among_years_is_still_seen(qtbot: QtBot, dressed: None) -> None:
    view, image = picture_of(qtbot, (Row("a", "a", 1), Row("b", "b", 900)))
    assert count(image, cell_of(view, 0, 3), read_theme("light").states["overdue"]) >= 20


@pytest.mark.parametrize("state", SHAPES)
def test_every_state_is_painted_in_its_colour(qtbot: QtBot, dressed: None, state: str) -> None:
    view, image = picture_of(qtbot, (Row("a", "a", None, state),))
    assert count(image, cell_of(view, 0, 2), read_theme("light").states[state]) > 5


def test_shapes_differ_without_their_colour(qtbot: QtBot, dressed: None) -> None:
    shapes = {}
    for state in SHAPES:
        view, image = picture_of(qtbot, (Row("a", "a", None, state),))
        cell = cell_of(view, 0, 2)
        ground = QColor(read_theme("light").colours["panel"]).rgb()
        shapes[state] = tuple(
            abs(QColor(image.pixel(x, y)).lightness() - QColor(ground).lightness()) > 40
            for y in range(cell.top(), cell.bottom())
            for x in range(cell.left() + 7, cell.left() + 21)
        )
    alike = {("done", "done_late"), ("none", "not_required")}
    seen: dict[tuple[bool, ...], str] = {}
    for state, shape in sorted(shapes.items()):
        assert shape not in seen or (seen[shape], state) in alike, (seen.get(shape), state)
        seen.setdefault(shape, state)


def test_a_selected_row_keeps_the_colours_of_its_states(qtbot: QtBot, dressed: None) -> None:
    theme = read_theme("light")
    view, image = picture_of(qtbot, (Row("a", "a", 5, "overdue"), Row("b", "b")), selected="a")
    assert count(image, cell_of(view, 0, 2), theme.states["overdue"]) > 5
    assert count(image, cell_of(view, 0, 1), theme.colours["selection"]) > 500
    assert count(image, cell_of(view, 1, 1), theme.colours["selection"]) == 0


def test_high_contrast_paints_a_selection_in_black_on_yellow(qtbot: QtBot, qapp: QApplication, dressed: None) -> None:
    apply_theme(qapp, read_theme("high_contrast"))
    view, image = picture_of(qtbot, (Row("a", "a", 5, "overdue"), Row("b", "b", 9, "overdue")), selected="a")
    assert count(image, cell_of(view, 0, 2), "#000000") > 5
    assert count(image, cell_of(view, 0, 2), "#FFFFFF") == 0
    assert count(image, cell_of(view, 1, 2), "#FFFF00") > 5


def test_a_theme_chosen_meanwhile_reaches_the_cells(qtbot: QtBot, qapp: QApplication, dressed: None) -> None:
    view, _ = picture_of(qtbot, (Row("a", "a", 5, "overdue"),))
    apply_theme(qapp, read_theme("dark"))
    image = view.viewport().grab().toImage()
    assert count(image, cell_of(view, 0, 2), read_theme("dark").states["overdue"]) > 5


def test_the_cell_under_the_cursor_has_a_ring_while_the_table_has_the_focus(qtbot: QtBot, dressed: None) -> None:
    view, image = picture_of(qtbot, (Row("a", "a"), Row("b", "b")), selected="a")
    focus = read_theme("light").colours["focus"]
    assert count(image, cell_of(view, 0, 0), focus) == 0
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    image = view.viewport().grab().toImage()
    assert count(image, cell_of(view, 0, 0), focus) > 100
