"""ChartPanel: one chart with its table beside it, and under both the cases behind the mark that is chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tracker.rows.drift_board import CaseDrift
from ui import wording
from ui.pages.drift.drift_columns import case_columns, figure_columns, mark_columns
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.bar_chart.bar_chart import BarChart
from ui.widgets.bar_chart.chart import READING, Chart, Mark
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import Halves

CHART_AND_TABLE, OVER_AND_UNDER = (580, 500), (290, 260)


class ChartPanel(QWidget):
    """Chart and table have one cursor: what is chosen in one is chosen in the other. Enter leads to the cases."""

    #: Enter was pressed on a case, or it was clicked twice; carries its id
    case_opened = Signal(str)
    #: other cases are shown, or another one is under the cursor
    changed = Signal()

    def __init__(self, open_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: dict[str, CaseDrift] = {}
        self._columns = case_columns()
        self._says = QLabel()
        self._says.setObjectName("section_title")
        self._says.setWordWrap(True)
        self.chart = BarChart()
        self._tables = QStackedWidget()
        self._plain = self._add_table(mark_columns(), "drift_marks")
        self._figures = self._add_table(figure_columns(), "drift_figures")
        self._rows = RowTableModel(self._columns, lambda case: case.case_id, self)
        self.view = RowTableView(self._rows, "drift_cases")
        self.view.setAccessibleName(self.tr("Cases behind the chosen mark"))
        self._behind = QLabel()
        self._behind.setObjectName("field_hint")
        self.find_field = FindField(self.tr("Find: case, officer, team"), self.view, 200)
        self.find_field.textChanged.connect(self._narrow)
        self._lay_out(open_case)
        self.chart.chosen.connect(self._chosen_in_chart)
        self.chart.activated.connect(lambda _mark: self._to_cases())
        self.view.row_activated.connect(lambda case: self.case_opened.emit(case.case_id))
        self.view.row_selected.connect(lambda _case: self.changed.emit())

    def show_view(self, title: str, says: str, chart: Chart, cases: Iterable[CaseDrift]) -> None:
        """Show a chart, its marks as a table, and the cases behind the one that is chosen."""
        self._cases = {case.case_id: case for case in cases}
        self._says.setText(says)
        self.chart.setAccessibleName(self.tr("Chart: {0}. {1}").format(title, says))
        self._tables.setCurrentWidget(self._figures if any(mark.figures for mark in chart.marks) else self._plain)
        table = self.table()
        table.setAccessibleName(self.tr("The same as a table: {0}").format(title))
        with QSignalBlocker(table):
            table.row_model().set_rows(chart.marks)
        self.chart.show_chart(chart)
        current = self.chart.current()
        if current is None and chart.marks:
            self.chart.choose(chart.marks[0].key)
        else:
            self._show_cases(current)

    def table(self) -> RowTableView:
        """Give the table beside the chart."""
        return self._figures if self._tables.currentWidget() is self._figures else self._plain

    def footer_words(self) -> str:
        """Say how many of the cases are shown, and behind which mark."""
        mark = self.chart.current()
        if self.chart.chart() is READING:
            return self.tr("Reading...")
        if mark is None:
            return self.tr("Nothing to show in this period")
        whole = wording.count_of(len(self._rows.rows), "case")
        return self.tr("{0} shown of {1}: {2}").format(f"{len(self._rows.shown):,}", whole, mark.words)

    def case_id(self) -> str:
        """Give the id of the case under the cursor; nothing where there is none."""
        row = self.view.selected_row()
        return "" if row is None else str(row.case_id)

    def _add_table(self, columns: list[Column], name: str) -> RowTableView:
        table = RowTableView(RowTableModel(columns, lambda mark: mark.key, self), name)
        table.row_selected.connect(self._chosen_in_table)
        table.row_activated.connect(lambda _mark: self._to_cases())
        self._tables.addWidget(table)
        return table

    def _lay_out(self, open_case: QAction) -> None:
        over = Halves(self.chart, self._tables, CHART_AND_TABLE, shares=(3, 2), across=True)
        under = QWidget()
        lines = QVBoxLayout(under)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._behind, 1)
        head.addWidget(ActionBar([(open_case, self.tr("Open case"))]))
        head.addWidget(self.find_field)
        lines.addLayout(head)
        lines.addWidget(self.view, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._says)
        whole.addWidget(Halves(over, under, OVER_AND_UNDER, shares=(1, 1)), 1)
        FocusLead(self, self.chart)

    def _chosen_in_chart(self, mark: Mark) -> None:
        table = self.table()
        with QSignalBlocker(table):
            table.select_key(mark.key)
        self._show_cases(mark)

    def _chosen_in_table(self, mark: Mark | None) -> None:
        if mark is not None:
            self.chart.choose(mark.key)

    def _show_cases(self, mark: Mark | None) -> None:
        ids = mark.case_ids if mark is not None else ()
        self._rows.set_rows(self._cases[case_id] for case_id in ids if case_id in self._cases)
        self._behind.setText("" if mark is None else self.tr("{0}: {1}").format(mark.words, mark.said))
        self._narrow()

    def _narrow(self) -> None:
        typed = self.find_field.text()
        self._rows.filter((lambda row: matches(row, self._columns, typed)) if typed.strip() else None)
        self.view.select_first()
        self.changed.emit()

    def _to_cases(self) -> None:
        self.view.setFocus()
        self.view.select_first()
