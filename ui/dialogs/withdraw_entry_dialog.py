"""Why a chase, an escalation or a request for material is taken back; builds what takes it back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class WithdrawEntryDialog(RecordForm):
    """One reason. The entry stays on record with it.

    Args:
        make: makes the request from the version of the record and the reason.
    """

    def __init__(
        self,
        record_id: str,
        version: int,
        what: str,
        make: Callable[[int, str], Any],
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Withdraw: {what}").format(what=what), submit, self.tr("Withdraw"), parent)
        self._record_id = record_id
        self._version = version
        self._make = make
        self.add_words(self.tr("It stays on record, marked as withdrawn. What followed from it is taken back."))
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason)

    def record_id(self) -> str:
        return self._record_id

    def take(self, record: Any) -> None:
        super().take(record)
        self._version = record.version

    def build(self) -> Any:
        return self._make(
            self._version, self.required("reason", self._reason.text(), self.tr("Say why it is taken back."))
        )
