"""RowTableView: rows of one height, all by keyboard, copied as a table, widths remembered by name."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.tables.column_choice import ColumnChoice
from ui.tables.column_room import ALWAYS_SHOWN, Wanted, widths_in
from ui.tables.delegates import ROW_HEIGHT, CellDelegate
from ui.tables.row_table_model import RowTableModel
from ui.theme import FULL_SIZE, scaled, zoom
from ui.window_state import remember_widths, remembered_widths

LONGEST_SPREAD = 240
ROWS_MEASURED = 60
FORMULA_SIGNS = ("=", "+", "-", "@")


class RowTableView(QTableView):
    """The one view of rows: selection is kept by key, whatever happens to the order."""

    #: the row under the cursor changed, or was replaced; carries the row, or None
    row_selected = Signal(object)
    #: Enter was pressed on a row, or it was clicked twice; carries the row
    row_activated = Signal(object)

    def __init__(self, model: RowTableModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(name.replace("_", " "))
        self._rows = model
        self._kept_key: str | None = None
        self._zoom = zoom()
        self._widths_changed = False
        self._own_widths = False
        self._pressed_widths: list[int] | None = None
        self._headings: dict[int, float] = {}
        self.setModel(model)
        self._cells = CellDelegate(model, self)
        self.setItemDelegate(self._cells)
        self._set_behaviour()
        self._set_headers()
        self.choice = ColumnChoice(self, name, model.columns)
        self._copy = QAction(self.tr("Copy as table"), self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy_as_table)
        self.addAction(self._copy)
        self._choose = QAction(self.tr("Choose columns"), self)
        self._choose.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self._choose.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._choose.triggered.connect(self.choice.open_menu)
        self.addAction(self._choose)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.doubleClicked.connect(self._activate)
        model.dataChanged.connect(self._tell_if_current)
        model.modelAboutToBeReset.connect(self._keep_key)
        model.modelReset.connect(self._find_kept_key)
        model.modelReset.connect(self._spread)
        self.choice.changed.connect(self._spread)

    def row_model(self) -> RowTableModel:
        """Give the model as what it is."""
        return self._rows

    def selected_row(self) -> Any:
        """Give the row under the cursor, or None."""
        return self._rows.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[Any]:
        """Give the rows that are selected, in the order of the list; else the one under the cursor."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = [self._rows.row_at(place) for place in places] or [self.selected_row()]
        return [row for row in rows if row is not None]

    def select_key(self, key: str) -> bool:
        """Put the cursor on a row by its key; False where it is not shown."""
        index = self._rows.index_of(key)
        if not index.isValid():
            return False
        column = max(0, self.currentIndex().column())
        self.setCurrentIndex(self._rows.index(index.row(), column))
        self.scrollTo(index)
        return True

    def select_first(self) -> None:
        """Put the cursor on the first row where it is on none."""
        if self.selected_row() is None and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))

    def copy_as_table(self) -> None:
        """Copy the selected rows, or all where none is, as shown: headings first, tabs between the cells."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = self.choice.shown()
        lines = ["\t".join(safe_cell(self._rows.columns[column].title) for column in columns)]
        for place in places or range(self._rows.rowCount()):
            cells = (self._rows.index(place, column).data() for column in columns)
            lines.append("\t".join(safe_cell(str(cell or "")) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activate(self.currentIndex())
            event.accept()
            return
        control_shift = event.modifiers() == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        column = max(0, self.currentIndex().column())
        if control_shift and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            ascending = event.key() == Qt.Key.Key_Up
            order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
            self.sortByColumn(column, order)
            event.accept()
            return
        if control_shift and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.choice.move(column, 1 if event.key() == Qt.Key.Key_Right else -1)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.select_first()
        super().focusInEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._widths_changed:
            self._widths_changed = False
            remember_widths(self.objectName(), self._widths())
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._pressed_widths = self._widths()
        if event.type() in {QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}:
            QTimer.singleShot(0, self, self._note_widths)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._cells.follow_theme(self.font())
            self._follow_zoom()
            self.viewport().update()

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _set_headers(self) -> None:
        down = self.verticalHeader()
        down.setVisible(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setMinimumSectionSize(24)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        widths = remembered_widths(self.objectName(), self._rows.columnCount())
        self._own_widths = widths is not None
        for place in range(len(self._rows.columns)):
            self.setColumnWidth(place, scaled(widths[place]) if widths else self._usual(place))
        across.viewport().installEventFilter(self)

    def _note_widths(self) -> None:
        """Take note once the mouse button is up: only what a hand did is remembered."""
        if self._pressed_widths is not None and self._pressed_widths != self._widths():
            self._widths_changed = self._own_widths = True
        self._pressed_widths = None

    def _widths(self) -> list[int]:
        """Give the width of each column at the size of the design; one that is hidden would come back as usual."""
        return [
            column.width if self.isColumnHidden(place) else round(self.columnWidth(place) * FULL_SIZE / zoom())
            for place, column in enumerate(self._rows.columns)
        ]

    def _set_row_height(self) -> None:
        down = self.verticalHeader()
        down.setMinimumSectionSize(scaled(ROW_HEIGHT))
        down.setDefaultSectionSize(scaled(ROW_HEIGHT))

    def _follow_zoom(self) -> None:
        """Keep rows and columns in step with the letters."""
        before, self._zoom = self._zoom, zoom()
        if before == self._zoom:
            return
        self._set_row_height()
        for place in range(len(self._rows.columns)):
            if not self.isColumnHidden(place):
                kept = round(self.columnWidth(place) * self._zoom / before)
                self.setColumnWidth(place, kept if self._own_widths else self._usual(place))
        self._spread()

    def _spread(self) -> None:
        """Fit the columns into the room there is, as long as the person has set no width."""
        if self._own_widths:
            return
        room, most = self._room(), scaled(LONGEST_SPREAD)
        in_order = enumerate(self.choice.wanted())
        columns = [self._wanted(place, may_elide=visual >= ALWAYS_SHOWN) for visual, place in in_order]
        widths = widths_in(columns, room, most, may_leave=not self.choice.is_own())
        for place, width in widths.items():
            self.setColumnWidth(place, width)
        # last: what leaves is named under the list, which may give the list another size and bring us here again
        self.choice.has_room_for(frozenset(widths))

    def _room(self) -> int:
        """Give the width for columns beside a scroll bar, which may come and go with what the width itself brings."""
        return self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()

    def _usual(self, place: int) -> int:
        return max(scaled(self._rows.columns[place].width), self._heading(place))

    def _heading(self, place: int) -> int:
        """Give what the heading of a column takes: of one that is hidden just now, what it took when it was shown."""
        takes = self.horizontalHeader().sectionSizeHint(place)
        if takes:
            self._headings[place] = takes / zoom()
        return takes or round(self._headings.get(place, 0) * zoom())

    def _wanted(self, place: int, *, may_elide: bool) -> Wanted:
        column = self._rows.columns[place]
        return Wanted(
            place,
            self._usual(place),
            self._needed(place),
            self._heading(place),
            elides=may_elide and column.tooltip is not None and column.bar is None and column.leaves >= 0,
            spreads=column.bar is not None,
            leaves=column.leaves,
        )

    def _needed(self, place: int) -> int:
        """Give what the words of a column take in the first rows."""
        rows = range(min(self._rows.rowCount(), ROWS_MEASURED))
        texts = (str(self._rows.index(row, place).data() or "") for row in rows)
        return max((self._cells.room_for(place, text) for text in texts), default=0)

    def _tell_current(self, index: QModelIndex) -> None:
        self.row_selected.emit(self._rows.row_at(index.row()))

    def _tell_if_current(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.currentIndex().row() <= last.row():
            self.row_selected.emit(self.selected_row())

    def _activate(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        if row is not None:
            self.row_activated.emit(row)

    def _keep_key(self) -> None:
        row = self.selected_row()
        self._kept_key = None if row is None else self._rows.key_of(row)

    def _find_kept_key(self) -> None:
        if self._kept_key is not None and not self.select_key(self._kept_key):
            self.row_selected.emit(None)


def safe_cell(text: str) -> str:
    """Give a cell for a spreadsheet: on one line, and never read as a formula."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
