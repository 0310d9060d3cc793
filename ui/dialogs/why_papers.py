"""Papers of a case (why a date is what it is, a bail sheet): asks where, for whom and why, logs, writes the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from tracker.changes import Changes
from tracker.rows.bail_register import BailRow
from tracker.rows.bail_sheet import PrintedSheet
from tracker.rows.why import PrintedWhy
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.outlets import ask_file
from ui.dialogs.print_bail_sheet_dialog import PrintBailSheetDialog
from ui.dialogs.print_why_dialog import PrintWhyDialog
from ui.page_context import Page


class WhyPapers(QObject):
    """Saves papers for a page. `choose_file` asks the person, and gives None where they chose none."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.choose_file: Callable[[str], Path | None] = partial(ask_file, page, self.tr("Save the paper"))

    def save(self, case_id: str, milestone_id: str, name: str) -> None:
        """Ask where to and for whom, then put the clocks of a milestone on paper."""
        if not may_open(self._page):
            return
        path = self.choose_file("why-this-date.pdf")
        if path is not None:
            by = self._context.person.officer_id
            form = PrintWhyDialog(by, case_id, milestone_id, name, self._context.background.do)
            open_form(self._page, form, lambda changes: self._take(path, changes))

    def save_sheet(self, row: BailRow | None) -> None:
        """Ask where to and for whom, then put the bail of a suspect on paper."""
        if row is None or not row.arrest_id or not may_open(self._page):
            return
        path = self.choose_file("bail-sheet.pdf")
        if path is not None:
            form = PrintBailSheetDialog(self._context.person.officer_id, row, self._context.background.do)
            open_form(self._page, form, lambda changes: self._take(path, changes))

    def _take(self, path: Path, changes: Changes) -> None:
        if isinstance(changes.result, PrintedWhy | PrintedSheet):
            self._write(path, changes.result)

    def _write(self, path: Path, printed: PrintedWhy | PrintedSheet) -> None:
        said = self.tr("Saved: {file}.").format(file=path.name)
        self._context.background.run(
            lambda: path.write_bytes(printed.pdf),
            lambda _size: self._context.report(said, None),
            lambda problem: self._not_written(path, printed, problem),
        )

    def _not_written(self, path: Path, printed: PrintedWhy | PrintedSheet, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. It stays logged. Try again in another place.")
        self._context.problems.told.emit(
            words.format(file=path.name, why=problem.strerror or problem), lambda: self._write_again(path, printed)
        )

    def _write_again(self, path: Path, printed: PrintedWhy | PrintedSheet) -> None:
        other = self.choose_file(path.name)
        if other is not None:
            self._write(other, printed)
