"""Finds words that are cut off without an ellipsis, and forms wider than the room they have."""

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QRadioButton, QScrollArea, QWidget

from ui.widgets.elided_label import ElidedLabel
from ui.widgets.form import FormDrawer


def cut_off(window: QWidget) -> list[str]:
    """Give the labels and buttons whose words are longer than they have room for."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window:
            continue
        if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and not widget.wordWrap():
            lines = widget.text().replace("&", "").splitlines() or [""]
            wanted = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
            room = widget.contentsRect().width()
        elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
            wanted, room = widget.minimumSizeHint().width(), widget.width()
        else:
            continue
        if wanted > room + 1:
            found.append(f"{type(widget).__name__} {words_of(widget)!r}: {wanted} in {room}")
    return found


def words_of(widget: QWidget) -> str:
    """Give what stands on a widget."""
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def too_wide(form: FormDrawer) -> str:
    """Say by how much what is in a form is wider than the form; nothing where it fits."""
    scroll = form.findChild(QScrollArea)
    assert scroll is not None
    inside, room = scroll.widget().minimumSizeHint().width(), scroll.viewport().width()
    return f"{inside} in {room}" if inside > room else ""
