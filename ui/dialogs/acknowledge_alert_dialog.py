"""Take an alert on: what will be done about it and by when; builds AcknowledgeAlert."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.rows.open_alerts import AlertRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class AcknowledgeAlertDialog(RecordForm):
    """A next step and its day; without both an alert is not taken on."""

    def __init__(self, by: str, alert: AlertRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Acknowledge alert"), submit, self.tr("Acknowledge"), parent)
        self._by = by
        self._alert = alert
        self._words = self.add_words("")
        self._next_step = QLineEdit()
        self._next_step.setText(alert.next_step)
        self.add_field("next_step", self.tr("Ne&xt step"), self._next_step, self.tr("What will be done about it."))
        self._by_when = DateField(today, "ahead")
        self._by_when.line.setPlaceholderText(self.tr("27/11/26, fri, tomorrow, +5"))
        self.add_field(
            "next_step_by",
            self.tr("&By when"),
            self._by_when,
            self.tr("The alert comes back if it is not done by then."),
        )
        self.take(alert)

    def record_id(self) -> str:
        return self._alert.alert_id

    def take(self, record: AlertRow) -> None:
        super().take(record)
        self._alert = record
        lines = [f"{record.reference}: {record.milestone or wording.term(record.kind)}"]
        if record.due is not None or record.due_at is not None:
            lines.append(self.tr("Due {day}").format(day=wording.due(record.due, record.due_at)))
        if record.days_late:
            lines.append(wording.sentence(wording.late(record.days_late)))
        if record.acknowledged_by:
            lines.append(self.tr("Acknowledged before by {who}.").format(who=record.acknowledged_by))
        self._words.setText("\n".join(lines))

    def build(self) -> AcknowledgeAlert:
        next_step = self.required("next_step", self._next_step.text(), self.tr("Say what will be done."))
        by_when = self._by_when.day()
        if by_when is None:
            raise FieldProblem("next_step_by", self.tr("Enter the day by which it will be done."))
        return AcknowledgeAlert(
            by=self._by,
            alert_id=self._alert.alert_id,
            version=self._alert.version,
            next_step=next_step,
            next_step_by=by_when,
        )
