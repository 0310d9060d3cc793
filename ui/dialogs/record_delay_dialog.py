"""Say why a milestone waits: reason, who is awaited, next step; builds RecordDelay."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.record_delay import RecordDelay
from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.terms import DelayReason, Holder
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class RecordDelayDialog(RecordForm):
    """The cause, who has the next move, since when, and what happens next."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Record delay of {milestone}").format(milestone=milestone.name)
        super().__init__(title, submit, self.tr("Record delay"), parent)
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._reason = ChoiceField(DelayReason)
        self.add_field("reason", self.tr("&Why it waits"), self._reason)
        self._awaited = ChoiceField(Holder)
        self._awaited.set_choice(milestone.held_by)
        self.add_field("awaited", self.tr("Who is a&waited"), self._awaited)
        self._since = DateField(today, "back")
        self._since.set_day(today)
        self.add_field("since", self.tr("&Since"), self._since)
        self._next_step = QLineEdit()
        self.add_field("next_step", self.tr("Ne&xt step"), self._next_step, self.tr("What will be done about it."))
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note, if one is needed"), self._note)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record

    def build(self) -> RecordDelay:
        reason, awaited, since = self._reason.choice(), self._awaited.choice(), self._since.day()
        if reason is None:
            raise FieldProblem("reason", self.tr("Choose why it waits."))
        if awaited is None:
            raise FieldProblem("awaited", self.tr("Choose who has the next move."))
        if since is None:
            raise FieldProblem("since", self.tr("Enter the day the wait began."))
        next_step = self.required("next_step", self._next_step.text(), self.tr("Say what happens next."))
        return RecordDelay(
            by=self._by,
            case_id=self._case_id,
            milestone_id=self._milestone.milestone_id,
            version=self._milestone.version,
            reason=reason,
            awaited=awaited,
            since=since,
            next_step=next_step,
            note=self._note.toPlainText().strip(),
        )
