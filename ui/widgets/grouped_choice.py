"""GroupedChoice: one of many choices under headings, narrowed by typing parts of its words."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.widgets.finding import folded

ROWS_SHOWN = 8
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GroupedChoice(QWidget):
    """A line to type in above a list; the arrow keys move in the list, while the focus stays in the line.

    Args:
        groups: the headings, each with its choices.
        words: what a choice is called.
        more: what else finds it.
    """

    #: another choice is marked; carries it, or None
    chosen = Signal(object)

    def __init__(
        self,
        groups: Iterable[tuple[str, Iterable[Any]]],
        words: Callable[[Any], str],
        more: Callable[[Any], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices: list[Any] = []
        self._texts: list[str] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type part of it"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for heading, choices in groups:
            self._add(heading, None, "")
            for choice in choices:
                self._add(words(choice), choice, folded(f"{words(choice)} {more(choice) if more else ''}"))
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * ROWS_SHOWN + 2 * self.list.frameWidth())
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.line)
        lines.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.list.itemSelectionChanged.connect(self._tell)

    def choice(self) -> Any:
        """Give the choice that is marked, or None."""
        marked = [self.list.row(item) for item in self.list.selectedItems() if not item.isHidden()]
        return self._choices[marked[0]] if marked else None

    def set_choice(self, choice: Any) -> None:
        """Mark a choice."""
        self.list.setCurrentRow(self._choices.index(choice))

    def shown(self) -> list[str]:
        """Give what is shown, headings too."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [item.text() for item in items if not item.isHidden()]

    def name(self, label: str) -> None:
        """Name the list with the label of the whole."""
        self.list.setAccessibleName(self.tr("{label}: list").format(label=label))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the line move in the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES
        if watched is self.line and pressed:
            QCoreApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _add(self, text: str, choice: Any, found_by: str) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(text)
        if choice is None:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
        self._choices.append(choice)
        self._texts.append(found_by)

    def _narrow(self, typed: str) -> None:
        words = folded(typed).split()
        fits = [
            choice is not None and all(word in text for word in words)
            for choice, text in zip(self._choices, self._texts, strict=True)
        ]
        heading = 0
        for place, choice in enumerate(self._choices):
            if choice is None:
                heading = place
                self.list.item(place).setHidden(True)
            else:
                self.list.item(place).setHidden(not fits[place])
                if fits[place]:
                    self.list.item(heading).setHidden(False)
        current = self.list.currentRow()
        if current < 0 or not fits[current]:
            self.list.setCurrentRow(fits.index(True) if words and True in fits else -1)
        if (item := self.list.currentItem()) is not None:
            self.list.scrollToItem(item)

    def _tell(self) -> None:
        choice = self.choice()
        said = self.tr("Chosen: {name}").format(name=self.list.currentItem().text()) if choice is not None else ""
        self.line.setAccessibleDescription(said)
        self.chosen.emit(choice)
