"""Take a completion, or a "not required", back, on the record: the reason; builds ReopenMilestone."""

from PySide6.QtWidgets import QWidget

from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.terms import MilestoneState
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class ReopenMilestoneDialog(RecordForm):
    """Why a milestone was not done, or is required, after all."""

    def __init__(
        self, by: str, file: CaseFile, milestone: MilestoneRow, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Reopen {milestone}").format(milestone=milestone.name), submit, self.tr("Reopen"), parent
        )
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._words = self.add_words("")
        self._reason = self.note_field()
        self.add_field("reason", self.tr("&Why it is reopened"), self._reason)
        self.take(milestone)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record
        if record.state is MilestoneState.NOT_REQUIRED:
            words = self.tr("Not required: {reason}. It is to be done again, and its clocks run on.")
            self._words.setText(words.format(reason=record.note.rstrip(".")))
            return
        words = self.tr("Done on {day}. Its clocks run on from where they stood; both entries stay in the history.")
        self._words.setText(words.format(day=wording.day(record.happened_on)))

    def build(self) -> ReopenMilestone:
        reason = self.required("reason", self._reason.toPlainText(), self.tr("Say why it is reopened."))
        return ReopenMilestone(
            by=self._by,
            case_id=self._case_id,
            milestone_id=self._milestone.milestone_id,
            version=self._milestone.version,
            reason=reason,
        )
