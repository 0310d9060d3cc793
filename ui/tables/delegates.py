"""How cells are painted: words, state marks (shape, word, colour) and drift bars (lateness as a length)."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.state_marks import mark_size, paint_mark
from ui.tables.row_table_model import BAR_ROLE, LONGEST_BAR_ROLE, MARK_ROLE, RowTableModel
from ui.theme import Theme, applied_theme, scaled

PAD = 8
ROW_HEIGHT = 28
BAR_HEIGHT = 10
SHORTEST_BAR = 3
LEAST_ROOM_OF_BAR = 28
MARK_GAP = 6
STRONG_STATES = frozenset({"critical", "overdue"})


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a RowTableView."""

    def __init__(self, model: RowTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_mark = [column.mark is not None for column in model.columns]
        self._has_bar = [column.bar is not None for column in model.columns]
        self._bold_columns = [column.bold for column in model.columns]
        self._theme: Theme
        self._font = QFont()
        self._bold = QFont()
        self.follow_theme(QFont())

    def follow_theme(self, font: QFont) -> None:
        """Take the theme in use and the view's font from now on."""
        theme = applied_theme()
        self._theme = theme
        self._mark = mark_size()
        self._font = QFont(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(self._font)
        self._bold_metrics = QFontMetrics(self._bold)
        self._panel, self._selection = theme.colour("panel"), theme.colour("selection")
        self._rule, self._text = QPen(theme.colour("rule")), theme.colour("text")
        self._accent = theme.colour("accent")
        self._focus = QPen(theme.colour("focus"), 2)
        self._focus.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._states = {key: theme.state(key) for key in theme.states}
        self._on_selection = theme.selection_text

    def room_for(self, column: int, text: str) -> int:
        """Give the width in which the words of a cell are whole, beside its mark or the least bar."""
        bold = self._bold_columns[column] or self._has_mark[column]
        words = (self._bold_metrics if bold else self._metrics).horizontalAdvance(text) + 2 * PAD
        if self._has_bar[column]:
            return words + PAD + scaled(LEAST_ROOM_OF_BAR)
        return words + (self._mark + MARK_GAP if self._has_mark[column] else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = str(index.data() or "")
        extra = self._mark + PAD if self._has_mark[index.column()] else 0
        return QSize(self._bold_metrics.horizontalAdvance(text) + 2 * PAD + extra, scaled(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = index.column()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._selection if selected else self._panel)
        painter.setPen(self._rule)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and column == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self._ink(self._accent, selected))
        if self._has_bar[column]:
            self._paint_bar(painter, rect, index, selected)
        elif self._has_mark[column]:
            self._paint_mark(painter, rect, index, selected)
        else:
            self._paint_words(painter, rect, index, selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._focus if self._on_selection is None else QPen(self._on_selection, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _ink(self, colour: QColor, selected: bool) -> QColor:
        return self._on_selection if selected and self._on_selection is not None else colour

    def _paint_words(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        text = index.data()
        if not text:
            return
        bold = self._bold_columns[index.column()]
        metrics = self._bold_metrics if bold else self._metrics
        space = rect.adjusted(PAD, 0, -PAD, 0)
        if metrics.horizontalAdvance(text) > space.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        painter.setFont(self._bold if bold else self._font)
        painter.setPen(self._ink(self._text, selected))
        painter.drawText(space, index.data(Qt.ItemDataRole.TextAlignmentRole), text)

    def _paint_mark(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        key = index.data(MARK_ROLE)
        colour = self._ink(self._states.get(key, self._text), selected)
        if key:
            paint_mark(painter, key, QRectF(rect.left() + PAD, rect.top(), self._mark, rect.height()), colour)
        bold = key in STRONG_STATES
        metrics = self._bold_metrics if bold else self._metrics
        space = rect.adjusted(PAD + self._mark + MARK_GAP, 0, -PAD, 0)
        painter.setFont(self._bold if bold else self._font)
        painter.setPen(colour)
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _paint_bar(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        late, longest = float(index.data(BAR_ROLE) or 0), float(index.data(LONGEST_BAR_ROLE) or 0)
        text = str(index.data() or "")
        key = index.data(MARK_ROLE) or "overdue"
        colour = self._ink(self._states.get(key, self._text), selected)
        words = max(self._metrics.horizontalAdvance(text), self._metrics.horizontalAdvance("0000"))
        start, room = rect.left() + PAD, rect.width() - 3 * PAD - words
        painter.setPen(QPen(self._ink(self._text, selected), 1))
        painter.drawLine(start, rect.top() + 5, start, rect.bottom() - 6)
        if late > 0 and longest > 0 and room > SHORTEST_BAR:
            length = max(SHORTEST_BAR, round(room * min(1.0, late / longest)))
            height = scaled(BAR_HEIGHT)
            painter.fillRect(QRect(start + 1, rect.center().y() - height // 2, length, height), colour)
        painter.setFont(self._font)
        painter.setPen(self._ink(self._text, selected))
        space = rect.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
