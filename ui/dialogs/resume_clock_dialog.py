"""Let a paused clock run on: from which day; builds ResumeClock."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.resume_clock import ResumeClock
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui.clock_wording import pause_words
from ui.dialogs.clock_form import ClockForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def resumable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone that a person paused, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_resumed]


class ResumeClockDialog(ClockForm):
    """The day on which the clock runs again, today unless changed."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        self._today = today
        title = self.tr("Resume a clock of {milestone}").format(milestone=milestone.name)
        super().__init__(title, self.tr("Resume"), by, file, milestone, resumable, submit, parent)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("Runs again &from"), self._on)
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note, if one is needed"), self._note)
        self.take(milestone)

    def build(self) -> ResumeClock:
        clock = self.chosen_clock()
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day from which it runs again."))
        return ResumeClock(
            by=self._by,
            case_id=self._case_id,
            clock_id=clock.clock_id,
            version=clock.version,
            on=on,
            note=self._note.toPlainText().strip(),
        )

    def about(self, clock: ClockRow) -> Iterable[str]:
        yield from super().about(clock)
        yield from pause_words(clock, self._today)
