"""Every team's paper of a week in one step: asks once for whom and why, then prints them all or writes their files."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from tracker.changes import Changes
from tracker.rows.frozen_reports import NumberedCopy
from ui import wording
from ui.dialogs.cover_sheet_dialog import WeekCopiesDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.outlets import any_printer, ask_folder, ask_printer
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.page_context import Page

Numbered = tuple[NumberedCopy, ...]


class WeekCopies(QObject):
    """Makes the copies of a whole week for the reports page.

    `choose_printer` and `choose_folder` ask the person; they give None where the person chose none.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.choose_printer: Callable[[], QPrinter | None] = lambda: ask_printer(page)
        self.choose_folder: Callable[[], Path | None] = partial(ask_folder, page, self.tr("Save all teams' papers"))
        self.any_printer: Callable[[], bool] = any_printer

    def print_week(self, monday: date) -> None:
        """Print the papers of a week, each with its cover sheet first."""
        if not may_open(self._page):
            return
        if not self.any_printer():
            words = self.tr("No printer is set up on this machine. Saving all teams' papers works without one.")
            self._tell(words, lambda: self.print_week(monday))
            return
        printer = self.choose_printer()
        if printer is not None:
            self._ask(monday, self.tr("Print all"), lambda copies: self._print(printer, copies))

    def save_week(self, monday: date) -> None:
        """Write the papers of a week and their cover sheets into a folder."""
        if not may_open(self._page):
            return
        folder = self.choose_folder()
        if folder is not None:
            self._ask(monday, self.tr("Save all"), lambda copies: self._save(folder, copies))

    def _ask(self, monday: date, submit_text: str, made: Callable[[Numbered], None]) -> None:
        form = WeekCopiesDialog(self._context.person.officer_id, monday, submit_text, self._context.background.do)
        open_form(self._page, form, lambda changes: self._pass_on(changes, made))

    def _pass_on(self, changes: Changes, made: Callable[[Numbered], None]) -> None:
        if isinstance(changes.result, tuple):
            made(changes.result)

    def _print(self, printer: QPrinter, copies: Numbered) -> None:
        self._context.report(self.tr("Printing {papers}...").format(papers=self._counted(copies)), None)
        job = PrintJob(
            self._context.background,
            printer,
            [pdf for one in copies for pdf in (one.copy.cover, one.copy.paper)],
            lambda: self._context.report(self.tr("Printed: {papers}.").format(papers=self._counted(copies)), None),
            lambda problem: self._not_printed(copies, problem),
            self,
        )
        job.start()

    def _not_printed(self, copies: Numbered, problem: Exception) -> None:
        if not isinstance(problem, PrinterTrouble):
            self._context.problems.show(problem)
            return
        words = self.tr("The printer did not take the papers. Their copies stay logged. Try again.")
        self._tell(words, lambda: self._print_again(copies, problem))

    def _print_again(self, copies: Numbered, problem: Exception) -> None:
        printer = self.choose_printer() if self.any_printer() else None
        if printer is None:
            self._not_printed(copies, problem)
        else:
            self._print(printer, copies)

    def _save(self, folder: Path, copies: Numbered) -> None:
        def write() -> None:
            for one in copies:
                paper, cover = one.file_names
                (folder / paper).write_bytes(one.copy.paper)
                (folder / cover).write_bytes(one.copy.cover)

        words = self.tr("Saved: {papers}, each with its cover sheet.").format(papers=self._counted(copies))
        self._context.background.run(
            write,
            lambda _none: self._context.report(words, None),
            lambda problem: self._not_saved(copies, problem),
        )

    def _not_saved(self, copies: Numbered, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("Not every paper was written: {why}. Their copies stay logged. Try again in another place.")
        self._tell(words.format(why=problem.strerror or problem), lambda: self._save_again(copies))

    def _save_again(self, copies: Numbered) -> None:
        folder = self.choose_folder()
        if folder is not None:
            self._save(folder, copies)

    def _counted(self, copies: Numbered) -> str:
        return wording.count_of(len(copies), self.tr("paper"), self.tr("papers"))

    def _tell(self, words: str, retry: Callable[[], None]) -> None:
        self._context.problems.told.emit(words, retry)
