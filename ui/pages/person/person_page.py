"""One person in all the cases they are in, with one bail."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.bail_register import BailRow
from tracker.rows.same_person import PersonInCase, SamePerson, SamePersonQuestion
from tracker.terms import Change, SubjectKind
from ui import wording
from ui.bail_wording import row_key
from ui.page_context import BAIL_PART, Page, PageContext, part_of_case
from ui.pages.person.person_columns import columns
from ui.tables import bail_columns
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.bail_account import BailAccount
from ui.widgets.focus_lead import FocusLead

CASES_AND_BAIL = (300, 340)


class PersonPage(Page):
    """The child or suspect whose other cases were asked for last."""

    page_name = "person"
    title = str(QT_TR_NOOP("Person"))
    sub_line = str(QT_TR_NOOP("Every case this person is in, and one bail"))
    in_navigation = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._subject_id: str | None = None
        self._cases = RowTableModel(columns(), lambda row: f"{row.case_id} {row.subject_id}", self)
        self.view = RowTableView(self._cases, "person_cases")
        self.view.setAccessibleName(self.tr("Cases of this person"))
        self._bail = RowTableModel(bail_columns.columns(), row_key, self)
        self.bail_view = RowTableView(self._bail, "person_bail")
        self.bail_view.setAccessibleName(self.tr("Bail of this person"))
        self.account = BailAccount(with_events=True)
        self._no_bail = QLabel(self.tr("No bail and no release under investigation is on record."))
        self._no_bail.setObjectName("field_hint")
        self.set_content(self._content())
        self.view.row_activated.connect(self._open)
        self.view.row_selected.connect(lambda _row: self._enable())
        self.bail_view.row_activated.connect(self._open_bail)
        self.bail_view.row_selected.connect(self.account.show_row)

    def show_record(self, record_id: str) -> None:
        """Show the person who is this child or suspect."""
        self._subject_id = record_id
        self.mark_stale()

    def refresh(self) -> None:
        if self._subject_id is None:
            words = self.tr("Choose a child or suspect of a case, and press Shift+O.")
            self.show_empty(self.tr("Nobody is chosen"), words)
            return
        question = SamePersonQuestion(by=self.context.person.officer_id, subject_id=self._subject_id)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"open_case": lambda: self._open(self.view.selected_row())}

    def _content(self) -> QWidget:
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(self.bail_view)
        below.addWidget(self.account)
        below.setSizes([600, 400])
        self._below = below
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(below)
        halves.setSizes(list(CASES_AND_BAIL))
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(halves, 1)
        lines.addWidget(self._no_bail)
        lines.addWidget(ActionBar([(self.context.commands.action("open_case"), self.tr("Open case"))]))
        FocusLead(content, self.view)
        return content

    def _take(self, person: SamePerson) -> None:
        self.set_heading(self._headline(person), self._sub_words(person))
        self._cases.set_rows(person.cases)
        self._bail.set_rows(person.bail)
        self.view.select_first()
        self.bail_view.select_first()
        self.account.show_row(self.bail_view.selected_row())
        self._below.setVisible(bool(person.bail))
        self._no_bail.setVisible(not person.bail and person.subject_kind is SubjectKind.SUSPECT)
        self.show_content(self._footer_words(person))
        self._enable()

    def _headline(self, person: SamePerson) -> str:
        kind = wording.term(person.subject_kind)
        if not person.records_number:
            return self.tr("{kind} {label}").format(kind=kind, label=person.label)
        return self.tr("{kind} {label} · number {number}").format(
            kind=kind, label=person.label, number=person.records_number
        )

    def _sub_words(self, person: SamePerson) -> str:
        if not person.records_number:
            return self.tr("Without a number of the records system no other case can be found: enter it with I.")
        cases = wording.count_of(len(person.cases), "case")
        return self.tr("In {cases}, found by the records system's number").format(cases=cases)

    def _footer_words(self, person: SamePerson) -> str:
        shown = len(person.cases)
        if not person.restricted_not_shown:
            return self.tr("{0} shown: all you may see").format(wording.count_of(shown, "case"))
        return self.tr("{shown} of {total}: {withheld} restricted").format(
            shown=shown, total=shown + person.restricted_not_shown, withheld=person.restricted_not_shown
        )

    def _enable(self) -> None:
        self.context.commands.enable("open_case", self.view.selected_row() is not None)

    def _open(self, row: PersonInCase | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)

    def _open_bail(self, row: BailRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", part_of_case(row.case_id, BAIL_PART, row_key(row)))
