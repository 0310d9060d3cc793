"""Every page, form and dialog stands in the gallery, and what holds of one holds of all: names, tab order, problems."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QTabBar
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import SIZES, SMALLEST, dress, settle
from tests.ui.accessible import controls_of, not_reached_by_tab, without_a_name
from tests.ui.cut import cut_off, too_wide
from tests.ui.held import hold
from tests.ui.shown import DIALOGS, FORMS, ON_PAGES, Form, classes_of, pages, record_of, the_window
from ui.main_window.main_window import MainWindow
from ui.menu_commands import COMMANDS
from ui.page_context import Page
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.widgets.form import FormDrawer


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    dress(qapp, "light")
    made = the_window()
    hold(qtbot, made)
    yield made
    made.close()


def test_every_page_is_one_of_the_window() -> None:
    assert {page.__name__ for page in classes_of(Page)} == {page.__name__ for page in pages()}


def test_every_form_and_dialog_has_a_picture() -> None:
    shown = {form.name for form in FORMS} | set(ON_PAGES) | {name for names, _ in DIALOGS.values() for name in names}
    made = {one.__name__ for base in (FormDrawer, QDialog) for one in classes_of(base)}
    assert made - shown == set(), "add a line to tests/ui/shown.py"
    assert shown - made == set()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_control_of_a_form_has_a_name_and_is_reached(qtbot: QtBot, window: MainWindow, form: Form) -> None:
    opened = form.open(window)
    qtbot.waitUntil(window.isActiveWindow)
    assert len(controls_of(opened.window())) > 2
    assert too_wide(opened) == ""
    assert cut_off(opened) == []
    assert without_a_name(window) == []
    assert not_reached_by_tab(window) == []
    if form.complains:
        opened.submit()
        said = [opened.problem_of(), *(opened.problem_of(name) for name in opened._fields)]
        assert any(said), "what is missing is said"
        assert without_a_name(window) == []
    opened.cancel()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.page_name)
def test_a_page_fits_the_smallest_window_whatever_was_shown_before(
    qtbot: QtBot, qapp: QApplication, page: type[Page]
) -> None:
    dress(qapp, "light")
    window = the_window(SMALLEST)
    hold(qtbot, window)
    window.go_to("case_file", record_of(CaseFilePage))
    settle()
    window.go_to(page.page_name, record_of(page))
    settle()
    around = window.findChild(QScrollArea, "around_pages")
    assert (around.verticalScrollBar().maximum(), around.horizontalScrollBar().maximum()) == (0, 0)
    window.close()


@pytest.mark.parametrize("size", [SMALLEST, SIZES[0]], ids=str)
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.page_name)
def test_no_words_of_a_page_are_cut_off(
    qtbot: QtBot, qapp: QApplication, page: type[Page], size: tuple[int, int]
) -> None:
    dress(qapp, "light")
    window = the_window(size)
    hold(qtbot, window)
    window.go_to(page.page_name, record_of(page))
    settle()
    assert cut_off(window) == []
    if size != SMALLEST:
        bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
        assert [bar.sizeHint().width() for bar in bars if bar.sizeHint().width() > bar.parentWidget().width()] == []
    window.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name][1](window)
    dialog.show()
    assert controls_of(dialog)
    assert without_a_name(dialog) == []
    assert dialog.windowTitle()
    dialog.reject()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.page_name)
def test_every_page_is_reached_by_key_or_from_a_record(window: MainWindow, page: type[Page]) -> None:
    assert page.title
    assert page.sub_line
    if not page.in_navigation:
        by_command = page.page_name in {command.name for command in COMMANDS}
        assert by_command or hasattr(page, "show_record"), "it is reached from a record or by a command of its name"
        return
    action = window.commands.action(f"go_to_{page.page_name}")
    action.trigger()
    assert window.pages.current_name() == page.page_name
    assert record_of(page) is None or window.pages.page(page.page_name) is not None
