"""MarkLine: several short sentences on one line, each with the shape of its state; the line never widens a window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.state_marks import mark_size, paint_mark
from ui.theme import applied_theme

Said = tuple[str, str]
GAP, BETWEEN = 6, 18
LEAST_WIDTH = 160
STRONG = frozenset({"critical", "overdue"})
MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class MarkLine(QWidget):
    """What does not fit is cut with an ellipsis and stands in the tooltip; a screen reader hears all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[Said, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_said(self, said: Sequence[Said]) -> None:
        """Show sentences, each after the key of its state; one without a state has no shape."""
        self._said = tuple(said)
        self.setAccessibleName(self.words())
        self.setVisible(bool(said))
        self._tell()
        self.update()

    def words(self) -> str:
        """Give all of it as text."""
        return " · ".join(words for _, words in self._said)

    def said(self) -> tuple[Said, ...]:
        """Give the sentences with their states."""
        return self._said

    def fits(self) -> bool:
        """Say whether all of it can be read."""
        return sum(self._width_of(one) for one in self._said) + BETWEEN * (len(self._said) - 1) <= self.width()

    def sizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, max(self.fontMetrics().height(), mark_size()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = QPainter(self), applied_theme(), 0.0
        for state, words in self._said:
            room = self.width() - left
            if room <= mark_size() + GAP:
                break
            if state:
                paint_mark(painter, state, QRectF(left, 0, mark_size(), self.height()), theme.state(state))
                left += mark_size() + GAP
            font = self._font_of(state)
            space = QRectF(left, 0, max(0.0, self.width() - left), self.height())
            painter.setFont(font)
            painter.setPen(theme.state(state) if state in STRONG else theme.colour("text"))
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, space.width())
            painter.drawText(space, MIDDLE_LEFT, shown)
            left += QFontMetricsF(font).horizontalAdvance(words) + BETWEEN
        painter.end()

    def _font_of(self, state: str) -> QFont:
        font = QFont(self.font())
        font.setBold(state in STRONG)
        return font

    def _width_of(self, said: Said) -> float:
        state, words = said
        return QFontMetricsF(self._font_of(state)).horizontalAdvance(words) + (mark_size() + GAP if state else 0)

    def _tell(self) -> None:
        self.setToolTip("" if self.fits() else "\n".join(words for _, words in self._said))
