"""Complete a milestone: date, time where a clock is in hours, and note; builds CompleteMilestone."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.complete_milestone import CompleteMilestone
from tracker.rows.case_file import CaseFile, MilestoneRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class CompleteMilestoneDialog(RecordForm):
    """The day it happened, today unless changed; the time, where it matters; a note."""

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
            self.tr("Complete {milestone}").format(milestone=milestone.name), submit, self.tr("Complete"), parent
        )
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._words = self.add_words("")
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field(
            "on", self.tr("&Happened on"), self._on, self.tr("The day it happened, not the day it is recorded.")
        )
        self._at = self.add_time(self._on)
        self._note = self.note_field()
        self.add_field(
            "note", self.tr("&Note, if one is needed"), self._note, self.tr("No names, no account of the abuse.")
        )
        self.take(milestone)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record
        lines = [self.tr("About: {subject}").format(subject=record.subject)] if record.subject else []
        lines += [
            self.tr("Due {day} ({limit})").format(
                day=wording.due(clock.due, clock.due_at, clock.unknown),
                limit=wording.limit_kind(clock.limit_kind, to_be_confirmed=clock.to_be_confirmed),
            )
            for clock in record.clocks
        ]
        self._words.setText("\n".join(lines))
        self._words.setVisible(bool(lines))
        self.show_field("at", shown=record.by_the_hour)

    def build(self) -> CompleteMilestone:
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it happened."))
        return CompleteMilestone(
            by=self._by,
            case_id=self._case_id,
            milestone_id=self._milestone.milestone_id,
            version=self._milestone.version,
            on=on,
            note=self._note.toPlainText().strip(),
            at=self.time_if_any(self._at),
        )
