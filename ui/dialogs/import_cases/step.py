"""Step: one step of an import: a heading, what is asked, what is wrong with it, and the way on and back."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.action_bar import ActionBar
from ui.widgets.problem_label import ProblemLabel


class Step(QFrame):
    """Whatever fails is said in the step, and what was entered stays in it.

    Args:
        stop: the actions that stop what is under way, shown while the step waits.
    """

    #: the person wants to go on
    onward = Signal()
    #: the person wants the step before
    back_wanted = Signal()

    def __init__(
        self,
        title: str,
        onward: str,
        back: str = "",
        stop: Iterable[tuple[QAction, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setAccessibleName(title)
        self.heading = QLabel(title)
        self.heading.setObjectName("form_title")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.problem = ProblemLabel()
        self.next_button = QPushButton(onward)
        self.next_button.setObjectName("primary")
        self.next_button.clicked.connect(self.onward)
        self.back_button = QPushButton(back)
        if not back:
            self.back_button.hide()
        self.back_button.clicked.connect(self.back_wanted)
        self.first: QWidget = self.next_button
        self._left_at: QWidget | None = None
        self._at_work = False
        self._lay_out(stop)

    def set_at_work(self, words: str) -> None:
        """Wait for what is under way, and say what that is; without words the step can be used again."""
        if words and not self._at_work:
            self._left_at = self.focusWidget()
        self._at_work = bool(words)
        self.working.setText(words)
        self._waiting.setVisible(self._at_work)
        self.inside.setEnabled(not self._at_work)
        for button in (self.next_button, self.back_button):
            button.setEnabled(not self._at_work)
        if self._at_work:
            self.problem.show_problem("")

    def at_work(self) -> bool:
        """Say whether the step waits."""
        return self._at_work

    def fail(self, words: str) -> None:
        """Say what went wrong; the person goes on where they were."""
        self.set_at_work("")
        self.problem.show_problem(words)
        self.take_focus(self._left_at)

    def take_focus(self, at: QWidget | None = None) -> None:
        """Put the focus where the person was, or into what is asked first."""
        if self.isVisible():
            (at or self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or self._at_work:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.next_button
        button.click()
        event.accept()

    def _lay_out(self, stop: Iterable[tuple[QAction, str]]) -> None:
        self.inside = QWidget()
        #: what the step asks or shows
        self.lines = QVBoxLayout(self.inside)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(12)
        self.working = QLabel()
        self._waiting = QWidget()
        waiting = QHBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.setSpacing(12)
        waiting.addWidget(self.working)
        waiting.addWidget(ActionBar(stop))
        waiting.addStretch(1)
        self._waiting.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.next_button)
        self.buttons.addWidget(self.back_button)
        self.buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self.heading)
        whole.addWidget(self.inside, 1)
        whole.addWidget(self.problem)
        whole.addWidget(self._waiting)
        whole.addLayout(self.buttons)
