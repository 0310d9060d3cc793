"""Draws a timeline: the named days, the lanes with their titles, today, the holders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from tracker.wording import day
from ui.state_marks import mark_size, paint_mark
from ui.theme import SECOND, Theme, applied_theme, points, scaled
from ui.widgets.timeline.frame import Frame
from ui.widgets.timeline.lanes import Course, Lane, Piece
from ui.widgets.timeline.painting import MIDDLE_LEFT, Brushes, bounds, paint_label, paint_piece
from ui.widgets.timeline.placing import Placed
from ui.widgets.timeline.scale import Scale

PAD = 8
NAME_ROOM = 64
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Letters:
    """The fonts of a timeline at the size in use, and the heights that follow from them."""

    def __init__(self, font: QFont) -> None:
        self.plain = QFont(font)
        self.plain.setPointSizeF(points(SECOND))
        self.bold = QFont(self.plain)
        self.bold.setBold(True)
        self.metrics = QFontMetricsF(self.plain)
        self.row = round(self.metrics.height()) + scaled(7)
        self.axis = round(self.metrics.height()) + scaled(10)

    def cut(self, words: str, room: float) -> str:
        """Give words as they fit, with an ellipsis where they do not."""
        return self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The lane and the piece that the keyboard is on."""

    number: int
    piece: Piece


@dataclass(frozen=True, slots=True)
class Drawing:
    """A timeline as it is to be drawn now.

    Args:
        pieces: gives the pieces of a lane where they stand.
        cursor: None while it has no focus.
    """

    course: Course
    scale: Scale
    frame: Frame
    letters: Letters
    pieces: Callable[[int], Sequence[Placed]]
    cursor: Cursor | None

    def paint(self, painter: QPainter) -> None:
        """Draw all that can be seen."""
        theme, frame = applied_theme(), self.frame
        painter.fillRect(QRectF(0, 0, frame.width, frame.height), theme.colour("panel"))
        self._paint_days(painter, theme)
        painter.save()
        painter.setClipRect(QRectF(0, frame.axis, frame.width, frame.room))
        for number in range(frame.lanes):
            if frame.is_seen(number):
                self._paint_lane(painter, theme, number)
        self._paint_left_out(painter, theme)
        painter.restore()
        self._paint_today(painter, theme)
        self._paint_lane(painter, theme, frame.lanes)
        self._paint_edges(painter, theme)

    def _paint_days(self, painter: QPainter, theme: Theme) -> None:
        scale, letters, bottom = self.scale, self.letters, self.frame.height
        painter.save()
        painter.translate(self.frame.gutter, 0)
        painter.setClipRect(QRectF(0, 0, scale.width + PAD, bottom))
        painter.setFont(letters.plain)
        today = self._today_label()
        for named in scale.named_days(scaled(NAME_ROOM)):
            x = round(scale.x_of(named.on))
            painter.setPen(theme.colour("rule"))
            painter.drawLine(x, round(letters.axis) - 4, x, round(bottom))
            space = QRectF(x + 3, 0, letters.metrics.horizontalAdvance(named.name) + 2, letters.axis)
            if x >= 0 and space.right() <= scale.width + PAD and not space.intersects(today):
                painter.setPen(theme.colour("muted"))
                painter.drawText(space, MIDDLE_LEFT, named.name)
        painter.restore()

    def _today_label(self) -> QRectF:
        """Give the place of the day over the line of today, beside the titles; nowhere where it cannot be seen."""
        scale, today = self.scale, self.course.today
        if not scale.sees(today, today):
            return QRectF()
        room = QFontMetricsF(self.letters.bold).horizontalAdvance(self._today_words()) + 8
        middle = scale.x_of(today) + scale.day / 2
        return QRectF(min(max(0.0, middle - room / 2), scale.width + PAD - room), 2, room, self.letters.axis - 8)

    def _today_words(self) -> str:
        return day(self.course.today).rsplit(" ", 1)[0]

    def _paint_today(self, painter: QPainter, theme: Theme) -> None:
        label = self._today_label()
        if label.isEmpty():
            return
        x = round(self.frame.gutter + self.scale.x_of(self.course.today) + self.scale.day / 2)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(x, round(self.frame.axis) - 6, x, round(self.frame.axis + self.frame.room))
        label.translate(self.frame.gutter, 0)
        painter.fillRect(label, theme.colour("accent"))
        painter.setFont(self.letters.bold)
        painter.setPen(theme.colour("accent_text"))
        painter.drawText(label, CENTRE, self._today_words())

    def _paint_lane(self, painter: QPainter, theme: Theme, number: int) -> None:
        frame, lane = self.frame, self.course.shown[number]
        rect = QRectF(0, frame.top_of(number), frame.width, frame.row)
        on_it = self.cursor is not None and self.cursor.number == number
        if number == frame.lanes:
            painter.fillRect(rect, theme.colour("panel"))
        if on_it:
            painter.fillRect(QRectF(0, rect.top(), frame.gutter - 1, rect.height()), theme.colour("selection"))
        self._paint_title(painter, theme, lane, rect, on_it=on_it)
        painter.save()
        beside = QRectF(frame.gutter, 0, self.scale.width + PAD, frame.height)
        painter.setClipRect(beside, Qt.ClipOperation.IntersectClip)
        painter.translate(frame.gutter, 0)
        brushes, pieces = Brushes(theme, self.letters.plain, self.scale.offset), self.pieces(number)
        for placed in pieces:
            paint_piece(painter, placed, rect, brushes)
        for placed in pieces:
            paint_label(painter, placed, rect, brushes)
        for placed in pieces if on_it else ():
            if self.cursor is not None and placed.piece is self.cursor.piece:
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.drawRect(bounds(placed, rect))
        painter.restore()

    def _paint_title(self, painter: QPainter, theme: Theme, lane: Lane, rect: QRectF, *, on_it: bool) -> None:
        ink, left = theme.selection_text if on_it else None, float(PAD)
        if lane.state:
            mark = QRectF(left, rect.top(), mark_size(), rect.height())
            paint_mark(painter, lane.state, mark, ink or theme.state(lane.state))
            left += mark_size() + 6
        space = QRectF(left, rect.top(), self.frame.gutter - left - PAD, rect.height())
        painter.setFont(self.letters.plain)
        painter.setPen(ink or theme.colour("text"))
        painter.drawText(space, MIDDLE_LEFT, self.letters.cut(lane.title, space.width()))

    def _paint_left_out(self, painter: QPainter, theme: Theme) -> None:
        top = self.frame.axis + self.frame.lanes * self.frame.row - self.frame.top
        space = QRectF(PAD, top, self.frame.width - 2 * PAD, self.frame.row)
        painter.setFont(self.letters.plain)
        painter.setPen(theme.colour("muted"))
        painter.drawText(space, MIDDLE_LEFT, self.letters.cut(self.course.left_out, space.width()))

    def _paint_edges(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(theme.colour("rule"))
        gutter, bottom, right = round(self.frame.gutter), round(self.frame.height), round(self.frame.width)
        painter.drawLine(gutter, 0, gutter, bottom)
        for y in (round(self.frame.axis), round(bottom - self.frame.row) - 1):
            painter.drawLine(0, y, right, y)
