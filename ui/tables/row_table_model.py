"""RowTableModel: frozen rows in a list of their own order; sort, filter and replace by key, with no proxy."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ui.tables.column import Column

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MARK_ROLE = ROW_ROLE + 1
BAR_ROLE = ROW_ROLE + 2
LONGEST_BAR_ROLE = ROW_ROLE + 3

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ONE_BY_ONE = 100


@dataclass(slots=True, eq=False)
class _Record:
    """A row; its texts are made once, when it is first shown."""

    key: str
    row: Any
    texts: tuple[str, ...] | None = None


class RowTableModel(QAbstractTableModel):
    """Shows any frozen rows through a list of columns."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._records: dict[str, _Record] = {}
        self._order: list[_Record] = []
        self._places: dict[str, int] | None = None
        self._longest: dict[int, float] = {}
        self._values: dict[int, dict[str, Any]] = {}
        self._predicate: Callable[[Any], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._alignments = [
            int(Qt.AlignmentFlag.AlignVCenter)
            | int(Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft)
            for column in self.columns
        ]
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def rows(self) -> list[Any]:
        """All rows, in the order in which they came."""
        return [record.row for record in self._records.values()]

    @property
    def shown(self) -> list[Any]:
        """The rows that pass the filter, as sorted."""
        return [record.row for record in self._order]

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows instead of all others; filter and sorting stay."""
        self.beginResetModel()
        key = self._key
        self._records = {made: _Record(made, row) for made, row in ((key(row), row) for row in rows)}
        self._values = {}
        self._set_order(self._arranged())
        self.endResetModel()

    def replace(self, rows: Iterable[Any]) -> None:
        """Add these rows, or put them in the place of those with the same key."""
        changed = set()
        for row in rows:
            key = self._key(row)
            known = self._records.get(key)
            if known is None:
                self._records[key] = _Record(key, row)
            else:
                known.row, known.texts = row, None
                changed.add(key)
            for place, values in self._values.items():
                values[key] = self._sort_value(place, row)
        self._move_to(self._arranged())
        for place, record in enumerate(self._order):
            if record.key in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def remove(self, keys: Iterable[str]) -> None:
        """Take rows away by key; keys not known are passed over."""
        for key in keys:
            self._records.pop(key, None)
        self._move_to(self._arranged())

    def filter(self, predicate: Callable[[Any], bool] | None) -> None:
        """Show only rows for which the predicate holds; None shows all."""
        self._predicate = predicate
        self._move_to(self._arranged())

    def row_at(self, place: int) -> Any:
        """Give the row shown at a place, or None."""
        return self._order[place].row if 0 <= place < len(self._order) else None

    def key_of(self, row: Any) -> str:
        """Give the key of a row."""
        return self._key(row)

    def index_of(self, key: str) -> QModelIndex:
        """Give the index of the first cell of a row by its key; invalid where it is not shown."""
        if self._places is None:
            self._places = {record.key: place for place, record in enumerate(self._order)}
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        record, place = self._order[index.row()], index.column()
        if role == _DISPLAY:
            return (record.texts or self._make_texts(record))[place]
        if role == _ALIGNMENT:
            return self._alignments[place]
        return self._seldom_asked(record, place, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {_DISPLAY, _ACCESSIBLE}:
            return self.columns[section].title
        return self._alignments[section] if role == _ALIGNMENT else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._rearrange(self._arranged())

    def _seldom_asked(self, record: _Record, place: int, role: int) -> Any:
        column = self.columns[place]
        answer: Any = None
        if role == _FONT and column.bold:
            answer = self._bold
        elif role == _ACCESSIBLE:
            answer = (
                column.accessible(record.row) if column.accessible else f"{column.title}: {column.text(record.row)}"
            )
        elif role == _TOOLTIP and column.tooltip:
            answer = column.tooltip(record.row) or None
        elif role == MARK_ROLE and column.mark:
            answer = column.mark(record.row)
        elif role == BAR_ROLE and column.bar:
            answer = column.bar(record.row)
        elif role == LONGEST_BAR_ROLE and column.bar:
            answer = self._longest_bar(place)
        elif role == ROW_ROLE:
            answer = record.row
        return answer

    def _longest_bar(self, place: int) -> float:
        bar = self.columns[place].bar
        if place not in self._longest and bar is not None:
            self._longest[place] = max((bar(record.row) for record in self._order), default=0.0)
        return self._longest.get(place, 0.0)

    def _make_texts(self, record: _Record) -> tuple[str, ...]:
        record.texts = tuple([column.text(record.row) for column in self.columns])
        return record.texts

    def _sort_value(self, place: int, row: Any) -> Any:
        column = self.columns[place]
        return column.sort(row) if column.sort is not None else column.text(row).casefold() or None

    def _arranged(self) -> list[_Record]:
        records = list(self._records.values())
        predicate = self._predicate
        if predicate is not None:
            records = [record for record in records if predicate(record.row)]
        return records if self._sorted_by is None else self._sorted(records, *self._sorted_by)

    def _sorted(self, records: list[_Record], place: int, order: Qt.SortOrder) -> list[_Record]:
        """Sort by values that are asked of each row once; rows without one come last, in either order."""
        values = self._values.get(place)
        if values is None:
            values = {key: self._sort_value(place, record.row) for key, record in self._records.items()}
            self._values[place] = values
        keys = [record.key for record in records if values[record.key] is not None]
        keys.sort(key=values.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        by_key = self._records
        without = [record for record in records if values[record.key] is None] if len(keys) < len(records) else []
        return [by_key[key] for key in keys] + without

    def _set_order(self, order: list[_Record]) -> None:
        self._order = order
        self._places = None
        self._longest = {}

    def _move_to(self, order: list[_Record]) -> None:
        """Get from the present order to another by the smallest signals that views keep their selection over."""
        old, new = {id(record) for record in self._order}, {id(record) for record in order}
        gone, come = old - new, new - old
        if len(gone) + len(come) > _ONE_BY_ONE:
            self.beginResetModel()
            self._set_order(order)
            self.endResetModel()
            return
        for place in range(len(self._order) - 1, -1, -1) if gone else ():
            if id(self._order[place]) in gone:
                self.beginRemoveRows(QModelIndex(), place, place)
                self._set_order(self._order[:place] + self._order[place + 1 :])
                self.endRemoveRows()
        self._rearrange([record for record in order if id(record) in old])
        for place, record in enumerate(order) if come else ():
            if id(record) in come:
                self.beginInsertRows(QModelIndex(), place, place)
                self._set_order([*self._order[:place], record, *self._order[place:]])
                self.endInsertRows()
        self._set_order(order)

    def _rearrange(self, order: list[_Record]) -> None:
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        records = [self._order[index.row()] for index in kept]
        self._set_order(order)
        places = {id(record): place for place, record in enumerate(order)} if kept else {}
        moved = [self.index(places[id(record)], index.column()) for record, index in zip(records, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()
