"""For whom a paper that says why a date is what it is, and why; the log says so; builds PrintWhy."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_why import PrintWhy
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class PrintWhyDialog(RecordForm):
    """Recipient and reason of one paper."""

    def __init__(
        self, by: str, case_id: str, milestone_id: str, name: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Why this date: {name}").format(name=name), submit, self.tr("Save"), parent)
        self._by = by
        self._case_id = case_id
        self._milestone_id = milestone_id
        self.add_words(self.tr("The paper says how each date came about. It is logged as given out."))
        self._recipient = QLineEdit()
        self.add_field(
            "recipient", self.tr("&For whom"), self._recipient, self.tr("A post or a body, such as: reviewing lawyer.")
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: bail review."))

    def record_id(self) -> str:
        return self._milestone_id

    def build(self) -> PrintWhy:
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the paper is for."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it is made."))
        return PrintWhy(self._by, self._case_id, self._milestone_id, recipient, reason)
