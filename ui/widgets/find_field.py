"""FindField: finds rows by any part of what they show; arrow down and Escape go to the list."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import scaled


class List(Protocol):
    """What the field needs of the list it leads to."""

    def setFocus(self, reason: Qt.FocusReason, /) -> None:
        """Take the focus."""

    def select_first(self) -> None:
        """Put the cursor on the first row where it is on none."""


class FindField(QLineEdit):
    """A field that leads to a list.

    Args:
        width: the least that its words need, at full size.
    """

    def __init__(self, words: str, view: List, width: int = 236, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = view
        self.setObjectName("find")
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(scaled(width))

    def begin(self) -> None:
        """Take the focus, so that what is typed replaces what was looked for."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._go_to_list()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_to_list()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _go_to_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.select_first()
