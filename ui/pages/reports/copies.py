"""Copies of a frozen paper: asks where to, for whom and why, has the copy logged, then prints it or writes the file."""

from functools import partial

from tracker.changes import Changes
from tracker.rows.frozen_reports import FrozenReportRow, PrintedCopy
from tracker.rows.papers import PrintedPaper
from ui.dialogs.cover_sheet_dialog import CoverSheetDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.paper_outlets import Outlet, PaperOutlets


class Copies(PaperOutlets):
    """Makes copies for the reports page."""

    def print_copy(self, row: FrozenReportRow) -> None:
        """Print one copy."""
        if may_open(self._page):
            self._ask(row, self.tr("Print"), self.take_printer())

    def save_copy(self, row: FrozenReportRow) -> None:
        """Write one copy to a file."""
        if may_open(self._page):
            self._ask(row, self.tr("Save"), self.take_file(f"{row.number}.pdf"))

    def _ask(self, row: FrozenReportRow, submit_text: str, outlet: Outlet | None) -> None:
        if outlet is None:
            return
        form = CoverSheetDialog(self._context.person.officer_id, row, submit_text, self._context.background.do)
        open_form(self._page, form, partial(self._pass_on, row, outlet))

    def _pass_on(self, row: FrozenReportRow, outlet: Outlet, changes: Changes) -> None:
        copy = changes.result
        if isinstance(copy, PrintedCopy):
            name = self.tr("Weekly drift report")
            outlet(PrintedPaper(name, row.number, copy.cover, copy.paper, row.digest, copy.copy_number))
