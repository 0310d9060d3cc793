"""Close a case, knowing what is still open; builds CloseCase. Nothing can be confirmed before the list has come."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tracker.actions.close_case import CloseCase
from tracker.rows.closing import Closing, OutcomeRow
from ui.dialogs.left_open import cannot_be_listed, listed
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class CloseCaseDialog(RecordForm):
    """What is open is listed first: live bail, devices that are not back, who is awaited, open milestones.

    Args:
        case_id: the case; what is open in it is handed in by `take`, or why it cannot be listed by `cannot_list`.
    """

    def __init__(
        self, by: str, case_id: str, reference: str, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Close {reference}").format(reference=reference)
        super().__init__(title, submit, self.tr("Close case"), parent)
        self._by = by
        self._case_id = case_id
        self._closing: Closing | None = None
        self._open_work = self.add_words(self.tr("Reading what is still open..."))
        self._outcome: ChoiceField = ChoiceField((), self._outcome_words)
        self.add_field("outcome_code", self.tr("&Outcome"), self._outcome)
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&To whom it has passed, and why"), self._reason)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Closed on"), self._on)
        self._without_review = QLineEdit()
        held = self.tr("The review before closing has not been held.")
        self.add_field("without_review", self.tr("&Why without a review"), self._without_review, held)
        self.show_field("reason", shown=False)
        self.show_field("without_review", shown=False)
        self._outcome.chosen.connect(self._show_reason)
        self._let_confirm()

    def record_id(self) -> str:
        return self._case_id

    def take(self, record: Closing) -> None:
        """List what is open; from now on closing can be confirmed."""
        super().take(record)
        self._closing = record
        self._open_work.setText(listed(record))
        self._outcome.set_choices(record.outcomes)
        self.show_field("without_review", shown=not record.reviewed)
        self._let_confirm()

    def cannot_list(self, problem: Exception) -> None:
        """Say why what is open cannot be listed; then the case cannot be closed from here."""
        self._closing = None
        self._open_work.setText(cannot_be_listed(problem))
        self._let_confirm()

    def listed(self) -> str:
        """Give what is said of the open work."""
        return self._open_work.text()

    def confirm_button(self) -> QPushButton:
        """Give the button that closes the case."""
        return self._send

    def submit(self) -> None:
        if self._closing is not None:
            super().submit()

    def build(self) -> CloseCase:
        closing, chosen, on = self._closing, self._outcome.choice(), self._on.day()
        if closing is None:
            raise FieldProblem("", self.tr("What is still open has not been listed."))
        if chosen is None:
            raise FieldProblem("outcome_code", self.tr("Choose the outcome."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day the case was closed."))
        return CloseCase(
            by=self._by,
            case_id=self._case_id,
            version=closing.version,
            outcome_code=chosen.code,
            on=on,
            reason=self._reason.text().strip() if chosen.needs_reason else "",
            without_review="" if closing.reviewed else self._without_review.text().strip(),
            seen=closing.seen,
        )

    def _set_at_work(self, at_work: bool) -> None:
        super()._set_at_work(at_work)
        self._let_confirm()

    def _let_confirm(self) -> None:
        self._send.setEnabled(self._closing is not None and not self.at_work())

    def _outcome_words(self, outcome: OutcomeRow) -> str:
        return f"{outcome.code}: {outcome.name}"

    def _show_reason(self, outcome: OutcomeRow | None) -> None:
        self.show_field("reason", shown=outcome is not None and outcome.needs_reason)
        if outcome is not None and outcome.needs_reason:
            self.field("reason").setFocus(Qt.FocusReason.OtherFocusReason)
