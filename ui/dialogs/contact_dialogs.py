"""The forms about contact: what to mind before it and what was agreed; and a contact, with what was told."""

from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.actions.record_contact import RecordContact
from tracker.actions.set_contact_safety import SetContactSafety
from tracker.rows.contact import ChildContactRow
from tracker.terms import ContactWay, ContactWith, NotReached, SafeToContact, ToldOf
from ui import contact_wording as contact_words
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.mark_label import MarkLabel

REACHED = "reached"


class ContactSafetyDialog(RecordForm):
    """What must be minded, through whom, how often and how the family wants to hear."""

    def __init__(self, by: str, case_id: str, row: ChildContactRow, submit: Submit) -> None:
        title = self.tr("Before {child} or the family is contacted").format(child=row.child)
        super().__init__(title, submit, self.tr("Save what to mind"))
        self._by, self._case_id, self.row = by, case_id, row
        self._flags = ChecksField([(flag, wording.term(flag), "") for flag in SafeToContact])
        self.add_field("flags", self.tr("&What to mind"), self._flags)
        self._flags.name_boxes(self.tr("To mind"))
        for flag in row.flags:
            self._flags.box(flag).setChecked(True)
        self._through = ChoiceField(ContactWith, lambda role: wording.sentence(wording.term(role)))
        self._through.set_choice(row.through)
        self.add_field("through", self.tr("&Only through"), self._through, self.tr("By role; where contact goes so."))
        self._every_days = QLineEdit("" if row.every_days is None else str(row.every_days))
        self.add_field(
            "every_days", self.tr("&Agreed: every so many days"), self._every_days, self.tr("Leave empty until agreed.")
        )
        self._way = ChoiceField(ContactWay)
        self._way.set_choice(row.way)
        self.add_field("way", self.tr("Agreed: &how"), self._way)

    def record_id(self) -> str:
        return self.row.child_id

    def build(self) -> SetContactSafety:
        days = self._every_days.text().strip()
        if days and not days.isdecimal():
            raise FieldProblem("every_days", self.tr("Enter a number of days."))
        if not self._flags.chosen():
            raise FieldProblem("flags", self.tr("Tick what must be minded, or that contact is safe."))
        return SetContactSafety(
            by=self._by,
            case_id=self._case_id,
            child_id=self.row.child_id,
            flags=self._flags.chosen(),
            through=self._through.choice(),
            every_days=int(days) if days else None,
            way=self._way.choice(),
        )


class RecordContactDialog(RecordForm):
    """What to mind stands first; then whether anybody was reached, how, with whom, and what was told."""

    def __init__(self, by: str, case_id: str, row: ChildContactRow, today: date, submit: Submit) -> None:
        title = self.tr("Contact with {child} or the family").format(child=row.child)
        super().__init__(title, submit, self.tr("Record contact"))
        self._by, self._case_id, self.row = by, case_id, row
        self._lines.addWidget(self._to_mind())
        outcomes = (REACHED, *NotReached)
        self._outcome = ChoiceField(outcomes, self._outcome_words, None)
        self.add_field("not_reached", self.tr("&Outcome"), self._outcome)
        self._way = ChoiceField(ContactWay)
        self._way.set_choice(row.way)
        self.add_field("way", self.tr("&How"), self._way)
        self._who = ChoiceField(ContactWith, lambda role: wording.sentence(wording.term(role)))
        self._who.set_choice(row.through)
        self.add_field("who", self.tr("&With whom"), self._who)
        self._told = ChecksField([(what, wording.sentence(wording.term(what)), "") for what in ToldOf])
        self.add_field("told", self.tr("&Told of"), self._told)
        self._told.name_boxes(self.tr("Told of"))
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&On"), self._on)
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note, if one is needed"), self._note, self.tr("No names, no account."))
        self._outcome.chosen.connect(self._show_what_is_needed)

    def record_id(self) -> str:
        return self.row.child_id

    def build(self) -> RecordContact:
        on, outcome = self._on.day(), self._outcome.choice()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day."))
        reached = outcome == REACHED
        if reached and self._way.choice() is None:
            raise FieldProblem("way", self.tr("Choose how contact was made."))
        if reached and self._who.choice() is None:
            raise FieldProblem("who", self.tr("Choose who was contacted."))
        return RecordContact(
            by=self._by,
            case_id=self._case_id,
            child_id=self.row.child_id,
            on=on,
            way=self._way.choice(),
            who=self._who.choice() if reached else None,
            told=self._told.chosen() if reached else frozenset(),
            not_reached=None if reached else outcome,
            note=self._note.toPlainText().strip(),
        )

    def _to_mind(self) -> QWidget:
        part = QWidget()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        heading = QLabel(self.tr("To mind"))
        heading.setObjectName("field_label")
        lines.addWidget(heading)
        words = contact_words.to_mind(self.row)
        for line in words:
            label = MarkLabel(contact_words.mind_mark(self.row), line)
            label.setWordWrap(True)
            lines.addWidget(label)
        part.setAccessibleName("; ".join(words))
        return part

    def _outcome_words(self, outcome: NotReached | str) -> str:
        if isinstance(outcome, NotReached):
            return self.tr("Not reached: {why}").format(why=wording.term(outcome))
        return self.tr("Reached")

    def _show_what_is_needed(self) -> None:
        reached = self._outcome.choice() == REACHED
        for name in ("who", "told"):
            self.show_field(name, shown=reached)
