"""ChecksField: several boxes to tick under one label, each with what it means under it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

INDENT = 22


class ChecksField(QWidget):
    """Any number of a few choices; the words under a box are read out with it."""

    def __init__(self, choices: Iterable[tuple[Any, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[Any, tuple[QCheckBox, QLabel, str]] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for choice, short, meaning in choices:
            box = QCheckBox(short)
            box.setAccessibleDescription(meaning)
            words = QLabel(meaning)
            words.setObjectName("field_hint")
            words.setWordWrap(True)
            words.setIndent(INDENT)
            lines.addWidget(box)
            lines.addWidget(words)
            self._boxes[choice] = (box, words, short)
        self.setFocusProxy(self.stops()[0])

    def stops(self) -> list[QWidget]:
        """Give the boxes in the order in which the tab key comes to them."""
        return [box for box, _, _ in self._boxes.values()]

    def box(self, choice: Any) -> QCheckBox:
        """Give the box of a choice."""
        return self._boxes[choice][0]

    def offer(self, choices: Iterable[Any]) -> None:
        """Show only these; what is not shown is not chosen."""
        wanted = set(choices)
        for choice, (box, words, _) in self._boxes.items():
            box.setVisible(choice in wanted)
            words.setVisible(choice in wanted)
        first = next((box for choice, (box, _, _) in self._boxes.items() if choice in wanted), None)
        if first is not None:
            self.setFocusProxy(first)

    def chosen(self) -> frozenset[Any]:
        """Give what is ticked, of what is shown."""
        return frozenset(
            choice for choice, (box, _, _) in self._boxes.items() if box.isChecked() and not box.isHidden()
        )

    def name_boxes(self, label: str) -> None:
        """Name each box with the label of the whole, so that it is understood alone."""
        for box, _, short in self._boxes.values():
            box.setAccessibleName(f"{label}: {short}")
