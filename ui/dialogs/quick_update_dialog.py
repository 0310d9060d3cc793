"""Quick update: a case, then what happened in it, picked from a list that narrows as one types; saved at once."""

from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_event import RecordEvent
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.changes import Changes
from tracker.errors import UndriftError
from tracker.rows.quick_update import QuickCase, QuickCases, QuickCasesQuestion, QuickUpdate, QuickUpdateQuestion
from tracker.terms import Change
from ui.dialogs.completion_undo import CompletionUndo
from ui.dialogs.quick_lines import QuickLine, case_columns, columns, lines_of, narrowed, split_day, spoken
from ui.page_context import PageContext
from ui.problems import in_words
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.problem_label import ProblemLabel

SIZE = (900, 480)
#: so long after the last letter the cases are looked for; each look is logged
LOOK_AFTER_MS = 150
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
FIRST_VERSION = 1


class Step(Enum):
    """What is asked."""

    CASE = "case"
    WHAT = "what"
    ANSWER = "answer"


class QuickUpdateDialog(QDialog):
    """One field with a list under it. Nothing is guessed: a line of the list is what will be recorded."""

    def __init__(self, context: PageContext, in_hand: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Quick update"))
        self.resize(*SIZE)
        self._context = context
        self._by = context.person.officer_id
        self._today = context.time.today()
        self._undo = CompletionUndo(context, context.commands)
        self._step = Step.CASE
        self._update: QuickUpdate | None = None
        self._line: QuickLine | None = None
        self._asked, self._answered = "", ""
        self._pick_when_found = False
        self._at_work = False
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._find_cases)
        self._ask_for(Step.CASE)
        self.field.setText(in_hand)
        self.field.selectAll()
        self._find_cases()

    def step(self) -> Step:
        """Give what is asked."""
        return self._step

    def problem(self) -> str:
        """Give what could not be recorded and why; nothing where there is no problem."""
        return "" if self._problem.isHidden() else self._problem.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._step is not Step.CASE and not self._at_work:
            self._go_back()
        elif event.key() != Qt.Key.Key_Escape or not self._at_work:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to the page."""
        super().done(result)
        behind = self.parentWidget()
        if behind is not None:
            behind.activateWindow()

    def _lay_out(self) -> None:
        self._label = QLabel()
        self._label.setObjectName("field_label")
        self.field = _LeadingField(self)
        self._label.setBuddy(self.field)
        self.cases = self._view(case_columns(), lambda row: row.case_id, "quick_cases", self.tr("Cases found"))
        self.lines = self._view(columns(), lambda line: line.key, "quick_lines", self.tr("What can be recorded"))
        self.lines.row_selected.connect(self._say_line)
        self._hint = QLabel()
        self._hint.setObjectName("field_hint")
        self._hint.setWordWrap(True)
        self._problem = ProblemLabel()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(self._label)
        whole.addWidget(self.field)
        whole.addWidget(self._problem)
        whole.addWidget(self.cases, 1)
        whole.addWidget(self.lines, 1)
        whole.addWidget(self._hint)
        self._room = QWidget()
        whole.addWidget(self._room, 1)
        self.field.textEdited.connect(self._typed)
        self.setFocusProxy(self.field)

    def _view(self, shown: list[Column], key: Any, name: str, words: str) -> RowTableView:
        view = RowTableView(RowTableModel(shown, key, self), name)
        view.setAccessibleName(words)
        view.setSortingEnabled(False)
        view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        view.setFocusProxy(self.field)
        view.row_activated.connect(self.pick)
        return view

    def move_in_list(self, key: int) -> None:
        """Move in the list while the field keeps the focus."""
        view = self._list()
        rows = view.row_model().rowCount()
        if view.isHidden() or not rows:
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}[Qt.Key(key)]
        place = min(max(view.currentIndex().row() + step, 0), rows - 1)
        view.setCurrentIndex(view.row_model().index(place, 0))

    def pick(self) -> None:
        """Take the line under the cursor, or what has been typed where a text is asked."""
        if self._at_work:
            return
        if self._step is Step.ANSWER:
            self._save_chase()
            return
        if self._step is Step.CASE and (self._timer.isActive() or self._asked != self._answered):
            self._pick_when_found = True
            self._find_cases()
            return
        row = self._list().selected_row()
        if isinstance(row, QuickCase):
            question = QuickUpdateQuestion(self._by, row.case_id)
            self._context.background.ask(question, self._take_case, self._fail)
        elif isinstance(row, QuickLine):
            self._take_line(row)

    def _list(self) -> RowTableView:
        return self.cases if self._step is Step.CASE else self.lines

    def _ask_for(self, step: Step) -> None:
        self._step = step
        reference = self._update.reference if self._update is not None else ""
        label, hint = {
            Step.CASE: (
                self.tr("Which case? Part of its reference, its operation, or the collar number of its OIC"),
                self.tr("Enter takes the chosen case. Down goes to the next. Esc closes."),
            ),
            Step.WHAT: (
                self.tr("{reference}: what happened, and when?").format(reference=reference),
                self.tr(
                    "A letter or words, then the day if it was not today: a y (yesterday), u 17/11, f -3, m fri. "
                    "Enter records the chosen line. Esc goes back to the case."
                ),
            ),
            Step.ANSWER: (
                self.tr("{what}: the answer, if there was one").format(
                    what=spoken(self._line) if self._line is not None else ""
                ),
                self.tr("No names, no account of the abuse. Enter records it. Esc goes back to the list."),
            ),
        }[step]
        self._label.setText(label)
        self._hint.setText(hint)
        self.field.setAccessibleName(label)
        self.field.setAccessibleDescription(hint)
        self.cases.setVisible(step is Step.CASE)
        self.lines.setVisible(step is Step.WHAT)
        self._room.setVisible(step is Step.ANSWER)
        self._problem.show_problem("")
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self._step is Step.ANSWER:
            self._ask_for(Step.WHAT)
            self._narrow()
            return
        self._update = None
        self._ask_for(Step.CASE)
        self._find_cases()

    def _typed(self) -> None:
        self._problem.show_problem("")
        if self._step is Step.CASE:
            self._pick_when_found = False
            self._timer.start()
        elif self._step is Step.WHAT:
            self._narrow()

    def _find_cases(self) -> None:
        self._timer.stop()
        self._asked = self.field.text()
        asked = self._asked
        question = QuickCasesQuestion(self._by, asked)
        self._context.background.ask(question, lambda found: self._take_cases(asked, found), self._fail)

    def _take_cases(self, asked: str, found: QuickCases) -> None:
        if self._step is not Step.CASE or asked != self._asked:
            return
        self._answered = asked
        self.cases.row_model().set_rows(found.rows)
        self.cases.setCurrentIndex(self.cases.row_model().index(0, 0))
        self._hint.setText(self._found_in_words(found))
        picked, self._pick_when_found = self._pick_when_found, False
        if picked and len(found.rows) == 1:
            self.pick()

    def _found_in_words(self, found: QuickCases) -> str:
        if not found.rows and self.field.text().strip():
            return self.tr("No open case you may see has this in its reference or operation, or as its OIC's number.")
        if not found.rows:
            return self.tr("No open case has you as its OIC: type a part of a reference.")
        words = self.tr("Enter takes the chosen case. Down goes to the next. Esc closes.")
        if found.left_out:
            left = self.tr("{count} more are not shown: type more of it.").format(count=f"{found.left_out:,}")
            return f"{left} {words}"
        return words

    def _take_case(self, update: QuickUpdate) -> None:
        self._update = update
        self._ask_for(Step.WHAT)
        self._narrow()

    def _narrow(self) -> None:
        if self._update is None:
            return
        typed, on = split_day(self.field.text(), self._today)
        found = narrowed(lines_of(self._update.entries, on, self._today), typed)
        self.lines.row_model().set_rows(found)
        self.lines.setCurrentIndex(self.lines.row_model().index(0 if found else -1, 0))
        self.lines.scrollToTop()
        self._say_line(self.lines.selected_row())

    def _say_line(self, line: object) -> None:
        if isinstance(line, QuickLine) and self._step is Step.WHAT:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken(line)))

    def _take_line(self, line: QuickLine) -> None:
        self._line = line
        if line.way is not None:
            self._ask_for(Step.ANSWER)
            return
        entry, case_id = line.entry, self._case_id()
        request = (
            CompleteMilestone(self._by, case_id, entry.milestone_id, entry.version, line.on)
            if entry.milestone_id
            else RecordEvent(self._by, case_id, entry.kind, line.on, entry.subject_id)
        )
        self._send(request, self._happened)

    def _save_chase(self) -> None:
        line = self._line
        if line is not None and line.way is not None and line.entry.chases is not None:
            request = RecordChase(
                self._by,
                self._case_id(),
                line.entry.chases,
                line.on,
                line.way,
                line.entry.milestone_id,
                answer=self.field.text().strip(),
            )
            self._send(request, self._chased)

    def _send(self, request: Any, done: Any) -> None:
        self._set_at_work(True)
        self._context.background.do(request, done, self._fail)

    def _happened(self, changes: Changes) -> None:
        line, case_id = self._line, self._case_id()
        (milestone_id,) = changes.ids(Change.MILESTONE) or ("",)
        late = changes.result if isinstance(changes.result, int) else 0
        self._set_at_work(False)
        self.accept()
        if line is not None:
            timed = line.entry.state_key != "not_started"
            self._undo.completed(self._named(line), late, case_id, milestone_id, line.on, timed=timed)

    def _chased(self, changes: Changes) -> None:
        line, chase_id = self._line, str(changes.result)
        self._set_at_work(False)
        self.accept()
        if line is None:
            return
        context = self._context
        taken_back = self.tr("Taken back: the chase.")
        request = WithdrawChase(self._by, chase_id, FIRST_VERSION, self.tr("Entry undone"))
        context.report(
            self.tr("Recorded: {what}.").format(what=self._named(line)),
            lambda: context.background.do(
                request, lambda _changes: context.report(taken_back, None), context.problems.show
            ),
        )

    def _named(self, line: QuickLine) -> str:
        """Give what was recorded, with the case: the person may have been looking at another."""
        reference = self._update.reference if self._update is not None else ""
        subject = line.entry.subject
        return " · ".join(part for part in (line.text, subject, reference) if part)

    def _fail(self, problem: Exception) -> None:
        self._set_at_work(False)
        self._problem.show_problem(in_words(problem))
        if self._step is Step.WHAT:
            self._read_again()
        if not isinstance(problem, UndriftError):
            raise problem

    def _read_again(self) -> None:
        """Read what can be recorded once more: somebody may have recorded it meanwhile."""
        question = QuickUpdateQuestion(self._by, self._case_id())

        def take(update: QuickUpdate) -> None:
            if self._step is Step.WHAT and self._update is not None and self._update.case_id == update.case_id:
                self._update = update
                self._narrow()

        self._context.background.ask(question, take, self._context.problems.show)

    def _case_id(self) -> str:
        return self._update.case_id if self._update is not None else ""

    def _set_at_work(self, at_work: bool) -> None:
        self._at_work = at_work
        self.field.setReadOnly(at_work)


class _LeadingField(QLineEdit):
    """Up and down move in the list under the field; Enter takes what is chosen there."""

    def __init__(self, dialog: QuickUpdateDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.setObjectName("quick_field")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self._dialog.move_in_list(event.key())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._dialog.pick()
        else:
            super().keyPressEvent(event)
            return
        event.accept()
