"""The window on a made-up tracker, open at one of its pages."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import SIZES, a_window
from tests.ui.held import hold
from tests.ui.parts import OfPage, page_of
from ui.main_window.main_window import MainWindow
from ui.page_context import Page
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage

OpenCase = Callable[[FakeTracker], tuple[MainWindow, CaseFilePage]]


def open_page(
    qtbot: QtBot,
    tracker: FakeTracker,
    kind: type[OfPage],
    pages: list[type[Page]],
    record: str | None = None,
    size: tuple[int, int] = SIZES[0],
) -> tuple[MainWindow, OfPage]:
    """Open a window with these pages, and go to one of them, at a record where one is named."""
    window = a_window(tracker, pages, size)
    hold(qtbot, window)
    window.go_to(kind.page_name, record)
    return window, page_of(window, kind)


def open_at_case(qtbot: QtBot, tracker: FakeTracker, record: str = "case-0") -> tuple[MainWindow, CaseFilePage]:
    """Open a window at a case, or at a part of one; the page before it lists the cases."""
    return open_page(qtbot, tracker, CaseFilePage, [CaseloadPage, CaseFilePage], record)
