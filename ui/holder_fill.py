"""Colours and patterns of the holders and of other parts of a chart: told apart in grey and by colour-blind eyes."""

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
    _fill(painter, rect, theme.holder(holder), PATTERNS.get(holder, _solid), theme, shift)


def fill_as_part(painter: QPainter, rect: QRectF, part: str, theme: Theme) -> None:
    """Fill a rectangle as a part of a chart: a holder, or what has a pattern of its own."""
    _fill(painter, rect, ground_of_part(part, theme), PATTERNS_OF_PARTS.get(part, PATTERNS.get(part, _solid)), theme, 0)


def ground_of_part(part: str, theme: Theme) -> QColor:
    """Give the colour of a part of a chart."""
    colour = COLOURS_OF_PARTS.get(part)
    return theme.holder(part) if colour is None else colour(theme)


def _fill(
    painter: QPainter,
    rect: QRectF,
    colour: QColor,
    pattern: Callable[[QPainter, QRectF, float], None],
    theme: Theme,
    shift: float,
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, colour)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ink = QColor(theme.ink_on(colour.name()))
    painter.setPen(QPen(ink, 1))
    pattern(painter, rect, shift)
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


def _sparse(painter: QPainter, rect: QRectF, shift: float) -> None:
    """Dots far apart: without them two plain fills would differ by colour alone in high contrast."""
    y = rect.top() + 5
    while y < rect.bottom():
        x = rect.left() - (rect.left() + shift) % WIDE + 5
        while x < rect.right():
            painter.fillRect(QRectF(x, y, 4, 4), painter.pen().color())
            x += WIDE
        y += WIDE


def _outlined(painter: QPainter, rect: QRectF, _shift: float) -> None:
    pen = painter.pen()
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRect(rect.adjusted(2, 2, -3, -3))


PATTERNS: dict[str, Callable[[QPainter, QRectF, float], None]] = {
    "awaiting_allocation": _sparse,
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

COLOURS_OF_PARTS: dict[str, Callable[[Theme], QColor]] = {
    "plain": lambda theme: theme.colour("accent"),
    "never_sent": lambda theme: theme.holder("awaiting_allocation"),
    "queued": lambda theme: theme.holder("laboratory"),
    "started": lambda theme: theme.holder("another_force"),
    "back": lambda theme: theme.holder("our_unit"),
    "first_time": lambda theme: theme.holder("health"),
    "sent_back": lambda theme: theme.holder("cps"),
}
PATTERNS_OF_PARTS: dict[str, Callable[[QPainter, QRectF, float], None]] = {
    "plain": _solid,
    "never_sent": _level,
    "queued": _diagonal,
    "started": _dotted,
    "back": _solid,
    "first_time": _solid,
    "sent_back": _crossed,
}
