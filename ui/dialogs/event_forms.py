"""Recording what happened to a case, and a remand: asks what can be recorded, opens the form, says the result."""

from PySide6.QtCore import QObject

from tracker.changes import Changes
from tracker.rows.case_file import CaseFile
from tracker.rows.recordable import Recordable, RecordableQuestion
from tracker.terms import Change
from ui.dialogs.completion_undo import CompletionUndo
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_arrest_dialog import suspects
from ui.dialogs.record_event_dialog import RecordEventDialog
from ui.dialogs.record_remand_dialog import RecordRemandDialog
from ui.page_context import Page


class EventForms(QObject):
    """The forms about a case as a whole, one at a time in the drawer of their page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id
        self._undo = CompletionUndo(page.context, page)

    def record_event(self, file: CaseFile | None) -> None:
        """Ask what happened, to whom and when."""
        if file is not None and may_open(self._page):
            self._context.background.ask(
                RecordableQuestion(self._by, file.case_id),
                lambda recordable: self._open_event(file, recordable),
                self._context.problems.show,
            )

    def record_remand(self, file: CaseFile | None) -> None:
        """Ask who was remanded, under which limit and from which day."""
        if file is None or not may_open(self._page):
            return
        if not suspects(file):
            self._context.report(self.tr("No suspect is on record for this case, so nobody can be remanded."), None)
            return
        self._context.background.ask(
            RecordableQuestion(self._by, file.case_id),
            lambda recordable: self._open_remand(file, recordable),
            self._context.problems.show,
        )

    def _open_event(self, file: CaseFile, recordable: Recordable) -> None:
        if may_open(self._page):
            today, submit = self._context.time.today(), self._context.background.do
            form = RecordEventDialog(self._by, file, recordable, today, submit)
            open_form(self._page, form, lambda changes: self._recorded(form, changes))

    def _open_remand(self, file: CaseFile, recordable: Recordable) -> None:
        if may_open(self._page):
            today, submit = self._context.time.today(), self._context.background.do
            form = RecordRemandDialog(self._by, file, recordable, today, submit)
            open_form(self._page, form, lambda _changes: self._remanded(form))

    def _recorded(self, form: RecordEventDialog, changes: Changes) -> None:
        request = form.build()
        words = self.tr("Recorded: {event}.").format(event=form.what())
        milestones = changes.ids(Change.MILESTONE)
        if milestones:
            self._undo.offer(words, request.case_id, next(iter(milestones)), request.on)
        else:
            self._context.report(words, None)

    def _remanded(self, form: RecordRemandDialog) -> None:
        words = self.tr("Remand recorded for {suspect}. The custody time limit runs.")
        self._context.report(words.format(suspect=form.whom()), None)
