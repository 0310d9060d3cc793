"""No menu has an entry that nothing takes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import settle
from tests.ui.held import hold
from tests.ui.shown import pages, the_window
from ui.menu_commands import COMMANDS, MenuCommands

#: what the start of the program answers: dress, size and the cover; each has its own test
BY_THE_START = {
    "theme_system", "theme_light", "theme_dark", "theme_high_contrast", "zoom_in", "zoom_out", "zoom_reset", "cover",
}  # fmt: skip


def test_every_command_is_taken_by_the_window_or_a_page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: set[str] = set()
    answer = MenuCommands.answer

    def noted(commands: MenuCommands, name: str, slot: Callable[[], object], page: QObject | None = None) -> None:
        taken.add(name)
        answer(commands, name, slot, page)

    monkeypatch.setattr(MenuCommands, "answer", noted)
    window = the_window()
    hold(qtbot, window)
    for page in pages():
        window.go_to(page.page_name, "case-0" if page.page_name == "case_file" else None)
        settle()
    assert {command.name for command in COMMANDS} - taken == BY_THE_START
    window.close()
