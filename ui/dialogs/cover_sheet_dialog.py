"""For whom a copy is, and why: its cover sheet and the log say so; builds PrintReport, or PrintWeek of all teams."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.print_report import PrintReport
from tracker.actions.print_week import PrintWeek
from tracker.rows.frozen_reports import FrozenReportRow
from ui import wording
from ui.dialogs.for_whom_form import ForWhomForm
from ui.widgets.form import Submit


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
