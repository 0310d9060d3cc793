"""For whom a copy of a paper is, and why: its cover sheet and the log say so; builds PrintPaper."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_paper import PrintPaper
from tracker.rows.papers import About
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class PrintPaperDialog(RecordForm):
    """Recipient and reason of one copy."""

    def __init__(
        self, by: str, about: About, title: str, submit_text: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, submit, submit_text, parent)
        self._by = by
        self._about = about
        self.add_words(
            self.tr("Drawn as things stand now. The copy gets a number and a cover sheet, and is logged as given out.")
        )
        self._recipient = QLineEdit()
        self.add_field(
            "recipient",
            self.tr("&For whom"),
            self._recipient,
            self.tr("A post, a body or a meeting, such as: inspector."),
        )
        self._reason = QLineEdit()
        self.add_field(
            "reason", self.tr("&Why"), self._reason, self.tr("Such as: morning meeting, extension to nine months.")
        )

    def record_id(self) -> str:
        about = self._about
        parts = (about.kind.value, about.case, about.part, about.officer_id, about.team_id)
        return "/".join(part for part in parts if part)

    def build(self) -> PrintPaper:
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the copy is for."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why the copy is made."))
        return PrintPaper(self._by, self._about, recipient, reason)
