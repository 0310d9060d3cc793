"""Widgets that live until their test is over."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def hold(qtbot: QtBot, widget: QWidget) -> None:
    """Close a widget after the test, and keep it until then.

    qtbot itself keeps only a weak reference: a window that a test no longer holds may be collected while it is painted.
    """
    qtbot.addWidget(widget, before_close_func=lambda _closing: widget)
