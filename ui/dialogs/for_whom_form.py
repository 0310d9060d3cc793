"""ForWhomForm: for whom a copy of a paper is, and why; the base of the forms that give one out."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class ForWhomForm(RecordForm):
    """Asks for the recipient of a copy, and the reason."""

    def __init__(self, title: str, words: str, submit: Submit, submit_text: str, parent: QWidget | None) -> None:
        super().__init__(title, submit, submit_text, parent)
        self.add_words(words)
        self._recipient = QLineEdit()
        self.add_field(
            "recipient",
            self.tr("&For whom"),
            self._recipient,
            self.tr("A post, a body or a meeting, such as: inspector."),
        )
        self._reason = QLineEdit()
        self.add_field(
            "reason", self.tr("&Why"), self._reason, self.tr("Such as: weekly meeting, extension to nine months.")
        )

    def for_whom(self) -> tuple[str, str]:
        """Give the recipient and the reason, both of which are needed."""
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the copy is for."))
        return recipient, self.required("reason", self._reason.text(), self.tr("Say why the copy is made."))
