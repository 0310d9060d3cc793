"""Take back a bail event that was entered wrongly, on the record: the reason; builds WithdrawBailEvent."""

from PySide6.QtWidgets import QWidget

from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.rows.bail_register import BailEventRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class WithdrawBailEventDialog(RecordForm):
    """Why an event did not happen as it was entered."""

    def __init__(
        self, by: str, case_id: str, event: BailEventRow, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Withdraw bail event"), submit, self.tr("Withdraw"), parent)
        self._by = by
        self._case_id = case_id
        self._event = event
        self._words = self.add_words("")
        self._reason = self.note_field()
        self.add_field("reason", self.tr("&Why it is withdrawn"), self._reason)
        self.take(event)

    def record_id(self) -> str:
        return self._event.event_id

    def take(self, record: BailEventRow) -> None:
        super().take(record)
        self._event = record
        words = self.tr("{day}: {what}.\nThe period is worked out anew without it; the entry stays on record.")
        self._words.setText(words.format(day=wording.day(record.happened_on), what=record.what))

    def build(self) -> WithdrawBailEvent:
        return WithdrawBailEvent(
            by=self._by,
            case_id=self._case_id,
            event_id=self._event.event_id,
            version=self._event.version,
            reason=self.required("reason", self._reason.toPlainText(), self.tr("Say why it is withdrawn.")),
        )
