"""A part of a case that is asked for when its tab is first shown, so that opening a case stays quick."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from tracker.rows.case_file import CaseFile
from ui.page_context import PageContext
from ui.pages.case_file.list_panel import ListPanel
from ui.problems import in_words
from ui.tables.column import Column
from ui.widgets.action_bar import ActionBar


class AskedPanel(ListPanel):
    """A list that stays in its place without a row, so that its letters work there too.

    Args:
        actions: commands with the words of their buttons, above the list.
    """

    #: how many rows there are is known now
    counted = Signal()
    #: another row was chosen, or there are other rows
    chosen = Signal()

    def __init__(
        self,
        context: PageContext,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        name: str,
        spoken: str,
        nothing: str,
        actions: dict[str, str],
        parent: QWidget | None = None,
    ) -> None:
        self._wanted = False
        self._case_id = ""
        self._count = 0
        super().__init__(columns, key, name, spoken, nothing, parent)
        self.context = context
        bar = ActionBar([(context.commands.action(command), words) for command, words in actions.items()])
        lines = self.layout()
        if isinstance(lines, QBoxLayout):
            lines.insertWidget(0, bar)
        self.view.row_selected.connect(self._tell_chosen)

    def question(self, case_id: str) -> Any:
        """Give the question for the part of a case."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what came; by default its rows."""
        self.show_rows(answer.rows)

    def show_file(self, file: CaseFile) -> int:
        """Take the case; what belongs to it is asked for when it is looked at. Gives the number known so far."""
        if file.case_id != self._case_id:
            self._case_id = file.case_id
            self.show_rows((), self.tr("Reading..."))
        self._wanted = True
        if self.isVisible():
            self._ask()
        return self._count

    def count(self) -> int:
        """Give how many rows there are, as far as is known."""
        return self._count

    def show_rows(self, rows: Any, words: str = "") -> None:
        """Show these rows; the list stays, empty or not."""
        rows = tuple(rows)
        super().show_rows(rows, words)
        self._count = len(rows)
        if not rows and words:
            self.say(words)
        self.view.setVisible(True)
        self.view.select_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted:
            self._ask()

    def _ask(self) -> None:
        self._wanted = False
        case_id = self._case_id
        self.context.background.ask(
            self.question(case_id),
            lambda answer: self._take(case_id, answer),
            lambda problem: self._cannot(case_id, problem),
        )

    def _take(self, case_id: str, answer: Any) -> None:
        if case_id == self._case_id:
            self.show_answer(answer)
            self.counted.emit()
            self.chosen.emit()

    def _cannot(self, case_id: str, problem: Exception) -> None:
        if case_id == self._case_id:
            self.show_rows((), in_words(problem))
            self._wanted = True
            self.counted.emit()
            self.chosen.emit()

    def _tell_chosen(self, _row: Any) -> None:
        self.chosen.emit()
