"""Adding a note to a case, from any page that shows one."""

from PySide6.QtCore import QObject

from ui.dialogs.add_note_dialog import AddNoteDialog, CaseToNote
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page


class NoteForms(QObject):
    """The form for a note, in the drawer of its page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def add(self, case: CaseToNote | None) -> None:
        """Ask for the text of a note."""
        if case is None or not may_open(self._page):
            return
        context = self._page.context
        form = AddNoteDialog(context.person.officer_id, case, context.background.do)
        words = self.tr("Note added: {reference}.").format(reference=case.reference)
        open_form(self._page, form, lambda _changes: context.report(words, None))
