"""Take an alert on: what will be done about it and by when; builds AcknowledgeAlert."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.rows.open_alerts import AlertRow
from ui import wording
from ui.dialogs.alert_form import AlertForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class AcknowledgeAlertDialog(AlertForm):
    """A next step and its day; without both an alert is not taken on."""

    def __init__(self, by: str, alert: AlertRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Acknowledge alert"), by, alert, submit, self.tr("Acknowledge"), parent)
        self._next_step = QLineEdit()
        self._next_step.setText(alert.next_step)
        self.add_field("next_step", self.tr("Ne&xt step"), self._next_step, self.tr("What will be done about it."))
        self._by_when = DateField(today, "ahead")
        self.add_field(
            "next_step_by",
            self.tr("&By when"),
            self._by_when,
            self.tr("The alert comes back if it is not done by then."),
        )
        self.take(alert)

    def done_words(self) -> str:
        words = self.tr("Acknowledged: {reference}, next step by {day}.")
        return words.format(reference=self.alert.reference, day=wording.day(self.build().next_step_by))

    def build(self) -> AcknowledgeAlert:
        next_step = self.required("next_step", self._next_step.text(), self.tr("Say what will be done."))
        by_when = self._by_when.day()
        if by_when is None:
            raise FieldProblem("next_step_by", self.tr("Enter the day by which it will be done."))
        return AcknowledgeAlert(
            by=self.by,
            alert_id=self.alert.alert_id,
            version=self.alert.version,
            next_step=next_step,
            next_step_by=by_when,
        )
