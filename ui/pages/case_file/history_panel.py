"""The audit trail of a case."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile, HistoryRow
from ui import wording
from ui.pages.case_file.list_panel import ListPanel
from ui.tables.column import Column


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry with its place, since two entries may say the same."""

    place: int
    entry: HistoryRow


class HistoryPanel(ListPanel):
    """Who did what and when, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
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
        super().__init__(
            columns,
            lambda line: str(line.place),
            "history",
            self.tr("History"),
            self.tr("Nothing is on record for this case yet."),
            parent,
        )

    def show_file(self, file: CaseFile) -> int:
        """Show the history of a case; gives the number of entries."""
        lines = [HistoryLine(place, entry) for place, entry in enumerate(file.history)]
        lines.sort(key=lambda line: line.entry.at, reverse=True)
        self.show_rows(lines)
        return len(lines)
