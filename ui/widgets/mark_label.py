"""MarkLabel: words after the shape of their state, in its colour."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.state_marks import mark_size, paint_mark
from ui.theme import applied_theme

GAP = 6


class MarkLabel(QLabel):
    """A label that draws a state's shape before its words; without a state it is a plain label."""

    def __init__(self, key: str = "", words: str = "", parent: QWidget | None = None) -> None:
        self._key = ""
        super().__init__(parent)
        self.show_state(key, words)

    def show_state(self, key: str, words: str) -> None:
        """Show words with the shape of a state."""
        self._key = key
        self._make_room()
        self.setText(words)
        self.update()

    def state_key(self) -> str:
        """Give the state whose shape is drawn."""
        return self._key

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        self.setContentsMargins(mark_size() + GAP if self._key else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        flags = int(self.alignment()) | (int(Qt.TextFlag.TextWordWrap) if self.wordWrap() else 0)
        words = self.fontMetrics().boundingRect(self.contentsRect(), flags, self.text())
        first_line = QRectF(0, words.top(), mark_size(), self.fontMetrics().height())
        paint_mark(painter, self._key, first_line, applied_theme().state(self._key))
        painter.end()
