"""A list of a case's rows, or a sentence where there are none."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView


class ListPanel(QWidget):
    """A table with a line above it that says what it shows."""

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        name: str,
        spoken: str,
        nothing: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._nothing = nothing
        self.model = RowTableModel(columns, key, self)
        self.view = RowTableView(self.model, name)
        self.view.setAccessibleName(spoken)
        self._words = QLabel()
        self._words.setObjectName("field_hint")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self._words)
        lines.addWidget(self.view, 1)
        lines.addStretch(0)
        self.show_rows(())

    def show_file(self, file: CaseFile) -> int:
        """Show the rows of a case; gives their number."""
        raise NotImplementedError

    def show_rows(self, rows: Iterable[Any], words: str = "") -> None:
        """Show these rows, with a sentence about them."""
        rows = list(rows)
        self.model.set_rows(rows)
        self.view.setVisible(bool(rows))
        self.say(words if rows else self._nothing)

    def say(self, words: str) -> None:
        """Say something above the list, or nothing."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def words(self) -> str:
        """Give the sentence above the list."""
        return self._words.text()
