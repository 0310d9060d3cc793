"""The list of frozen papers: it chooses a paper when the person moves in it, not by having the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from ui.tables.row_table_view import RowTableView


class FrozenPapersView(RowTableView):
    """A row that is selected is the paper that is shown; where none is shown, none is selected."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        QTableView.focusInEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space}
        if moves and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))
            self.row_selected.emit(self.selected_row())
            event.accept()
            return
        super().keyPressEvent(event)
