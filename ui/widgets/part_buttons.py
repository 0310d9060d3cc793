"""PartButtons: a button for each part of a list, of which one is shown."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton


class PartButtons(QObject):
    """One choice at a time, the first at first; a group of buttons would keep the tab key from all but one of them."""

    #: a part was chosen, perhaps again
    chosen = Signal()

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self.buttons = {str(name): QPushButton() for name in names}
        self._choice = next(iter(self.buttons))
        for name, button in self.buttons.items():
            button.setObjectName(name)
            button.setCheckable(True)
            button.setChecked(name == self._choice)
            button.clicked.connect(partial(self.choose, name))

    def choice(self) -> str:
        """Give the name of the part that is shown."""
        return self._choice

    def choose(self, name: str, _checked: bool = False) -> None:
        """Show a part."""
        self._choice = name
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        self.chosen.emit()
