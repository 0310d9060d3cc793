"""Another agency was chased: how, by which post, what was promised, when next; builds RecordChase."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.actions.record_chase import RecordChase
from tracker.rows.agency_roles import AgencyRoles
from tracker.terms import ChaseWay
from ui.dialogs.record_form import RecordForm
from ui.dialogs.to_chase import ToChase
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

#: a chase is repeated after so many days, as the medical report's is (MED-08, local)
NEXT_CHASE_DAYS = 7


class RecordChaseDialog(RecordForm):
    """How is the one thing that must be said: a letter and Enter record a chase of today."""

    def __init__(
        self,
        by: str,
        target: ToChase,
        roles: AgencyRoles,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Record chase: {what}").format(what=target.title())
        super().__init__(title, submit, self.tr("Record chase"), parent)
        self._by = by
        self._target = target
        self._roles = roles
        self._how = ChoiceField(ChaseWay)
        self.add_field("how", self.tr("&How"), self._how)
        self._agency = ChoiceField(roles.agencies())
        self._agency.set_choice(target.agency)
        self.add_field("agency", self.tr("Who was &chased"), self._agency)
        self._role = ChoiceField((), lambda role: role.name, self.tr("Not said"))
        self.add_field("role", self.tr("With &whom"), self._role, self.tr("The post, never the name."))
        self._answer = QLineEdit()
        self.add_field("answer", self.tr("&Answer, if there was one"), self._answer)
        self._promised = DateField(today, "ahead")
        self.add_field("promised_by", self.tr("&Promised by, if a day was given"), self._promised)
        self._next_step = QLineEdit(self.tr("Chase again"))
        self.add_field("next_step", self.tr("Ne&xt step"), self._next_step)
        self._next_chase = DateField(today, "ahead")
        self._next_chase.set_day(today + timedelta(days=NEXT_CHASE_DAYS))
        self.add_field("next_chase", self.tr("O&n which day"), self._next_chase)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Day of the chase"), self._on)
        self._wait_over = QCheckBox(self.tr("It is over"))
        self.add_field("wait_over", self.tr("The wait &that is on record"), self._wait_over)
        self.show_field("wait_over", shown=target.waits)
        self._agency.chosen.connect(self._offer_roles)
        self._offer_roles()

    def record_id(self) -> str:
        return self._target.milestone_id or self._target.case_id

    def build(self) -> RecordChase:
        how, agency, on = self._how.choice(), self._agency.choice(), self._on.day()
        if how is None:
            raise FieldProblem("how", self.tr("Choose how."))
        if agency is None:
            raise FieldProblem("agency", self.tr("Choose who was chased."))
        promised_by = self.day_if_any("promised_by", self._promised)
        next_chase = self.day_if_any("next_chase", self._next_chase)
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the chase."))
        role = self._role.choice()
        return RecordChase(
            by=self._by,
            case_id=self._target.case_id,
            agency=agency,
            on=on,
            how=how,
            milestone_id=self._target.milestone_id,
            role=role.role_id if role is not None else "",
            promised_by=promised_by,
            answer=self._answer.text().strip(),
            next_step=self._next_step.text().strip(),
            next_chase=next_chase,
            wait_over=self._target.waits and self._wait_over.isChecked(),
        )

    def _offer_roles(self) -> None:
        self._role.set_choices(self._roles.of(self._agency.choice()))
