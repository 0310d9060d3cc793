"""For whom a copy is, and why: its cover sheet and the log say so; builds PrintReport, or PrintWeek of all teams."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.print_report import PrintReport
from tracker.actions.print_week import PrintWeek
from tracker.rows.frozen_reports import FrozenReportRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class ForWhomForm(RecordForm):
    """Asks for the recipient of a copy, and the reason."""

    def __init__(self, title: str, words: str, submit: Submit, submit_text: str, parent: QWidget | None) -> None:
        super().__init__(title, submit, submit_text, parent)
        self.add_words(words)
        self._recipient = QLineEdit()
        self.add_field(
            "recipient", self.tr("&For whom"), self._recipient, self.tr("A post or a meeting, such as: inspector.")
        )
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: weekly meeting."))

    def for_whom(self) -> tuple[str, str]:
        """Give the recipient and the reason, both of which are needed."""
        recipient = self.required("recipient", self._recipient.text(), self.tr("Say whom the copy is for."))
        return recipient, self.required("reason", self._reason.text(), self.tr("Say why the copy is made."))


class CoverSheetDialog(ForWhomForm):
    """Recipient and reason of one copy."""

    def __init__(
        self, by: str, paper: FrozenReportRow, submit_text: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("A copy of {number}").format(number=paper.number)
        words = self.tr("Week from {monday}. Copy {count} of this paper. Each copy is logged.").format(
            monday=wording.day(paper.monday), count=paper.copies + 1
        )
        super().__init__(title, words, submit, submit_text, parent)
        self._by = by
        self._paper = paper

    def record_id(self) -> str:
        return self._paper.number

    def build(self) -> PrintReport:
        recipient, reason = self.for_whom()
        return PrintReport(by=self._by, number=self._paper.number, recipient=recipient, reason=reason)


class WeekCopiesDialog(ForWhomForm):
    """Recipient and reason of a copy of every team's paper of a week."""

    def __init__(self, by: str, monday: date, submit_text: str, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("A copy for every team")
        words = self.tr(
            "Week from {monday}: the unit's paper and each team's, frozen where they are not yet. Each copy is logged, "
            "with its own cover sheet."
        ).format(monday=wording.day(monday))
        super().__init__(title, words, submit, submit_text, parent)
        self._by = by
        self._monday = monday

    def record_id(self) -> str:
        return self._monday.isoformat()

    def build(self) -> PrintWeek:
        recipient, reason = self.for_whom()
        return PrintWeek(by=self._by, monday=self._monday, recipient=recipient, reason=reason)
