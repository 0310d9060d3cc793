"""The notes of a case, newest first."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_notes import CaseNotesQuestion
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column


class NotesPanel(AskedPanel):
    """Who wrote what and when."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        columns = [
            Column(
                self.tr("When"), lambda row: wording.moment(row.at), sort=lambda row: (row.at, row.note_id), width=180
            ),
            Column(self.tr("Who"), lambda row: row.who, width=170),
            Column(self.tr("Note"), lambda row: " ".join(row.text.split()), tooltip=lambda row: row.text, width=560),
        ]
        super().__init__(
            context,
            columns,
            lambda row: row.note_id,
            "notes",
            self.tr("Notes"),
            self.tr("No note has been written on this case."),
            {"add_note": self.tr("Add note")},
            parent,
        )

    def question(self, case_id: str) -> CaseNotesQuestion:
        return CaseNotesQuestion(by=self.context.person.officer_id, case_id=case_id)
