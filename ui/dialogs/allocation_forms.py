"""Allocation from any page: asks who could take the cases, opens the form, says the result."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from tracker.rows.allocation import Allocation, AllocationQuestion
from tracker.rows.conflicts import CaseConflicts, CaseConflictsQuestion
from tracker.rows.people import Officers, OfficersQuestion
from ui.allocation_wording import references
from ui.dialogs.allocate_dialog import AllocateDialog
from ui.dialogs.conflict_dialog import ConflictDialog
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page


class AllocationForms(QObject):
    """The form in the drawer of its page; it reads the cases again by itself where somebody was quicker.

    Args:
        shown: told that the form is shown, and that it is not any more.
    """

    def __init__(self, page: Page, shown: Callable[[bool], None] | None = None) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id
        self._shown = shown or (lambda _: None)

    def allocate(self, case_ids: Sequence[str]) -> None:
        """Ask who takes some cases."""
        if case_ids and may_open(self._page):
            self._ask(tuple(case_ids), self._open)

    def conflict(self, case_id: str) -> None:
        """Ask who must not take a case, or may after all."""
        if not may_open(self._page):
            return
        background, problem = self._context.background, self._context.problems.show

        def ask_officers(found: CaseConflicts) -> None:
            background.ask(OfficersQuestion(self._by), lambda officers: self._open_conflict(found, officers), problem)

        background.ask(CaseConflictsQuestion(self._by, case_id), ask_officers, problem)

    def _open_conflict(self, found: CaseConflicts, officers: Officers) -> None:
        form = ConflictDialog(self._by, found, officers.officers, self._context.background.do)
        words = self.tr("Recorded who must not take {reference}.").format(reference=found.reference)
        form.reload_wanted.connect(form.cancel)
        open_form(self._page, form, lambda _: self._context.report(words, None))

    def _ask(self, case_ids: tuple[str, ...], then: Callable[[Allocation], None]) -> None:
        self._context.background.ask(AllocationQuestion(self._by, case_ids), then, self._context.problems.show)

    def _open(self, found: Allocation) -> None:
        form = AllocateDialog(self._by, found, self._context.background.do)
        form.reload_wanted.connect(lambda: self._ask(form.case_ids(), lambda again: self._retake(form, again)))
        form.closed.connect(lambda: self._shown(False))
        open_form(self._page, form, lambda _: self._say(found))
        self._shown(True)

    def _retake(self, form: AllocateDialog, found: Allocation) -> None:
        if self._page.drawer() is form:
            form.take(found)

    def _say(self, found: Allocation) -> None:
        if len(found.rows) == 1:
            words = self.tr("Allocated: {reference}.").format(reference=references(found.rows))
        else:
            words = self.tr("Allocated: {count} cases.").format(count=len(found.rows))
        self._context.report(words, None)
