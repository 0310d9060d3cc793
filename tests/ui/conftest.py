"""Tests in this folder use Qt and are held to what tests/qt_support.py asks."""

from tests.qt_settings import settings_of_its_own
from tests.qt_support import no_leftover_timers

__all__ = ["no_leftover_timers", "settings_of_its_own"]
