"""Re-plan a milestone: which clock, new date and reason; builds RescheduleMilestone."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def movable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone that may be re-planned, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_rescheduled]


class RescheduleMilestoneDialog(RecordForm):
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
        super().__init__(
            self.tr("Re-plan {milestone}").format(milestone=milestone.name), submit, self.tr("Re-plan"), parent
        )
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._clocks = movable(milestone)
        clock_ids = [clock.clock_id for clock in self._clocks]
        self._which = ChoiceField(clock_ids, self._clock_words, None if len(clock_ids) == 1 else self.tr("Choose..."))
        if len(clock_ids) > 1:
            self.add_field("clock_id", self.tr("&Which date"), self._which)
        self._words = self.add_words("")
        self._to = DateField(today, "ahead")
        self._to.line.setPlaceholderText(self.tr("27/11/26, fri, tomorrow, +5"))
        self.add_field("to", self.tr("&New date"), self._to)
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("It is printed with the move."))
        self._which.chosen.connect(self._say_dates)
        self.take(milestone)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record
        self._clocks = movable(record)
        self._say_dates()

    def build(self) -> RescheduleMilestone:
        clock = self._clock()
        if clock is None:
            raise FieldProblem("clock_id", self.tr("Choose which date is re-planned."))
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

    def _clock(self) -> ClockRow | None:
        chosen = self._which.choice()
        return next((clock for clock in self._clocks if clock.clock_id == chosen), None)

    def _clock_words(self, clock_id: str) -> str:
        clock = next(clock for clock in self._clocks if clock.clock_id == clock_id)
        return f"{clock.limit}, {wording.due(clock.due, clock.due_at, clock.unknown)}"

    def _say_dates(self) -> None:
        clock = self._clock()
        if clock is None:
            self._words.setText(self.tr("The first date stays on the record, and lateness is counted from it."))
            return
        first = wording.due(clock.first_due, clock.first_due_at, clock.unknown)
        now = wording.due(clock.due, clock.due_at, clock.unknown)
        moved = wording.count_of(clock.moves, "time") if clock.moves else ""
        lines = [
            clock.limit,
            wording.limit_kind(clock.limit_kind, to_be_confirmed=clock.to_be_confirmed),
            self.tr("Due {day}").format(day=now),
            self.tr("First due {day}; this stays on the record, and lateness is counted from it.").format(day=first),
        ]
        if moved:
            lines.append(self.tr("Moved {times} so far.").format(times=moved))
        self._words.setText("\n".join(lines))
