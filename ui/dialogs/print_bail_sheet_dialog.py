"""For whom a bail sheet is, and why; the log says so; builds PrintBailSheet."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_bail_sheet import PrintBailSheet
from tracker.rows.bail_register import BailRow
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class PrintBailSheetDialog(RecordForm):
    """Recipient and reason of one sheet."""

    def __init__(self, by: str, row: BailRow, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Bail sheet: {suspect}, {reference}").format(suspect=row.suspect, reference=row.reference)
        super().__init__(title, submit, self.tr("Save"), parent)
        self._by = by
        self._row = row
        self.add_words(
            self.tr(
                "The period, conditions A to D, the work done, what is late. It is numbered, and logged as given out."
            )
        )
        self._recipient = QLineEdit()
        self.add_field(
            "recipient", self.tr("&For whom"), self._recipient, self.tr("A post or a body, such as: superintendent.")
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: extension to nine months."))

    def record_id(self) -> str:
        return self._row.arrest_id

    def build(self) -> PrintBailSheet:
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the sheet is for."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it is made."))
        return PrintBailSheet(self._by, self._row.case_id, self._row.arrest_id, recipient, reason)
