"""CandidateField: choose somebody from a list, the best fit first, by typing or with the arrow keys."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.finding import matches

TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
LIST_HEIGHT = 190


class CandidateField(QWidget):
    """A field over a list. Nobody is chosen at first; what is typed chooses only where it fits one of them."""

    #: somebody else is chosen; carries the row, or None
    chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        reasons: Callable[[Any], Sequence[str]],
        name: str,
        spoken: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._reasons_of = columns, reasons
        self._model = RowTableModel(columns, key, self)
        self.line = _Line(self)
        self.line.setPlaceholderText(self.tr("Number or name; arrow keys go through the list"))
        self.view = RowTableView(self._model, name)
        self.view.setAccessibleName(spoken)
        self.view.setFixedHeight(LIST_HEIGHT)
        self._reasons = QLabel()
        self._reasons.setTextFormat(Qt.TextFormat.PlainText)
        self._reasons.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for part in (self.line, self.view, self._reasons):
            lines.addWidget(part)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._filter)
        self.view.row_selected.connect(self._select)
        self._reasons.setVisible(False)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Offer these; who was chosen stays so where they are still among them."""
        self._model.set_rows(list(rows))

    def row(self) -> Any:
        """Give who is chosen, or None."""
        return self.view.selected_row()

    def reasons(self) -> list[str]:
        """Give what is said of who is chosen."""
        return self._reasons.text().split("\n") if self.row() is not None else []

    def step(self, event: QKeyEvent) -> None:
        """Go through the list while the field keeps the focus."""
        if self.view.selected_row() is None:
            self.view.select_first()
        else:
            self.view.keyPressEvent(event)

    def _filter(self, typed: str) -> None:
        words = typed.strip()
        self._model.filter((lambda row: matches(row, self._columns, words)) if words else None)
        self._choose_the_only_one()

    def _choose_the_only_one(self) -> None:
        """Choose the only row that fits what is typed; of several, none."""
        if len(self._model.shown) == 1:
            self.view.select_first()
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(self._model.index(-1, -1))
            self._select(None)

    def _select(self, row: Any) -> None:
        self._reasons.setText("" if row is None else "\n".join(self._reasons_of(row)))
        self._reasons.setVisible(row is not None)
        self.chosen.emit(row)


class _Line(QLineEdit):
    """The field's line: the arrow keys belong to the list."""

    def __init__(self, field: CandidateField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in TO_THE_LIST:
            self._field.step(event)
            event.accept()
        else:
            super().keyPressEvent(event)
