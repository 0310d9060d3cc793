"""Re-plan a milestone: which clock, new date and reason; builds RescheduleMilestone."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui import wording
from ui.dialogs.clock_form import ClockForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def movable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone that may be re-planned, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_rescheduled]


class RescheduleMilestoneDialog(ClockForm):
    """A new date for one clock, with the reason; the first date stays on the record."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Re-plan {milestone}").format(milestone=milestone.name)
        super().__init__(title, self.tr("Re-plan"), by, file, milestone, movable, submit, parent)
        self._to = DateField(today, "ahead")
        self.add_field("to", self.tr("Ne&w date"), self._to)
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("It is printed with the move."))
        self.take(milestone)

    def build(self) -> RescheduleMilestone:
        clock = self.chosen_clock()
        to = self._to.day()
        if to is None:
            raise FieldProblem("to", self.tr("Enter the new date."))
        reason = self.required("reason", self._reason.toPlainText(), self.tr("A reason is needed."))
        return RescheduleMilestone(
            by=self._by,
            case_id=self._case_id,
            clock_id=clock.clock_id,
            version=clock.version,
            seen_due=clock.due,
            to=to,
            reason=reason,
        )

    def about(self, clock: ClockRow) -> Iterable[str]:
        yield from super().about(clock)
        first = wording.due(clock.first_due, clock.first_due_at, clock.unknown)
        yield self.tr("First due {day}; this stays on the record, and lateness is counted from it.").format(day=first)
        if clock.moves:
            yield self.tr("Moved {times} so far.").format(times=wording.count_of(clock.moves, "time"))

    def about_none(self) -> str:
        return self.tr("The first date stays on the record, and lateness is counted from it.")
