"""StateLabel: a state as shape, word and colour, outside a table."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import wording
from ui.state_marks import SIZE, paint_mark
from ui.theme import applied_theme

GAP = 6
STRONG_STATES = frozenset({"critical", "overdue"})


class StateLabel(QWidget):
    """Shows one state; `words` stand beside the shape instead of the state's own where they are given."""

    def __init__(self, key: str = "none", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._key = key
        self._words = ""
        self.show_state(key, words)

    def show_state(self, key: str, words: str = "") -> None:
        """Show another state."""
        self._key = key
        self._words = words or wording.state(key)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the words beside the shape."""
        return self._words

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._strong_font())
        return QSize(SIZE + GAP + metrics.horizontalAdvance(self._words) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(SIZE + GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = applied_theme().state(self._key)
        paint_mark(painter, self._key, QRectF(0, 0, SIZE, self.height()), colour)
        font = self._strong_font()
        painter.setFont(font)
        painter.setPen(colour)
        room = self.rect().adjusted(SIZE + GAP, 0, 0, 0)
        words = QFontMetrics(font).elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _strong_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._key in STRONG_STATES)
        return font
