"""For whom a copy of a paper is, and why: its cover sheet and the log say so; builds PrintReport."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_report import PrintReport
from tracker.rows.frozen_reports import FrozenReportRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class CoverSheetDialog(RecordForm):
    """Recipient and reason of one copy."""

    def __init__(
        self, by: str, paper: FrozenReportRow, submit_text: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("A copy of {number}").format(number=paper.number), submit, submit_text, parent)
        self._by = by
        self._paper = paper
        self.add_words(
            self.tr("Week from {monday}. Copy {count} of this paper. Each copy is logged.").format(
                monday=wording.day(paper.monday), count=paper.copies + 1
            )
        )
        self._recipient = QLineEdit()
        self.add_field(
            "recipient", self.tr("&For whom"), self._recipient, self.tr("A post or a meeting, such as: inspector.")
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: weekly meeting."))

    def record_id(self) -> str:
        return self._paper.number

    def build(self) -> PrintReport:
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the copy is for."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why the copy is made."))
        return PrintReport(by=self._by, number=self._paper.number, recipient=recipient, reason=reason)
