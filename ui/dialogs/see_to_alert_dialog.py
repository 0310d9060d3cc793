"""Say what was done about an alert that nothing else can end; builds SeeToAlert."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.see_to_alert import SeeToAlert
from tracker.rows.open_alerts import AlertRow
from ui.dialogs.alert_form import AlertForm
from ui.widgets.form import Submit


class SeeToAlertDialog(AlertForm):
    """What was done about a breach, or about a time limit that was missed."""

    def __init__(self, by: str, alert: AlertRow, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Alert seen to"), by, alert, submit, self.tr("Seen to"), parent)
        self._done = QLineEdit()
        self.add_field(
            "what_was_done",
            self.tr("&What was done"),
            self._done,
            self.tr("It ends with this; what was done stays in its history."),
        )
        self.take(alert)

    def done_words(self) -> str:
        return self.tr("Seen to: {reference}.").format(reference=self.alert.reference)

    def build(self) -> SeeToAlert:
        done = self.required("what_was_done", self._done.text(), self.tr("Say what was done about it."))
        return SeeToAlert(self.by, self.alert.alert_id, self.alert.version, done)
