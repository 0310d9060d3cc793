"""HeldBar: the days of the open cases by holder, as one bar of lengths with their words under it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.rows.drift_board import HeldRow
from ui import wording
from ui.holder_fill import fill_as_holder
from ui.theme import applied_theme

BAR, SWATCH, GAP, LINE = 22, 12, 18, 20


class HeldBar(QWidget):
    """A length for each holder, in colour and pattern; the words say days, share and cases, and can be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HeldRow, ...] = ()
        self.setAccessibleName(self.tr("Who held the open cases, in days"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[HeldRow]) -> None:
        """Show these holders, the most days first."""
        self._rows = tuple(sorted(rows, key=lambda row: -row.days))
        self.setAccessibleDescription("; ".join(self.words()))
        self.updateGeometry()
        self.update()

    def words(self) -> list[str]:
        """Give what the bar says, holder by holder."""
        whole = self._whole()
        return [
            self.tr("{holder}: {days} ({share} %), {cases} now").format(
                holder=wording.term(row.holder),
                days=wording.count_of(row.days, "day"),
                share=round(100 * row.days / whole),
                cases=wording.count_of(row.cases, "case"),
            )
            for row in self._rows
        ]

    def sizeHint(self) -> QSize:
        return QSize(400, BAR + 8 + LINE * self._lines(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return BAR + 8 + LINE * self._lines(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, whole, left = applied_theme(), self._whole(), 0.0
        for row in self._rows:
            length = self.width() * row.days / whole
            fill_as_holder(painter, QRectF(left, 0, max(1.0, length), BAR), row.holder, theme)
            left += length
        painter.setFont(self.font())
        for (x, y), row, words in zip(self._places(self.width()), self._rows, self.words(), strict=True):
            fill_as_holder(painter, QRectF(x, y + 4, SWATCH, SWATCH), row.holder, theme)
            painter.setPen(theme.colour("text"))
            space = QRectF(x + SWATCH + 6, y, self.width(), LINE)
            painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()

    def _whole(self) -> int:
        return sum(row.days for row in self._rows) or 1

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Give where the words of each holder begin: in a line as long as there is room, then in the next."""
        places, x, y = [], 0, BAR + 8
        for words in self.words():
            needed = SWATCH + 6 + self.fontMetrics().horizontalAdvance(words) + GAP
            if x and x + needed > width:
                x, y = 0, y + LINE
            places.append((x, y))
            x += needed
        return places

    def _lines(self, width: int) -> int:
        places = self._places(width)
        return (places[-1][1] - BAR - 8) // LINE + 1 if places else 0
