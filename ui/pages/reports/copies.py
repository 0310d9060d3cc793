"""Copies of a frozen paper: asks for whom and why, has the copy logged, then prints it or writes the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from tracker.changes import Changes
from tracker.rows.frozen_reports import FrozenReportRow, PrintedCopy
from ui.dialogs.cover_sheet_dialog import CoverSheetDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.outlets import any_printer, ask_file, ask_printer
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.page_context import Page


class Copies(QObject):
    """Makes copies for the reports page.

    `choose_printer` and `choose_file` ask the person; they give None where the person chose none.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.choose_printer: Callable[[], QPrinter | None] = lambda: ask_printer(page)
        self.choose_file: Callable[[str], Path | None] = partial(ask_file, page, self.tr("Save a copy"))
        self.any_printer: Callable[[], bool] = any_printer

    def print_copy(self, row: FrozenReportRow) -> None:
        """Print one copy, with its cover sheet first."""
        if not may_open(self._page):
            return
        if not self.any_printer():
            words = self.tr("No printer is set up on this machine. Save a copy works without one.")
            self._tell(words, lambda: self.print_copy(row))
            return
        printer = self.choose_printer()
        if printer is not None:
            self._ask(row, self.tr("Print"), lambda copy: self._print(printer, row.number, copy))

    def save_copy(self, row: FrozenReportRow) -> None:
        """Write one copy to a file, with its cover sheet first."""
        if not may_open(self._page):
            return
        path = self.choose_file(f"{row.number}.pdf")
        if path is not None:
            self._ask(row, self.tr("Save"), lambda copy: self._save(path, copy))

    def _ask(self, row: FrozenReportRow, submit_text: str, made: Callable[[PrintedCopy], None]) -> None:
        form = CoverSheetDialog(self._context.person.officer_id, row, submit_text, self._context.background.do)
        open_form(self._page, form, lambda changes: self._pass_on(changes, made))

    def _pass_on(self, changes: Changes, made: Callable[[PrintedCopy], None]) -> None:
        if isinstance(changes.result, PrintedCopy):
            made(changes.result)

    def _print(self, printer: QPrinter, number: str, copy: PrintedCopy) -> None:
        self._say(self.tr("Printing {number}, copy {copy}..."), number, copy)
        job = PrintJob(
            self._context.background,
            printer,
            (copy.cover, copy.paper),
            lambda: self._say(self.tr("Printed: {number}, copy {copy}."), number, copy),
            lambda problem: self._not_printed(number, copy, problem),
            self,
        )
        job.start()

    def _not_printed(self, number: str, copy: PrintedCopy, problem: Exception) -> None:
        if not isinstance(problem, PrinterTrouble):
            self._context.problems.show(problem)
            return
        words = self.tr("{number} was not printed: the printer did not take it. Copy {copy} stays logged. Try again.")
        self._tell(words.format(number=number, copy=copy.copy_number), lambda: self._print_again(number, copy, problem))

    def _print_again(self, number: str, copy: PrintedCopy, problem: Exception) -> None:
        printer = self.choose_printer() if self.any_printer() else None
        if printer is None:
            self._not_printed(number, copy, problem)
        else:
            self._print(printer, number, copy)

    def _save(self, path: Path, copy: PrintedCopy) -> None:
        cover = path.with_name(f"{path.stem}-cover-{copy.copy_number}{path.suffix}")

        def write() -> None:
            path.write_bytes(copy.paper)
            cover.write_bytes(copy.cover)

        words = self.tr("Saved: {paper}, and its cover sheet {cover}.").format(paper=path.name, cover=cover.name)
        self._context.background.run(
            write,
            lambda _none: self._context.report(words, None),
            lambda problem: self._not_saved(path, copy, problem),
        )

    def _not_saved(self, path: Path, copy: PrintedCopy, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. Copy {copy} stays logged. Try again in another place.").format(
            file=path.name, why=problem.strerror or problem, copy=copy.copy_number
        )
        self._tell(words, lambda: self._save_again(path, copy))

    def _save_again(self, path: Path, copy: PrintedCopy) -> None:
        other = self.choose_file(path.name)
        if other is not None:
            self._save(other, copy)

    def _say(self, words: str, number: str, copy: PrintedCopy) -> None:
        self._context.report(words.format(number=number, copy=copy.copy_number), None)

    def _tell(self, words: str, retry: Callable[[], None]) -> None:
        self._context.problems.told.emit(words, retry)
