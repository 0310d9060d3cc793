"""Ask another force to take a case; builds AskForce."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.ask_force import AskForce
from tracker.rows.agency_roles import AgencyRoles
from tracker.rows.case_file import CaseFile
from tracker.terms import Holder
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class AskForceDialog(RecordForm):
    """Which force, which post there, when and why; the case stays ours until they accept."""

    def __init__(
        self, by: str, file: CaseFile, roles: AgencyRoles, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Ask another force to take {reference}").format(reference=file.reference)
        super().__init__(title, submit, self.tr("Record request"), parent)
        self._by = by
        self._file = file
        self.add_words(
            self.tr(
                "It stays ours, with its OIC and its clocks, until they accept. Meanwhile they are awaited, and can be "
                "chased and escalated."
            )
        )
        if not roles.confirmed:
            self.add_words(self.tr("The posts are our suggestion – to be confirmed by the force with its partners."))
        self._force = QLineEdit()
        self.add_field("force", self.tr("&Force"), self._force)
        self._role = ChoiceField(roles.of(Holder.ANOTHER_FORCE), lambda role: role.name)
        self.add_field("role", self.tr("&Sent to"), self._role, self.tr("The post there, never a name."))
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("Sent &on"), self._on)
        self._reason = QLineEdit()
        hint = self.tr("Why it is theirs; no account of the case.")
        self.add_field("reason", self.tr("&Why"), self._reason, hint)

    def record_id(self) -> str:
        return self._file.case_id

    def take(self, record: CaseFile) -> None:
        super().take(record)
        self._file = record

    def build(self) -> AskForce:
        force = self.required("force", self._force.text(), self.tr("Say which force."))
        role, on = self._role.choice(), self._on.day()
        if role is None:
            raise FieldProblem("role", self.tr("Choose to whom it was sent."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it was sent."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it is theirs."))
        return AskForce(self._by, self._file.case_id, self._file.version, force, role.role_id, on, reason)
