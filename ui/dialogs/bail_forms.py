"""What can be done about bail, from any page: opens the form, says the result, offers the undo."""

from collections.abc import Callable, Iterable

from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.changes import Changes
from tracker.rows.bail_register import BailEventRow, BailRow
from tracker.rows.case_file import CaseFile
from ui import wording
from ui.bail_wording import row_key
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_arrest_dialog import RecordArrestDialog, suspects
from ui.dialogs.record_bail_event_dialog import RecordBailEventDialog
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.withdraw_bail_event_dialog import WithdrawBailEventDialog
from ui.page_context import Page

#: what a bail event is stored with at first
FIRST_VERSION = 1


class BailForms(RecordForms):
    """The forms about bail, one at a time in the drawer of their page."""

    def __init__(self, page: Page, chosen: Callable[[], BailRow | None]) -> None:
        super().__init__(page)
        self._chosen = chosen

    def record_arrest(self, file: CaseFile | None) -> None:
        """Ask who was arrested, and how the arrest ended."""
        if file is None or not may_open(self._page):
            return
        if not suspects(file):
            self._context.report(self.tr("No suspect is on record for this case, so nobody can be arrested."), None)
            return
        form = RecordArrestDialog(self._by, file, self._context.time.today(), self._context.background.do)
        open_form(self._page, form, lambda _changes: self._say(self.tr("Arrest recorded: {what}."), form.whom()))

    def record_event(self) -> None:
        """Ask what happened to the bail of the chosen suspect."""
        row = self._chosen()
        if row is None or not row.may_be_recorded or not may_open(self._page):
            return
        form = RecordBailEventDialog(self._by, row, self._context.time.today(), self._context.background.do)
        self._open(form, lambda changes: self._recorded(form.build(), row, changes))

    def withdraw(self, row: BailRow | None, event: BailEventRow | None) -> None:
        """Ask why an event is taken back."""
        if row is None or event is None or event.withdrawn or not may_open(self._page):
            return
        form = WithdrawBailEventDialog(self._by, row.case_id, event, self._context.background.do)
        self._open(form, lambda _changes: self._say(self.tr("Withdrawn: {what}."), event.what))

    def retake(self, rows: Iterable[BailRow]) -> None:
        """Hand a form that asked for it the record as it is now."""
        form = self._asked_again()
        for row in rows:
            if isinstance(form, RecordBailEventDialog) and row_key(row) == form.record_id():
                form.take(row)
            for event in row.events if isinstance(form, WithdrawBailEventDialog) else ():
                if form is not None and event.event_id == form.record_id():
                    form.take(event)

    def _recorded(self, request: RecordBailEvent, row: BailRow, changes: Changes) -> None:
        what = wording.term(request.kind)
        words = self.tr("Recorded for {suspect}: {what}.").format(suspect=row.suspect, what=what[:1].lower() + what[1:])
        event_id = changes.result
        undo = (lambda: self._undo(request.case_id, event_id)) if isinstance(event_id, str) else None
        self._context.report(words, undo)

    def _undo(self, case_id: str, event_id: str) -> None:
        request = WithdrawBailEvent(self._by, case_id, event_id, FIRST_VERSION, self.tr("Entry undone"))
        self._do(request, self.tr("Withdrawn."))

    def _say(self, words: str, what: str) -> None:
        self._context.report(words.format(what=what), None)
