"""What is known of a suspect; builds AddSuspect or EditSuspect."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.add_suspect import AddSuspect
from tracker.actions.edit_suspect import EditSuspect
from tracker.actions.open_case import NewSuspect
from tracker.rows.case_facts import SuspectFacts
from tracker.terms import YesNo
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import Submit


class SuspectDialog(RecordForm):
    """Initials or a code name, and access to children. Without a suspect given, a new one."""

    def __init__(
        self, by: str, case_id: str, suspect: SuspectFacts | None, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Add a suspect") if suspect is None else self.tr("Suspect {0}").format(suspect.label)
        super().__init__(title, submit, self.tr("Add suspect") if suspect is None else self.tr("Save"), parent)
        self._by = by
        self._case_id = case_id
        self._suspect = suspect
        self._label = QLineEdit()
        self.add_field("label", self.tr("&Initials or code name"), self._label, self.tr("Never a name."))
        self._number = QLineEdit()
        hint = self.tr("By it the same suspect is found in other cases, with one bail.")
        self.add_field("records_number", self.tr("&Number in the records system"), self._number, hint)
        self._access = ChoiceField(YesNo, empty=None)
        hint = self.tr("A child lives with or near the suspect: checks come sooner.")
        self.add_field("access_to_children", self.tr("&Access to children"), self._access, hint)
        self._access.set_choice(YesNo.NOT_RECORDED)
        if suspect is not None:
            self._label.setText(suspect.label)
            self._number.setText(suspect.records_number)
            self._access.set_choice(suspect.access_to_children)

    def record_id(self) -> str:
        return self._suspect.suspect_id if self._suspect is not None else ""

    def take(self, record: SuspectFacts) -> None:
        super().take(record)
        self._suspect = record

    def build(self) -> AddSuspect | EditSuspect:
        label = self.required("label", self._label.text(), self.tr("Give initials or a code name."))
        facts = NewSuspect(label, self._number.text().strip(), self._access.choice())
        if self._suspect is None:
            return AddSuspect(self._by, self._case_id, facts)
        return EditSuspect(self._by, self._case_id, self._suspect.suspect_id, self._suspect.version, facts)
