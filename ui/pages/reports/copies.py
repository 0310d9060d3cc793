"""Copies of a frozen paper: asks for whom and why, has the copy logged, then prints it or writes the file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog

from tracker.changes import Changes
from tracker.rows.frozen_reports import FrozenReportRow, Paper
from ui.dialogs.cover_sheet_dialog import CoverSheetDialog
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page
from ui.pages.reports.print_job import PrintJob


class Copies(QObject):
    """Makes copies for the reports page.

    `choose_printer` and `choose_file` ask the person; they give None where the person chose none.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.choose_file: Callable[[str], Path | None] = self._ask_file
        self.any_printer: Callable[[], bool] = lambda: bool(QPrinterInfo.availablePrinterNames())

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
            self._ask(row, self.tr("Print"), lambda paper: self._print(printer, paper))

    def save_copy(self, row: FrozenReportRow) -> None:
        """Write one copy to a file, with its cover sheet first."""
        if not may_open(self._page):
            return
        path = self.choose_file(f"{row.number}-copy-{row.copies + 1}.pdf")
        if path is not None:
            self._ask(row, self.tr("Save"), lambda paper: self._save(path, paper))

    def _ask(self, row: FrozenReportRow, submit_text: str, made: Callable[[Paper], None]) -> None:
        form = CoverSheetDialog(self._context.person.officer_id, row, submit_text, self._context.background.do)
        open_form(self._page, form, lambda changes: self._pass_on(changes, made))

    def _pass_on(self, changes: Changes, made: Callable[[Paper], None]) -> None:
        if isinstance(changes.result, Paper):
            made(changes.result)

    def _print(self, printer: QPrinter, paper: Paper) -> None:
        self._context.report(self.tr("Printing {number}...").format(number=paper.number), None)
        job = PrintJob(
            self._context.background,
            printer,
            paper.pdf,
            lambda: self._context.report(self.tr("Printed: {number}.").format(number=paper.number), None),
            lambda _problem: self._not_printed(paper),
            self,
        )
        job.start()

    def _not_printed(self, paper: Paper) -> None:
        words = self.tr(
            "{number} was not printed: the printer did not take it. The copy stays logged; try again, or save it."
        )
        self._tell(words.format(number=paper.number), lambda: self._print_again(paper))

    def _print_again(self, paper: Paper) -> None:
        printer = self.choose_printer() if self.any_printer() else None
        if printer is None:
            self._not_printed(paper)
        else:
            self._print(printer, paper)

    def _save(self, path: Path, paper: Paper) -> None:
        self._context.background.run(
            lambda: path.write_bytes(paper.pdf),
            lambda _written: self._context.report(self.tr("Saved: {file}.").format(file=path.name), None),
            lambda problem: self._not_saved(path, paper, problem),
        )

    def _not_saved(self, path: Path, paper: Paper, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. The copy stays logged; try again in another place.")
        self._tell(words.format(file=path.name, why=problem.strerror or problem), lambda: self._save_again(paper, path))

    def _save_again(self, paper: Paper, path: Path) -> None:
        other = self.choose_file(path.name)
        if other is not None:
            self._save(other, paper)

    def _tell(self, words: str, retry: Callable[[], None]) -> None:
        self._context.problems.told.emit(words, retry)

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        printer.setCopyCount(1)
        return printer if accepted else None

    def _ask_file(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("Save a copy"), str(Path.home() / name), self.tr("PDF (*.pdf)")
        )
        return Path(chosen) if chosen else None
