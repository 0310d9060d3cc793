"""A part of a case in two halves: its rows, and under them what can be done and is told of the chosen one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile
from ui.page_context import PageContext
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_panel import ActionPanel
from ui.widgets.halves import Halves


class HalvesPanel(QWidget):
    """A panel says what its rows are and what stands below; a sentence above the rows can say that there are none."""

    #: another row was chosen, or the chosen one changed
    chosen = Signal()

    def __init__(
        self,
        context: PageContext,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._wanted = ""
        self.model = RowTableModel(columns, key, self)
        self.view = RowTableView(self.model, name)
        self._words = QLabel()
        self._words.setObjectName("field_hint")

    def show_file(self, file: CaseFile) -> int:
        """Show the rows of a case; gives how many its tab counts."""
        raise NotImplementedError

    def lead_to(self, key: str) -> None:
        """Choose a row by key when the case has come."""
        self._wanted = key

    def words(self) -> str:
        """Give the sentence above the list; nothing where there is none."""
        return self._words.text() if not self._words.isHidden() else ""

    def lay_out(self, actions: Mapping[str, str], below: QWidget, sizes: tuple[int, int]) -> QWidget:
        """Put the rows over what is told, under the words of what can be done; gives the lower half."""
        under = ActionPanel(self.context.commands.worded(actions), below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._words)
        whole.addWidget(Halves(self.view, under, sizes, shares=(0, 1)), 1)
        return under

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows; the chosen one stays chosen, unless another was asked for."""
        self.model.set_rows(rows)
        wanted, self._wanted = self._wanted, ""
        if not (wanted and self.view.select_key(wanted)):
            self.view.select_first()
