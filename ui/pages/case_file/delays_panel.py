"""The recorded causes of delay and who is awaited."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile, DelayRow
from ui import wording
from ui.pages.case_file.list_panel import ListPanel
from ui.tables.column import Column


@dataclass(frozen=True, slots=True)
class DelayLine:
    """A delay with the name of its milestone."""

    milestone: str
    delay: DelayRow


class DelaysPanel(ListPanel):
    """Delays, those that still last first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column(self.tr("Milestone"), lambda line: line.milestone, width=206, bold=True),
            Column(self.tr("Why it waits"), lambda line: wording.term(line.delay.reason), width=196),
            Column(self.tr("Who is awaited"), lambda line: wording.term(line.delay.awaited), width=122),
            Column(
                self.tr("Since"),
                lambda line: wording.short_day(line.delay.since),
                sort=lambda line: line.delay.since,
                width=84,
            ),
            Column(
                self.tr("Until"),
                lambda line: wording.short_day(line.delay.until) or self.tr("still"),
                sort=lambda line: line.delay.until or date.max,
                width=84,
            ),
            Column(
                self.tr("Next step"),
                lambda line: line.delay.next_step,
                tooltip=lambda line: line.delay.next_step,
                width=196,
            ),
            Column(self.tr("Note"), lambda line: line.delay.note, tooltip=lambda line: line.delay.note, width=120),
            Column(self.tr("Recorded by"), lambda line: line.delay.recorded_by, width=104),
        ]
        super().__init__(
            columns,
            lambda line: line.delay.delay_id,
            "delays",
            self.tr("Delays"),
            self.tr("No cause of delay is on record. Press D on a milestone to record one."),
            parent,
        )

    def show_file(self, file: CaseFile) -> int:
        """Show the delays of a case; gives their number."""
        lines = [DelayLine(milestone.name, delay) for milestone in file.milestones for delay in milestone.delays]
        lines.sort(key=lambda line: line.delay.since, reverse=True)
        lines.sort(key=lambda line: line.delay.until is not None)
        self.show_rows(lines)
        return len(lines)
