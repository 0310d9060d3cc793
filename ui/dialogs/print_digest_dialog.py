"""For whom a copy of the daily digest is, and why; the log says so; builds PrintDigest."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_digest import PrintDigest
from tracker.rows.people import TeamRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class PrintDigestDialog(RecordForm):
    """Recipient and reason of one copy."""

    def __init__(
        self, by: str, team: TeamRow, day: date, submit_text: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        where = team.name or self.tr("whole unit")
        title = self.tr("Daily digest of {day}, {where}").format(day=wording.day(day), where=where)
        super().__init__(title, submit, submit_text, parent)
        self._by = by
        self._team = team
        self._day = day
        self.add_words(self.tr("References, kinds and dates, no names. Each copy is logged with the cases in it."))
        self._recipient = QLineEdit()
        self.add_field(
            "recipient", self.tr("&For whom"), self._recipient, self.tr("A post or a meeting, such as: inspector.")
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: morning meeting."))

    def record_id(self) -> str:
        return self._team.team_id or "unit"

    def build(self) -> PrintDigest:
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the copy is for."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why the copy is made."))
        return PrintDigest(self._by, self._team.team_id or None, self._day, recipient, reason)
