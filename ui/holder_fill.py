"""The colours and patterns of the holders: told apart in grey print and by colour-blind eyes."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Theme

NARROW, WIDE = 6, 13


def fill_as_holder(painter: QPainter, rect: QRectF, holder: str, theme: Theme, shift: float = 0.0) -> None:
    """Fill a rectangle with the colour and pattern of a holder, within an edge.

    Args:
        shift: how far what is drawn has been scrolled, so that the pattern moves with it.
    """
    colour = theme.holder(holder)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, colour)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ink = QColor(theme.ink_on(colour.name()))
    painter.setPen(QPen(ink, 1))
    PATTERNS.get(holder, _solid)(painter, rect, shift)
    painter.restore()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.restore()


def _solid(_painter: QPainter, _rect: QRectF, _shift: float) -> None:
    """Nothing stands on the colour."""


def _slanted(painter: QPainter, rect: QRectF, shift: float, step: int, width: float, rising: bool = True) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    pen = painter.pen()
    pen.setWidthF(width)
    painter.setPen(pen)
    height = rect.height()
    x = rect.left() - height - (rect.left() + shift) % step
    while x < rect.right() + height:
        ends = (rect.bottom(), rect.top()) if rising else (rect.top(), rect.bottom())
        painter.drawLine(QPointF(x, ends[0]), QPointF(x + height, ends[1]))
        x += step


def _diagonal(painter: QPainter, rect: QRectF, shift: float) -> None:
    _slanted(painter, rect, shift, NARROW, 1.2)


def _wide_diagonal(painter: QPainter, rect: QRectF, shift: float) -> None:
    _slanted(painter, rect, shift, WIDE, 2.4, rising=False)


def _crossed(painter: QPainter, rect: QRectF, shift: float) -> None:
    _slanted(painter, rect, shift, NARROW + 2, 1.0)
    _slanted(painter, rect, shift, NARROW + 2, 1.0, rising=False)


def _upright(painter: QPainter, rect: QRectF, shift: float) -> None:
    x = rect.left() - (rect.left() + shift) % NARROW
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        x += NARROW


def _level(painter: QPainter, rect: QRectF, _shift: float) -> None:
    y = rect.top() + 3
    while y < rect.bottom():
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        y += 4


def _grid(painter: QPainter, rect: QRectF, shift: float) -> None:
    _upright(painter, rect, shift)
    _level(painter, rect, shift)


def _dotted(painter: QPainter, rect: QRectF, shift: float) -> None:
    y = rect.top() + 3
    while y < rect.bottom():
        x = rect.left() - (rect.left() + shift) % NARROW + 2
        while x < rect.right():
            painter.fillRect(QRectF(x, y, 2, 2), painter.pen().color())
            x += NARROW
        y += NARROW


def _outlined(painter: QPainter, rect: QRectF, _shift: float) -> None:
    pen = painter.pen()
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRect(rect.adjusted(2, 2, -3, -3))


PATTERNS: dict[str, Callable[[QPainter, QRectF, float], None]] = {
    "awaiting_allocation": _solid,
    "our_unit": _solid,
    "laboratory": _diagonal,
    "health": _dotted,
    "social_care": _crossed,
    "cps": _upright,
    "court": _level,
    "another_force": _wide_diagonal,
    "other_agency": _grid,
    "child_or_family": _outlined,
    "nobody": _solid,
}
