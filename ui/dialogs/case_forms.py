"""The life of a case, from any page that shows one: closing it and taking it up again."""

from collections.abc import Callable

from tracker.actions.reopen_case import ReopenCase
from tracker.rows.case_file import CaseFile, CaseFileQuestion
from tracker.rows.closing import ClosingQuestion
from tracker.terms import CaseStatus
from ui.dialogs.close_case_dialog import CloseCaseDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.reopen_case_dialog import ReopenCaseDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS


class CaseForms(RecordForms):
    """The forms about a case as a whole, one at a time in the drawer of its page."""

    def __init__(self, page: Page, file: Callable[[], CaseFile | None]) -> None:
        super().__init__(page)
        self._file = file

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about the life of a case."""
        return {"close_case": self.close, "reopen_case": self.reopen}

    def may(self, file: CaseFile | None) -> dict[str, bool]:
        """Say which of them may be used."""
        may = file is not None and bool(SUPERVISORS & self._context.person.roles)
        closed = file is not None and file.status is CaseStatus.CLOSED
        return {"close_case": may and not closed, "reopen_case": may and closed}

    def close(self) -> None:
        """Ask with which outcome the case is closed, once what is open in it has been listed."""
        file = self._file()
        if file is None or not may_open(self._page):
            return
        form = CloseCaseDialog(
            self._by, file.case_id, file.reference, self._context.time.today(), self._context.background.do
        )
        form.reload_wanted.connect(lambda: self._list(form))
        open_form(self._page, form, lambda _changes: self._closed(file))
        self._list(form)

    def reopen(self) -> None:
        """Ask why the case is taken up again."""
        file = self._file()
        if file is None or not may_open(self._page):
            return
        form = ReopenCaseDialog(self._by, file, self._context.background.do)
        self._open(form, lambda _changes: self._context.report(self._reopened(file.reference), None))

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the case as it is now."""
        form = self._asked_again()
        if isinstance(form, ReopenCaseDialog):
            form.take(file)

    def _list(self, form: CloseCaseDialog) -> None:
        question = ClosingQuestion(self._by, form.record_id())
        self._context.background.ask(
            question,
            lambda closing: self._still(form, lambda: form.take(closing)),
            lambda problem: self._still(form, lambda: form.cannot_list(problem)),
        )

    def _closed(self, file: CaseFile) -> None:
        words = self.tr("Closed: {reference}.").format(reference=file.reference)
        self._context.report(words, lambda: self.undo_closing(file.case_id))

    def undo_closing(self, case_id: str) -> None:
        """Take up again a case that has just been closed."""
        question = CaseFileQuestion(self._by, case_id, self.tr("to undo closing it"))
        self._context.background.ask(question, self._reopen_now, self._context.problems.show)

    def _reopen_now(self, file: CaseFile) -> None:
        if file.status is not CaseStatus.CLOSED:
            self._context.report(self.tr("Not undone: the case has been changed since."), None)
            return
        request = ReopenCase(self._by, file.case_id, file.version, self.tr("Closing undone"))
        self._do(request, self._reopened(file.reference))

    def _reopened(self, reference: str) -> str:
        return self.tr("Reopened: {reference}.").format(reference=reference)
