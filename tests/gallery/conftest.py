"""The gallery is drawn with Qt; timers it starts end with the window they belong to."""

from tests.qt_settings import settings_of_its_own
from tests.qt_support import no_leftover_timers

__all__ = ["no_leftover_timers", "settings_of_its_own"]
