"""Say that a milestone need not happen in this case, and why; builds MarkNotRequired."""

from PySide6.QtWidgets import QWidget

from tracker.actions.mark_not_required import MarkNotRequired
from tracker.rows.case_file import CaseFile, MilestoneRow
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class MarkNotRequiredDialog(RecordForm):
    """The reason; it is a supervisor's to say."""

    def __init__(
        self, by: str, file: CaseFile, milestone: MilestoneRow, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("{milestone} is not required").format(milestone=milestone.name)
        super().__init__(title, submit, self.tr("Not required"), parent)
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self.add_words(self.tr("Its clocks stop and its alerts end. Reopening takes this back."))
        self._reason = self.note_field()
        self.add_field(
            "reason",
            self.tr("&Why it is not required"),
            self._reason,
            self.tr("A supervisor decides this; a detective asks for it."),
        )

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record

    def build(self) -> MarkNotRequired:
        reason = self.required("reason", self._reason.toPlainText(), self.tr("Say why it is not required."))
        return MarkNotRequired(
            by=self._by,
            case_id=self._case_id,
            milestone_id=self._milestone.milestone_id,
            version=self._milestone.version,
            reason=reason,
        )
