"""Grade the risk anew, with why and what is done about it; builds GradeRisk."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.grade_risk import GradeRisk
from tracker.rows.case_facts import CaseFacts
from tracker.terms import RiskGrade
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

GRADES = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


class GradeRiskDialog(RecordForm):
    """Where the risk rises, what is done about it and by when is asked for."""

    def __init__(self, by: str, facts: CaseFacts, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Risk of {reference}").format(reference=facts.reference)
        super().__init__(title, submit, self.tr("Grade the risk"), parent)
        self._by = by
        self._facts = facts
        self.add_words(self.tr("Now: {grade}. Dates that turn on it follow.").format(grade=wording.term(facts.risk)))
        self._risk = ChoiceField([grade for grade in GRADES if grade is not facts.risk])
        self.add_field("risk", self.tr("&Risk to the child"), self._risk)
        self._because = self.note_field()
        self.add_field("because", self.tr("&Why"), self._because)
        self._steps = self.note_field()
        self.add_field("steps", self.tr("What is &done about it"), self._steps)
        self._steps_by = DateField(today, "ahead")
        self.add_field("steps_by", self.tr("By w&hen"), self._steps_by)
        self._risk.chosen.connect(self._ask)
        self._ask()

    def record_id(self) -> str:
        return self._facts.case_id

    def take(self, record: CaseFacts) -> None:
        super().take(record)
        self._facts = record

    def build(self) -> GradeRisk:
        risk = self._risk.choice()
        if risk is None:
            raise FieldProblem("risk", self.tr("Choose the grade."))
        because = self.required("because", self._because.toPlainText(), self.tr("Say why it is graded anew."))
        steps = self._steps.toPlainText().strip() if self._rises() else ""
        steps_by = self.day_if_any("steps_by", self._steps_by) if self._rises() else None
        return GradeRisk(self._by, self._facts.case_id, self._facts.version, risk, because, steps, steps_by)

    def _rises(self) -> bool:
        risk = self._risk.choice()
        return risk is not None and GRADES.index(risk) < min(
            GRADES.index(self._facts.risk), GRADES.index(RiskGrade.LOW)
        )

    def _ask(self) -> None:
        for name in ("steps", "steps_by"):
            self.show_field(name, shown=self._rises())
