"""Everything is shown at 80 to 200 per cent: letters, rows, columns, drawers; chosen by keys and remembered."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import a_window, dress, settle
from tests.ui.keyboard import press
from tests.ui.pages.a_paper import a_unit_with_papers
from tests.ui.parts import page_of
from tests.ui.tables.a_table import ROWS, a_model
from tests.ui.widgets.a_course import scale_of
from ui.application import ZoomChooser
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.start import PAGES
from ui.tables.row_table_view import RowTableView
from ui.theme import BODY, FULL_SIZE, THEMES, ZOOMS, apply_theme, points, read_theme, scaled, set_zoom, stylesheet, zoom
from ui.window_state import remember_zoom, remembered_widths, remembered_zoom, settings


@pytest.fixture(autouse=True)
def full_size_again(qapp: QApplication) -> Iterator[None]:
    """The program's own font at first, and the usual size afterwards."""
    before = qapp.font()
    dress(qapp, "light")
    yield
    set_zoom(qapp, FULL_SIZE)
    qapp.setFont(before)
    apply_theme(qapp, read_theme("light"))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = a_window(a_unit_with_papers(demo=True), [getattr(import_module(module), name) for module, name in PAGES])
    qtbot.addWidget(made)
    yield made
    made.close()


def test_sizes_go_from_80_to_200_per_cent_by_way_of_the_usual_one() -> None:
    assert (ZOOMS[0], ZOOMS[-1]) == (80, 200)
    assert FULL_SIZE in ZOOMS
    assert list(ZOOMS) == sorted(ZOOMS)


def test_keys_make_everything_larger_and_smaller_and_it_is_remembered(qapp: QApplication, window: MainWindow) -> None:
    window.connect_zoom(ZoomChooser(qapp, window))
    window.go_to("caseload")
    settle()
    press("Ctrl+Equal", "Ctrl+Plus", "Ctrl+Plus")
    assert zoom() == remembered_zoom() == 150
    assert qapp.font().pointSizeF() == BODY * 1.5
    assert window.status.said.text() == "Everything is shown at 150 %"
    press("Ctrl+Minus")
    assert zoom() == 125
    press("Ctrl+0")
    assert zoom() == remembered_zoom() == FULL_SIZE
    press(*["Ctrl+Minus"] * 9)
    assert zoom() == 80
    press(*["Ctrl+Equal"] * 12)
    assert zoom() == 200


def test_on_the_timeline_the_same_keys_enlarge_the_window_and_plain_ones_the_days(
    qapp: QApplication, window: MainWindow
) -> None:
    window.connect_zoom(ZoomChooser(qapp, window))
    window.go_to("case_file", "case-0")
    settle()
    press("Ctrl+T", "Ctrl+Equal")
    view = page_of(window, CaseFilePage).timeline.view
    assert zoom() == 110
    fits = scale_of(view)
    press("Plus")
    assert zoom() == 110
    assert scale_of(view).day > fits.day


@pytest.mark.parametrize("percent", ZOOMS)
def test_rows_columns_and_the_navigation_follow(qapp: QApplication, window: MainWindow, percent: int) -> None:
    window.go_to("caseload")
    settle()
    (view, *_) = page_of(window, CaseloadPage).findChildren(RowTableView)
    width = view.columnWidth(0)
    set_zoom(qapp, percent)
    settle()
    assert view.rowHeight(0) == scaled(28)
    assert view.rowHeight(0) >= QFontMetrics(view.font()).height()
    needed, usual = view._needed(0), view._usual(0)
    assert min(needed, usual) <= view.columnWidth(0) <= max(needed, width * percent / 100 + 2)
    assert window.navigation.width() == scaled(176)
    for name in ("case_file", "bail", "alerts", "reports"):
        window.go_to(name, "case-0" if name == "case_file" else None)
        settle()
    assert (window.width(), window.height()) == (1366, 768), "what does not fit is scrolled to"


def test_a_width_that_was_set_by_hand_follows_and_is_remembered_as_at_full_size(
    qtbot: QtBot, qapp: QApplication
) -> None:
    set_zoom(qapp, 200)
    model = a_model(ROWS)
    view = RowTableView(model, "zoomed")
    qtbot.addWidget(view)
    view.show()
    view._pressed_widths = view._widths()
    view.setColumnWidth(0, 300)
    view._note_widths()
    view.hide()
    kept = remembered_widths("zoomed", model.columnCount())
    assert kept is not None
    assert kept[0] == 150
    set_zoom(qapp, 80)
    settle()
    assert view.columnWidth(0) == 120
    again = RowTableView(a_model(ROWS), "zoomed")
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 120


def test_a_drawer_that_is_open_gets_wider(qapp: QApplication, window: MainWindow) -> None:
    window.go_to("case_file", "case-0")
    settle()
    window.commands.action("complete_milestone").trigger()
    drawer = page_of(window, CaseFilePage).drawer()
    assert drawer is not None
    assert drawer.minimumWidth() == 360
    set_zoom(qapp, 150)
    assert drawer.minimumWidth() == 540
    set_zoom(qapp, 100)
    assert drawer.minimumWidth() == 360


def test_widths_that_are_bounded_both_ways_and_free_ones(qtbot: QtBot, qapp: QApplication) -> None:
    bounded, free = QWidget(), QLineEdit()
    for widget in (bounded, free):
        qtbot.addWidget(widget)
    bounded.setFixedWidth(100)
    set_zoom(qapp, 200)
    assert (bounded.minimumWidth(), bounded.maximumWidth()) == (200, 200)
    assert free.maximumWidth() == (1 << 24) - 1
    set_zoom(qapp, 200)
    assert bounded.width() == 200, "the same size again changes nothing"


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_is_enlarged_but_for_its_lines(qapp: QApplication, name: str) -> None:
    theme = read_theme(name)
    usual = stylesheet(theme)
    assert "font-size: 13pt" in usual
    assert "border: 2px solid" in usual
    assert "padding: 3px 7px" in usual
    set_zoom(qapp, 150)
    large = stylesheet(theme)
    assert "font-size: 19.5pt" in large
    assert "border: 2px solid" in large
    assert "padding: 5px 11px" in large
    assert points(BODY) == 15


def test_a_size_that_is_not_offered_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="95"):
        set_zoom(qapp, 95)


@pytest.mark.parametrize(("kept", "is_read"), [(125, 125), ("200", 200), ("95", 100), ("", 100), ("large", 100)])
def test_a_damaged_size_is_as_good_as_none(kept: object, is_read: int) -> None:
    settings().setValue("window/zoom", kept)
    assert remembered_zoom() == is_read
    remember_zoom(90)
    assert remembered_zoom() == 90
