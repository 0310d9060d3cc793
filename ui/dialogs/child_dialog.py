"""What is known of a child; builds AddChild or EditChild."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.actions.add_child import AddChild
from tracker.actions.edit_child import EditChild
from tracker.actions.open_case import NewChild
from tracker.rows.case_facts import ChildFacts, CodeRow
from tracker.terms import Sex, YesNo
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit

NOT_RECORDED = "not_recorded"


class ChildDialog(RecordForm):
    """Initials or a code name and coded facts, never a name. Without a child given, a new one."""

    def __init__(
        self,
        by: str,
        case_id: str,
        child: ChildFacts | None,
        ethnicities: Sequence[CodeRow],
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a child") if child is None else self.tr("Child {label}").format(label=child.label)
        super().__init__(title, submit, self.tr("Add child") if child is None else self.tr("Save"), parent)
        self._by = by
        self._case_id = case_id
        self._child = child
        self._label = QLineEdit()
        self.add_field("label", self.tr("&Initials or code name"), self._label, self.tr("Never a name."))
        self._number = QLineEdit()
        hint = self.tr("By it the same child is found in other cases.")
        self.add_field("records_number", self.tr("&Number in the records system"), self._number, hint)
        self._age_at_report = QLineEdit()
        hint = self.tr("In whole years; empty where it is not known. Under ten, dates come sooner.")
        self.add_field("age_at_report", self.tr("&Age at the report"), self._age_at_report, hint)
        self._age_at_offence = QLineEdit()
        self.add_field("age_at_offence", self.tr("Age at the &offence"), self._age_at_offence)
        self._sex = ChoiceField(Sex, empty=None)
        self.add_field("sex", self.tr("&Sex"), self._sex)
        self._words = {NOT_RECORDED: self.tr("Not recorded")} | {one.code: one.words for one in ethnicities}
        self._ethnicity = ChoiceField(list(self._words), self._words.__getitem__, empty=None)
        self.add_field("ethnicity", self.tr("&Ethnicity, as the child or family says"), self._ethnicity)
        self._disability = ChoiceField(YesNo, empty=None)
        self.add_field("disability", self.tr("&Disability"), self._disability)
        self._rights = QCheckBox(self.tr("Has enhanced rights under the Victims' Code"))
        self.add_field("enhanced_rights", self.tr("Enhanced &rights"), self._rights)
        self._rights.setChecked(True)
        for field in (self._sex, self._disability):
            field.set_choice(field.choices()[-1])
        if child is not None:
            self._fill(child)

    def record_id(self) -> str:
        return self._child.child_id if self._child is not None else ""

    def take(self, record: ChildFacts) -> None:
        super().take(record)
        self._child = record

    def build(self) -> AddChild | EditChild:
        label = self.required("label", self._label.text(), self.tr("Give initials or a code name."))
        facts = NewChild(
            label,
            self._number.text().strip(),
            self._age("age_at_report", self._age_at_report),
            self._age("age_at_offence", self._age_at_offence),
            self._sex.choice(),
            self._ethnicity.choice(),
            self._disability.choice(),
            self._rights.isChecked(),
        )
        if self._child is None:
            return AddChild(self._by, self._case_id, facts)
        return EditChild(self._by, self._case_id, self._child.child_id, self._child.version, facts)

    def _age(self, name: str, field: QLineEdit) -> int | None:
        text = field.text().strip()
        if not text:
            return None
        if not text.isdecimal():
            raise FieldProblem(name, self.tr("Enter whole years, or leave it empty."))
        return int(text)

    def _fill(self, child: ChildFacts) -> None:
        self._label.setText(child.label)
        self._number.setText(child.records_number)
        for field, age in ((self._age_at_report, child.age_at_report), (self._age_at_offence, child.age_at_offence)):
            field.setText("" if age is None else str(age))
        self._sex.set_choice(child.sex)
        if child.ethnicity not in self._words:
            self._words[child.ethnicity] = child.ethnicity
            self._ethnicity.set_choices(list(self._words))
        self._ethnicity.set_choice(child.ethnicity)
        self._disability.set_choice(child.disability)
        self._rights.setChecked(child.enhanced_rights)
