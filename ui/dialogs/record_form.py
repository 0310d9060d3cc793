"""RecordForm: a form about one record; where somebody changed it meanwhile, it offers to read it again."""

from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from tracker.errors import StaleRecord
from ui.dialogs.differences import Difference, differences
from ui.theme import scaled
from ui.widgets.date_field import DateField
from ui.widgets.field_texts import put_value, text_of
from ui.widgets.form import FieldProblem, FormDrawer, Submit
from ui.widgets.time_field import TimeField

NOTE_LINES = 4


class RecordForm(FormDrawer):
    """What was typed stays when the record is read again, and what differs is told."""

    #: the record was changed by somebody else, and the person wants to see it as it is now
    reload_wanted = Signal()

    def __init__(self, title: str, submit: Submit, submit_text: str, parent: QWidget | None = None) -> None:
        super().__init__(title, submit, submit_text, parent)
        self._reload = QPushButton(self.tr("&Reload, keep what I typed"))
        self._reload.setVisible(False)
        self._reload.clicked.connect(self.reload_wanted)
        self._first_texts: dict[str, str] = {}
        self._news = QLabel()
        self._news.setObjectName("news")
        self._news.setTextFormat(Qt.TextFormat.PlainText)
        self._news.setWordWrap(True)
        self._news.setVisible(False)
        lines = self.layout()
        if isinstance(lines, QBoxLayout):
            lines.insertWidget(lines.count() - 1, self._news)
            lines.insertWidget(lines.count() - 1, self._reload, 0, Qt.AlignmentFlag.AlignLeft)

    def add_words(self, words: str) -> QLabel:
        label = super().add_words(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def record_id(self) -> str:
        """Give the id of the record the form is about."""
        raise NotImplementedError

    def draft_key(self) -> str:
        """Give the name under which what is typed is kept: the form, the case, the record."""
        return " ".join((type(self).__name__, str(getattr(self, "_case_id", "")), self.record_id()))

    def take(self, record: Any) -> None:
        """Go on with the record as it is now; what somebody else has changed meanwhile is told field by field."""
        self._clear_problems()
        self._reload.setVisible(False)
        before = next((one for one in vars(self).values() if type(one) is type(record) and one is not record), None)
        if before is not None and is_dataclass(record):
            self._meet(differences(before, record, self.entries()))

    def required(self, name: str, text: str, words: str) -> str:
        """Give a text that may not be empty, or point at its field."""
        if not text.strip():
            raise FieldProblem(name, words)
        return text.strip()

    def day_if_any(self, name: str, field: DateField) -> date | None:
        """Give a day that may be left out; a text that is no day is pointed at."""
        if field.day() is None and field.text().strip():
            raise FieldProblem(name, self.tr("This is not a day. Leave it empty where it is not known."))
        return field.day()

    def add_time(self, on: DateField) -> TimeField:
        """Add a time of day, which may be left out, under the day it belongs to."""
        field = TimeField()
        field.set_day(on.day())
        on.changed.connect(field.set_day)
        hint = self.tr("London time. A clock in hours starts or stops then; without it, with the day.")
        self.add_field("at", self.tr("&Time, if it is known"), field, hint)
        return field

    def time_if_any(self, field: TimeField) -> datetime | None:
        """Give the instant of a time that may be left out; a text that is none, or is two, is pointed at."""
        if not self.shows_field("at") or not field.text().strip():
            return None
        if field.at() is None:
            raise FieldProblem("at", self.tr("This is not a time. Leave it empty where it is not known."))
        if not field.instants():
            raise FieldProblem("at", self.tr("There was no such time on that day: the clocks went forward."))
        if field.instant() is None:
            raise FieldProblem("at", self.tr("Choose which of the two times it was."))
        return field.instant()

    def note_field(self) -> QPlainTextEdit:
        """Make a field of a few lines that the tab key leaves."""
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * NOTE_LINES + scaled(20))
        return field

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._first_texts:
            self._first_texts = {name: text_of(field) for name, field in self.entries().items()}

    def _meet(self, found: list[Difference]) -> None:
        """Fields that the person has not touched take what stands there now; what was typed stays, beside the news."""
        lines, entries = [], self.entries()
        for one in found:
            field = entries.get(one.name)
            touched = field is not None and text_of(field) != self._first_texts.get(one.name)
            if field is not None and not touched:
                put_value(field, one.value, one.now)
                self._first_texts[one.name] = text_of(field)
            words = self.tr("{label}: {now}, was {was}").format(
                label=one.label, now=one.now or self.tr("nothing"), was=one.was or self.tr("nothing")
            )
            lines.append(self.tr("{0}; yours is kept").format(words) if touched else words)
        if lines:
            self._news.setText(self.tr("Changed meanwhile:") + "\n" + "\n".join(lines))
        self._news.setVisible(bool(lines))

    def _after_fields(self) -> tuple[QWidget, ...]:
        return (self._reload, *super()._after_fields())

    def _fail(self, problem: Exception) -> None:
        super()._fail(problem)
        if isinstance(problem, StaleRecord):
            self._reload.setVisible(True)
            self._reload.setFocus(Qt.FocusReason.OtherFocusReason)
