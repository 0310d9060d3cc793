"""The children, suspects and devices of a case, by label and coded facts."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile
from ui import wording
from ui.pages.case_file.list_panel import ListPanel
from ui.tables.column import Column


class SubjectsPanel(ListPanel):
    """Never a name: initials or a code name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column(self.tr("What"), lambda row: wording.term(row.subject_kind), width=120),
            Column(self.tr("Label"), lambda row: row.label, width=160, bold=True),
            Column(self.tr("Facts"), lambda row: row.facts, tooltip=lambda row: row.facts, width=600),
        ]
        super().__init__(
            columns,
            lambda row: row.subject_id,
            "subjects",
            self.tr("Children, suspects and devices"),
            self.tr("No child, suspect or device is on record for this case."),
            parent,
        )

    def show_file(self, file: CaseFile) -> int:
        """Show the subjects of a case; gives their number."""
        self.show_rows(file.subjects)
        return len(file.subjects)
