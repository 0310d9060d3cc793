"""Who has how much to do, and how that is reckoned; it helps to share work out, and ranks nobody."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from tracker import wording as english
from tracker.changes import Changes
from tracker.rows.workload import (
    WeighedCaseRow,
    Workload,
    WorkloadCases,
    WorkloadCasesQuestion,
    WorkloadQuestion,
    WorkloadRow,
)
from tracker.terms import Change, WorkloadLevel
from ui import wording
from ui.list_page import ListPage, Passes
from ui.page_context import PageContext
from ui.pages.workload.workload_columns import case_columns, columns
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.choice_field import ChoiceField
from ui.widgets.focus_lead import FocusLead

HIGH = frozenset({WorkloadLevel.AMBER, WorkloadLevel.RED, WorkloadLevel.NO_CAPACITY})
UPPER, LOWER = (330, 260), (820, 380)


class WorkloadPage(ListPage[WorkloadRow]):
    """Officers by team and number; under them the cases of the chosen one, and the formula."""

    page_name = "workload"
    title = str(QT_TR_NOOP("Workload"))
    sub_line = str(QT_TR_NOOP("Who has how much to do, and what is coming"))
    row_type = WorkloadRow
    list_words = str(QT_TR_NOOP("Workload of officers"))
    find_words = str(QT_TR_NOOP("Find: officer"))
    find_width = 200

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda row: row.officer_id, parent)
        self._answer: Workload | None = None
        self._case_model = RowTableModel(case_columns(), lambda row: row.case_id, self)
        self.cases_view = RowTableView(self._case_model, "workload_cases")
        self.cases_view.setAccessibleName(self.tr("Cases of the chosen officer"))
        self.team = ChoiceField([], str, self.tr("All teams"))
        self.team.setAccessibleName(self.tr("Team"))
        self.team.chosen.connect(self.narrow)
        self.add_tools(self.team)
        self.set_content(self._content())
        self.cases_view.row_selected.connect(lambda _row: self.enable(self.chosen()))
        self.cases_view.row_activated.connect(self._open_case)

    def refresh(self) -> None:
        question = WorkloadQuestion(self.context.person.officer_id)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE, Change.OFFICER))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"open_case": lambda: self._open_case(self.cases_view.selected_row()), "find": self.find_field.begin}

    def formula(self) -> str:
        """Give how points, capacity and load are reckoned, as it stands on the page."""
        return self._formula.text()

    def _content(self) -> QSplitter:
        self._whose = QLabel()
        self._whose.setObjectName("section_title")
        self._no_cases = QLabel()
        self._no_cases.setObjectName("field_hint")
        bar = ActionBar([(self.context.commands.action("open_case"), self.tr("Open case"))])
        left = QWidget()
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(6)
        for part in (self._whose, self._no_cases):
            lines.addWidget(part)
        lines.addWidget(self.cases_view, 1)
        lines.addWidget(bar)
        self._formula = QLabel()
        self._formula.setObjectName("formula")
        self._formula.setTextFormat(Qt.TextFormat.PlainText)
        self._formula.setWordWrap(True)
        self._formula.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._formula.setContentsMargins(0, 0, 8, 0)
        scroll = QScrollArea()
        scroll.setWidget(self._formula)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("How it is reckoned"))
        right = QWidget()
        words = QVBoxLayout(right)
        words.setContentsMargins(0, 4, 0, 0)
        words.setSpacing(6)
        heading = QLabel(self.tr("How it is reckoned"))
        heading.setObjectName("section_title")
        words.addWidget(heading)
        words.addWidget(scroll, 1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(left)
        lower.addWidget(right)
        lower.setSizes(list(LOWER))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.view)
        halves.addWidget(lower)
        halves.setSizes(list(UPPER))
        for splitter in (lower, halves):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(12)
            splitter.setStretchFactor(0, 1)
        lower.setStretchFactor(1, 1)
        FocusLead(halves, self.view)
        return halves

    def _take(self, answer: Workload) -> None:
        self._answer = answer
        self.team.set_choices(list(dict.fromkeys(row.team for row in answer.rows if row.team)))
        self._formula.setText("\n\n".join(answer.formula))
        self.show_rows(answer.rows, sum(row.level in HIGH for row in answer.rows) if answer.rows else -1)

    def nothing(self) -> tuple[str, str, str]:
        if self._answer is not None and not self._answer.sees_cases:
            return self.tr("No workload here"), self.tr("Your role sees no cases, and so no workload."), ""
        return self.tr("No detective works here yet"), self.tr("Officers are added on the page People."), ""

    def passes(self) -> Passes | None:
        team = self.team.choice()
        return None if team is None else lambda row: row.team == team

    def footer_words(self) -> str:
        answer = self._answer
        if answer is None:
            return ""
        shown, rows = len(self.model.shown), len(answer.rows)
        parts = [self.tr("{shown} of {total} officers").format(shown=shown, total=rows)]
        if answer.unallocated:
            parts.append(
                self.tr("{cases} with nobody ({points} points)").format(
                    cases=wording.count_of(answer.unallocated, "case"), points=english.points(answer.unallocated_points)
                )
            )
        if answer.of_leavers:
            parts.append(
                self.tr("{cases} of somebody who has left").format(cases=wording.count_of(answer.of_leavers, "case"))
            )
        if answer.restricted_not_counted:
            parts.append(self.tr("{count} restricted not counted").format(count=answer.restricted_not_counted))
        medians = [
            f"{team or self.tr('no team')} {english.points(middle)}"
            for team, middle in answer.medians
            if middle is not None
        ]
        if medians:
            parts.append(self.tr("median per full time: {medians}").format(medians=", ".join(medians)))
        return " · ".join(parts)

    def tell(self, row: WorkloadRow | None) -> None:
        if row is None:
            self._show_cases(None, WorkloadCases((), 0))
            return
        question = WorkloadCasesQuestion(self.context.person.officer_id, row.officer_id)
        self.context.background.ask(question, lambda cases: self._take_cases(row, cases), self.context.problems.show)

    def enable(self, row: WorkloadRow | None) -> None:
        self.context.commands.enable("open_case", self.cases_view.selected_row() is not None)

    def open_row(self, row: WorkloadRow) -> None:
        self.cases_view.setFocus()

    def _take_cases(self, row: WorkloadRow, cases: WorkloadCases) -> None:
        chosen = self.chosen()
        if chosen is not None and chosen.officer_id == row.officer_id:
            self._show_cases(row, cases)

    def _show_cases(self, row: WorkloadRow | None, cases: WorkloadCases) -> None:
        self._whose.setText(self.tr("Choose an officer.") if row is None else row.title)
        self._case_model.set_rows(cases.rows)
        self.cases_view.setVisible(bool(cases.rows))
        self._no_cases.setVisible(not cases.rows and row is not None)
        self._no_cases.setText(self.tr("No open case."))
        if cases.rows:
            self.cases_view.select_first()
        self.enable(row)

    def _open_case(self, row: WeighedCaseRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)
