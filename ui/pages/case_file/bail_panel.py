"""Bail of each suspect of a case: when it ends, who must authorise what next, what happened, and why this date."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from tracker.rows.bail_register import BailEventRow, BailRow
from tracker.rows.case_file import CaseFile
from ui import wording
from ui.bail_wording import authorised, conditions, event_lines, row_key, standing, standing_mark, standing_shortly
from ui.page_context import PageContext
from ui.tables.bail_columns import of_one_case
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.bail_account import BailAccount

HALVES, LOWER = (120, 330), (640, 470)


class BailPanel(QWidget):
    """The suspects above; under them the events of the chosen one, and how its bail stands in words."""

    #: another suspect or event was chosen, or the chosen one changed
    chosen = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Bail"))
        self._wanted = ""
        self.model = RowTableModel(of_one_case(), row_key, self)
        self.view = RowTableView(self.model, "bail_of_case")
        self.view.setAccessibleName(self.tr("Suspects on bail or under investigation"))
        self.events_model = RowTableModel(self._event_columns(), lambda row: row.event_id, self)
        self.events = RowTableView(self.events_model, "bail_events")
        self.events.setAccessibleName(self.tr("What happened to the bail of the chosen suspect"))
        self._event_words = QLabel()
        self._event_words.setObjectName("field_hint")
        self._event_words.setTextFormat(Qt.TextFormat.PlainText)
        self._event_words.setWordWrap(True)
        self.account = BailAccount(with_events=False)
        self._words = QLabel(self.tr("No arrest is on record for this case."))
        self._words.setObjectName("field_hint")
        words = {
            "record_arrest": self.tr("Record arrest"),
            "record_bail_event": self.tr("Record bail event"),
            "withdraw_bail_event": self.tr("Withdraw event"),
        }
        self.actions_bar = ActionBar([(context.commands.action(name), text) for name, text in words.items()])
        self._lay_out()
        self.view.row_selected.connect(self._choose)
        self.events.row_selected.connect(self._tell_event)

    def show_file(self, file: CaseFile) -> int:
        """Show the suspects of a case; the chosen one stays chosen. Gives their number."""
        self.model.set_rows(file.bail)
        wanted, self._wanted = self._wanted, ""
        if not (wanted and self.view.select_key(wanted)):
            self.view.select_first()
        self._words.setVisible(not file.bail)
        self._lower.setVisible(bool(file.bail))
        self._choose(self.chosen_bail())
        return len(file.bail)

    def words(self) -> str:
        """Give the sentence above the list; nothing where there is none."""
        return self._words.text() if not self._words.isHidden() else ""

    def lead_to(self, key: str) -> None:
        """Choose a suspect by key when the case has come."""
        self._wanted = key

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

    def _lay_out(self) -> None:
        self._lower = QSplitter(Qt.Orientation.Horizontal)
        self._lower.setChildrenCollapsible(False)
        beside = QWidget()
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.events, 1)
        lines.addWidget(self._event_words)
        self._lower.setHandleWidth(12)
        self._lower.addWidget(beside)
        self._lower.addWidget(self.account)
        self._lower.setSizes(list(LOWER))
        under = QWidget()
        below = QVBoxLayout(under)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.actions_bar)
        below.addWidget(self._lower, 1)
        below.addStretch(0)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(under)
        halves.setStretchFactor(1, 1)
        halves.setSizes(list(HALVES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._words)
        whole.addWidget(halves, 1)
