"""Copies of papers of how things stand: asks where to, for whom and why, has each logged, then prints or writes it."""

from functools import partial

from tracker.changes import Changes
from tracker.rows.bail_register import BailRow
from tracker.rows.papers import About, PrintedPaper
from tracker.terms import PaperKind
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.paper_outlets import Outlet, PaperOutlets
from ui.dialogs.print_paper_dialog import PrintPaperDialog
from ui.wording import term


class PaperCopies(PaperOutlets):
    """Copies of a page, one form at a time in its drawer."""

    def print_copy(self, about: About, of: str) -> None:
        """Print one copy; `of` says what it is about, for the form."""
        if may_open(self._page):
            self._ask(about, of, self.tr("Print"), self.take_printer())

    def save_copy(self, about: About, of: str) -> None:
        """Write one copy to a file; the name proposed is that of the kind of paper, never that of a case."""
        if may_open(self._page):
            self._ask(about, of, self.tr("Save"), self.take_file(f"{about.kind.value.replace('_', '-')}.pdf"))

    def save_why(self, case_id: str, milestone_id: str, name: str) -> None:
        """Put the clocks of a milestone on paper."""
        self.save_copy(About(PaperKind.WHY, case_id, milestone_id), name)

    def save_sheet(self, row: BailRow | None) -> None:
        """Put the bail of a suspect on paper."""
        if row is not None and row.arrest_id:
            of = self.tr("{suspect}, {reference}").format(suspect=row.suspect, reference=row.reference)
            self.save_copy(About(PaperKind.BAIL_SHEET, row.case_id, row.arrest_id), of)

    def _ask(self, about: About, of: str, submit_text: str, outlet: Outlet | None) -> None:
        if outlet is None:
            return
        by, submit = self._context.person.officer_id, self._context.background.do
        title = f"{term(about.kind)}: {of}" if of else term(about.kind)
        form = PrintPaperDialog(by, about, title, submit_text, submit)
        open_form(self._page, form, partial(self._pass_on, outlet))

    def _pass_on(self, outlet: Outlet, changes: Changes) -> None:
        if isinstance(changes.result, PrintedPaper):
            outlet(changes.result)
