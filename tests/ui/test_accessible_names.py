"""Every control of the window and of every page has a name, and is reached by the tab key."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import a_window, settle
from tests.ui.accessible import controls_of, not_reached_by_tab, without_a_name
from tests.ui.pages.a_paper import a_unit_with_papers
from tracker.errors import StorageProblem
from ui.crash_dialog import CrashDialog
from ui.main_window.about_dialog import AboutDialog
from ui.main_window.main_window import MainWindow
from ui.main_window.shortcuts_dialog import ShortcutsDialog
from ui.menu_commands import MenuCommands
from ui.page_context import BAIL_PART, part_of_case
from ui.problems import Problems
from ui.start import PAGES
from ui.widgets.form import FormDrawer

NAMES = [name for _, name in PAGES]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with all pages, on a made-up unit."""
    made = a_window(a_unit_with_papers(demo=True), [getattr(import_module(module), name) for module, name in PAGES])
    qtbot.addWidget(made)
    made.report("Completed: ABE interview.", lambda: None)
    made.problem_banner.show_problem("The disk is full.", lambda: None)
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_control_of_a_page_has_a_name_and_is_reached(qtbot: QtBot, window: MainWindow, name: str) -> None:
    page = next(page for page in window.pages._classes.values() if page.__name__ == name)
    window.go_to(page.page_name, "case-0" if hasattr(page, "show_record") and page.page_name != "today" else None)
    settle()
    qtbot.waitUntil(window.isActiveWindow)
    assert len(controls_of(window)) > 7
    assert without_a_name(window) == []
    assert not_reached_by_tab(window) == []


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("bail", "record_bail_event"),
        ("case_file", "record_arrest"),
        ("case_file", "record_event"),
        ("case_file", "record_remand"),
        ("case_file", "record_bail_event"),
        ("case_file", "withdraw_bail_event"),
    ],
)
def test_every_control_of_a_form_about_bail_or_an_event_has_a_name_and_is_reached(
    qtbot: QtBot, window: MainWindow, page: str, command: str
) -> None:
    window.go_to(page, part_of_case("case-0", BAIL_PART, "") if page == "case_file" else None)
    settle()
    window.commands.action(command).trigger()
    settle()
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.pages.page(page)
    assert shown is not None
    assert isinstance(shown.drawer(), FormDrawer)
    assert without_a_name(window) == []
    assert not_reached_by_tab(window) == []


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("awaited", "record_chase"),
        ("awaited", "escalate_delay"),
        ("case_file", "ask_third_party"),
        ("case_file", "add_note"),
    ],
)
def test_every_control_of_a_form_about_other_agencies_has_a_name_and_is_reached(
    qtbot: QtBot, window: MainWindow, page: str, command: str
) -> None:
    window.go_to(page, "case-0" if page == "case_file" else None)
    settle()
    window.commands.action(command).trigger()
    settle()
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.pages.page(page)
    assert shown is not None
    assert isinstance(shown.drawer(), FormDrawer)
    assert without_a_name(window) == []
    assert not_reached_by_tab(window) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_label_of_a_field_leads_to_it(window: MainWindow, name: str) -> None:
    page = next(page for page in window.pages._classes.values() if page.__name__ == name)
    window.go_to(page.page_name, "case-0" if hasattr(page, "show_record") and page.page_name != "today" else None)
    labels = [label for label in window.findChildren(QLabel) if "&" in label.text().replace("&&", "")]
    assert [label.text() for label in labels if label.buddy() is None] == []


class WindowsSeen(QObject):
    """Notes which widgets became windows of the system's own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.WinIdChange:
            self.names.add(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_nothing_flashes_as_a_window_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    seen = WindowsSeen(qapp)
    qapp.installEventFilter(seen)
    pages = [getattr(import_module(module), name) for module, name in PAGES]
    window = a_window(a_unit_with_papers(demo=True), pages)
    qtbot.addWidget(window)
    for page in pages:
        window.go_to(page.page_name)
        settle()
    window.close()
    qapp.removeEventFilter(seen)
    seen.deleteLater()
    assert seen.names == {"MainWindow main_window"}


def test_every_control_of_the_dialogs_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    dialogs = [
        ShortcutsDialog(window.commands, window),
        AboutDialog(window),
        CrashDialog(ValueError("a fault"), "/logs", window),
    ]
    for dialog in dialogs:
        dialog.show()
        assert controls_of(dialog)
        assert without_a_name(dialog) == []
        dialog.close()


def test_every_control_before_the_records_are_open_has_a_name(qtbot: QtBot) -> None:
    window = MainWindow(MenuCommands(), Problems())
    qtbot.addWidget(window)
    window.show()
    window.show_opening_problem(StorageProblem("locked", place="p"), "/srv/undrift.db")
    assert len(controls_of(window)) == 2
    assert without_a_name(window) == []
    window.close()


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(window)
    lines.addWidget(QPushButton(""))
    lines.addWidget(QPushButton("Save"))
    window.show()
    assert without_a_name(window) == ["QPushButton  in QWidget"]
