"""Bail of each suspect of a case: when it ends, who must authorise what next, what happened, and why this date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.rows.bail_register import BailEventRow, BailRow
from tracker.rows.case_file import CaseFile
from ui import wording
from ui.bail_wording import authorised, conditions, event_lines, row_key, standing, standing_mark, standing_shortly
from ui.page_context import PageContext
from ui.pages.case_file.halves_panel import HalvesPanel
from ui.tables.bail_columns import of_one_case
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.bail_account import BailAccount
from ui.widgets.halves import Halves

HALVES, LOWER = (120, 330), (640, 470)


class BailPanel(HalvesPanel):
    """The suspects above; under them the events of the chosen one, and how its bail stands in words."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, of_one_case(), row_key, "bail_of_case", parent)
        self.setAccessibleName(self.tr("Bail"))
        self.view.setAccessibleName(self.tr("Suspects on bail or under investigation"))
        self.events_model = RowTableModel(self._event_columns(), lambda row: row.event_id, self)
        self.events = RowTableView(self.events_model, "bail_events")
        self.events.setAccessibleName(self.tr("What happened to the bail of the chosen suspect"))
        self._event_words = QLabel()
        self._event_words.setObjectName("field_hint")
        self._event_words.setTextFormat(Qt.TextFormat.PlainText)
        self._event_words.setWordWrap(True)
        self.account = BailAccount(with_events=False)
        self._words.setText(self.tr("No arrest is on record for this case."))
        words = {
            "record_arrest": self.tr("Record arrest"),
            "record_bail_event": self.tr("Record bail event"),
            "withdraw_bail_event": self.tr("Withdraw event"),
        }
        told = QWidget()
        lines = QVBoxLayout(told)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.events, 1)
        lines.addWidget(self._event_words)
        self._lower = Halves(told, self.account, LOWER, across=True)
        self.lay_out(words, self._lower, HALVES)
        self.view.row_selected.connect(self._choose)
        self.events.row_selected.connect(self._tell_event)

    def show_file(self, file: CaseFile) -> int:
        """Show the suspects of a case; the chosen one stays chosen. Gives their number."""
        self.show_rows(file.bail)
        self._words.setVisible(not file.bail)
        self._lower.setVisible(bool(file.bail))
        self._choose(self.chosen_bail())
        return len(file.bail)

    def chosen_bail(self) -> BailRow | None:
        """Give the suspect under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, BailRow) else None

    def chosen_event(self) -> BailEventRow | None:
        """Give the event under the cursor."""
        row = self.events.selected_row()
        return row if isinstance(row, BailEventRow) else None

    def _choose(self, row: BailRow | None) -> None:
        self.account.show_row(row)
        self.events_model.set_rows(row.events if row else ())
        self.events.select_first()
        self._tell_event()

    def _tell_event(self) -> None:
        event = self.chosen_event()
        self._event_words.setText(" · ".join(event_lines(event)) if event else "")
        self._event_words.setVisible(event is not None)
        self.chosen.emit()

    def _event_columns(self) -> list[Column]:
        return [
            Column(
                self.tr("Day"), lambda row: wording.day(row.happened_on), sort=lambda row: row.happened_on, width=124
            ),
            Column(
                self.tr("Counts"),
                standing_shortly,
                mark=standing_mark,
                accessible=standing,
                tooltip=standing,
                width=132,
            ),
            Column(self.tr("What"), lambda row: row.what, tooltip=lambda row: row.what, width=280),
            Column(self.tr("Authorised by"), authorised, tooltip=authorised, width=190),
            Column(self.tr("Conditions"), conditions, tooltip=self._conditions_in_full, width=90),
            Column(
                self.tr("Representations"),
                lambda row: wording.term(row.representations) if conditions(row) else "",
                width=130,
            ),
            Column(self.tr("Told of it"), lambda row: wording.short_day(row.informed_on), width=84),
            Column(self.tr("Told result"), lambda row: wording.short_day(row.told_on), width=88),
            Column(self.tr("Note"), lambda row: row.note, tooltip=lambda row: row.note, width=160),
            Column(
                self.tr("Recorded"),
                lambda row: f"{wording.moment(row.recorded_at)} {row.recorded_by}",
                sort=lambda row: row.recorded_at,
                width=240,
            ),
        ]

    def _conditions_in_full(self, row: BailEventRow) -> str:
        return "\n".join(wording.term(condition) for condition in row.conditions)
