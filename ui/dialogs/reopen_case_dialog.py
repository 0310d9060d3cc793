"""Take up a closed case again, with the reason; builds ReopenCase."""

from PySide6.QtWidgets import QWidget

from tracker.actions.reopen_case import ReopenCase
from tracker.rows.case_file import CaseFile
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class ReopenCaseDialog(RecordForm):
    """The reason; the days the case was closed count as neither running nor paused."""

    def __init__(self, by: str, file: CaseFile, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Reopen {reference}").format(reference=file.reference)
        super().__init__(title, submit, self.tr("Reopen case"), parent)
        self._by = by
        self._file = file
        closed = self.tr("Closed on {day} with outcome {code}.").format(
            day=wording.day(file.closed_on), code=file.outcome_code
        )
        rest = self.tr("Its clocks run on with their dates; the days it was closed are nobody's, and no drift.")
        self.add_words(f"{closed} {rest}")
        self._reason = self.note_field()
        self.add_field("reason", self.tr("&Why it is reopened"), self._reason)

    def record_id(self) -> str:
        return self._file.case_id

    def take(self, record: CaseFile) -> None:
        super().take(record)
        self._file = record

    def build(self) -> ReopenCase:
        reason = self.required("reason", self._reason.toPlainText(), self.tr("Say why it is reopened."))
        return ReopenCase(self._by, self._file.case_id, self._file.version, reason)
