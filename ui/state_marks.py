"""The shapes of the states, drawn rather than written: no bundled font has them all."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import scaled

SIZE = 12


def mark_size() -> int:
    """Give the side of a mark at the size in use."""
    return scaled(SIZE)


def paint_mark(painter: QPainter, key: str, rect: QRectF, colour: QColor) -> None:
    """Draw the shape of a state in the middle of a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height(), mark_size())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWN.get(key, _dash)(painter, box, colour)
    painter.restore()


def _ring(painter: QPainter, box: QRectF, _colour: QColor) -> None:
    painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))


def _disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(2, 2, -2, -2))


def _quarter(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _ring(painter, box, colour)
    painter.setBrush(colour)
    painter.drawPie(box.adjusted(1.5, 1.5, -1.5, -1.5), 0, 90 * 16)


def _triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    corners = [
        QPointF(box.center().x(), box.top() + 1.5),
        QPointF(box.right() - 1, box.bottom() - 1.5),
        QPointF(box.left() + 1, box.bottom() - 1.5),
    ]
    painter.drawPolygon(QPolygonF(corners))


def _diamond(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    middle = box.center()
    corners = [
        QPointF(middle.x(), box.top() + 0.5),
        QPointF(box.right() - 0.5, middle.y()),
        QPointF(middle.x(), box.bottom() - 0.5),
        QPointF(box.left() + 0.5, middle.y()),
    ]
    painter.drawPolygon(QPolygonF(corners))


def _bars(painter: QPainter, box: QRectF, colour: QColor) -> None:
    width, height = box.width() * 0.24, box.height() * 0.76
    top = box.top() + box.height() * 0.12
    for share in (0.18, 0.58):
        painter.fillRect(QRectF(box.left() + box.width() * share, top, width, height), colour)


def _tick(painter: QPainter, box: QRectF, _colour: QColor) -> None:
    pen = painter.pen()
    pen.setWidthF(2.0)
    painter.setPen(pen)
    path = QPainterPath(QPointF(box.left() + 1.5, box.center().y() + 0.5))
    path.lineTo(box.left() + box.width() * 0.4, box.bottom() - 2)
    path.lineTo(box.right() - 1.5, box.top() + 2)
    painter.drawPath(path)


def _dash(painter: QPainter, box: QRectF, _colour: QColor) -> None:
    painter.drawLine(QPointF(box.left() + 2, box.center().y()), QPointF(box.right() - 2, box.center().y()))


def _question(painter: QPainter, box: QRectF, _colour: QColor) -> None:
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(box.adjusted(-2, -4, 2, 4), Qt.AlignmentFlag.AlignCenter, "?")


_DRAWN = {
    "not_started": _ring,
    "running": _disc,
    "due_soon": _quarter,
    "overdue": _triangle,
    "critical": _diamond,
    "paused": _bars,
    "done": _tick,
    "done_late": _tick,
    "not_required": _dash,
    "unknown": _question,
    "none": _dash,
}
