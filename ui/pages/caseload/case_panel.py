"""What is next in the chosen case, and what can be done about it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tracker.rows.caseload import CaseloadRow
from ui import wording
from ui.widgets.action_bar import ActionBar
from ui.widgets.mark_label import MarkLabel

WIDTH = 152


class CasePanel(QFrame):
    """One row in words, narrow, beside the list."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_panel")
        self.setAccessibleName(self.tr("The chosen case"))
        self.setFixedWidth(WIDTH)
        self._reference = self._line("section_title")
        self._kind = self._line("field_hint")
        self._state = MarkLabel()
        self._next = self._line()
        self._late = self._line()
        self._holder = self._line()
        self._actions = ActionBar(actions, upright=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(4, 4, 0, 0)
        lines.setSpacing(8)
        for part in (self._reference, self._kind, self._state, self._next, self._late, self._holder):
            lines.addWidget(part)
        lines.addSpacing(8)
        lines.addWidget(self._actions)
        lines.addStretch(1)
        self.show_row(None)

    def show_row(self, row: CaseloadRow | None) -> None:
        """Show a case, or that none is chosen."""
        for part in (self._kind, self._state, self._next, self._late, self._holder):
            part.setVisible(row is not None)
        if row is None:
            self._reference.setText(self.tr("Choose a case."))
            return
        self._reference.setText(row.reference)
        self._kind.setText(
            self.tr("{kind}\nRisk: {risk} · day {age}").format(
                kind=wording.term(row.kind), risk=wording.term(row.risk).lower(), age=row.age_days
            )
        )
        self._state.show_state(row.next_state, wording.state(row.next_state))
        self._next.setText(self._next_words(row))
        self._late.setText(self._late_words(row))
        self._late.setVisible(bool(self._late.text()))
        self._holder.setText(self.tr("Held by: {holder}").format(holder=wording.term(row.held_by)))

    def words(self) -> list[str]:
        """Give what is shown, line by line."""
        labels = (self._reference, self._kind, self._next, self._late, self._holder)
        return [label.text() for label in labels if not label.isHidden()]

    def _next_words(self, row: CaseloadRow) -> str:
        if not row.next_milestone:
            return self.tr("No next milestone.")
        due = wording.due(row.next_due, row.next_due_at)
        return self.tr("Next: {milestone}\ndue {day}").format(milestone=row.next_milestone, day=due)

    def _late_words(self, row: CaseloadRow) -> str:
        if not row.overdue:
            return ""
        return self.tr("{clocks} overdue, the worst {late}").format(
            clocks=wording.count_of(row.overdue, "clock"), late=wording.late(row.days_late)
        )

    def _line(self, name: str = "") -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
