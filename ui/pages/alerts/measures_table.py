"""How the alerts of the last four weeks were dealt with, kind by kind."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.rows.alert_course import AlertMeasures, MeasureOfAlerts
from ui import wording
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView

translate = QCoreApplication.translate


def kind_of(row: MeasureOfAlerts) -> str:
    """Give the kind of alert that a line counts."""
    return translate("measures_table", "All alerts") if row.kind is None else wording.term(row.kind)


def columns() -> list[Column]:
    """Build the columns: what, and how many of it came how far."""
    return [
        Column(translate("measures_table", "What"), kind_of, bold=True, width=240),
        _counted(translate("measures_table", "Told"), lambda row: row.told),
        _counted(translate("measures_table", "Acknowledged"), lambda row: row.acknowledged),
        _counted(translate("measures_table", "Acted on"), lambda row: row.acted_on),
        _counted(translate("measures_table", "Lapsed"), lambda row: row.lapsed),
        _counted(translate("measures_table", "On the unit list"), lambda row: row.unit_list),
        _counted(translate("measures_table", "Waiting now"), lambda row: row.waiting),
    ]


def _counted(title: str, count: Callable[[MeasureOfAlerts], int]) -> Column:
    return Column(title, lambda row: f"{count(row):,}", sort=count, align="right", width=110)


class MeasuresTable(QWidget):
    """A table of figures; nobody is named in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowTableModel(columns(), lambda row: str(row.kind), self)
        self.view = RowTableView(self.model, "alert_measures")
        self.view.setAccessibleName(self.tr("How the alerts of the last four weeks were dealt with"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.view)

    def show_measures(self, measures: AlertMeasures) -> None:
        """Show the figures, those of all alerts first."""
        self.model.set_rows(measures.rows)
