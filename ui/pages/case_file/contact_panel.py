"""Contact with the children and families: what to mind, how long ago the last one was, what is still to tell."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.contact import CaseContact, ChildContactRow
from ui import contact_wording as words
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.halves_panel import HalvesPanel
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.blocks_view import BlocksView
from ui.widgets.halves import Halves

HALVES, LOWER = (120, 300), (640, 480)


class ContactPanel(HalvesPanel):
    """Each child above; every contact below, with what to mind and what is still to tell beside it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, self._child_columns(), lambda row: row.child_id, "contact", parent)
        self.setAccessibleName(self.tr("Contact"))
        self._found = CaseContact()
        self.view.setAccessibleName(self.tr("Children, by how long ago the last contact was"))
        self.contacts_model = RowTableModel(self._contact_columns(), lambda row: row.contact_id, self)
        self.contacts = RowTableView(self.contacts_model, "contacts")
        self.contacts.setAccessibleName(self.tr("Every contact"))
        self.account = BlocksView(self.tr("What to mind, and what is still to tell"))
        self._words.setText(self.tr("No child is on record for this case."))
        said = {"record_contact": self.tr("Record contact"), "contact_safety": self.tr("What to mind")}
        self.lay_out(said, Halves(self.contacts, self.account, LOWER, across=True), HALVES)
        self.view.row_selected.connect(self._choose)

    def show_file(self, file: CaseFile) -> int:
        """Show how the families of a case are kept informed; gives the number of contacts."""
        self._found = file.contact
        self.show_rows(file.contact.children)
        self.contacts_model.set_rows(file.contact.contacts)
        self.contacts.select_first()
        self._words.setVisible(not file.contact.children)
        self._choose()
        return len(file.contact.contacts)

    def chosen_child(self) -> ChildContactRow | None:
        """Give the child under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, ChildContactRow) else None

    def _choose(self) -> None:
        row = self.chosen_child()
        title = row.child if row is not None else self.tr("Contact")
        self.account.show_blocks(title, words.blocks(self._found, row))
        self.chosen.emit()

    def _child_columns(self) -> list[Column]:
        return [
            Column(self.tr("Child"), lambda row: row.child, width=90, bold=True),
            Column(
                self.tr("Last contact"),
                words.since,
                mark=lambda row: row.state_key,
                sort=lambda row: -row.days_since,
                width=230,
            ),
            Column(
                self.tr("To mind"),
                lambda row: "; ".join(words.to_mind(row)) if row.flags else self.tr("not said yet"),
                mark=words.mind_mark,
                tooltip=lambda row: "\n".join(words.to_mind(row)),
                width=330,
            ),
            Column(self.tr("Agreed"), words.agreed, tooltip=words.agreed, width=170),
            Column(
                self.tr("Update due"),
                lambda row: wording.short_day(row.update_due),
                sort=lambda row: row.update_due,
                width=96,
            ),
            Column(
                self.tr("Any contact due"),
                lambda row: wording.short_day(row.contact_due),
                sort=lambda row: row.contact_due,
                width=120,
            ),
        ]

    def _contact_columns(self) -> list[Column]:
        return [
            Column(self.tr("Day"), lambda row: wording.day(row.on), sort=lambda row: row.on, width=124),
            Column(self.tr("Child"), lambda row: row.child, width=70, bold=True),
            Column(self.tr("How, with whom"), words.how, tooltip=words.how, width=160),
            Column(self.tr("Told of"), words.outcome, tooltip=words.outcome, width=240),
            Column(self.tr("Note"), lambda row: row.note, tooltip=lambda row: row.note, width=140),
            Column(self.tr("Recorded by"), lambda row: row.recorded_by, width=120),
        ]
