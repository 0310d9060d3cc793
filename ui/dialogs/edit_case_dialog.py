"""Put right what is known of a case itself; builds EditCase."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.actions.edit_case import EditCase
from tracker.rows.case_facts import CaseFacts
from tracker.terms import CaseKind
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import Submit
from ui.widgets.officer_picker import OfficerPicker


class EditCaseDialog(RecordForm):
    """Kind, operation, supervisor, and whether only those named on the case see it."""

    def __init__(
        self, by: str, facts: CaseFacts, submit: Submit, *, leads: bool, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Case {reference}").format(reference=facts.reference)
        super().__init__(title, submit, self.tr("Save"), parent)
        self._by = by
        self._facts = facts
        self._kind = ChoiceField(CaseKind, empty=None)
        hint = self.tr("Another kind has another plan: what it lacks is not required any more, what it has more opens.")
        self.add_field("kind", self.tr("&Kind of case"), self._kind, hint)
        self._kind.set_choice(facts.kind)
        self._operation = QLineEdit(facts.operation)
        self.add_field("operation", self.tr("&Operation, by its code name"), self._operation)
        self._supervisor = OfficerPicker(facts.officers)
        self._supervisor.set_officer(facts.supervisor_id)
        self.add_field("supervisor_id", self.tr("&Supervisor"), self._supervisor)
        self._restricted = QCheckBox(self.tr("Hide the case from everybody else"))
        self._restricted.setChecked(facts.restricted)
        hint = self.tr("Seen only by the OIC, the supervisor and who restricts it.")
        self.add_field("restricted", self.tr("&Restricted"), self._restricted, hint)
        self.show_field("restricted", shown=leads)

    def record_id(self) -> str:
        return self._facts.case_id

    def take(self, record: CaseFacts) -> None:
        super().take(record)
        self._facts = record

    def build(self) -> EditCase:
        return EditCase(
            self._by,
            self._facts.case_id,
            self._facts.version,
            self._kind.choice(),
            self._operation.text(),
            self._supervisor.officer_id(),
            self._restricted.isChecked(),
        )
