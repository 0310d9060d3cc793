"""Record that something happened to the case, a child, a suspect or a device; builds RecordEvent."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.record_event import RecordEvent
from tracker.rows.case_file import CaseFile
from tracker.rows.recordable import EventKindRow, Recordable
from tracker.terms import SubjectKind
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.grouped_choice import GroupedChoice

REMANDS = frozenset({"remanded", "sent_to_crown_court"})


class RecordEventDialog(RecordForm):
    """The kind is found by typing part of its name; what is asked then depends on it."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        recordable: Recordable,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Record event"), submit, self.tr("Record"), parent)
        self._by = by
        self._case_id = file.case_id
        self._labels = {row.subject_id: row.label for row in file.subjects}
        groups = [(self._heading_of(subject), self._of(subject, recordable.kinds)) for subject in SubjectKind]
        self._kind = GroupedChoice(
            [(heading, kinds) for heading, kinds in groups if kinds], lambda row: row.name, lambda row: row.note
        )
        self.add_field("kind", self.tr("&What happened"), self._kind)
        self._meaning = self.add_words("")
        self._meaning.setObjectName("field_hint")
        self._subject = ChoiceField((), self._subject_words, self.tr("Choose..."))
        self.add_field("subject_id", self.tr("&Whom it is about"), self._subject)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Day it happened"), self._on)
        self._at = self.add_time(self._on)
        self._note = self.note_field()
        self.add_field(
            "note", self.tr("&Note, if one is needed"), self._note, self.tr("No names, no account of the abuse.")
        )
        self._kind.chosen.connect(self._show_what_is_needed)
        self._show_what_is_needed()

    def record_id(self) -> str:
        return self._case_id

    def what(self) -> str:
        """Give the name of what is recorded."""
        row = self._kind.choice()
        return row.name if isinstance(row, EventKindRow) else ""

    def build(self) -> RecordEvent:
        row = self._kind.choice()
        if not isinstance(row, EventKindRow):
            raise FieldProblem("kind", self.tr("Choose what happened from the list."))
        subject_id = self._subject.choice()
        if subject_id is None:
            raise FieldProblem("subject_id", self.tr("Choose whom it is about."))
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it happened."))
        return RecordEvent(
            by=self._by,
            case_id=self._case_id,
            kind=row.kind,
            on=on,
            subject_id=subject_id,
            note=self._note.toPlainText().strip(),
            at=self.time_if_any(self._at),
        )

    def _show_what_is_needed(self) -> None:
        row = self._kind.choice()
        subjects = row.subject_ids if isinstance(row, EventKindRow) else ()
        self._subject.set_choices(subjects)
        if len(subjects) == 1:
            self._subject.set_choice(subjects[0])
        self.show_field("subject_id", shown=bool(subjects) and row.subject_kind is not SubjectKind.CASE)
        self.show_field("at", shown=bool(subjects) and row.by_the_hour)
        self._meaning.setText(self._about(row) if isinstance(row, EventKindRow) else "")
        self._meaning.setVisible(bool(self._meaning.text()))

    def _about(self, row: EventKindRow) -> str:
        lines = [wording.sentence(row.note)] if row.note else []
        if row.kind in REMANDS:
            lines.append(self.tr("This starts no custody time limit: Record remand does."))
        return "\n".join(lines)

    def _of(self, subject: SubjectKind, rows: Iterable[EventKindRow]) -> list[EventKindRow]:
        return sorted((row for row in rows if row.subject_kind is subject), key=lambda row: row.name.casefold())

    def _heading_of(self, subject: SubjectKind) -> str:
        return {
            SubjectKind.CASE: self.tr("The case"),
            SubjectKind.CHILD: self.tr("A child"),
            SubjectKind.SUSPECT: self.tr("A suspect"),
            SubjectKind.DEVICE: self.tr("A device"),
        }[subject]

    def _subject_words(self, subject_id: str) -> str:
        return self._labels.get(subject_id, "")
