"""The milestones of a case with their drift; under them the clocks of the chosen one, or why its date is what it is."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.rows.why import Why, WhyQuestion
from ui.dialogs.milestone_forms import STILL_TO_DO
from ui.page_context import PageContext
from ui.pages.case_file.clocks_panel import ClocksPanel
from ui.pages.case_file.forecast_line import ForecastLine
from ui.pages.case_file.milestone_columns import columns
from ui.problems import in_words
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.finding import matches
from ui.widgets.why_panel import WhyPanel

HALVES = (300, 240)
ABOUT_A_CLOCK = ("pause_clock", "resume_clock", "order_date", "correct_start", "plan_day", "mark_not_required")


class MilestonesPanel(QWidget):
    """The list is never hidden by what stands under it."""

    #: another milestone was chosen, or the chosen one changed; carries the row, or None
    chosen = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._file: CaseFile | None = None
        self._wanted = ""
        self._columns = columns()
        self.model = RowTableModel(self._columns, lambda row: row.milestone_id, self)
        self.view = RowTableView(self.model, "milestones")
        self.view.setAccessibleName(self.tr("Milestones"))
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.clocks = ClocksPanel()
        self.why = WhyPanel()
        self.forecast = ForecastLine(context)
        self._under_title = QLabel()
        self._under_title.setObjectName("section_title")
        self._under_title.setTextFormat(Qt.TextFormat.PlainText)
        self._under = QStackedWidget()
        self._under.addWidget(self.clocks)
        self._under.addWidget(self.why)
        words = {
            "complete_milestone": self.tr("Complete"),
            "reopen_milestone": self.tr("Reopen"),
            "replan_milestone": self.tr("Re-plan"),
            "record_chase": self.tr("Chase"),
            "record_delay": self.tr("Record delay"),
            "why_this_date": self.tr("Why this date"),
            "allocate_case": self.tr("Allocate"),
        }
        action = context.commands.action
        self.actions_bar = ActionBar(
            [(action(name), text) for name, text in words.items()],
            more=(self.tr("Clock"), [action(name) for name in ABOUT_A_CLOCK]),
        )
        self._lay_out()
        self.view.row_selected.connect(self._choose)

    def show_file(self, file: CaseFile) -> int:
        """Show the milestones of a case; the chosen one stays chosen. Gives their number."""
        same = self._file is not None and self._file.case_id == file.case_id
        self._file = file
        if not same:
            self.view.clearSelection()
            self.view.setCurrentIndex(self.model.index(-1, -1))
            self._under.setCurrentWidget(self.clocks)
        self.model.set_rows(file.milestones)
        wanted, self._wanted = self._wanted, ""
        if not (wanted and self.view.select_key(wanted)):
            self.view.select_first()
        self._choose(self.view.selected_row())
        return len(file.milestones)

    def lead_to(self, key: str) -> None:
        """Choose a milestone when the case has come."""
        self._wanted = key

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, MilestoneRow) else None

    def explains(self) -> bool:
        """Say whether the steps of the date are shown."""
        return self._under.currentWidget() is self.why

    def turn_why(self) -> None:
        """Show why the date is what it is, or the clocks again."""
        self._under.setCurrentWidget(self.clocks if self.explains() else self.why)
        self._show_under(self.chosen_milestone())

    def narrow(self, typed: str, *, to_do_only: bool) -> None:
        """Show only milestones with every word typed, or of those only what is still to do."""

        def passes(row: MilestoneRow) -> bool:
            return (not to_do_only or row.state in STILL_TO_DO) and matches(row, self._columns, typed)

        self.model.filter(passes if to_do_only or typed.strip() else None)
        self._choose(self.view.selected_row())

    def _choose(self, row: MilestoneRow | None) -> None:
        open_still = row is not None and row.state in STILL_TO_DO
        case_id = "" if self._file is None or self._file.closed_on is not None else self._file.case_id
        self.forecast.show_milestone(case_id, row.milestone_id if open_still and case_id and row is not None else "")
        self._show_under(row)
        self.chosen.emit(row)

    def _show_under(self, row: MilestoneRow | None) -> None:
        if not self.explains():
            self._under_title.setVisible(False)
            self.clocks.show_milestone(row, self.context.time.today())
            return
        self._under_title.setVisible(True)
        if row is None or self._file is None:
            self._under_title.setText(self.tr("Why this date"))
            self.why.say(self.tr("Choose a milestone to see why its dates are what they are."))
            return
        self._under_title.setText(self.tr("Why this date: {milestone}").format(milestone=row.name))
        self.why.say(self.tr("Reading..."))
        question = WhyQuestion(self.context.person.officer_id, self._file.case_id, row.milestone_id)
        self.context.background.ask(
            question,
            lambda whys: self._explain(question, whys),
            lambda problem: self._cannot_explain(question, problem),
        )

    def _explain(self, question: WhyQuestion, whys: tuple[Why, ...]) -> None:
        if self._still_asked(question):
            self.why.show_whys(whys)

    def _cannot_explain(self, question: WhyQuestion, problem: Exception) -> None:
        if self._still_asked(question):
            self.why.say(in_words(problem))

    def _still_asked(self, question: WhyQuestion) -> bool:
        row, file = self.chosen_milestone(), self._file
        asked: tuple[Any, Any] = (question.case, question.milestone)
        return row is not None and file is not None and asked == (file.case_id, row.milestone_id)

    def _lay_out(self) -> None:
        under = QWidget()
        below = QVBoxLayout(under)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.actions_bar)
        below.addWidget(self.forecast)
        below.addWidget(self._under_title)
        below.addWidget(self._under, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(under)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 1)
        halves.setSizes(list(HALVES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(halves)
