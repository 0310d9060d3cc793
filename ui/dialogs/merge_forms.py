"""Merging a duplicate into the case that stays: asks which, shows what it does, does it, and goes there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tracker.rows.case_file import CaseFile
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.merging import MergePreview, MergeQuestion
from tracker.terms import CaseStatus
from ui.dialogs.merge_dialogs import MergeCasesDialog, MergeIntoDialog
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page
from ui.roles import SUPERVISORS


class MergeForms(QObject):
    """The two forms of a merge, one after the other in the drawer of the duplicate's page."""

    def __init__(self, page: Page, file: Callable[[], CaseFile | None]) -> None:
        super().__init__(page)
        self._page = page
        self._file = file
        self._context = page.context
        self._by = page.context.person.officer_id
        self._preview: MergePreview | None = None

    def may(self) -> bool:
        """Say whether the case that is shown may be merged."""
        file = self._file()
        is_open = file is not None and file.status is not CaseStatus.CLOSED
        return is_open and bool(SUPERVISORS & self._context.person.roles)

    def merge(self) -> None:
        """Ask which case stays."""
        file = self._file()
        if file is not None and may_open(self._page):
            self._context.background.ask(
                CaseloadQuestion(self._by), lambda cases: self._ask_which(file, cases), self._context.problems.show
            )

    def _ask_which(self, file: CaseFile, cases: Caseload) -> None:
        if not may_open(self._page):
            return
        self._preview = None
        form = MergeIntoDialog(self._by, file, cases.rows, self._context.background.ask)
        open_form(self._page, form, self._keep)
        form.closed.connect(self._show)

    def _keep(self, preview: MergePreview) -> None:
        self._preview = preview

    def _show(self) -> None:
        """Show what the merge does, in the place of the form that asked which case stays."""
        preview, self._preview = self._preview, None
        if preview is None:
            return
        form = MergeCasesDialog(self._by, preview, self._context.background.do)
        form.asked_again.connect(lambda question: self._ask_again(form, question))
        form.reload_wanted.connect(lambda: self._ask_again(form, form.question()))
        open_form(self._page, form, lambda _changes: self._merged(form.preview()))

    def _ask_again(self, form: MergeCasesDialog, question: MergeQuestion) -> None:
        self._context.background.ask(
            question, lambda preview: self._take(form, question, preview), self._context.problems.show
        )

    def _take(self, form: MergeCasesDialog, question: MergeQuestion, preview: MergePreview) -> None:
        """Show an answer, unless the form has gone or somebody else is said to be the same by now."""
        if self._page.drawer() is form and form.question() == question:
            form.take(preview)

    def _merged(self, preview: MergePreview) -> None:
        words = self.tr("Merged: {reference} is now {into}.")
        if preview.to_complete:
            words = self.tr("Merged: {reference} is now {into}. To be completed there: {milestones}.")
        words = words.format(
            reference=preview.reference,
            into=preview.into.reference,
            milestones=", ".join(line.milestone for line in preview.to_complete),
        )
        self._context.navigate("case_file", preview.into.case_id)
        self._context.report(words, None)
