"""A day as people type it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker import wording
from ui.widgets.date_field import DateField, Looks, read_day

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", FRIDAY),
        ("Today", FRIDAY),
        ("t", FRIDAY),
        ("yesterday", date(2026, 11, 19)),
        ("y", date(2026, 11, 19)),
        ("tomorrow", date(2026, 11, 21)),
        ("-3", date(2026, 11, 17)),
        ("- 3", date(2026, 11, 17)),
        ("+10", date(2026, 11, 30)),
        ("20/11/26", FRIDAY),
        ("20/11/2026", FRIDAY),
        ("20.11.2026", FRIDAY),
        ("20-11-26", FRIDAY),
        ("20 11 26", FRIDAY),
        ("2026-11-20", FRIDAY),
        ("Fri 20 Nov 2026", FRIDAY),
        ("Friday, 20 November 2026", FRIDAY),
        ("20 nov 26", FRIDAY),
        ("20nov26", FRIDAY),
        ("20th november", FRIDAY),
        (" 20  Nov ", FRIDAY),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_what_people_type(typed: str, expected: date) -> None:
    assert read_day(typed, FRIDAY) == expected


@pytest.mark.parametrize(
    ("typed", "back", "ahead"),
    [
        ("fri", FRIDAY, FRIDAY),
        ("thu", date(2026, 11, 19), date(2026, 11, 26)),
        ("sat", date(2026, 11, 14), date(2026, 11, 21)),
        ("monday", date(2026, 11, 16), date(2026, 11, 23)),
        ("wednes", date(2026, 11, 18), date(2026, 11, 25)),
        ("20/11", FRIDAY, FRIDAY),
        ("1/12", date(2025, 12, 1), date(2026, 12, 1)),
        ("1 nov", date(2026, 11, 1), date(2027, 11, 1)),
    ],
)
def test_a_day_without_a_year_is_the_last_or_the_next(typed: str, back: date, ahead: date) -> None:
    assert read_day(typed, FRIDAY, "back") == back
    assert read_day(typed, FRIDAY, "ahead") == ahead


@pytest.mark.parametrize(
    "typed",
    ["", " ", "soon", "31/2/26", "29/2/2027", "13/13/26", "20/11/026", "friend", "0/1/26", "20 nox", "2026", "--3"],
)
def test_what_is_no_day(typed: str) -> None:
    assert read_day(typed, FRIDAY) is None


@given(DAYS, DAYS, st.sampled_from(["back", "ahead"]))
def test_every_day_is_read_back_from_its_own_words(day: date, today: date, looks: Looks) -> None:
    assert read_day(wording.day(day), today, looks) == day
    assert read_day(f"{day:%d/%m/%Y}", today, looks) == day
    assert read_day(day.isoformat(), today, looks) == day


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_never_more_than_six_days_away(today: date, weekday: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    back, ahead = read_day(name, today, "back"), read_day(name, today, "ahead")
    assert back is not None
    assert ahead is not None
    assert back.weekday() == ahead.weekday() == weekday
    assert timedelta(0) <= today - back < timedelta(7)
    assert timedelta(0) <= ahead - today < timedelta(7)


@given(st.text(max_size=20))
def test_whatever_is_typed_nothing_breaks(typed: str) -> None:
    read_day(typed, FRIDAY)


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[DateField]:
    """A field for a day that has been, with another field beside it."""
    window = QWidget()
    qtbot.addWidget(window)
    made, other = DateField(FRIDAY), QLineEdit()
    lines = QVBoxLayout(window)
    lines.addWidget(made)
    lines.addWidget(other)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    yield made
    window.hide()


def hint(field: DateField) -> str:
    label = field.findChild(QLabel, "field_hint")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_field_says_how_it_was_understood_while_typing(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClicks(field.line, "thu")
    assert field.day() == date(2026, 11, 19)
    assert hint(field) == "Thu 19 Nov 2026 · 1 day ago"
    assert field.text() == "thu"
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.text() == "Thu 19 Nov 2026"


def test_a_text_that_is_no_day_is_said_to_be_none_and_stays(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClicks(field.line, "soon")
    assert field.day() is None
    assert hint(field).startswith("Not a day.")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.text() == "soon"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, date(2026, 12, 1)),
        (Qt.Key.Key_Down, date(2026, 11, 29)),
        (Qt.Key.Key_PageUp, date(2026, 12, 30)),
        (Qt.Key.Key_PageDown, date(2026, 10, 30)),
    ],
)
def test_arrow_keys_move_the_day(qtbot: QtBot, field: DateField, key: Qt.Key, expected: date) -> None:
    field.set_day(date(2026, 11, 30))
    qtbot.keyClick(field.line, key)
    assert field.day() == expected


def test_a_month_later_than_the_31st_is_the_last_of_the_next(qtbot: QtBot, field: DateField) -> None:
    field.set_day(date(2027, 1, 31))
    qtbot.keyClick(field.line, Qt.Key.Key_PageUp)
    assert field.day() == date(2027, 2, 28)


def test_arrow_keys_begin_today(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.day() == date(2026, 11, 19)


def test_the_change_is_told_once(qtbot: QtBot, field: DateField) -> None:
    told: list[date | None] = []
    field.changed.connect(told.append)
    field.set_day(FRIDAY)
    field.set_day(FRIDAY)
    field.set_day(None)
    assert told == [FRIDAY, None]


def test_days_off_are_pointed_out(qtbot: QtBot) -> None:
    plain = DateField(FRIDAY)
    qtbot.addWidget(plain)
    plain.set_day(date(2026, 11, 21))
    assert hint(plain) == "Sat 21 Nov 2026 · in 1 day · not a working day"
    knowing = DateField(FRIDAY, hint=lambda day: "Christmas Day" if (day.month, day.day) == (12, 25) else "")
    qtbot.addWidget(knowing)
    knowing.set_day(date(2026, 12, 25))
    assert hint(knowing).endswith("Christmas Day")
    knowing.set_day(FRIDAY)
    assert hint(knowing) == "Fri 20 Nov 2026 · today"


def test_moving_stops_at_the_end_of_the_calendar(qtbot: QtBot, field: DateField) -> None:
    field.set_day(date.max)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    qtbot.keyClick(field.line, Qt.Key.Key_PageUp)
    assert field.day() == date.max
    assert read_day("+9999", date.max) is None
