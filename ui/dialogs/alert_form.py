"""AlertForm: the base of what is done about one alert; it says what the alert is about."""

from PySide6.QtWidgets import QWidget

from tracker.rows.open_alerts import AlertRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class AlertForm(RecordForm):
    """The words of the alert stand over the fields, and are taken again when the alert was read again."""

    def __init__(
        self, title: str, by: str, alert: AlertRow, submit: Submit, submit_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, submit, submit_text, parent)
        self.by = by
        self.alert = alert
        self._words = self.add_words("")

    def done_words(self) -> str:
        """Give what is said when it is done."""
        raise NotImplementedError

    def record_id(self) -> str:
        return self.alert.alert_id

    def take(self, record: AlertRow) -> None:
        super().take(record)
        self.alert = record
        lines = [f"{record.reference}: {record.milestone or wording.term(record.kind)}", record.reason]
        if record.acknowledged_by:
            lines.append(self.tr("Acknowledged before by {who}.").format(who=record.acknowledged_by))
        if record.snoozed_until is not None:
            lines.append(self.tr("Put off until {day}.").format(day=wording.day(record.snoozed_until)))
        self._words.setText("\n".join(lines))
