"""A delay is taken to a higher post of the agency; builds EscalateDelay."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.escalate_delay import EscalateDelay
from tracker.rows.agency_roles import AgencyRoles
from tracker.rows.people import Officers
from ui.dialogs.record_form import RecordForm
from ui.dialogs.to_chase import ToChase
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker


class EscalateDelayDialog(RecordForm):
    """To which post, why, what is asked for and by when; in whose name."""

    def __init__(
        self,
        by: str,
        target: ToChase,
        roles: AgencyRoles,
        officers: Officers,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Escalate: {what}").format(what=target.title())
        super().__init__(title, submit, self.tr("Escalate"), parent)
        self._by = by
        self._target = target
        self._roles = roles
        if not roles.confirmed:
            self.add_words(self.tr("The posts are our suggestion – to be confirmed by the force with its partners."))
        self._agency = ChoiceField(roles.agencies())
        self._agency.set_choice(target.agency)
        self.add_field("agency", self.tr("&Agency"), self._agency)
        self._role = ChoiceField((), lambda role: role.name)
        self.add_field("role", self.tr("To &whom"), self._role, self.tr("A post above the one that is chased."))
        self._why = QLineEdit()
        self.add_field("why", self.tr("Wh&y"), self._why, self.tr("What was tried, and what the delay does."))
        self._asked_for = QLineEdit()
        self.add_field("asked_for", self.tr("What is asked &for"), self._asked_for)
        self._by_when = DateField(today, "ahead")
        self.add_field("by_when", self.tr("&By when"), self._by_when)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Day of the escalation"), self._on)
        self._asked_by = OfficerPicker(officers.officers)
        hint = self.tr("Leave it empty where it is you.")
        self.add_field("asked_by", self.tr("&In whose name, if not yours"), self._asked_by, hint)
        self._agency.chosen.connect(self._offer_roles)
        self._offer_roles()
        if target.agency is not None:
            self.setFocusProxy(self._role)

    def record_id(self) -> str:
        return self._target.milestone_id or self._target.case_id

    def build(self) -> EscalateDelay:
        agency, role = self._agency.choice(), self._role.choice()
        if agency is None:
            raise FieldProblem("agency", self.tr("Choose the agency."))
        if role is None:
            raise FieldProblem("role", self.tr("Choose to whom it is escalated."))
        why = self.required("why", self._why.text(), self.tr("Say why it is escalated."))
        asked_for = self.required("asked_for", self._asked_for.text(), self.tr("Say what is asked for."))
        by_when, on = self._by_when.day(), self._on.day()
        if by_when is None:
            raise FieldProblem("by_when", self.tr("Enter the day by which it is wanted."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the escalation."))
        return EscalateDelay(
            by=self._by,
            case_id=self._target.case_id,
            agency=agency,
            role=role.role_id,
            on=on,
            why=why,
            asked_for=asked_for,
            by_when=by_when,
            milestone_id=self._target.milestone_id,
            asked_by=self._asked_by.officer_id() or "",
        )

    def _offer_roles(self) -> None:
        self._role.set_choices(self._roles.of(self._agency.choice(), above=1))
