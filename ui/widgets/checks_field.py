"""ChecksField: several boxes to tick under one label, each with what it means under it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

INDENT = 22


class ChecksField(QWidget):
    """Any number of a few choices; the words under a box are read out with it.

    Args:
        across: so many boxes stand side by side, where none has words under it.
    """

    def __init__(self, choices: Iterable[tuple[Any, str, str]], across: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[Any, tuple[QCheckBox, QLabel, str]] = {}
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(8)
        lines.setVerticalSpacing(2)
        for place, (choice, short, meaning) in enumerate(choices):
            box = QCheckBox(short)
            box.setAccessibleDescription(meaning)
            words = QLabel(meaning)
            words.setObjectName("field_hint")
            words.setWordWrap(True)
            words.setIndent(INDENT)
            row, column = divmod(place, across)
            lines.addWidget(box, 2 * row, column)
            lines.addWidget(words, 2 * row + 1, column)
            words.setVisible(bool(meaning))
            self._boxes[choice] = (box, words, short)
        self.setFocusProxy(self.stops()[0])

    def stops(self) -> list[QWidget]:
        """Give the boxes in the order in which the tab key comes to them."""
        return [box for box, _, _ in self._boxes.values()]

    def boxes(self) -> list[QCheckBox]:
        """Give the boxes, in order."""
        return [box for box, _, _ in self._boxes.values()]

    def box(self, choice: Any) -> QCheckBox:
        """Give the box of a choice."""
        return self._boxes[choice][0]

    def offer(self, choices: Iterable[Any]) -> None:
        """Show only these; what is not shown is not chosen."""
        wanted = set(choices)
        for choice, (box, words, _) in self._boxes.items():
            box.setVisible(choice in wanted)
            words.setVisible(choice in wanted and bool(words.text()))
        first = next((box for choice, (box, _, _) in self._boxes.items() if choice in wanted), None)
        if first is not None:
            self.setFocusProxy(first)

    def choose(self, choices: Iterable[Any]) -> None:
        """Tick these and no others."""
        wanted = set(choices)
        for choice, (box, _, _) in self._boxes.items():
            box.setChecked(choice in wanted)

    def chosen(self) -> frozenset[Any]:
        """Give what is ticked, of what is shown."""
        return frozenset(
            choice for choice, (box, _, _) in self._boxes.items() if box.isChecked() and not box.isHidden()
        )

    def name_boxes(self, label: str) -> None:
        """Name each box with the label of the whole, so that it is understood alone."""
        for box, _, short in self._boxes.values():
            box.setAccessibleName(f"{label}: {short}")
