"""ImportWizard: the four steps of an import, each begun when the one before has succeeded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from tracker.actions.import_cases import ImportCases, Imported
from tracker.changes import Changes
from tracker.errors import UndriftError
from tracker.intake.column_mapping import ColumnMapping
from tracker.intake.preview import ImportPreview, ImportPreviewQuestion, leaving_out
from tracker.intake.reading import FileReading, Layout, look_at, read_file
from tracker.intake.rejected_rows import rejected_rows_as_csv
from tracker.intake.sheet import MAX_BYTES
from tracker.rows.column_choice import ColumnChoice, ColumnChoiceQuestion
from ui.dialogs.import_cases.choose_file_step import ChooseFileStep
from ui.dialogs.import_cases.match_columns_step import MatchColumnsStep
from ui.dialogs.import_cases.preview_step import PreviewStep
from ui.dialogs.import_cases.result_step import ResultStep
from ui.dialogs.import_cases.step import Step
from ui.page_context import PageContext
from ui.problems import in_words


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was when it was read: what is previewed is what is imported, whatever becomes of the file."""

    name: str
    content: bytes
    layout: Layout


class ImportWizard(QStackedWidget):
    """Nothing is written before the last button of the preview; until then everything can be left and taken up again.

    `choose_target` asks where the rejected rows go, and a test replaces it.
    """

    #: another step is shown
    step_changed = Signal()
    #: what can be done has changed
    can_changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._by = context.person.officer_id
        self._file: OpenedFile | None = None
        self._whole: ImportPreview | None = None
        self._preview: ImportPreview | None = None
        self._left_out: frozenset[int] = frozenset()
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        worded = context.commands.worded
        stop = worded({"stop": self.tr("Stop")})
        save = {"save_copy": self.tr("Save rejected rows")}
        self.choose_file = ChooseFileStep(stop)
        self.match_columns = MatchColumnsStep(stop)
        self.preview = PreviewStep(worded({"leave_out_row": self.tr("Leave out, or take after all"), **save}), stop)
        self.result = ResultStep(worded(save))
        for step in self.steps():
            self.addWidget(step)
        self._connect()

    def steps(self) -> tuple[Step, ...]:
        """Give the steps, in order."""
        return self.choose_file, self.match_columns, self.preview, self.result

    def step(self) -> int:
        """Give the place of the step that is shown, the first being 0."""
        return self.currentIndex()

    def begin_again(self) -> None:
        """Ask for another file; the one that was imported is let go."""
        self._file = self._whole = self._preview = None
        self._left_out = frozenset()
        self._show(self.choose_file)

    def can_save_rejected(self) -> bool:
        """Say whether there are rejected rows to be saved."""
        shown = self.currentWidget() in {self.preview, self.result}
        return shown and self._preview is not None and bool(self._preview.reading.rejected)

    def can_leave_out(self) -> bool:
        """Say whether a row is chosen that can be left out or taken."""
        return self.currentWidget() is self.preview and not self.preview.at_work() and self.preview.can_leave_out()

    def save_rejected(self) -> None:
        """Write the rejected rows into a file, to be corrected and imported by themselves."""
        found = self._preview
        if found is None or not self.can_save_rejected():
            return
        target = self.choose_target(f"{Path(found.reading.filename).stem} - rejected rows.csv")
        if target is None:
            return
        words = self.tr("Rejected rows saved: {file}").format(file=target.name)
        self._context.background.run(
            lambda: target.write_bytes(rejected_rows_as_csv(found.reading)),
            lambda _size: self._context.report(words, None),
            self._not_saved,
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        step = self.currentWidget()
        if isinstance(step, Step):
            step.take_focus()

    def _connect(self) -> None:
        self.choose_file.onward.connect(self._read)
        self.match_columns.sheet_wanted.connect(self._read_sheet)
        self.match_columns.onward.connect(self._match)
        self.match_columns.back_wanted.connect(partial(self._show, self.choose_file))
        self.preview.leave_out_wanted.connect(self._leave_out)
        self.preview.row_chosen.connect(self.can_changed)
        self.preview.onward.connect(self._import)
        self.preview.back_wanted.connect(partial(self._show, self.match_columns))
        self.result.onward.connect(lambda: self._context.navigate("caseload", None))
        self.result.back_wanted.connect(self.begin_again)

    def _read(self) -> None:
        path = self.choose_file.path()
        if path is None:
            self.choose_file.fail(self.tr("Enter the file, or browse for it."))
            return
        self.choose_file.set_at_work(self.tr("Reading the file..."))
        today = self._context.time.today()
        self._context.background.run(
            lambda: opened(path, today), self._take_file, partial(self._fail, self.choose_file)
        )

    def _read_sheet(self, sheet: str) -> None:
        file = self._file
        if file is None:
            return
        self.match_columns.set_at_work(self.tr("Reading the sheet..."))
        today = self._context.time.today()
        self._context.background.run(
            lambda: OpenedFile(file.name, file.content, look_at(file.content, file.name, sheet=sheet, today=today)),
            self._take_file,
            self._sheet_refused,
        )

    def _take_file(self, file: OpenedFile) -> None:
        self._file = file
        question = ColumnChoiceQuestion(self._by, file.layout.table.source_key)
        self._context.background.ask(question, self._take_choice, partial(self._fail, self.choose_file))

    def _take_choice(self, remembered: ColumnChoice) -> None:
        file = self._file
        if file is None:
            return
        self.match_columns.show_layout(file.name, file.layout, remembered, self._context.time.today())
        self._show(self.match_columns)

    def _match(self) -> None:
        file, mapping = self._file, self.match_columns.mapping()
        if file is None or mapping is None:
            return
        self.match_columns.set_at_work(self.tr("Reading every row..."))
        today = self._context.time.today()
        self._left_out = frozenset()
        self._context.background.run(
            lambda: read(file, mapping, today), self._ask_preview, partial(self._fail, self.match_columns)
        )

    def _ask_preview(self, reading: FileReading) -> None:
        question = ImportPreviewQuestion(self._by, reading)
        self._context.background.ask(question, self._take_preview, partial(self._fail, self.match_columns))

    def _take_preview(self, found: ImportPreview) -> None:
        self._whole = self._preview = found
        self.preview.show_preview(found)
        self._show(self.preview)

    def _leave_out(self, lines: frozenset[int], out: bool) -> None:
        if self._whole is not None:
            self._left_out = self._left_out | lines if out else self._left_out - lines
            self._preview = leaving_out(self._whole, self._left_out)
            self.preview.show_preview(self._preview)
            self.can_changed.emit()

    def _import(self) -> None:
        found = self._preview
        if found is None:
            return
        self.preview.set_at_work(self.tr("Copying the database, then importing. Stopped, nothing of it is kept."))
        self.can_changed.emit()
        request = ImportCases(self._by, found.reading, self._left_out)
        self._context.background.do_after_copy("import", request, self._imported, partial(self._fail, self.preview))

    def _imported(self, done: tuple[str, Changes]) -> None:
        copy, changes = done
        found, imported = self._preview, changes.result
        if found is None or not isinstance(imported, Imported):
            return
        said = self.result.show_result(imported, found, copy)
        self._context.report(said, None)
        self._preview = imported.preview
        self._show(self.result)

    def _show(self, step: Step) -> None:
        for each in self.steps():
            each.set_at_work("")
        self.setCurrentWidget(step)
        self.step_changed.emit()
        self.can_changed.emit()
        step.take_focus()

    def _fail(self, step: Step, problem: Exception) -> None:
        for each in self.steps():
            each.set_at_work("")
        step.fail(self._words(problem))
        self.can_changed.emit()
        if not isinstance(problem, UndriftError | OSError):
            self._context.problems.show(problem)

    def _sheet_refused(self, problem: Exception) -> None:
        """Stay on the sheet that could be read."""
        if self._file is not None:
            self.match_columns.show_sheet_of(self._file.layout)
        self._fail(self.match_columns, problem)

    def _not_saved(self, problem: Exception) -> None:
        step = self.currentWidget()
        self._fail(step if isinstance(step, Step) else self.preview, problem)

    def _words(self, problem: Exception) -> str:
        if not isinstance(problem, OSError):
            return in_words(problem)
        name = Path(str(problem.filename or "")).name or self.tr("The file")
        return self.tr("{file}: {why}. Try again, or choose another.").format(
            file=name, why=problem.strerror or problem
        )

    def _ask_target(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the rejected rows"), str(Path.home() / name), self.tr("CSV (*.csv)")
        )
        return Path(chosen) if chosen else None


def opened(path: Path, today: date) -> OpenedFile:
    """Read a file and look at its headings.

    Raises:
        OSError: it is not there or cannot be opened. FileRejected: it cannot be read as cases.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    return OpenedFile(path.name, content, look_at(content, path.name, today=today))


def read(file: OpenedFile, mapping: ColumnMapping, today: date) -> FileReading:
    """Read every row of a file with the columns that were chosen."""
    sheet = file.layout.table.sheet.name
    return read_file(file.content, file.name, mapping=mapping, sheet=sheet or None, today=today)
