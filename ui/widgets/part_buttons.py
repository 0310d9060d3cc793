"""PartButtons: a button for each part of a list, of which one is shown."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.wrapping_row import WrappingRow


class PartButton(QPushButton):
    """A button with room for its words when it is chosen, and so bold: Qt reckons without that."""

    def sizeHint(self) -> QSize:
        return self._with_room(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._with_room(super().minimumSizeHint())

    def _with_room(self, hint: QSize) -> QSize:
        bold = QFont(self.font())
        bold.setBold(True)
        words = self.text().replace("&", "")
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return QSize(hint.width() + max(0, more), hint.height())


class PartButtons(QObject):
    """One choice at a time, the first at first; a group of buttons would keep the tab key from all but one of them."""

    #: a part was chosen, perhaps again
    chosen = Signal()

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self.buttons = {str(name): PartButton() for name in names}
        self._choice = next(iter(self.buttons))
        for name, button in self.buttons.items():
            button.setObjectName(name)
            button.setCheckable(True)
            button.setChecked(name == self._choice)
            button.clicked.connect(partial(self.choose, name))

    def in_a_row(self) -> QWidget:
        """Give the buttons side by side, on another line where there is no room."""
        row = QWidget()
        line = WrappingRow(row)
        for button in self.buttons.values():
            line.addWidget(button)
        return row

    def say(self, name: str, words: str, count: int, spoken: str = "") -> None:
        """Word a button, with how many there are; `spoken` is what a screen reader says in place of the words."""
        button = self.buttons[name]
        button.setText(f"{words} {count:,}")
        button.setAccessibleName(f"{spoken or words.replace('&', '')}, {count:,}")

    def choice(self) -> str:
        """Give the name of the part that is shown."""
        return self._choice

    def choose(self, name: str, _checked: bool = False) -> None:
        """Show a part."""
        self._choice = name
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        self.chosen.emit()
