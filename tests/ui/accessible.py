"""What a screen reader needs: a name for every control, a label for every field, a way by tab to each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


def controls_of(window: QWidget) -> list[QWidget]:
    """Give the controls a person can reach in a window, as they are shown now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisibleTo(window)
        and widget.window() is window
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def without_a_name(window: QWidget) -> list[str]:
    """Give the controls that a screen reader could not name."""
    return [described(widget) for widget in controls_of(window) if not spoken_name(widget)]


def spoken_name(widget: QWidget) -> str:
    """Give what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def not_reached_by_tab(window: QWidget) -> list[str]:
    """Give the controls to which the tab key does not lead from where the focus is."""
    reached: list[QWidget] = []
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the focus"
    widget: QWidget | None = start
    while widget is not None and widget not in reached:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    chain = {id(widget) for widget in reached}
    return [
        described(widget)
        for widget in controls_of(window)
        if widget.isEnabled()
        and (id(widget) not in chain or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(widget, QTabBar)
    ]


def described(widget: QWidget) -> str:
    """Name a widget for the person who mends it."""
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
