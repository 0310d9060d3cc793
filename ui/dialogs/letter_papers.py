"""The letter of an escalation, from any page: shows it, has it numbered and logged, then prints it or writes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from tracker.changes import Changes
from tracker.rows.escalation_letter import PrintedLetter
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.outlets import any_printer, ask_file, ask_printer
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.dialogs.print_letter_dialog import PrintLetterDialog, ToSend
from ui.page_context import Page

Outlet = Callable[[PrintedLetter], None]


class LetterPapers(QObject):
    """Letters of a page, one form at a time in its drawer.

    `choose_printer` and `choose_file` ask the person; they give None where the person chose none.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._outlet: Outlet | None = None
        self.choose_printer: Callable[[], QPrinter | None] = lambda: ask_printer(page)
        self.choose_file: Callable[[str], Path | None] = partial(ask_file, page, self.tr("Save the letter"))
        self.any_printer: Callable[[], bool] = any_printer

    def show(self, letter: ToSend | None) -> None:
        """Show the letter of an escalation as it will be."""
        if letter is None or not may_open(self._page):
            return
        by, background = self._context.person.officer_id, self._context.background
        form = PrintLetterDialog(by, letter, background, self._take_printer, self._take_file)
        open_form(self._page, form, self._pass_on)

    def _take_printer(self) -> bool:
        if not self.any_printer():
            words = self.tr("No printer is set up on this machine. Save as PDF works without one.")
            self._context.problems.told.emit(words, None)
            return False
        printer = self.choose_printer()
        self._outlet = partial(self._print, printer) if printer is not None else None
        return printer is not None

    def _take_file(self) -> bool:
        path = self.choose_file("escalation-letter.pdf")
        self._outlet = partial(self._write, path) if path is not None else None
        return path is not None

    def _pass_on(self, changes: Changes) -> None:
        outlet, self._outlet = self._outlet, None
        if outlet is not None and isinstance(changes.result, PrintedLetter):
            outlet(changes.result)

    def _print(self, printer: QPrinter, letter: PrintedLetter) -> None:
        self._say(self.tr("Printing {number}..."), letter)
        PrintJob(
            self._context.background,
            printer,
            (letter.pdf,),
            lambda: self._say(self.tr("Printed: {number}."), letter),
            lambda problem: self._not_printed(letter, problem),
            self,
        ).start()

    def _not_printed(self, letter: PrintedLetter, problem: Exception) -> None:
        if not isinstance(problem, PrinterTrouble):
            self._context.problems.show(problem)
            return
        words = self.tr("{number} was not printed: the printer did not take it. It stays logged. Try again.")
        self._tell(words.format(number=letter.number), letter, self._take_printer)

    def _write(self, path: Path, letter: PrintedLetter) -> None:
        said = self.tr("Saved: {file}, letter {number}.").format(file=path.name, number=letter.number)
        self._context.background.run(
            lambda: path.write_bytes(letter.pdf),
            lambda _size: self._context.report(said, None),
            lambda problem: self._not_written(path, letter, problem),
        )

    def _not_written(self, path: Path, letter: PrintedLetter, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. It stays logged. Try again in another place.")
        self._tell(words.format(file=path.name, why=problem.strerror or problem), letter, self._take_file)

    def _tell(self, words: str, letter: PrintedLetter, choose: Callable[[], bool]) -> None:
        self._context.problems.told.emit(words, lambda: self._again(letter, choose))

    def _again(self, letter: PrintedLetter, choose: Callable[[], bool]) -> None:
        """Send the same letter once more: it is numbered and logged already."""
        if choose():
            self._pass_on(Changes.of(result=letter))

    def _say(self, words: str, letter: PrintedLetter) -> None:
        self._context.report(words.format(number=letter.number), None)
