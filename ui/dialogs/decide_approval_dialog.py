"""Approve a request, or refuse it with the reason; builds DecideApproval."""

from PySide6.QtWidgets import QWidget

from tracker.actions.decide_approval import DecideApproval
from tracker.rows.approvals import ApprovalRow
from ui import approval_wording, wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class DecideApprovalDialog(RecordForm):
    """Says what is asked for and why; approving does it at once."""

    def __init__(
        self, by: str, row: ApprovalRow, submit: Submit, *, approve: bool, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Approve for {reference}") if approve else self.tr("Refuse for {reference}")
        words = self.tr("Approve") if approve else self.tr("Refuse")
        super().__init__(title.format(reference=row.reference), submit, words, parent)
        self._by = by
        self._row = row
        self._approve = approve
        self._words = self.add_words("")
        self._because = self.note_field()
        label = self.tr("&Note, if one is needed") if approve else self.tr("&Why it is refused")
        self.add_field("because", label, self._because)
        self.take(row)

    def record_id(self) -> str:
        return self._row.approval_id

    def take(self, record: ApprovalRow) -> None:
        super().take(record)
        self._row = record
        lines = [
            record.milestone,
            approval_wording.what(record),
            self.tr("Why: {reason}").format(reason=record.reason),
            self.tr("Asked by {officer}, {when}").format(officer=record.asked_by, when=wording.moment(record.asked_at)),
        ]
        if record.changed:
            lines.append(self.tr("Changed since it was asked for: it can only be refused."))
        self._words.setText("\n".join(lines))

    def build(self) -> DecideApproval:
        because = self._because.toPlainText().strip()
        if not self._approve:
            because = self.required("because", because, self.tr("Say why it is refused."))
        return DecideApproval(self._by, self._row.approval_id, self._row.version, self._approve, because)
