"""Where the time goes: who held the cases, what has slipped by one thing at a time, and the cases behind each."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion, DriftRow
from tracker.terms import Change
from ui import wording
from ui.page_context import Page, PageContext
from ui.pages.drift.drift_columns import group_columns, row_columns
from ui.pages.drift.drift_groups import BYS, By, Group, groups
from ui.pages.drift.held_bar import HeldBar
from ui.roles import SUPERVISORS
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import Halves
from ui.widgets.whose_field import ALL, MINE, TEAM, WhoseField

GROUPS_AND_ROWS = (540, 860)


class DriftPage(Page):
    """A group under the cursor shows its milestones beside it; each leads to its case."""

    page_name = "drift"
    title = str(QT_TR_NOOP("Drift"))
    sub_line = str(QT_TR_NOOP("Where the time goes: what is past its first due date, and who held the cases"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = DriftBoard((), (), 0, 0, 0)
        self._row_columns = row_columns()
        self._groups = RowTableModel(group_columns(), lambda group: group.key, self)
        self.groups_view = RowTableView(self._groups, "drift_groups")
        self.groups_view.setAccessibleName(self.tr("What has slipped, gathered"))
        self._rows = RowTableModel(self._row_columns, lambda row: row.milestone_id, self)
        self.view = RowTableView(self._rows, "drift_rows")
        self.view.setAccessibleName(self.tr("Milestones past their first due date"))
        self.held = HeldBar()
        self._add_tools()
        self.set_content(self._content())
        self.groups_view.row_selected.connect(self._show_group)
        self.view.row_activated.connect(self._open)
        self.view.row_selected.connect(lambda _row: self._enable())

    def refresh(self) -> None:
        person, whose = self.context.person, self.whose.choice()
        question = DriftBoardQuestion(
            by=person.officer_id,
            oic_id=person.officer_id if whose == MINE else None,
            team_id=person.team_id if whose == TEAM else None,
        )
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"open_case": lambda: self._open(self.view.selected_row()), "find": self.find_field.begin}

    def by(self) -> By:
        """Give what the milestones are gathered by."""
        found: By = self.by_field.choice()
        return found

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def _add_tools(self) -> None:
        person = self.context.person
        self.whose = WhoseField(in_team=person.team_id is not None)
        leads = bool(person.roles & SUPERVISORS)
        self.whose.set_choice(MINE if not leads else TEAM if person.team_id is not None else ALL)
        self.whose.chosen.connect(self.refresh)
        self.by_field = ChoiceField(BYS, lambda by: QCoreApplication.translate("DriftGroups", str(by.title)), None)
        self.by_field.setAccessibleName(self.tr("Gathered by"))
        self.by_field.chosen.connect(self._gather)
        self.find_field = FindField(self.tr("Find: case, milestone, officer"), self.view)
        self.find_field.textChanged.connect(self._narrow)
        for widget in (self.whose, self.by_field, self.find_field):
            self.tools.addWidget(widget)

    def _content(self) -> QWidget:
        beside = QWidget()
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.view, 1)
        lines.addWidget(ActionBar([(self.context.commands.action("open_case"), self.tr("Open case"))]))
        halves = Halves(self.groups_view, beside, GROUPS_AND_ROWS, across=True)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.held)
        whole.addWidget(halves, 1)
        FocusLead(content, self.groups_view)
        return content

    def _take(self, board: DriftBoard) -> None:
        self._answer = board
        self.held.set_rows(board.held)
        if not board.rows:
            self.show_empty(self.tr("Nothing has slipped"), self._nothing(board), self._withheld_words(board))
            self.counted.emit(0)
            return
        self._gather()
        self.show_content(self._footer_words(), len(board.rows))

    def _nothing(self, board: DriftBoard) -> str:
        cases = wording.count_of(board.cases, "open case")
        return self.tr("No milestone of {0} is past its first due date.").format(cases)

    def _gather(self) -> None:
        self._groups.set_rows(groups(self._answer.rows, self.by()))
        self.groups_view.select_first()
        self._show_group(self.groups_view.selected_row())

    def _show_group(self, group: Group | None) -> None:
        by = self.by()
        rows = [row for row in self._answer.rows if group is not None and by.key(row) == group.key]
        self._rows.set_rows(rows)
        self._narrow()
        self.view.select_first()
        self._enable()

    def _narrow(self) -> None:
        typed = self.find_field.text()
        self._rows.filter((lambda row: matches(row, self._row_columns, typed)) if typed.strip() else None)
        self.set_footer(self._footer_words())

    def _footer_words(self) -> str:
        board = self._answer
        cases = len({row.case_id for row in board.rows})
        words = self.tr("{shown} shown of {milestones}, in {cases} of {all}").format(
            shown=f"{len(self._rows.shown):,}",
            milestones=wording.count_of(len(board.rows), "late milestone"),
            cases=f"{cases:,}",
            all=wording.count_of(board.cases, "open case"),
        )
        withheld = self._withheld_words(board)
        return f"{words}. {withheld}" if withheld else words

    def _withheld_words(self, board: DriftBoard) -> str:
        parts = []
        if board.restricted_not_shown:
            parts.append(self.tr("{0} restricted").format(f"{board.restricted_not_shown:,}"))
        if board.not_known:
            parts.append(self.tr("{0} not known: the calendar ends").format(f"{board.not_known:,}"))
        return self.tr("Not shown: {0}").format(", ".join(parts)) if parts else ""

    def _enable(self) -> None:
        self.context.commands.enable("open_case", self.view.selected_row() is not None)

    def _open(self, row: DriftRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)
