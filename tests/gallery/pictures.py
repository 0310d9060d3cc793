"""Draws a window as it would be on a screen: bundled font, Fusion style, stopped time, no window system."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes import InlineBackground
from ui.application import use_theme
from ui.change_bus import ChangeBus
from ui.main_window.main_window import MainWindow
from ui.menu_commands import MenuCommands
from ui.page_context import Page, PageContext
from ui.problems import Problems
from ui.theme import load_fonts

FOLDER = Path("build/gallery")
SIZES = ((1366, 768), (1920, 1080))
SMALLEST, LARGEST = (1280, 720), (3840, 2160)
ALL_SIZES = (SMALLEST, *SIZES, LARGEST)


def a_window(tracker: Any, pages: list[type[Page]], size: tuple[int, int] = SIZES[0]) -> MainWindow:
    """Open a window on a tracker, with work done on the spot."""
    commands, problems = MenuCommands(), Problems()
    window = MainWindow(commands, problems)
    for service in (commands, problems):
        service.setParent(window)
    context = PageContext(
        person=tracker.person,
        background=InlineBackground(tracker),
        bus=ChangeBus(tracker, window),
        time=tracker.time,
        commands=commands,
        navigate=window.go_to,
        report=window.report,
        problems=problems,
    )
    window.resize(*size)
    window.show()
    settle()
    window.open(context, pages)
    window.activateWindow()
    settle()
    return window


def dress(app: QApplication, theme: str) -> None:
    """Give the program its font and a theme."""
    app.setFont(load_fonts())
    use_theme(app, theme)


def settle() -> None:
    """Let everything that was asked for be drawn."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def draw(widget: QWidget, name: str) -> Path:
    """Write a picture of a widget into the gallery and give its place."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    settle()
    path = FOLDER / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise OSError(path)
    return path
