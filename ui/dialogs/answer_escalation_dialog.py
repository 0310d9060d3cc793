"""What came of an escalation; builds AnswerEscalation."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.answer_escalation import AnswerEscalation
from tracker.rows.case_chases import ChaseRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class AnswerEscalationDialog(RecordForm):
    """The answer and its day."""

    def __init__(self, by: str, row: ChaseRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Record answer"), submit, self.tr("Record answer"), parent)
        self._by = by
        self._row = row
        words = self.tr("{agency}, {role}, asked {day}: {asked}")
        self.add_words(
            words.format(agency=wording.term(row.agency), role=row.role, day=wording.day(row.on), asked=row.asked)
        )
        self._answer = QLineEdit(row.answer)
        self.add_field("answer", self.tr("&Answer"), self._answer)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Day of the answer"), self._on)

    def record_id(self) -> str:
        return self._row.chase_id

    def take(self, record: ChaseRow) -> None:
        super().take(record)
        self._row = record

    def build(self) -> AnswerEscalation:
        answer = self.required("answer", self._answer.text(), self.tr("Write what was answered."))
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the answer."))
        return AnswerEscalation(
            by=self._by, escalation_id=self._row.chase_id, version=self._row.version, on=on, answer=answer
        )
