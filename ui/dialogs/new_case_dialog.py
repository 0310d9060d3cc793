"""Enter a report as a case of the unit; builds OpenCase."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.open_case import NewChild, NewSuspect, OpenCase
from tracker.terms import CaseKind, Nation, RiskGrade
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

GRADES = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


class NewCaseDialog(RecordForm):
    """What is known at the start; more children, suspects and devices are added to the case afterwards."""

    def __init__(
        self, by: str, team_id: str | None, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("New case"), submit, self.tr("Open the case"), parent)
        self._by = by
        self._team_id = team_id
        self._reference = QLineEdit()
        self.add_field("reference", self.tr("Crime re&ference"), self._reference)
        self._kind = ChoiceField(CaseKind)
        self.add_field("kind", self.tr("&Kind of case"), self._kind)
        self._nation = ChoiceField(Nation, empty=None)
        self.add_field("nation", self.tr("Safeguarding r&ules of"), self._nation)
        self._reported_on = DateField(today, "back")
        self._reported_on.set_day(today)
        self.add_field("reported_on", self.tr("Re&ported on"), self._reported_on)
        self._risk = ChoiceField(GRADES, empty=None)
        self._risk.set_choice(RiskGrade.NOT_ASSESSED)
        self.add_field("risk", self.tr("&Risk to the child"), self._risk)
        self._operation = QLineEdit()
        self.add_field("operation", self.tr("&Operation, if any"), self._operation)
        self._child = QLineEdit()
        self.add_field("child", self.tr("C&hild: initials or code name"), self._child, self.tr("Never a name."))
        self._age = QLineEdit()
        self.add_field("age_at_report", self.tr("A&ge at the report, if known"), self._age)
        self._suspect = QLineEdit()
        self.add_field("suspect", self.tr("&Suspect, if known: initials or code name"), self._suspect)

    def record_id(self) -> str:
        return ""

    def build(self) -> OpenCase:
        reference = self.required("reference", self._reference.text(), self.tr("Enter the crime reference."))
        kind, reported_on = self._kind.choice(), self._reported_on.day()
        if kind is None:
            raise FieldProblem("kind", self.tr("Choose what is investigated: each kind has its own plan."))
        if reported_on is None:
            raise FieldProblem("reported_on", self.tr("Enter the day of the report."))
        child = self.required("child", self._child.text(), self.tr("Give the child's initials or a code name."))
        age = self._age.text().strip()
        if age and not age.isdecimal():
            raise FieldProblem("age_at_report", self.tr("Enter whole years, or leave it empty."))
        suspect = self._suspect.text().strip()
        return OpenCase(
            self._by,
            reference,
            kind,
            self._nation.choice(),
            reported_on,
            self._risk.choice(),
            team_id=self._team_id,
            children=(NewChild(child, age_at_report=int(age) if age else None),),
            suspects=(NewSuspect(suspect),) if suspect else (),
            operation=self._operation.text(),
        )
