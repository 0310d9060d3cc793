"""Write a short factual note on a case; builds AddNote."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from tracker.actions.add_note import AddNote
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class CaseToNote(Protocol):
    """What the form needs of a case, whichever list it comes from."""

    @property
    def case_id(self) -> str: ...
    @property
    def reference(self) -> str: ...


class AddNoteDialog(RecordForm):
    """One text. What happened to the child belongs in the crime record, and so do names."""

    def __init__(self, by: str, case: CaseToNote, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Add note to {reference}").format(reference=case.reference)
        super().__init__(title, submit, self.tr("Add note"), parent)
        self._by = by
        self._case = case
        self._text = self.note_field()
        hint = self.tr("Short and factual: no name, no account of the abuse. Ctrl+Enter adds it.")
        self.add_field("text", self.tr("N&ote"), self._text, hint)

    def record_id(self) -> str:
        return self._case.case_id

    def build(self) -> AddNote:
        text = self.required("text", self._text.toPlainText(), self.tr("Write the note first."))
        return AddNote(by=self._by, case_id=self._case.case_id, text=text)
