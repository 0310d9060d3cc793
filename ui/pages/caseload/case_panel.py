"""What is next in the chosen case, and what can be done about it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from tracker.rows.caseload import CaseloadRow
from ui import wording
from ui.theme import scaled
from ui.widgets.action_bar import ActionBar
from ui.widgets.mark_label import MarkLabel

WIDTH, HEIGHT = 216, 76
QWIDGETSIZE_MAX = 16777215


class CasePanel(QFrame):
    """One row in words."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_panel")
        self.setAccessibleName(self.tr("The chosen case"))
        self._reference = self._line("section_title")
        self._kind = self._line("field_hint")
        self._state = MarkLabel()
        self._next = self._line()
        self._late = self._line()
        self._holder = self._line()
        self._actions = ActionBar(actions, upright=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(4, 4, 0, 0)
        self._columns.setSpacing(8)
        for parts in (
            (self._reference, self._kind),
            (self._state, self._next),
            (self._late, self._holder),
            (self._actions,),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            self._columns.addLayout(column)
        self._columns.addStretch(1)
        self.show_row(None)

    def stand(self, *, upright: bool) -> None:
        """Stand narrow beside the list, or low under it."""
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if upright else directions.LeftToRight)
        rest = self._columns.count() - 1
        for place in range(rest):
            self._columns.setStretch(place, 0 if upright else 1)
        self._columns.setStretch(rest, 1 if upright else 0)
        self.setMinimumWidth(scaled(WIDTH) if upright else 0)
        self.setMaximumWidth(scaled(WIDTH) if upright else QWIDGETSIZE_MAX)
        self.setMinimumHeight(0 if upright else scaled(HEIGHT))
        self.setMaximumHeight(QWIDGETSIZE_MAX if upright else scaled(HEIGHT))

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
