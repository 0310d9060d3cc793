"""Transfers of a case from its page: to another team, with undo."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tracker.actions.take_transfer_back import TakeTransferBack
from tracker.rows.case_file import CaseFile, CaseFileQuestion
from tracker.rows.case_transfers import TransferPreview, TransferQuestion
from tracker.terms import CaseStatus
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.transfer_case_dialog import TransferCaseDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS


class TransferForms(QObject):
    """The forms in the drawer of their page, one at a time."""

    def __init__(self, page: Page, file: Callable[[], CaseFile | None]) -> None:
        super().__init__(page)
        self._page = page
        self._file = file
        self._context = page.context
        self._by = page.context.person.officer_id

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about transfers."""
        return {"transfer_case": self.to_team}

    def may(self, file: CaseFile | None) -> dict[str, bool]:
        """Say which of them may be used."""
        running = file is not None and file.status is not CaseStatus.CLOSED
        return {"transfer_case": running and bool(SUPERVISORS & self._context.person.roles)}

    def to_team(self) -> None:
        """Ask to which team the case goes, once what goes with it is known."""
        file = self._file()
        if file is not None and may_open(self._page):
            self._ask(file.case_id, self._open)

    def _ask(self, case_id: str, then: Callable[[TransferPreview], None]) -> None:
        question = TransferQuestion(self._by, case_id)
        self._context.background.ask(question, then, self._context.problems.show)

    def _open(self, preview: TransferPreview) -> None:
        form = TransferCaseDialog(self._by, preview, self._context.background.do)
        form.reload_wanted.connect(lambda: self._ask(preview.case_id, lambda again: self._retake(form, again)))
        open_form(self._page, form, lambda _changes: self._transferred(preview))

    def _retake(self, form: TransferCaseDialog, preview: TransferPreview) -> None:
        if self._page.drawer() is form:
            form.take(preview)

    def _transferred(self, preview: TransferPreview) -> None:
        words = self.tr("Transferred: {reference}.").format(reference=preview.reference)
        self._context.report(words, lambda: self._undo(preview.case_id))

    def _undo(self, case_id: str) -> None:
        question = CaseFileQuestion(self._by, case_id, self.tr("to undo its transfer"))
        self._context.background.ask(question, self._take_back, self._context.problems.show)

    def _take_back(self, file: CaseFile) -> None:
        request = TakeTransferBack(self._by, file.case_id, file.version, self.tr("Transfer undone"))
        said = self.tr("Not transferred after all: {reference}.").format(reference=file.reference)
        self._context.background.do(
            request, lambda _changes: self._context.report(said, None), self._context.problems.show
        )
