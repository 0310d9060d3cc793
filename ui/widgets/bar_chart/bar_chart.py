"""BarChart: lengths in colour and pattern, each reached by mouse and keyboard; the table beside it says the same."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.holder_fill import fill_as_part, ground_of_part
from ui.theme import SECOND, Theme, applied_theme, points, scaled
from ui.widgets.bar_chart.chart import NOTHING, Chart, Mark
from ui.widgets.bar_chart.placing import Label, Placed, place

SWATCH, GAP, EDGE = 12, 18, 8
MIDDLE = Qt.AlignmentFlag.AlignVCenter
Key = Qt.Key


class BarChart(QWidget):
    """Draws marks that are placed beforehand. The arrow keys go from mark to mark, Enter to the cases behind one."""

    #: another mark was chosen; carries it
    chosen = Signal(object)
    #: Enter was pressed on a mark, or it was clicked twice; carries it
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._chart, self._at, self._first = NOTHING, -1, 0
        self._placed = Placed()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; the mark that was chosen stays so where it is still there."""
        kept = self.current()
        self._chart = chart
        keys = [mark.key for mark in chart.marks]
        self._at = keys.index(kept.key) if kept is not None and kept.key in keys else -1
        self._first = 0
        self.updateGeometry()
        self._place()

    def chart(self) -> Chart:
        """Give what is shown."""
        return self._chart

    def current(self) -> Mark | None:
        """Give the chosen mark, or None."""
        return self._chart.marks[self._at] if 0 <= self._at < len(self._chart.marks) else None

    def choose(self, key: str) -> None:
        """Choose a mark by its key, and bring it into view."""
        keys = [mark.key for mark in self._chart.marks]
        if key in keys and keys.index(key) != self._at:
            self._go_to(keys.index(key))

    def mark_at(self, point: QPointF) -> Mark | None:
        """Give the mark at a point; beside a thin one the nearest of its place will do."""
        return next((mark for mark, rect in self._placed.marks if rect.adjusted(-2, -2, 2, 2).contains(point)), None)

    def rect_of(self, key: str) -> QRectF:
        """Give where a mark stands; nowhere where it is out of view."""
        return next((rect for mark, rect in self._placed.marks if mark.key == key), QRectF())

    def sizeHint(self) -> QSize:
        return QSize(scaled(520), scaled(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(280), scaled(150))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1),
        }  # fmt: skip
        if self._chart.across:
            steps = {Key.Key_Left: (0, -1), Key.Key_Right: (0, 1), Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0)}
        key = Key(event.key())
        if key in steps:
            self._step(*steps[key])
        elif key in {Key.Key_Home, Key.Key_End} and self._chart.marks:
            self._go_to(0 if key == Key.Key_Home else len(self._chart.marks) - 1)
        elif key in {Key.Key_Return, Key.Key_Enter, Key.Key_Space} and self.current() is not None:
            self.activated.emit(self.current())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current() is None and self._chart.marks:
            self._go_to(0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        if found is not None:
            self._go_to(self._chart.marks.index(found))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        if found is not None:
            self.activated.emit(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._placed.seen < len(self._chart.places):
            self._first = self._placed.first - (1 if event.angleDelta().y() > 0 else -1)
            self._place()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words_of(found) if found is not None else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), applied_theme()
        painter.setFont(self._letters())
        self._paint_legend(painter, theme)
        painter.fillRect(self._placed.base, theme.colour("border"))
        painter.setPen(theme.colour("muted"))
        for label in self._placed.labels:
            self._write(painter, label)
        painter.setPen(theme.colour("text"))
        for label in self._placed.totals:
            self._write(painter, label)
        stacked = bool(self._chart.legend)
        for mark, rect in self._placed.marks:
            fill_as_part(painter, rect, mark.part, theme)
            if stacked:
                self._write_count(painter, mark, rect, theme)
        self._ring(painter, theme)
        painter.end()

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(points(SECOND))
        return font

    def _place(self) -> None:
        metrics = QFontMetricsF(self._letters())
        top = self._legend_height(metrics)
        room = QRectF(2, top, self.width() - 4, self.height() - top - 2)
        self._placed = place(self._chart, room, metrics.height(), metrics.horizontalAdvance, self._first)
        self._first = self._placed.first
        self.update()

    def _legend_places(self, metrics: QFontMetricsF) -> list[QPointF]:
        """Give where each part of the legend begins: in a line as long as there is room, then in the next."""
        places, x, y = [], 0.0, 0.0
        for _, words in self._chart.legend:
            needed = scaled(SWATCH) + 6 + metrics.horizontalAdvance(words) + scaled(GAP)
            if x and x + needed > self.width():
                x, y = 0.0, y + metrics.height() + 2
            places.append(QPointF(x, y))
            x += needed
        return places

    def _legend_height(self, metrics: QFontMetricsF) -> float:
        places = self._legend_places(metrics)
        return places[-1].y() + metrics.height() + EDGE if places else 2.0

    def _paint_legend(self, painter: QPainter, theme: Theme) -> None:
        metrics = QFontMetricsF(painter.font())
        side = scaled(SWATCH)
        for at, (part, words) in zip(self._legend_places(metrics), self._chart.legend, strict=True):
            fill_as_part(painter, QRectF(at.x(), at.y() + (metrics.height() - side) / 2, side, side), part, theme)
            painter.setPen(theme.colour("text"))
            painter.drawText(QRectF(at.x() + side + 6, at.y(), self.width(), metrics.height()), int(MIDDLE), words)

    def _write(self, painter: QPainter, label: Label) -> None:
        edge = Qt.AlignmentFlag.AlignHCenter
        if label.right is not None:
            edge = Qt.AlignmentFlag.AlignRight if label.right else Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(label.words, Qt.TextElideMode.ElideRight, int(label.room.width()) + 1)
        painter.drawText(label.room, int(MIDDLE | edge), words)

    def _write_count(self, painter: QPainter, mark: Mark, rect: QRectF, theme: Theme) -> None:
        """Print the count on a mark that has the room, on a ground of its own, so that no pattern runs through it."""
        metrics, words = QFontMetricsF(painter.font()), f"{mark.count:,}"
        wide, high = metrics.horizontalAdvance(words) + 6, metrics.height() - 2
        if wide > rect.width() - 2 or high > rect.height() - 1:
            return
        ground = QRectF(0, 0, wide, high)
        ground.moveCenter(rect.center())
        colour = ground_of_part(mark.part, theme)
        painter.fillRect(ground, colour)
        painter.setPen(QColor(theme.ink_on(colour.name())))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), words)

    def _ring(self, painter: QPainter, theme: Theme) -> None:
        current = self.current()
        rect = self.rect_of(current.key) if current is not None else QRectF()
        if rect.isNull():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "text"), 2))
        painter.drawRect(rect.adjusted(-2, -2, 2, 2))

    def _step(self, places: int, parts: int) -> None:
        """Go to another place, to the part nearest to the one chosen, or to another part of the same place."""
        current = self.current()
        if current is None:
            if self._chart.marks:
                self._go_to(0)
            return
        here = self._chart.at(current.place)
        if parts:
            wanted = here[min(max(0, here.index(current) + parts), len(here) - 1)]
        else:
            filled = sorted({mark.place for mark in self._chart.marks})
            place_wanted = filled[min(max(0, filled.index(current.place) + places), len(filled) - 1)]
            there = self._chart.at(place_wanted)
            same = [mark for mark in there if mark.part == current.part]
            wanted = same[0] if same else there[min(here.index(current), len(there) - 1)]
        self._go_to(self._chart.marks.index(wanted))

    def _go_to(self, number: int) -> None:
        self._at = number
        mark = self._chart.marks[number]
        seen = self._placed.seen
        if seen and not self._placed.first <= mark.place < self._placed.first + seen:
            self._first = mark.place if mark.place < self._placed.first else mark.place - seen + 1
            self._place()
        self.update()
        words = words_of(mark)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.chosen.emit(mark)


def words_of(mark: Mark) -> str:
    """Give all that is known of a mark in words."""
    return ". ".join(part for part in (f"{mark.words}: {mark.said}", mark.more) if part)
