"""Put an alert off for a few days; builds SnoozeAlert."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.snooze_alert import SnoozeAlert
from tracker.rows.open_alerts import AlertRow
from ui import wording
from ui.dialogs.alert_form import AlertForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class SnoozeAlertDialog(AlertForm):
    """Until when, and why; it comes back by itself."""

    def __init__(self, by: str, alert: AlertRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Put alert off"), by, alert, submit, self.tr("Put off"), parent)
        self._until = DateField(today, "ahead")
        self._until.line.setPlaceholderText(self.tr("27/11/26, fri, tomorrow, +3"))
        self.add_field(
            "until",
            self.tr("&Until"),
            self._until,
            self.tr("Five working days at most from the first time, and never to or past a date of the law."),
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("Rea&son"), self._reason, self.tr("Why nothing can be done before then."))
        self.take(alert)

    def done_words(self) -> str:
        words = self.tr("Put off: {reference}, until {day}.")
        return words.format(reference=self.alert.reference, day=wording.day(self.build().until))

    def build(self) -> SnoozeAlert:
        until = self._until.day()
        if until is None:
            raise FieldProblem("until", self.tr("Enter the day on which it comes back."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it is put off."))
        return SnoozeAlert(self.by, self.alert.alert_id, self.alert.version, until, reason)
