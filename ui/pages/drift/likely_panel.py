"""LikelyPanel: what is likely to miss its date, the soonest date first; each row leads to its case."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.rows.forecast import LikelyToMiss
from ui import wording
from ui.pages.drift.likely_columns import likely_columns
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead


class LikelyPanel(QWidget):
    """The list stays in its place without a row, with why there is none under it."""

    #: Enter was pressed on a milestone, or it was clicked twice; carries the id of its case
    case_opened = Signal(str)
    #: other milestones are shown, or another one is under the cursor
    changed = Signal()

    def __init__(self, open_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: LikelyToMiss | None = None
        self._columns = likely_columns()
        self._says = QLabel()
        self._says.setObjectName("section_title")
        self._rows = RowTableModel(self._columns, lambda row: row.milestone_id, self)
        self.view = RowTableView(self._rows, "likely_rows")
        self.view.setAccessibleName(self.tr("Milestones likely to miss their date"))
        self.find_field = FindField(self.tr("Find: case, milestone, officer"), self.view)
        self._lay_out(open_case)
        self.find_field.textChanged.connect(self._narrow)
        self.view.row_activated.connect(lambda row: self.case_opened.emit(row.case_id))
        self.view.row_selected.connect(lambda _row: self.changed.emit())

    def show_list(self, says: str, found: LikelyToMiss | None) -> None:
        """Show what is likely to miss its date; None while that is being read."""
        self._says.setText(says)
        self._list = found
        self._rows.set_rows(() if found is None else found.rows)
        self._narrow()

    def footer_words(self) -> str:
        """Say how many are shown, of how many that have a date, and of how many nothing can be said."""
        found = self._list
        if found is None:
            return self.tr("Reading...")
        words = self.tr("{shown} of {all} likely to miss are shown, of {dated} with a date still to come").format(
            shown=f"{len(self._rows.shown):,}",
            all=f"{len(found.rows):,}",
            dated=wording.count_of(found.with_date, "open milestone"),
        )
        parts = [words]
        if found.not_known:
            few = self.tr("of {count} nothing is said: fewer than {needed} finished after as long a wait")
            parts.append(few.format(count=f"{found.not_known:,}", needed=found.needed))
        if found.late:
            late = self.tr("{count} past a date already, under Slipped")
            parts.append(late.format(count=f"{found.late:,}"))
        if not found.confirmed:
            parts.append(self.tr("to be confirmed by the force"))
        return "; ".join(parts)

    def case_id(self) -> str:
        """Give the id of the case under the cursor; nothing where there is none."""
        row = self.view.selected_row()
        return "" if row is None else str(row.case_id)

    def _lay_out(self, open_case: QAction) -> None:
        head = QHBoxLayout()
        head.addWidget(self._says, 1)
        head.addWidget(self.find_field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.view, 1)
        whole.addWidget(ActionBar([(open_case, self.tr("Open case"))]))
        FocusLead(self, self.view)

    def _narrow(self) -> None:
        typed = self.find_field.text()
        self._rows.filter((lambda row: matches(row, self._columns, typed)) if typed.strip() else None)
        self.view.select_first()
        self.changed.emit()
