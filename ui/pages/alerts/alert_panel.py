"""The chosen alert in words with what can be done about it, or why its date is what it is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from tracker.rows.open_alerts import AlertRow
from tracker.terms import AlertState
from ui import wording
from ui.pages.alerts.alert_columns import lateness, promise, told_to, what
from ui.pages.alerts.measures_table import MeasuresTable
from ui.widgets.action_bar import ActionBar
from ui.widgets.mark_label import MarkLabel
from ui.widgets.why_panel import WhyPanel


class AlertPanel(QWidget):
    """Stands under the list, so that the list stays in view."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen alert"))
        self._title = MarkLabel()
        self._title.setObjectName("section_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._facts.setContentsMargins(8, 4, 8, 0)
        self.why = WhyPanel()
        self._under = QStackedWidget()
        self._under.addWidget(self._facts)
        self._under.addWidget(self.why)
        self.measures = MeasuresTable()
        self._under.addWidget(self.measures)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar(actions))
        lines.addWidget(self._title)
        lines.addWidget(self._under, 1)
        self.show_row(None)

    def explains(self) -> bool:
        """Say whether the steps of the date are shown."""
        return self._under.currentWidget() is self.why

    def turn_measures(self, *, shown: bool) -> None:
        """Show how alerts are dealt with, or the alert in words again."""
        self._under.setCurrentWidget(self.measures if shown else self._facts)

    def turn_why(self) -> None:
        """Show why the date is what it is, or the alert in words again."""
        self._under.setCurrentWidget(self._facts if self.explains() else self.why)

    def show_row(self, row: AlertRow | None) -> None:
        """Show an alert, or that none is chosen."""
        if row is None:
            self._title.show_state("", self.tr("Choose an alert."))
            self._facts.setText("")
            self.why.say(self.tr("Choose an alert to see why its date is what it is."))
            return
        self._title.show_state(
            wording.SEVERITY_MARKS[row.severity],
            self.tr("{reference}: {what}, {severity}").format(
                reference=row.reference, what=what(row), severity=wording.term(row.severity).lower()
            ),
        )
        self._facts.setText("\n".join(self._lines(row)))

    def words(self) -> list[str]:
        """Give what is shown, line by line."""
        return [self._title.text(), *self._facts.text().splitlines()]

    def _lines(self, row: AlertRow) -> Iterable[str]:
        yield row.reason
        if row.due is not None or row.due_at is not None:
            due = wording.due(row.due, row.due_at)
            yield self.tr("Due {day}, {late}").format(day=due, late=lateness(row))
        if row.first_due is not None and row.first_due != row.due:
            yield self.tr("First due {day}").format(day=wording.day(row.first_due))
        if row.limit:
            yield self.tr("Limit: {limit} ({limit_id})").format(limit=row.limit, limit_id=row.limit_id)
        yield self.tr("Held by: {holder}").format(holder=wording.term(row.held_by))
        raised = wording.moment(row.raised_at)
        if row.told_to:
            yield self.tr("Raised {moment}, told to {people}").format(moment=raised, people=told_to(row))
        else:
            yield self.tr("Raised {moment}, told to nobody yet").format(moment=raised)
        yield wording.sentence(promise(row))
        if row.climbs_on is not None and row.state is AlertState.OPEN:
            words = self.tr("If nobody takes it on, the next to be told hears of it on {day}")
            yield words.format(day=wording.day(row.climbs_on))
