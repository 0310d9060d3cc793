"""Where a paper that was numbered and logged goes: to a printer or a file, once more where that did not work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from tracker.rows.papers import PrintedPaper
from ui.dialogs.outlets import any_printer, ask_file, ask_printer
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.page_context import Page

Outlet = Callable[[PrintedPaper], None]


class PaperOutlets(QObject):
    """The way out is chosen first, and only then is the paper made, so that nothing is logged that went nowhere.
    Each paper is handed to the way out that was chosen for it, whatever is chosen on the page meanwhile.

    `choose_printer` and `choose_file` ask the person; they give None where the person chose none. The cover sheet is
    printed first, and written beside the paper.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.choose_printer: Callable[[], QPrinter | None] = lambda: ask_printer(page)
        self.choose_file: Callable[[str], Path | None] = partial(ask_file, page, self.tr("Save a copy"))
        self.any_printer: Callable[[], bool] = any_printer

    def take_printer(self) -> Outlet | None:
        """Ask for a printer, and give the way to it; None where none was chosen."""
        if not self.any_printer():
            words = self.tr("No printer is set up on this machine. Saving works without one.")
            self._context.problems.told.emit(words, None)
            return None
        printer = self.choose_printer()
        return partial(self._print, printer) if printer is not None else None

    def take_file(self, name: str) -> Outlet | None:
        """Ask for a file, and give the way into it, or None; `name` is proposed, and never that of a case."""
        path = self.choose_file(name)
        return partial(self._write, path) if path is not None else None

    def _print(self, printer: QPrinter, printed: PrintedPaper) -> None:
        self._context.report(self.tr("Printing {name}...").format(name=self._named(printed)), None)
        said = self.tr("Printed: {name}.").format(name=self._named(printed))
        PrintJob(
            self._context.background,
            printer,
            (printed.cover, printed.pdf),
            lambda: self._context.report(said, None),
            lambda problem: self._not_printed(printed, problem),
            self,
        ).start()

    def _not_printed(self, printed: PrintedPaper, problem: Exception) -> None:
        if not isinstance(problem, PrinterTrouble):
            self._context.problems.show(problem)
            return
        words = self.tr("Not printed: {name}. The printer did not take it. It stays logged. Try again.")
        self._tell(words.format(name=self._named(printed)), printed, self.take_printer)

    def _write(self, path: Path, printed: PrintedPaper) -> None:
        copy = "" if printed.copy_number is None else f"-{printed.copy_number}"
        cover = path.with_name(f"{path.stem}-cover{copy}{path.suffix}")

        def write() -> None:
            path.write_bytes(printed.pdf)
            cover.write_bytes(printed.cover)

        said = self.tr("Saved: {file}, and its cover sheet {cover}.").format(file=path.name, cover=cover.name)
        self._context.background.run(
            write,
            lambda _none: self._context.report(said, None),
            lambda problem: self._not_written(path, printed, problem),
        )

    def _not_written(self, path: Path, printed: PrintedPaper, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            self._context.problems.show(problem)
            return
        words = self.tr("{file} was not written: {why}. It stays logged. Try again in another place.")
        words = words.format(file=path.name, why=problem.strerror or problem)
        self._tell(words, printed, lambda: self.take_file(path.name))

    def _tell(self, words: str, printed: PrintedPaper, choose: Callable[[], Outlet | None]) -> None:
        self._context.problems.told.emit(words, lambda: self._again(printed, choose))

    def _again(self, printed: PrintedPaper, choose: Callable[[], Outlet | None]) -> None:
        """Send the same paper once more: it is logged already."""
        outlet = choose()
        if outlet is not None:
            outlet(printed)

    def _named(self, printed: PrintedPaper) -> str:
        name = f"{printed.name[:1].lower()}{printed.name[1:]} {printed.number}"
        if printed.copy_number is None:
            return name
        return self.tr("{name}, copy {number}").format(name=name, number=printed.copy_number)
