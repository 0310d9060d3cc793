"""What came of asking another force to take a case; builds AnswerForce. Accepted only once what is open is listed."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tracker.actions.answer_force import AnswerForce
from tracker.rows.agency_roles import AgencyRoles
from tracker.rows.case_transfers import ForceRequestRow
from tracker.rows.closing import Closing
from tracker.terms import ForceAnswer, Holder
from ui import wording
from ui.dialogs.left_open import cannot_be_listed, listed
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

ANSWERS = (ForceAnswer.ACCEPTED, ForceAnswer.REFUSED, ForceAnswer.WITHDRAWN)
OF_ACCEPTANCE = ("reference", "accepted_by", "without_review")


class AnswerForceDialog(RecordForm):
    """Accepted closes the case, with what stays open in view; refused or withdrawn, the case is ours as before.

    Args:
        asked: the request that waits; what is open in the case is handed in by `take`, or why it cannot be listed by
            `cannot_list`.
    """

    def __init__(
        self,
        by: str,
        case_id: str,
        reference: str,
        asked: ForceRequestRow,
        roles: AgencyRoles,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Answer of {force} on {reference}").format(force=asked.force, reference=reference)
        super().__init__(title, submit, self.tr("Record answer"), parent)
        self._by = by
        self._case_id = case_id
        self._asked = asked
        self._closing: Closing | None = None
        words = self.tr("Asked on {day}: {role}.")
        self.add_words(words.format(day=wording.day(asked.asked_on), role=asked.role))
        self._answer = ChoiceField(ANSWERS)
        self.add_field("answer", self.tr("&Answer"), self._answer)
        self._open_work = self.add_words(self.tr("Reading what is still open..."))
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&On"), self._on)
        self._reference = QLineEdit()
        self.add_field("reference", self.tr("Their &reference"), self._reference)
        self._role = ChoiceField(roles.of(Holder.ANOTHER_FORCE), lambda role: role.name)
        self.add_field("accepted_by", self.tr("A&ccepted by"), self._role, self.tr("The post there, never a name."))
        self._because = QLineEdit()
        self.add_field("because", self.tr("&Why"), self._because)
        self._without_review = QLineEdit()
        held = self.tr("The review before closing has not been held.")
        self.add_field("without_review", self.tr("W&hy without a review"), self._without_review, held)
        self._answer.chosen.connect(self._show_what_is_asked)
        self._show_what_is_asked(None)

    def record_id(self) -> str:
        return self._asked.transfer_id

    def take(self, record: Closing) -> None:
        """List what is open; from now on an acceptance can be recorded."""
        super().take(record)
        self._closing = record
        self._open_work.setText(listed(record, without=self._asked.milestone_id))
        self._show_what_is_asked(self._answer.choice())

    def take_asked(self, asked: ForceRequestRow) -> None:
        """Go on with the request as it is now."""
        self._asked = asked

    def cannot_list(self, problem: Exception) -> None:
        """Say why what is open cannot be listed; then an acceptance cannot be recorded from here."""
        self._closing = None
        self._open_work.setText(cannot_be_listed(problem))
        self._show_what_is_asked(self._answer.choice())

    def answer(self) -> ForceAnswer | None:
        """Give what was chosen."""
        chosen = self._answer.choice()
        return chosen if isinstance(chosen, ForceAnswer) else None

    def listed(self) -> str:
        """Give what is said of the open work; nothing where the answer leaves the case as it is."""
        return "" if self._open_work.isHidden() else self._open_work.text()

    def confirm_button(self) -> QPushButton:
        """Give the button that records the answer."""
        return self._send

    def submit(self) -> None:
        if self._may_confirm():
            super().submit()

    def build(self) -> AnswerForce:
        answer, on = self._answer.choice(), self._on.day()
        if answer is None:
            raise FieldProblem("answer", self.tr("Choose what came of it."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the answer."))
        told = AnswerForce(self._by, self._asked.transfer_id, self._asked.version, answer, on)
        return self._accepted(told) if answer is ForceAnswer.ACCEPTED else self._ended(told)

    def _accepted(self, told: AnswerForce) -> AnswerForce:
        closing, role = self._closing, self._role.choice()
        if closing is None:
            raise FieldProblem("", self.tr("What is still open has not been listed."))
        reference = self.required("reference", self._reference.text(), self.tr("Enter the reference they gave it."))
        if role is None:
            raise FieldProblem("accepted_by", self.tr("Choose who accepted it."))
        return AnswerForce(
            by=told.by,
            transfer_id=told.transfer_id,
            version=told.version,
            answer=told.answer,
            on=told.on,
            reference=reference,
            accepted_by=role.role_id,
            without_review="" if closing.reviewed else self._without_review.text().strip(),
            seen=closing.seen,
        )

    def _ended(self, told: AnswerForce) -> AnswerForce:
        because = self.required("because", self._because.text(), self.tr("Say why."))
        return AnswerForce(told.by, told.transfer_id, told.version, told.answer, told.on, because)

    def _set_at_work(self, at_work: bool) -> None:
        super()._set_at_work(at_work)
        self._send.setEnabled(self._may_confirm())

    def _may_confirm(self) -> bool:
        unlisted = self._answer.choice() is ForceAnswer.ACCEPTED and self._closing is None
        return not unlisted and not self.at_work()

    def _show_what_is_asked(self, answer: ForceAnswer | None) -> None:
        accepted = answer is ForceAnswer.ACCEPTED
        for name in OF_ACCEPTANCE:
            self.show_field(name, shown=accepted)
        self.show_field("without_review", shown=accepted and self._closing is not None and not self._closing.reviewed)
        self.show_field("because", shown=answer is not None and not accepted)
        self._open_work.setVisible(accepted)
        closes = self.tr("Close as transferred")
        self._send.setText(closes if accepted else self.tr("Record answer"))
        self._send.setEnabled(self._may_confirm())
