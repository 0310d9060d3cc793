"""ChoiceField: one of a few members of the vocabulary, in words."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.wording import term

LEAST_LENGTH = 12


class ChoiceField(QComboBox):
    """A closed list of choices; nothing is chosen until the person chooses, unless `empty` is None."""

    #: another choice was made; carries it, or None
    chosen = Signal(object)

    def __init__(
        self,
        choices: Iterable[Any],
        words: Callable[[Any], str] | None = None,
        empty: str | None = "Choose...",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words or _words
        if empty is not None:
            self.addItem(self.tr(empty), None)
        self._choices = list(choices)
        for choice in self._choices:
            self.addItem(self._words(choice), None)
        self._offset = 0 if empty is None else 1
        self.currentIndexChanged.connect(self._tell)

    def give_way(self) -> None:
        """Never be wider than the room there is, however long a choice is."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LENGTH)

    def choice(self) -> Any:
        """Give the choice, or None."""
        place = self.currentIndex() - self._offset
        return self._choices[place] if 0 <= place < len(self._choices) else None

    def choices(self) -> list[Any]:
        """Give what can be chosen."""
        return list(self._choices)

    def set_choices(self, choices: Iterable[Any]) -> None:
        """Offer these instead; the choice stays where it is still among them."""
        chosen = self.choice()
        self._choices = list(choices)
        self.blockSignals(True)
        while self.count() > self._offset:
            self.removeItem(self._offset)
        for choice in self._choices:
            self.addItem(self._words(choice), None)
        self.set_choice(chosen if chosen in self._choices or self._offset else self._choices[0])
        self.blockSignals(False)
        if self.choice() != chosen:
            self._tell()

    def set_choice(self, choice: Any) -> None:
        """Choose; None and what is not in the list choose nothing."""
        known = choice in self._choices
        self.setCurrentIndex(self._choices.index(choice) + self._offset if known else self._offset - 1)

    def _tell(self) -> None:
        self.chosen.emit(self.choice())


def _words(choice: Any) -> str:
    return term(choice) if isinstance(choice, Enum) else str(choice)
