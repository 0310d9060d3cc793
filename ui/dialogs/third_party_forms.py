"""What can be done about third-party material: opens the form, says the result, offers the undo."""

from collections.abc import Iterable

from tracker.actions.withdraw_third_party import WithdrawThirdParty
from tracker.changes import Changes
from tracker.rows.case_third_party import RequestRow
from ui import wording
from ui.dialogs.add_note_dialog import CaseToNote
from ui.dialogs.answer_third_party_dialog import AnswerThirdPartyDialog
from ui.dialogs.ask_third_party_dialog import AskThirdPartyDialog
from ui.dialogs.open_form import may_open
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.withdraw_entry_dialog import WithdrawEntryDialog
from ui.page_context import Page

FIRST_VERSION = 1


class ThirdPartyForms(RecordForms):
    """The forms about material, one at a time in the drawer of their page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)

    def ask(self, case: CaseToNote | None) -> None:
        """Ask who was asked for what."""
        if case is None or not may_open(self._page):
            return
        today = self._context.time.today()
        form = AskThirdPartyDialog(self._by, case.case_id, case.reference, today, self._context.background.do)
        self._open(form, lambda changes: self._asked(form, changes))

    def answer(self, row: RequestRow | None) -> None:
        """Ask whether it came or was refused."""
        if row is not None and row.waiting and may_open(self._page):
            form = AnswerThirdPartyDialog(self._by, row, self._context.time.today(), self._context.background.do)
            self._open(form, lambda changes: self._answered(row, changes))

    def withdraw(self, row: RequestRow | None) -> None:
        """Ask why a request is taken back."""
        if row is None or row.withdrawn or not may_open(self._page):
            return
        form = WithdrawEntryDialog(
            row.request_id,
            row.version,
            row.what,
            lambda version, reason: WithdrawThirdParty(self._by, row.request_id, version, reason),
            self._context.background.do,
        )
        self._open(form, lambda _changes: self._say(self.tr("Withdrawn: {what}."), row.what))

    def retake(self, rows: Iterable[RequestRow]) -> None:
        """Hand a form that asked for it the record as it is now."""
        self._hand_over({row.request_id: row for row in rows})

    def _asked(self, form: AskThirdPartyDialog, changes: Changes) -> None:
        request_id = changes.result
        undo = (lambda: self._undo(request_id)) if isinstance(request_id, str) else None
        self._context.report(self.tr("Asked for: {what}.").format(what=form.build().what), undo)

    def _answered(self, row: RequestRow, changes: Changes) -> None:
        late = changes.result if isinstance(changes.result, int) else 0
        words = self.tr("Answer recorded: {what}, {late}.") if late else self.tr("Answer recorded: {what}.")
        self._context.report(words.format(what=row.what, late=wording.late(late)), None)

    def _undo(self, request_id: str) -> None:
        request = WithdrawThirdParty(self._by, request_id, FIRST_VERSION, self.tr("Entry undone"))
        self._do(request, self.tr("Withdrawn."))

    def _say(self, words: str, what: str) -> None:
        self._context.report(words.format(what=what), None)
