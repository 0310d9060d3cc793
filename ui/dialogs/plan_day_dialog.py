"""Say for which day a milestone is booked; builds PlanDay."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.plan_day import PlanDay
from tracker.rows.case_file import CaseFile, MilestoneRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.date_field import DateField
from ui.widgets.form import Submit


class PlanDayDialog(RecordForm):
    """The day it is booked for, beside the dates by which it is due; a changed booking asks for a reason."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Plan {milestone}").format(milestone=milestone.name)
        super().__init__(title, submit, self.tr("Plan"), parent)
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._words = self.add_words("")
        self._on = DateField(today, "ahead")
        self.add_field(
            "on",
            self.tr("Planned &for"),
            self._on,
            self.tr("The day it is booked for. No due date moves; what must be ready before it does."),
        )
        self._reason = self.note_field()
        self.add_field(
            "reason", self.tr("&Why"), self._reason, self.tr("Needed where an earlier booking changes. No names.")
        )
        self._on.set_day(milestone.planned_on)
        self.take(milestone)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record
        lines = [self.tr("About: {subject}").format(subject=record.subject)] if record.subject else []
        lines += [
            self.tr("{limit}: due {day}").format(
                limit=clock.limit, day=wording.due(clock.due, clock.due_at, clock.unknown)
            )
            for clock in record.clocks
        ]
        if record.planned_on is not None:
            lines.append(
                self.tr("Planned for {day} so far. Leave the day empty where it is booked no more.").format(
                    day=wording.day(record.planned_on)
                )
            )
        self._words.setText("\n".join(lines))
        self._words.setVisible(bool(lines))

    def build(self) -> PlanDay:
        return PlanDay(
            by=self._by,
            case_id=self._case_id,
            milestone_id=self._milestone.milestone_id,
            version=self._milestone.version,
            on=self.day_if_any("on", self._on),
            reason=self._reason.toPlainText().strip(),
        )
