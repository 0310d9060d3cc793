"""Correct the day a clock started, with the reason; builds CorrectStart."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.correct_start import CorrectStart
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui import wording
from ui.dialogs.clock_form import ClockForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def correctable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone whose start may be corrected, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_corrected]


class CorrectStartDialog(ClockForm):
    """The day it really started; both days stay on record."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Correct the start of a clock of {milestone}").format(milestone=milestone.name)
        super().__init__(title, self.tr("Correct"), by, file, milestone, correctable, submit, parent)
        self._to = DateField(today, "back")
        self.add_field("to", self.tr("&Started on"), self._to)
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("It is printed with the move."))
        self.take(milestone)

    def build(self) -> CorrectStart:
        clock = self.chosen_clock()
        to = self._to.day()
        if to is None:
            raise FieldProblem("to", self.tr("Enter the day it started."))
        reason = self.required("reason", self._reason.toPlainText(), self.tr("A reason is needed."))
        return CorrectStart(
            by=self._by,
            case_id=self._case_id,
            clock_id=clock.clock_id,
            version=clock.version,
            to=to,
            reason=reason,
        )

    def about(self, clock: ClockRow) -> Iterable[str]:
        yield from super().about(clock)
        started = wording.day(clock.started_on)
        yield self.tr("Started {day}, as entered. Both days stay on the record.").format(day=started)
