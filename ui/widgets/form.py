"""FormDrawer and FormDialog: labelled fields, problems beside them, a submit handed in, open until it succeeds."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.errors import RuleBroken, UndriftError
from ui.problems import in_words
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.grouped_choice import GroupedChoice
from ui.widgets.problem_label import ProblemLabel
from ui.widgets.time_field import TimeField

#: fields of more than one control
OF_SEVERAL = (ChecksField, TimeField)
Submit = Callable[[Any, Callable[[Any], None], Callable[[Exception], None]], None]


class FieldProblem(Exception):
    """A field is not filled in as it must be; found before anything is submitted."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field, words)
        self.field = field
        self.words = words


class FormDrawer(QFrame):
    """A form beside the list; subclasses add fields and build the request.

    Args:
        submit: what carries the request out: `background.do`, or a test's own.
    """

    #: the request succeeded; carries what came back
    succeeded = Signal(object)
    #: the form is done with, submitted or cancelled
    closed = Signal()

    def __init__(self, title: str, submit: Submit, submit_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setAccessibleName(title)
        self._submit = submit
        self._at_work = False
        self._over = False
        self._left_at: QWidget | None = None
        self._fields: dict[str, tuple[QWidget, ProblemLabel]] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self._heading = QLabel(title)
        self._heading.setObjectName("form_title")
        self._heading.setWordWrap(True)
        self._problem = ProblemLabel()
        self._send = QPushButton(submit_text)
        self._send.setObjectName("primary")
        self._send.clicked.connect(self.submit)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel)
        self._lay_out()

    def build(self) -> Any:
        """Give the request from the fields; raise FieldProblem where one is not filled in."""
        raise NotImplementedError

    def add_words(self, words: str) -> QLabel:
        """Add a paragraph above the fields that follow."""
        label = QLabel(words)
        label.setWordWrap(True)
        self._lines.addWidget(label)
        return label

    def add_field(self, name: str, label: str, field: QWidget, hint: str = "") -> QWidget:
        """Add a field under its label, with room for its problem; `name` is the request's own."""
        heading = QLabel(label)
        heading.setObjectName("field_label")
        takes_focus = field.focusProxy() or field
        heading.setBuddy(takes_focus)
        plain = label.replace("&", "")
        takes_focus.setAccessibleName(plain)
        field.setAccessibleName(plain)
        if hint:
            takes_focus.setAccessibleDescription(hint)
        if isinstance(field, ChoiceField):
            field.give_way()
        if isinstance(field, GroupedChoice):
            field.name(plain)
        problem = ProblemLabel()
        one = QVBoxLayout()
        one.setSpacing(4)
        one.addWidget(heading)
        parts: list[QWidget] = [heading]
        if hint:
            under = QLabel(hint)
            under.setObjectName("field_hint")
            under.setWordWrap(True)
            one.addWidget(under)
            parts.append(under)
        one.addWidget(field)
        one.addWidget(problem)
        self._lines.addLayout(one)
        self._fields[name] = (takes_focus, problem)
        self._parts[name] = [*parts, field]
        if not self.focusProxy():
            self.setFocusProxy(takes_focus)
        return field

    def field(self, name: str) -> QWidget:
        """Give the control of a field by its name."""
        return self._fields[name][0]

    def entries(self) -> dict[str, QWidget]:
        """Give the fields by their names."""
        return {name: parts[-1] for name, parts in self._parts.items()}

    def say_above(self, words: str) -> None:
        """Say something above the fields, as the first thing in the form."""
        label = QLabel(words)
        label.setObjectName("field_hint")
        label.setWordWrap(True)
        self._lines.insertWidget(0, label)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field with all that belongs to it, or leave it out for now; what was entered stays in it."""
        for part in self._parts[name]:
            part.setVisible(shown)
        if not shown:
            self._fields[name][1].show_problem("")

    def shows_field(self, name: str) -> bool:
        """Say whether a field is shown."""
        return name in self._parts and not self._parts[name][0].isHidden()

    def problem_of(self, name: str = "") -> str:
        """Give the problem shown beside a field, or that of the whole form."""
        label = self._fields[name][1] if name else self._problem
        return "" if label.isHidden() else label.text()

    def submit(self) -> None:
        """Build the request and hand it over; the form waits, disabled, until it is known how it went."""
        if self._at_work or self._over:
            return
        self._clear_problems()
        try:
            request = self.build()
        except FieldProblem as problem:
            self._show_at(problem.field, problem.words)
            return
        self._left_at = self.focusWidget()
        self._set_at_work(True)
        self._submit(request, self._succeed, self._fail)

    def cancel(self) -> None:
        """Close without doing anything; not while a request is under way."""
        if not self._at_work:
            self._finish()

    def at_work(self) -> bool:
        """Say whether a request is under way."""
        return self._at_work

    def showEvent(self, event: QShowEvent) -> None:
        """The buttons were made before the fields; their place is put right in the window the form now stands in."""
        super().showEvent(event)
        fields = [stop for name in self._fields for stop in self._stops(name)]
        for first, following in pairwise((*fields, *self._after_fields())):
            self.setTabOrder(first, following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._enter_submits(event):
            self.submit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _after_fields(self) -> tuple[QWidget, ...]:
        """Give what the tab key comes to after the last field."""
        return (self._send, self._cancel)

    def _stops(self, name: str) -> Iterable[QWidget]:
        """Give what the tab key comes to in a field: one control, or each of several."""
        field = self._parts[name][-1]
        return field.stops() if isinstance(field, OF_SEVERAL) else (self._fields[name][0],)

    def _enter_submits(self, event: QKeyEvent) -> bool:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
            return False
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return with_control or not isinstance(focused, QPlainTextEdit)

    def _succeed(self, result: Any) -> None:
        self._set_at_work(False)
        self.succeeded.emit(result)
        self._finish()

    def _fail(self, problem: Exception) -> None:
        self._set_at_work(False)
        field = problem.field if isinstance(problem, RuleBroken) else ""
        if self._left_at is not None:
            self._left_at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_at(field, in_words(problem))
        if not isinstance(problem, UndriftError):
            self.failed_unexpectedly(problem)

    def failed_unexpectedly(self, problem: Exception) -> None:
        """Hand on a problem that is our fault, beside the words in the form."""
        raise problem

    def _finish(self) -> None:
        if not self._over:
            self._over = True
            self.closed.emit()

    def _show_at(self, field: str, words: str) -> None:
        if not self.shows_field(field):
            self._problem.show_problem(words)
            return
        label, whole = self._fields[field][1], self._parts[field][-1]
        label.show_problem(words)
        control = whole.focusProxy() or whole
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (label, control):
            self._scroll.ensureWidgetVisible(part)
        if isinstance(control, QLineEdit):
            control.selectAll()

    def _clear_problems(self) -> None:
        for _, label in self._fields.values():
            label.show_problem("")
        self._problem.show_problem("")

    def _set_at_work(self, at_work: bool) -> None:
        self._at_work = at_work
        self._inside.setEnabled(not at_work)
        self._send.setEnabled(not at_work)
        self._cancel.setEnabled(not at_work)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._lines)
        inside.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._send)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 8, 12)
        whole.setSpacing(12)
        whole.addWidget(self._heading)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._problem)
        whole.addLayout(buttons)


class FormDialog(QDialog):
    """A form in a window of its own: for what cannot be undone, or needs more room than a drawer."""

    def __init__(self, form: FormDrawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(form.accessibleName())
        self.form = form
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(form)
        form.succeeded.connect(self._accept_later)
        form.closed.connect(self._close)
        self._succeeded = False
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        if not self.form.at_work():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.form.at_work():
            event.ignore()
            return
        super().closeEvent(event)

    def _accept_later(self) -> None:
        self._succeeded = True

    def _close(self) -> None:
        if self._succeeded:
            self.accept()
        else:
            super().reject()
