"""What the window remembers; damaged settings are as good as none."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.window_state import (
    remember_geometry,
    remember_theme,
    remember_widths,
    remembered_theme,
    remembered_widths,
    restore_geometry,
    settings,
)


def test_settings_of_tests_stay_in_their_folder(settings_of_its_own: Path) -> None:
    assert Path(settings().fileName()).is_relative_to(settings_of_its_own)


def test_geometry_is_remembered(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    assert not restore_geometry(second)
    first.resize(517, 333)
    remember_geometry(first)
    assert restore_geometry(second)
    assert (second.width(), second.height()) == (517, 333)


def test_widths_are_remembered_by_name() -> None:
    remember_widths("cases", [100, 20, 9000])
    assert remembered_widths("cases", 3) == [100, 24, 2000]
    assert remembered_widths("cases", 2) is None
    assert remembered_widths("alerts", 3) is None


@pytest.mark.parametrize("kept", ["", "1,2,x", "-5,1,2", 7, "1;2;3"])
def test_damaged_widths_are_forgotten(kept: object) -> None:
    settings().setValue("widths/cases", kept)
    assert remembered_widths("cases", 3) is None


def test_damaged_geometry_is_forgotten(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings().setValue("window/geometry", "nonsense")
    assert not restore_geometry(window)


def test_the_theme_is_that_of_the_system_until_one_is_chosen() -> None:
    assert remembered_theme() == "system"
    remember_theme("dark")
    assert remembered_theme() == "dark"
    settings().setValue("window/theme", "sepia")
    assert remembered_theme() == "system"
