"""SectionedView: one list of several parts, each under a heading; the cursor goes through all of it."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from ui.tables.delegates import PAD, CellDelegate
from ui.tables.row_table_model import ROW_ROLE, RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.theme import applied_theme

BETWEEN = 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a part: what it is, how many there are, and what else must be said of it."""

    key: str
    title: str
    count: str
    words: str


@dataclass(frozen=True, slots=True)
class MoreLine:
    """The last line of a part that has more than is shown: where the others are."""

    key: str
    words: str


class SectionedModel(RowTableModel):
    """The parts keep their order; a part is not sorted into another."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Leave the rows as they came."""


class SectionedView(RowTableView):
    """Up and down go through every line, Ctrl with them from part to part; Enter on a heading opens it."""

    def __init__(self, model: SectionedModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.setSortingEnabled(False)
        self._cells = LineDelegate(model, self)
        self.setItemDelegate(self._cells)

    def select_first(self) -> None:
        """Put the cursor on the first row that is no heading, where it is on none."""
        if self.selected_row() is not None:
            return
        model = self.row_model()
        places = range(model.rowCount())
        first = next((place for place in places if not isinstance(model.row_at(place), Heading)), 0)
        if model.rowCount():
            self.setCurrentIndex(model.index(first, 0))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go_to_part(step)
        event.accept()

    def _go_to_part(self, step: int) -> None:
        """Go to the first row of the next part, or of this one and then of the part before."""
        model = self.row_model()
        heads = [place for place in range(model.rowCount()) if isinstance(model.row_at(place), Heading)]
        here = self.currentIndex().row()
        before, after = [one for one in heads if one + 1 < here], [one for one in heads if one > here]
        target = (after[:1] if step > 0 else before[-1:]) or heads[:1]
        if not target or (step > 0 and not after):
            return
        inside = target[0] + 1
        row = inside if inside < model.rowCount() and inside not in heads else target[0]
        self.scrollTo(model.index(target[0], 0))
        self.setCurrentIndex(model.index(row, max(0, self.currentIndex().column())))


class LineDelegate(CellDelegate):
    """Paints rows as everywhere; headings and last lines across all columns, wherever these stand."""

    def follow_theme(self, font: QFont) -> None:
        super().follow_theme(font)
        self._page, self._muted = applied_theme().colour("page"), applied_theme().colour("muted")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW_ROLE)
        if not isinstance(line, (Heading, MoreLine)):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_line(painter, option, index, line)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Heading | MoreLine
    ) -> None:
        """Paint the whole line; of it only the part in this cell is drawn."""
        view = self.parent()
        if not isinstance(view, QTableView):
            return
        whole = QRect(0, option.rect.top(), view.viewport().width(), option.rect.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        heading = isinstance(line, Heading)
        painter.fillRect(whole, self._selection if selected else self._page if heading else self._panel)
        painter.setPen(self._rule)
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        left = whole.left() + PAD
        if isinstance(line, Heading):
            left = self._write(painter, whole, left, line.title, self._ink(self._text, selected), bold=True)
            left = self._write(painter, whole, left, line.count, self._ink(self._text, selected), bold=True)
            self._write(painter, whole, left, line.words, self._ink(self._muted, selected))
        else:
            self._write(painter, whole, left, line.words, self._ink(self._accent, selected))
        if view.hasFocus() and view.currentIndex().row() == index.row():
            painter.setPen(self._focus if self._on_selection is None else QPen(self._on_selection, 2))
            painter.drawRect(whole.adjusted(1, 1, -2, -2))

    def _write(self, painter: QPainter, whole: QRect, left: int, text: str, ink: QColor, *, bold: bool = False) -> int:
        """Write a text from a place on, and give where the next one begins."""
        metrics = self._bold_metrics if bold else self._metrics
        room = QRect(left, whole.top(), max(0, whole.right() - PAD - left), whole.height())
        painter.setFont(self._bold if bold else self._font)
        painter.setPen(ink)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return left + metrics.horizontalAdvance(text) + (BETWEEN if text else 0)
