"""Linking a case with others, and taking a link back: opens the form, says the result, offers the undo."""

from collections.abc import Callable, Iterable

from tracker.actions.link_cases import LinkCases
from tracker.actions.unlink_cases import UnlinkCases
from tracker.changes import Changes
from tracker.rows.case_file import CaseFile
from tracker.rows.case_links import LinkRow
from tracker.rows.caseload import Caseload, CaseloadQuestion
from ui import wording
from ui.dialogs.link_case_dialog import LinkCaseDialog
from ui.dialogs.open_form import may_open
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.withdraw_entry_dialog import WithdrawEntryDialog
from ui.page_context import Page
from ui.roles import WRITERS

FIRST_VERSION = 1


class LinkForms(RecordForms):
    """The forms about links, one at a time in the drawer of the case file."""

    def __init__(self, page: Page, file: Callable[[], CaseFile | None], chosen: Callable[[], LinkRow | None]) -> None:
        super().__init__(page)
        self._file = file
        self._chosen = chosen

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about links."""
        return {"link_case": self.link, "unlink_case": self.unlink}

    def may(self) -> dict[str, bool]:
        """Say which of them may be used."""
        may = self._file() is not None and bool(WRITERS & self._context.person.roles)
        row = self._chosen()
        return {"link_case": may, "unlink_case": may and row is not None and not row.withdrawn}

    def link(self) -> None:
        """Ask with which case, how and why."""
        file = self._file()
        if file is not None and may_open(self._page):
            question = CaseloadQuestion(self._by, with_closed=True)
            self._context.background.ask(question, lambda cases: self._ask(file, cases), self._context.problems.show)

    def unlink(self) -> None:
        """Ask why a link is taken back."""
        file, row = self._file(), self._chosen()
        if file is None or row is None or row.withdrawn or not may_open(self._page):
            return
        what = self.tr("link with {reference}").format(reference=row.reference)
        form = WithdrawEntryDialog(
            row.link_id,
            row.version,
            what,
            lambda version, reason: UnlinkCases(self._by, row.link_id, version, reason),
            self._context.background.do,
        )
        self._open(form, lambda _changes: self._unlinked(file, row))

    def retake(self, rows: Iterable[LinkRow]) -> None:
        """Hand a form that asked for it the link as it is now."""
        self._hand_over({row.link_id: row for row in rows})

    def _ask(self, file: CaseFile, cases: Caseload) -> None:
        if may_open(self._page):
            form = LinkCaseDialog(self._by, file, cases.rows, self._context.background.do)
            self._open(form, lambda changes: self._linked(form, changes))

    def _linked(self, form: LinkCaseDialog, changes: Changes) -> None:
        request = form.build()
        words = self.tr("Linked with {reference}: {kind}.").format(
            reference=form.other(), kind=wording.term(request.kind).lower()
        )
        undo = UnlinkCases(self._by, str(changes.result), FIRST_VERSION, self.tr("Entry undone"))
        self._context.report(words, lambda: self._do(undo, self.tr("Link taken back.")))

    def _unlinked(self, file: CaseFile, row: LinkRow) -> None:
        words = self.tr("No longer linked with {reference}.").format(reference=row.reference)
        undo = LinkCases(self._by, file.case_id, row.case_id, row.kind, row.reason)
        again = self.tr("Linked again with {reference}.").format(reference=row.reference)
        self._context.report(words, lambda: self._do(undo, again))
