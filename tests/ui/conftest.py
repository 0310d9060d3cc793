"""Tests in this folder use Qt and are held to what tests/qt_support.py asks."""

import pytest
from pytestqt.qtbot import QtBot

from tests.qt_settings import settings_of_its_own
from tests.qt_support import no_leftover_timers
from tests.ui.opened import OpenCase, open_at_case

__all__ = ["no_leftover_timers", "settings_of_its_own"]


@pytest.fixture
def open_case(qtbot: QtBot) -> OpenCase:
    """Open the window on a tracker, at the case "case-0"."""
    return lambda tracker: open_at_case(qtbot, tracker)
