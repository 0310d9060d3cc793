"""TimelineView: the course of a case on a scale of days, drawn; all of it can be reached with the keyboard."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ui.theme import FULL_SIZE, scaled, zoom
from ui.widgets.timeline.drawing import PAD, Cursor, Drawing, Letters
from ui.widgets.timeline.frame import Frame, gutter_of
from ui.widgets.timeline.lanes import Course, Lane, Piece
from ui.widgets.timeline.placing import Placed, pieces_at, place
from ui.widgets.timeline.scale import STEP, Scale, fit

MOST_TOLD, MOST_WANTED, LEAST_ROWS = 6, 12, 4
ALL_THE_WAY = 100_000
Key, Modifier = Qt.Key, Qt.KeyboardModifier


class TimelineView(QAbstractScrollArea):
    """Lanes under a scale of days, the titles to their left; under them, always, who held the case."""

    #: Enter was pressed on a piece, or it was clicked twice; carries the piece
    activated = Signal(object)
    #: the cursor moved; carries the lane and the piece
    moved = Signal(object, object)
    #: it was zoomed, or shows another stretch of days
    scale_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._course: Course | None = None
        self._scale: Scale | None = None
        self._fits = True
        self._at = (0, 0)
        self._placed: dict[int, list[Placed]] = {}
        self.horizontalScrollBar().valueChanged.connect(self._scroll_across)
        self.verticalScrollBar().valueChanged.connect(self._scroll_down)
        self._follow_fonts()

    def show_course(self, course: Course, *, afresh: bool) -> None:
        """Show the course of a case; `afresh` begins again with all of it in view."""
        kept = None if afresh else self.current()
        self._course = course
        if afresh:
            self._fits = True
            self._at = (len(course.lanes), 0) if not course.lanes else (0, 0)
            self.verticalScrollBar().setValue(0)
        elif kept is not None:
            self._find_again(*kept)
        self._measure()

    def current(self) -> tuple[Lane, Piece] | None:
        """Give the lane and the piece under the cursor."""
        if self._course is None:
            return None
        lane = self._course.shown[min(self._at[0], len(self._course.shown) - 1)]
        pieces = lane.in_order()
        return (lane, pieces[min(self._at[1], len(pieces) - 1)]) if pieces else None

    def scale(self) -> Scale | None:
        """Give the scale in use."""
        return self._scale

    def zoom_by(self, times: float, x: float | None = None) -> None:
        """Zoom so many times, around a place: the piece under the cursor where none is given."""
        if self._scale is None:
            return
        current = self.current()
        if x is None:
            inside = current is not None and self._scale.sees(current[1].since, current[1].end)
            x = self._scale.x_of(current[1].since) if current and inside else self._scale.width / 2
        self._scale = self._scale.zoomed(times, min(max(0.0, x), self._scale.width))
        self._fits = self._scale.day <= self._scale.least_day
        self._take_scale()

    def fit(self) -> None:
        """Show all of the case."""
        self._fits = True
        self._measure()

    def sizeHint(self) -> QSize:
        lanes = len(self._course.lanes) if self._course else 0
        return QSize(scaled(800), self._letters.axis + self._letters.row * (min(lanes, MOST_WANTED) + 1) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            scaled(400),
            self._letters.axis + self._letters.row * LEAST_ROWS + self.horizontalScrollBar().sizeHint().height() + 2,
        )

    def corner(self) -> QRectF:
        """Give the place over the titles, beside the scale of days."""
        return QRectF(0, 0, self._frame().gutter, self._letters.axis)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if held & (Modifier.ControlModifier | Modifier.AltModifier):
            super().keyPressEvent(event)
            return
        match key:
            case Key.Key_Left | Key.Key_Right:
                self._step(-1 if key == Key.Key_Left else 1)
            case Key.Key_Up | Key.Key_Down:
                self._change_lane(-1 if key == Key.Key_Up else 1)
            case Key.Key_PageUp | Key.Key_PageDown:
                self._change_lane(-self._frame().rows_seen if key == Key.Key_PageUp else self._frame().rows_seen)
            case Key.Key_Home | Key.Key_End:
                self._step(-ALL_THE_WAY if key == Key.Key_Home else ALL_THE_WAY)
            case Key.Key_Return | Key.Key_Enter:
                self._activate()
            case Key.Key_Plus | Key.Key_Equal:
                self.zoom_by(STEP)
            case Key.Key_Minus:
                self.zoom_by(1 / STEP)
            case Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Modifier.ControlModifier:
            self.zoom_by(STEP if turned > 0 else 1 / STEP, event.position().x() - self._frame().gutter)
        elif event.modifiers() & Modifier.ShiftModifier or event.angleDelta().x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_at(self, point: QPointF) -> str:
        """Give what the tooltip says at a place."""
        found = self._found_at(point)
        if found is None or self._course is None:
            return ""
        lane, pieces = self._course.shown[found[0]], found[1]
        return "\n".join((lane.title, *(piece.words for piece in pieces[:MOST_TOLD])))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._found_at(event.position())
        if found is not None and self._course is not None:
            number, pieces = found
            self._go_to(number, self._course.shown[number].in_order().index(pieces[0]) if pieces else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._found_at(event.position()) is not None:
            self._activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._follow_fonts()
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._course is not None and self._scale is not None:
            current = self.current()
            cursor = Cursor(self._at[0], current[1]) if self.hasFocus() and current is not None else None
            Drawing(self._course, self._scale, self._frame(), self._letters, self._pieces, cursor).paint(painter)
        painter.end()

    def _follow_fonts(self) -> None:
        self._letters = Letters(self.font())
        self.viewport().update()

    def _frame(self) -> Frame:
        course, width = self._course, self.viewport().width()
        return Frame(
            width=width,
            height=self.viewport().height(),
            gutter=gutter_of(width, zoom() / FULL_SIZE),
            axis=self._letters.axis,
            row=self._letters.row,
            lanes=len(course.lanes) if course else 0,
            extra=int(bool(course and course.left_out)),
            top=self.verticalScrollBar().value(),
        )

    def _measure(self) -> None:
        """Fit the scale and the scroll bars to the room there is."""
        if self._course is None:
            return
        frame = self._frame()
        fitting = fit(self._course, frame.width - frame.gutter - PAD)
        before = self._scale
        if self._fits or before is None:
            self._scale = fitting
        else:
            days = (before.first - fitting.first).days
            zoomed = fitting.zoomed(before.day / fitting.day, 0)
            self._scale = zoomed.scrolled(before.offset + days * zoomed.day)
        self._take_scale()

    def _take_scale(self) -> None:
        if self._scale is None or self._course is None:
            return
        across, down, frame = self.horizontalScrollBar(), self.verticalScrollBar(), self._frame()
        across.blockSignals(True)
        across.setRange(0, round(self._scale.furthest))
        across.setPageStep(max(1, round(self._scale.width)))
        across.setSingleStep(scaled(40))
        across.setValue(round(self._scale.offset))
        across.blockSignals(False)
        down.setRange(0, frame.furthest)
        down.setPageStep(max(1, round(frame.room)))
        down.setSingleStep(round(frame.row))
        self._placed.clear()
        self.viewport().update()
        self.scale_changed.emit()

    def _pieces(self, number: int) -> list[Placed]:
        """Give the pieces of a lane where they stand, worked out once for each place of the scroll bars."""
        if number not in self._placed and self._course is not None and self._scale is not None:
            lane = self._course.shown[number]
            self._placed[number] = place(lane, self._scale, self._letters.metrics.horizontalAdvance, zoom() / FULL_SIZE)
        return self._placed.get(number, [])

    def _found_at(self, point: QPointF) -> tuple[int, list[Piece]] | None:
        """Give the lane at a place, and its pieces there, the topmost first."""
        frame = self._frame()
        number = frame.lane_at(point.y()) if self._course is not None else None
        if number is None:
            return None
        return number, pieces_at(self._pieces(number), point.x() - frame.gutter) if point.x() > frame.gutter else []

    def _step(self, by: int) -> None:
        if self._course is not None:
            pieces = self._course.shown[self._at[0]].pieces
            self._go_to(self._at[0], min(max(0, self._at[1] + by), len(pieces) - 1))

    def _change_lane(self, by: int) -> None:
        """Go to another lane, to the piece nearest in time."""
        current = self.current()
        if self._course is None or current is None:
            return
        number = min(max(0, self._at[0] + by), len(self._course.shown) - 1)
        days = [abs((piece.since - current[1].since).days) for piece in self._course.shown[number].in_order()]
        self._go_to(number, days.index(min(days)) if days and number != self._at[0] else self._at[1])

    def _go_to(self, number: int, piece: int) -> None:
        self._at = (number, max(0, piece))
        current = self.current()
        if self._course is None or self._scale is None or current is None:
            return
        self.verticalScrollBar().setValue(self._frame().top_showing(number))
        self._scale = self._scale.showing(current[1].since, current[1].end)
        self._take_scale()
        self._tell(*current)

    def _tell(self, lane: Lane, piece: Piece) -> None:
        words = ". ".join(part for part in (lane.title, lane.state_words, piece.words) if part)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.moved.emit(lane, piece)

    def _activate(self) -> None:
        current = self.current()
        if current is not None:
            self.activated.emit(current[1])

    def _find_again(self, lane: Lane, piece: Piece) -> None:
        """Put the cursor where it was, by the lane's key and the piece's, when the case was read again."""
        if self._course is None:
            return
        numbers = {one.key: number for number, one in enumerate(self._course.shown)}
        number = numbers.get(lane.key, 0)
        same = [(one.shape, one.since) == (piece.shape, piece.since) for one in self._course.shown[number].in_order()]
        self._at = (number, same.index(True) if True in same else 0)

    def _scroll_across(self, value: int) -> None:
        if self._scale is not None:
            self._scale = self._scale.scrolled(value)
            self._take_scale()

    def _scroll_down(self) -> None:
        self.viewport().update()
