"""DateField: a day, typed as people say it, shown as "Fri 20 Nov 2026", moved by the arrow keys."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import wording

Looks = Literal["back", "ahead"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"today": 0, "t": 0, "yesterday": -1, "y": -1, "tomorrow": 1}
_OFFSET = re.compile(r"([+-])\s*(\d{1,4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?")
_WORDS = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]*([a-z]{3,9})\.?,?(?:[\s-]*(\d{4}|\d{2}))?")


def read_day(text: str, today: date, looks: Looks = "back") -> date | None:
    """Read a day as a person types it, or give None.

    Args:
        looks: whether a day without a year, and a weekday, means the last one or the next one; today counts as both.
    """
    text = " ".join(text.casefold().split())
    if text in _NAMED:
        return _moved(today, _NAMED[text])
    if found := _OFFSET.fullmatch(text):
        days = int(found[2])
        return _moved(today, -days if found[1] == "-" else days)
    if text[:3] in WEEKDAYS and text.isalpha():
        return _weekday(text, today, looks)
    if found := _ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text):
        return _with_year(int(found[1]), int(found[2]), found[3], today, looks)
    if (found := _WORDS.fullmatch(text)) and found[2][:3] in MONTHS:
        return _with_year(int(found[1]), MONTHS.index(found[2][:3]) + 1, found[3], today, looks)
    return None


class DateField(QWidget):
    """One day. Under the field stands how it was understood, and what kind of day it is."""

    #: the day changed; carries the date, or None
    changed = Signal(object)

    def __init__(
        self,
        today: date,
        looks: Looks = "back",
        hint: Callable[[date], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._looks: Looks = looks
        self._hint = hint
        self._day: date | None = None
        self.line = _DayLine(self)
        ahead, back = self.tr("27/11/26, fri, tomorrow, +5"), self.tr("20/11/26, fri, yesterday, -3")
        self.line.setPlaceholderText(ahead if looks == "ahead" else back)
        self.line.textEdited.connect(self._read)
        self.line.moved.connect(self._move)
        self.line.left.connect(self._tidy)
        self._said = QLabel()
        self._said.setObjectName("field_hint")
        self._said.setWordWrap(True)
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.line)
        lines.addWidget(self._said)

    def day(self) -> date | None:
        """Give the day, or None where the text is none."""
        return self._day

    def text(self) -> str:
        """Give what is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        self.line.setText(text)
        self._read(text)

    def set_day(self, value: date | None) -> None:
        """Show a day."""
        self._take(value)
        self.line.setText(wording.day(value))

    def _read(self, text: str) -> None:
        self._take(read_day(text, self._today, self._looks))

    def _move(self, days: int, months: int) -> None:
        day = self._day or self._today
        moved = _add_months(day, months) if months else _moved(day, days)
        self.set_day(moved or day)
        self.line.selectAll()

    def _tidy(self) -> None:
        if self._day is not None:
            self.line.setText(wording.day(self._day))

    def _take(self, value: date | None) -> None:
        changed = value != self._day
        self._day = value
        self._said.setText(self._words())
        if changed:
            self.changed.emit(value)

    def _words(self) -> str:
        if self._day is None:
            return self.tr("Not a day. Try 20/11/26, fri or yesterday.") if self.line.text().strip() else ""
        words = [wording.day(self._day), self._distance()]
        if self._hint is not None:
            words.append(self._hint(self._day))
        elif self._day.weekday() > 4:
            words.append(self.tr("not a working day"))
        return " · ".join(word for word in words if word)

    def _distance(self) -> str:
        days = 0 if self._day is None else (self._day - self._today).days
        if days == 0:
            return self.tr("today")
        counted = wording.count_of(abs(days), "day")
        return self.tr("in {0}").format(counted) if days > 0 else self.tr("{0} ago").format(counted)


class _DayLine(QLineEdit):
    """The line itself: up and down move by a day, page up and down by a month."""

    #: a key asked to move; carries days and months
    moved = Signal(int, int)
    #: the focus went elsewhere
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_PageUp: (0, 1),
            Qt.Key.Key_PageDown: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.moved.emit(*step)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _weekday(text: str, today: date, looks: Looks) -> date | None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    found = [place for place, name in enumerate(names) if name.startswith(text)]
    if len(found) != 1:
        return None
    back = (today.weekday() - found[0]) % 7
    return _moved(today, -back if looks == "back" else (-back) % 7)


def _with_year(day: int, month: int, year: str | None, today: date, looks: Looks) -> date | None:
    if year is not None:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    made = _made(today.year, month, day)
    if made is None or made == today:
        return made
    if looks == "back":
        return made if made < today else _made(today.year - 1, month, day)
    return made if made > today else _made(today.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _add_months(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
