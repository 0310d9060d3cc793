"""The children, suspects and devices of a case, by label and coded facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile, SubjectRow
from ui import wording
from ui.menu_commands import MenuCommands
from ui.pages.case_file.list_panel import ListPanel
from ui.tables.column import Column
from ui.widgets.action_bar import ActionBar

ACTIONS = ("edit_subject", "same_person", "add_child", "add_suspect", "add_device")


class SubjectsPanel(ListPanel):
    """Never a name: initials or a code name."""

    #: another row was chosen
    chosen = Signal()

    def __init__(self, commands: MenuCommands, parent: QWidget | None = None) -> None:
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
        words = {
            "edit_subject": self.tr("Edit"),
            "same_person": self.tr("Other cases"),
            "add_child": self.tr("Add child"),
            "add_suspect": self.tr("Add suspect"),
            "add_device": self.tr("Add device"),
        }
        lines = self.layout()
        if isinstance(lines, QVBoxLayout):
            under = QHBoxLayout()
            under.addWidget(ActionBar([(commands.action(name), words[name]) for name in ACTIONS]))
            lines.addLayout(under)
        self.view.row_selected.connect(lambda _row: self.chosen.emit())

    def chosen_subject(self) -> SubjectRow | None:
        """Give the child, suspect or device under the cursor."""
        row: SubjectRow | None = self.view.selected_row()
        return row

    def show_file(self, file: CaseFile) -> int:
        """Show the subjects of a case; gives their number."""
        self.show_rows(file.subjects)
        return len(file.subjects)
