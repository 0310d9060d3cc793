"""ActionBar: what can be done about the chosen row, in words with the letter that does it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget


class ActionBar(QWidget):
    """A button for each action under a short word; it can be pressed when its action can.

    Where there is not enough room for all of them the letters go; they stand in the menus too.

    Args:
        more: actions that share one button and open as its menu, under its words.
    """

    def __init__(
        self,
        actions: Iterable[tuple[QAction, str]],
        *,
        more: tuple[str, Sequence[QAction]] | None = None,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words: list[tuple[QPushButton, str, str]] = []
        self._upright = upright
        self.setAccessibleName(self.tr("What can be done"))
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        line = QBoxLayout(direction, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4 if upright else 8)
        for action, words in actions:
            line.addWidget(self._button(action, words))
        if more is not None:
            line.addWidget(self._menu_button(*more))
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._upright else QSize(least.width() - self._room_of_keys(shown_only=True), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._upright:
            return
        shown = super().minimumSizeHint().width()
        with_keys = shown + self._room_of_keys() - self._room_of_keys(shown_only=True)
        for button, with_key, words in self._words:
            button.setText(with_key if event.size().width() >= with_keys else words)

    def _room_of_keys(self, *, shown_only: bool = False) -> int:
        return sum(
            button.fontMetrics().horizontalAdvance(with_key) - button.fontMetrics().horizontalAdvance(words)
            for button, with_key, words in self._words
            if not shown_only or button.text() == with_key
        )

    def _button(self, action: QAction, words: str) -> QPushButton:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        with_key = f"{words} ({key})" if key else words
        button = QPushButton(with_key, self)
        self._words.append((button, with_key, words))
        button.setObjectName(action.objectName())
        button.setAccessibleName(action.text().replace("&", "").removesuffix("..."))
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _menu_button(self, words: str, actions: Sequence[QAction]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("more_actions")
        button.setAccessibleName(words)
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)

        def follow(*_: bool) -> None:
            button.setEnabled(any(action.isEnabled() for action in actions))

        for action in actions:
            action.enabledChanged.connect(follow)
        follow()
        return button
