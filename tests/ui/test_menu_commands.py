"""Commands are declared once, connected by the page that is shown, and never collide."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window.main_window import MENUS
from ui.main_window.shortcuts_dialog import ShortcutsDialog
from ui.menu_commands import COMMANDS, Command, MenuCommands


class Window(QMainWindow):
    """A window with menus, and what its commands did."""

    def __init__(self) -> None:
        super().__init__()
        self.commands = MenuCommands(self)
        self.ran: list[str] = []
        self.menuBar().addMenu("Case").addActions(self.commands.all_actions())


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A window with menus, a list, a field and a choice."""
    made = Window()
    qtbot.addWidget(made)
    page = QWidget()
    lines = QVBoxLayout(page)
    for name, widget in (("list", QListView()), ("field", QLineEdit()), ("choice", QComboBox())):
        widget.setObjectName(name)
        lines.addWidget(widget)
    made.setCentralWidget(page)
    made.show()
    made.activateWindow()
    return made


def focused(qtbot: QtBot, window: Window, name: str) -> QWidget:
    widget: QWidget = window.findChild(QWidget, name)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


def connect(window: Window, *names: str) -> None:
    for name in names:
        window.commands.answer(name, lambda name=name: window.ran.append(name), window.centralWidget())


def test_no_two_commands_share_keys() -> None:
    keys = Counter(command.shortcut for command in COMMANDS if command.shortcut)
    assert [shortcut for shortcut, times in keys.items() if times > 1] == []


def keys_of(command: Command) -> list[str]:
    return [QKeySequence(keys).toString() for keys in (command.shortcut, command.also) if keys]


def test_keys_are_keys_and_none_is_taken_twice_where_it_works() -> None:
    """A letter works on lists only; what works anywhere is no letter, nor a page's number, nor a key of every list."""
    anywhere = Counter(keys for command in COMMANDS if not command.on_lists for keys in keys_of(command))
    on_lists = Counter(keys for command in COMMANDS if command.on_lists for keys in keys_of(command))
    assert all(keys for keys in (*anywhere, *on_lists)), "each can be read as keys"
    of_lists = ["Ctrl+C", "Return", *(f"Ctrl+Shift+{way}" for way in ("Up", "Down", "Left", "Right", "C"))]
    pages = [f"Ctrl+{number}" for number in range(1, 10)]
    taken = anywhere + on_lists + Counter(pages) + Counter(of_lists)
    assert [keys for keys, times in taken.items() if times > 1] == []


def test_every_command_is_listed_among_the_keys_with_where_it_works(qtbot: QtBot) -> None:
    commands = MenuCommands()
    for number, name in enumerate(("today", "caseload"), 1):
        commands.add_page(name, number, name.capitalize())
    dialog = ShortcutsDialog(commands)
    commands.setParent(dialog)
    qtbot.addWidget(dialog)
    rows = {row.name: row for row in dialog.table.row_model().shown}
    assert {command.name for command in COMMANDS} | {"go_to_today", "go_to_caseload"} <= set(rows)
    for command in COMMANDS:
        row = rows[command.name]
        assert row.keys == ", ".join(keys_of(command))
        assert row.where == ("in a list" if command.on_lists else "anywhere" if command.shortcut else "in the menus")
        assert row.words
        assert "&" not in row.words
    keys = Counter((row.where, keys) for row in rows.values() for keys in row.keys.split(", ") if keys)
    assert [pair for pair, times in keys.items() if times > 1] == []


def test_every_command_stands_in_a_menu() -> None:
    menus = {name for name, _ in MENUS} | {"theme"}
    assert {command.menu for command in COMMANDS} <= menus


def test_no_two_commands_of_a_menu_share_a_letter() -> None:
    letters = Counter(
        (command.menu, command.text[command.text.index("&") + 1].lower()) for command in COMMANDS if "&" in command.text
    )
    assert [letter for letter, times in letters.items() if times > 1] == []


def test_single_letters_and_delete_work_on_lists_only() -> None:
    for command in COMMANDS:
        single = command.shortcut.removeprefix("Shift+").isalpha() and len(command.shortcut.removeprefix("Shift+")) == 1
        assert (single or command.shortcut == "Del") == command.on_lists, command.name


def test_a_letter_works_while_a_list_has_the_focus(qtbot: QtBot, window: Window) -> None:
    connect(window, "complete_milestone", "open_case")
    qtbot.keyClick(focused(qtbot, window, "list"), Qt.Key.Key_C)
    qtbot.keyClick(focused(qtbot, window, "list"), Qt.Key.Key_O)
    assert window.ran == ["complete_milestone", "open_case"]


@pytest.mark.parametrize("where", ["field", "choice"])
def test_a_letter_typed_elsewhere_is_a_letter(qtbot: QtBot, window: Window, where: str) -> None:
    connect(window, "complete_milestone")
    widget = focused(qtbot, window, where)
    qtbot.keyClick(widget, Qt.Key.Key_C)
    assert window.ran == []
    if isinstance(widget, QLineEdit):
        assert widget.text() == "c"


def test_keys_with_control_work_anywhere(qtbot: QtBot, window: Window) -> None:
    connect(window, "find")
    qtbot.keyClick(focused(qtbot, window, "field"), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.ran == ["find"]


def test_what_nobody_connected_cannot_be_used(window: Window) -> None:
    commands = window.commands
    assert not any(action.isEnabled() for action in commands.all_actions())
    commands.enable("print", True)
    assert not commands.action("print").isEnabled()


def test_a_page_lets_go_of_its_own_commands_only(qtbot: QtBot, window: Window) -> None:
    commands = window.commands
    connect(window, "open_case", "find")
    commands.answer("quit", window.close)
    commands.let_go(window.centralWidget())
    assert not commands.action("open_case").isEnabled()
    assert not commands.action("find").isEnabled()
    assert commands.action("quit").isEnabled()
    qtbot.keyClick(focused(qtbot, window, "list"), Qt.Key.Key_O)
    assert window.ran == []
    assert commands.action("open_case") not in window.findChild(QListView, "list").actions()


def test_the_page_that_connects_last_answers(window: Window) -> None:
    commands = window.commands
    ran: list[str] = []
    first, second = QWidget(window), QWidget(window)
    commands.answer("refresh", lambda: ran.append("first"), first)
    commands.answer("refresh", lambda: ran.append("second"), second)
    commands.let_go(first)
    commands.action("refresh").trigger()
    assert ran == ["second"]


def test_a_command_can_be_disabled_while_connected(window: Window) -> None:
    connect(window, "open_case")
    commands = window.commands
    commands.enable("open_case", False)
    commands.action("open_case").trigger()
    assert window.ran == []
    commands.enable("open_case", True)
    commands.action("open_case").trigger()
    assert window.ran == ["open_case"]


def test_pages_are_reached_by_control_and_their_number(qtbot: QtBot) -> None:
    commands = MenuCommands()
    action = commands.add_page("alerts", 2, "Alerts")
    assert action.shortcut().toString() == "Ctrl+2"
    assert commands.add_page("tenth", 10, "Tenth").shortcut().toString() == "Alt+1"
    assert commands.in_menu("pages")[0] is action
