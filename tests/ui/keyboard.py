"""A person with a keyboard and no mouse, and what a screen reader is told."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea)
TABS_AT_MOST = 80


def press(*keys: str) -> None:
    """Press keys one after another: a letter, or a name of Qt's such as "Down", "Shift+C", "Ctrl+F"."""
    for key in keys:
        *modifiers, name = key.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= getattr(Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(modifier, f"{modifier}Modifier"))
        QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{name}"), held)


def write(text: str) -> None:
    """Type a text."""
    QTest.keyClicks(focused(), text)


def focused() -> QWidget:
    """Give the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def controls(root: QWidget) -> list[QWidget]:
    """Give every control that can be seen and used, but the inner parts of others."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QComboBox)
        and widget.focusProxy() is None
    ]


def nameless(root: QWidget) -> list[str]:
    """Give the controls of which a screen reader would not say what they are."""
    without = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            without.append(f"{type(widget).__name__} {widget.objectName()}")
    return without


def reached_by_tab(root: QWidget) -> set[QWidget]:
    """Press the tab key until it comes round; give what had the focus."""
    seen: list[QWidget] = []
    for _ in range(TABS_AT_MOST):
        widget = focused()
        if widget in seen:
            break
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return set(seen)


def not_reached_by_tab(root: QWidget) -> list[str]:
    """Give the controls that the tab key never comes to."""
    reached = reached_by_tab(root)
    return [
        f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"
        for widget in controls(root)
        if widget not in reached and not any(widget.isAncestorOf(other) for other in reached)
    ]
