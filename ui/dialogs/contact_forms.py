"""What can be done about contact in a case: opens the form, says the result; what to mind comes first."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tracker.rows.case_file import CaseFile
from tracker.rows.contact import ChildContactRow
from tracker.terms import CaseStatus
from ui.dialogs.contact_dialogs import ContactSafetyDialog, RecordContactDialog
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page


class ContactForms(QObject):
    """The forms about contact, one at a time in the drawer of the case."""

    def __init__(
        self, page: Page, file: Callable[[], CaseFile | None], chosen: Callable[[], ChildContactRow | None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._file = file
        self._chosen = chosen
        self._context = page.context
        self._by = page.context.person.officer_id

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about contact."""
        return {"record_contact": self.record, "contact_safety": self.say_what_to_mind}

    def may(self) -> dict[str, bool]:
        """Say which commands about contact may be used."""
        file = self._file()
        is_open = file is not None and file.status is not CaseStatus.CLOSED and self._row() is not None
        return {"record_contact": is_open, "contact_safety": is_open}

    def record(self) -> None:
        """Ask about a contact with the chosen child; where nobody has said what to mind, ask that first."""
        file, row = self._file(), self._row()
        if file is None or row is None or not may_open(self._page):
            return
        if not row.flags:
            self._context.report(self.tr("Say first what must be minded before contact."), None)
            self.say_what_to_mind()
            return
        today = self._context.time.today()
        form = RecordContactDialog(self._by, file.case_id, row, today, self._context.background.do)
        open_form(self._page, form, lambda _changes: self._say(self.tr("Contact recorded: {child}."), row))

    def say_what_to_mind(self) -> None:
        """Ask what must be minded before the chosen child or family is contacted."""
        file, row = self._file(), self._row()
        if file is not None and row is not None and may_open(self._page):
            form = ContactSafetyDialog(self._by, file.case_id, row, self._context.background.do)
            open_form(self._page, form, lambda _changes: self._say(self.tr("Saved what to mind: {child}."), row))

    def _row(self) -> ChildContactRow | None:
        """Give the chosen child; of a case with one child, that one on every tab."""
        file = self._file()
        if file is not None and len(file.contact.children) == 1:
            return file.contact.children[0]
        return self._chosen()

    def _say(self, words: str, row: ChildContactRow) -> None:
        self._context.report(words.format(child=row.child), None)
