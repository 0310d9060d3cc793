"""TimeField: a time of day in London, which may be left out; where the clocks went back, it asks which of two."""

import re
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.time_source import LONDON, instants_at
from ui.widgets.choice_field import ChoiceField

_NAMED = {"midnight": time(0), "noon": time(12)}
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?|(\d{1,2})(\d{2})")


def read_time(text: str) -> time | None:
    """Read a time as a person types it, or give None: 14:30, 14.30, 1430, 2.30pm, 9am, noon."""
    text = text.strip().casefold()
    if text in _NAMED:
        return _NAMED[text]
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1] or found[4]), int(found[2] or found[5] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeField(QWidget):
    """A time of the day it is told; under it stands how it was understood."""

    #: the time, or which of two is meant, changed
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("14:30, 2.30pm, noon"))
        self.which = ChoiceField((), self._words, self.tr("Choose..."))
        self.which.setAccessibleName(self.tr("Before or after the clocks went back"))
        self.which.give_way()
        self._said = QLabel()
        self._said.setObjectName("field_hint")
        self._said.setWordWrap(True)
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for part in (self.line, self._said, self.which):
            lines.addWidget(part)
        self.line.textChanged.connect(self._read)
        self.which.chosen.connect(self._tell)
        self._read()

    def set_day(self, day: date | None) -> None:
        """Say of which day the time is."""
        self._day = day
        self._read()

    def set_text(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        self.line.setText(text)

    def text(self) -> str:
        """Give what is typed."""
        return self.line.text()

    def at(self) -> time | None:
        """Give the time, or None where the text is none."""
        return read_time(self.line.text())

    def instants(self) -> tuple[datetime, ...]:
        """Give the instants that may be meant: as a rule one, none where there is no such time on that day."""
        at = self.at()
        return () if at is None or self._day is None else instants_at(self._day, at)

    def instant(self) -> datetime | None:
        """Give the instant that is meant, or None where it is not known."""
        instants = self.instants()
        chosen: datetime | None = self.which.choice() if len(instants) > 1 else next(iter(instants), None)
        return chosen

    def stops(self) -> list[QWidget]:
        """Give the controls in the order in which the tab key comes to them."""
        return [self.line, self.which]

    def _read(self) -> None:
        instants = self.instants()
        twice = len(instants) > 1
        self.which.setVisible(twice)
        self.which.set_choices(instants if twice else ())
        self._said.setText(self._understood(instants))
        self._said.setVisible(bool(self._said.text()))
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()

    def _understood(self, instants: tuple[datetime, ...]) -> str:
        at = self.at()
        if at is None:
            return self.tr("Not a time. Try 14:30, 2.30pm or noon.") if self.line.text().strip() else ""
        if self._day is None:
            return f"{at:%H:%M}"
        if not instants:
            return self.tr("The clocks went forward on that day: there was no {time}.").format(time=f"{at:%H:%M}")
        if len(instants) > 1:
            return self.tr("The clocks went back on that day, so it was {time} twice.").format(time=f"{at:%H:%M}")
        return f"{instants[0].astimezone(LONDON):%H:%M %Z}"

    def _words(self, instant: datetime) -> str:
        shown = instant.astimezone(LONDON)
        words = (
            self.tr("{time}, after the clocks went back") if shown.fold else self.tr("{time}, before they went back")
        )
        return words.format(time=f"{shown:%H:%M %Z}")
