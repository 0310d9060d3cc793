"""Where a paper that was numbered and logged goes: to a printer or a file, once more where that did not work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from ui.dialogs.outlets import any_printer, ask_file, ask_printer
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.page_context import Page


class PaperOutlets(QObject):
    """The way out is chosen first, and only then is the paper made, so that nothing is logged that went nowhere.

    `choose_printer` and `choose_file` ask the person; they give None where the person chose none.

    Args:
        title: of the window that asks for a file.
        file_name: the name it proposes; never that of a case.
    """

    def __init__(self, page: Page, title: str, file_name: str) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._file_name = file_name
        self._outlet: Callable[[bytes, str], None] | None = None
        self.choose_printer: Callable[[], QPrinter | None] = lambda: ask_printer(page)
        self.choose_file: Callable[[str], Path | None] = partial(ask_file, page, title)
        self.any_printer: Callable[[], bool] = any_printer

    def take_printer(self) -> bool:
        """Ask for a printer, and say whether one was chosen."""
        if not self.any_printer():
            words = self.tr("No printer is set up on this machine. Saving works without one.")
            self._context.problems.told.emit(words, None)
            return False
        printer = self.choose_printer()
        self._outlet = partial(self._print, printer) if printer is not None else None
        return printer is not None

    def take_file(self) -> bool:
        """Ask for a file, and say whether one was chosen."""
        path = self.choose_file(self._file_name)
        self._outlet = partial(self._write, path) if path is not None else None
        return path is not None

    def send(self, pdf: bytes, name: str) -> None:
        """Send a paper where it was last chosen to go; `name` is what is said of it."""
        outlet, self._outlet = self._outlet, None
        if outlet is not None:
            outlet(pdf, name)

    def _print(self, printer: QPrinter, pdf: bytes, name: str) -> None:
        self._context.report(self.tr("Printing {name}...").format(name=name), None)
        said = self.tr("Printed: {name}.").format(name=name)
        PrintJob(
            self._context.background,
            printer,
            (pdf,),
            lambda: self._context.report(said, None),
            lambda problem: self._not_printed(pdf, name, problem),
            self,
        ).start()

    def _not_printed(self, pdf: bytes, name: str, problem: Exception) -> None:
        if not isinstance(problem, PrinterTrouble):
            self._context.problems.show(problem)
            return
        words = self.tr("Not printed: {name}. The printer did not take it. It stays logged. Try again.")
        self._tell(words.format(name=name), pdf, name, self.take_printer)

    def _write(self, path: Path, pdf: bytes, name: str) -> None:
        said = self.tr("Saved: {file}, {name}.").format(file=path.name, name=name)
        self._context.background.run(
            lambda: path.write_bytes(pdf),
            lambda _size: self._context.report(said, None),
            lambda problem: self._not_written(path, pdf, name, problem),
        )

    def _not_written(self, path: Path, pdf: bytes, name: str, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. It stays logged. Try again in another place.")
        self._tell(words.format(file=path.name, why=problem.strerror or problem), pdf, name, self.take_file)

    def _tell(self, words: str, pdf: bytes, name: str, choose: Callable[[], bool]) -> None:
        self._context.problems.told.emit(words, lambda: self._again(pdf, name, choose))

    def _again(self, pdf: bytes, name: str, choose: Callable[[], bool]) -> None:
        """Send the same paper once more: it is logged already."""
        if choose():
            self.send(pdf, name)
