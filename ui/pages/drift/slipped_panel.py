"""SlippedPanel: what is past its first due date, gathered by one thing at a time, and the milestones behind each."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.rows.drift_board import DriftBoard
from ui import wording
from ui.pages.drift.drift_columns import group_columns, row_columns
from ui.pages.drift.drift_groups import BYS, By, Group, groups
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import Halves

GROUPS_AND_ROWS = (540, 860)


class SlippedPanel(QWidget):
    """A group under the cursor shows its milestones beside it; each leads to its case."""

    #: Enter was pressed on a milestone, or it was clicked twice; carries the id of its case
    case_opened = Signal(str)
    #: other milestones are shown, or another one is under the cursor
    changed = Signal()

    def __init__(self, open_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = DriftBoard((), (), 0, 0, 0)
        self._columns = row_columns()
        self._says = QLabel()
        self._says.setObjectName("section_title")
        self._groups = RowTableModel(group_columns(), lambda group: group.key, self)
        self.groups_view = RowTableView(self._groups, "drift_groups")
        self.groups_view.setAccessibleName(self.tr("What has slipped, gathered"))
        self._rows = RowTableModel(self._columns, lambda row: row.milestone_id, self)
        self.view = RowTableView(self._rows, "drift_rows")
        self.view.setAccessibleName(self.tr("Milestones past their first due date"))
        self.by_field = ChoiceField(BYS, lambda by: QCoreApplication.translate("DriftGroups", str(by.title)), None)
        self.by_field.setAccessibleName(self.tr("Gathered by"))
        self.find_field = FindField(self.tr("Find: case, milestone, officer"), self.view)
        self._lay_out(open_case)
        self.by_field.chosen.connect(self._gather)
        self.find_field.textChanged.connect(self._narrow)
        self.groups_view.row_selected.connect(self._show_group)
        self.view.row_activated.connect(lambda row: self.case_opened.emit(row.case_id))
        self.view.row_selected.connect(lambda _row: self.changed.emit())

    def show_board(self, says: str, board: DriftBoard) -> None:
        """Show what has slipped."""
        self._says.setText(says)
        self._board = board
        self._gather()

    def by(self) -> By:
        """Give what the milestones are gathered by."""
        found: By = self.by_field.choice()
        return found

    def footer_words(self) -> str:
        """Say how many of the late milestones are shown, and in how many cases they are."""
        board = self._board
        if not board.rows:
            cases = wording.count_of(board.cases, "open case")
            return self.tr("No milestone of {0} is past its first due date").format(cases)
        return self.tr("{shown} shown of {milestones}, in {cases} of {all}").format(
            shown=f"{len(self._rows.shown):,}",
            milestones=wording.count_of(len(board.rows), "late milestone"),
            cases=f"{len({row.case_id for row in board.rows}):,}",
            all=wording.count_of(board.cases, "open case"),
        )

    def case_id(self) -> str:
        """Give the id of the case under the cursor; nothing where there is none."""
        row = self.view.selected_row()
        return "" if row is None else str(row.case_id)

    def _lay_out(self, open_case: QAction) -> None:
        beside = QWidget()
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.view, 1)
        lines.addWidget(ActionBar([(open_case, self.tr("Open case"))]))
        head = QHBoxLayout()
        head.addWidget(self._says, 1)
        head.addWidget(self.by_field)
        head.addWidget(self.find_field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(Halves(self.groups_view, beside, GROUPS_AND_ROWS, across=True), 1)
        FocusLead(self, self.groups_view)

    def _gather(self) -> None:
        self._groups.set_rows(groups(self._board.rows, self.by()))
        self.groups_view.select_first()
        self._show_group(self.groups_view.selected_row())

    def _show_group(self, group: Group | None) -> None:
        by = self.by()
        self._rows.set_rows(row for row in self._board.rows if group is not None and by.key(row) == group.key)
        self._narrow()

    def _narrow(self) -> None:
        typed = self.find_field.text()
        self._rows.filter((lambda row: matches(row, self._columns, typed)) if typed.strip() else None)
        self.view.select_first()
        self.changed.emit()
