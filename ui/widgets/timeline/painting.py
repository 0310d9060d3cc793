"""Draws the pieces of a timeline: each shape differs from the others in grey print too."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.holder_fill import fill_as_holder
from ui.state_marks import paint_mark
from ui.theme import Theme, scaled
from ui.widgets.timeline.lanes import Shape
from ui.widgets.timeline.placing import Placed

BAR, THICK_BAR, BAND, DOT = 10, 14, 5, 3.5
LABEL_PAD = 3
MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Brushes:
    """What a timeline is drawn with: the theme, the font, and how far it is scrolled."""

    theme: Theme
    font: QFont
    shift: float

    def ink(self, placed: Placed) -> QColor:
        """Give the colour of a piece's state, that of words where it has none."""
        key = placed.piece.state
        return self.theme.state(key) if key else self.theme.colour("text")


def paint_piece(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    """Draw a piece into its lane."""
    PAINTED[placed.piece.shape](painter, placed, lane, brushes)


def paint_label(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    """Write the label of a piece where it has room, cut with an ellipsis where that is too little."""
    if placed.label_room <= 0:
        return
    metrics = QFontMetricsF(brushes.font)
    text = metrics.elidedText(placed.piece.label, Qt.TextElideMode.ElideRight, placed.label_room + 0.5)
    space = QRectF(placed.label_at, lane.top(), placed.label_room + 1, lane.height())
    painter.setFont(brushes.font)
    if placed.piece.shape is not Shape.BAIL:
        ground = QRectF(space.left() - LABEL_PAD, 0, metrics.horizontalAdvance(text) + 2 * LABEL_PAD, metrics.height())
        ground.moveCenter(QPointF(ground.center().x(), lane.center().y()))
        painter.fillRect(ground, brushes.theme.colour("panel"))
    painter.setPen(brushes.theme.colour("accent_text" if placed.piece.shape is Shape.BAIL else "text"))
    painter.drawText(space, MIDDLE_LEFT, text)


def bounds(placed: Placed, lane: QRectF) -> QRectF:
    """Give the rectangle that a piece takes in its lane, for the ring around it."""
    if placed.piece.until is None:
        return QRectF(placed.left - scaled(9), lane.top() + 1, scaled(18), lane.height() - 2)
    return QRectF(placed.left, lane.top() + 1, max(4.0, placed.right - placed.left), lane.height() - 2)


def _bar(placed: Placed, lane: QRectF, thick: float) -> QRectF:
    height = min(scaled(thick), lane.height() - 4)
    bar = QRectF(placed.left, 0, max(2.0, placed.right - placed.left), height)
    bar.moveTop(round(lane.center().y() - height / 2))
    return bar


def _planned(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    y = round(lane.center().y())
    painter.setPen(QPen(brushes.theme.colour("muted"), 2))
    painter.drawLine(QPointF(placed.left, y), QPointF(placed.right, y))
    if not placed.cut_left:
        painter.drawLine(QPointF(placed.left, y - 3), QPointF(placed.left, y + 3))


def _drift(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    painter.fillRect(_bar(placed, lane, BAR), brushes.ink(placed))


def _pause(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    _hatched(painter, _bar(placed, lane, BAR), brushes)


def _still(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    _hatched(painter, _bar(placed, lane, THICK_BAR), brushes)


def _hatched(painter: QPainter, bar: QRectF, brushes: Brushes) -> None:
    ink = brushes.theme.state("paused")
    painter.fillRect(bar, brushes.theme.colour("panel"))
    painter.setPen(QPen(ink, 1))
    painter.setBrushOrigin(QPointF(-brushes.shift, 0))
    painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(bar.adjusted(0, 0, -1, -1))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _bail(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    painter.fillRect(_bar(placed, lane, THICK_BAR), brushes.theme.colour("accent"))


def _released(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    bar = _bar(placed, lane, THICK_BAR)
    painter.fillRect(bar, brushes.theme.colour("panel"))
    painter.setPen(QPen(brushes.theme.colour("text"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(bar.adjusted(0, 0, -1, -1))


def _stage(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    height = scaled(BAND)
    band = QRectF(placed.left, lane.bottom() - height - 1, max(2.0, placed.right - placed.left), height)
    fill_as_holder(painter, band, placed.piece.holder, brushes.theme, brushes.shift)


def _held(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    band = QRectF(placed.left, lane.top() + 1, max(2.0, placed.right - placed.left), lane.height() - 2)
    fill_as_holder(painter, band, placed.piece.holder, brushes.theme, brushes.shift)


def _first_due(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    painter.setPen(QPen(brushes.theme.colour("text"), 2))
    painter.drawLine(QPointF(placed.left, lane.top() + 3), QPointF(placed.left, lane.bottom() - 3))


def _due(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    """A tick that hangs from a flag: it was moved here, or it is the end of a period."""
    x, top, half = placed.left, lane.top() + 3, scaled(5)
    ink = brushes.theme.colour("text")
    painter.setPen(QPen(ink, 1))
    painter.drawLine(QPointF(x, top), QPointF(x, lane.bottom() - 3))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + half * 1.4)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _done(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    side = scaled(14)
    ground = QRectF(0, 0, side, side)
    ground.moveCenter(QPointF(placed.left, lane.center().y()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.theme.colour("panel"))
    painter.drawEllipse(ground)
    painter.restore()
    paint_mark(painter, placed.piece.state or "done", ground, brushes.ink(placed))


def _event(painter: QPainter, placed: Placed, lane: QRectF, brushes: Brushes) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(brushes.theme.colour("panel"), 1))
    painter.setBrush(brushes.ink(placed))
    reach = DOT * scaled(100) / 100
    painter.drawEllipse(QPointF(placed.left, lane.center().y()), reach, reach)
    painter.restore()


PAINTED: dict[Shape, Callable[[QPainter, Placed, QRectF, Brushes], None]] = {
    Shape.PLANNED: _planned,
    Shape.DRIFT: _drift,
    Shape.PAUSE: _pause,
    Shape.HELD: _held,
    Shape.BAIL: _bail,
    Shape.STILL: _still,
    Shape.RELEASED: _released,
    Shape.STAGE: _stage,
    Shape.FIRST_DUE: _first_due,
    Shape.DUE: _due,
    Shape.DONE: _done,
    Shape.EVENT: _event,
}
