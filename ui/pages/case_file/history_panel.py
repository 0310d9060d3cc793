"""The audit trail of a case, or what became of each of its alerts."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from tracker.rows.alert_course import CaseAlerts, CaseAlertsQuestion
from tracker.rows.case_file import CaseFile, HistoryRow
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.list_panel import ListPanel
from ui.problems import in_words
from ui.tables.column import Column


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry with its place, since two entries may say the same."""

    place: int
    entry: HistoryRow


class HistoryPanel(ListPanel):
    """Who did what and when, newest first. What became of the alerts is asked for when it is wanted."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        columns = [
            Column(
                self.tr("When"),
                lambda line: wording.moment(line.entry.at),
                sort=lambda line: (line.entry.at, line.place),
                width=180,
            ),
            Column(self.tr("Who"), lambda line: line.entry.who, width=170),
            Column(self.tr("What"), lambda line: line.entry.what, tooltip=lambda line: line.entry.what, width=560),
        ]
        self._context = context
        self._file: CaseFile | None = None
        super().__init__(
            columns,
            lambda line: str(line.place),
            "history",
            self.tr("History"),
            self.tr("Nothing is on record for this case yet."),
            parent,
        )
        self.of_alerts = QCheckBox(self.tr("What became of its &alerts"))
        self.of_alerts.toggled.connect(self._show)
        self._lines.insertWidget(0, self.of_alerts)

    def show_file(self, file: CaseFile) -> int:
        """Show the history of a case; gives the number of entries."""
        self._file = file
        self._show()
        return len(file.history)

    def _show(self) -> None:
        file = self._file
        if file is None:
            return
        if not self.of_alerts.isChecked():
            self._show_entries(file.history)
            return
        self._context.background.ask(
            CaseAlertsQuestion(self._context.person.officer_id, file.case_id),
            self._take,
            lambda problem: self.say(in_words(problem)),
        )

    def _take(self, answer: CaseAlerts) -> None:
        if self._file is not None and answer.case_id == self._file.case_id and self.of_alerts.isChecked():
            entries = (HistoryRow(row.at, row.who, f"{row.about}: {row.words}") for row in answer.rows)
            self._show_entries(entries, self.tr("No alert has been raised about this case."))

    def _show_entries(self, entries: Iterable[HistoryRow], nothing: str = "") -> None:
        lines = [HistoryLine(place, entry) for place, entry in enumerate(entries)]
        if not self.of_alerts.isChecked():
            lines.sort(key=lambda line: line.entry.at, reverse=True)
        self.show_rows(lines)
        if not lines and nothing:
            self.say(nothing)
