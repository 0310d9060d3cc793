"""A time of day as people type it, in London, over both changes of the clocks."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.held import hold
from ui.widgets.time_field import TimeField, read_time

FRIDAY = date(2026, 11, 20)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        (" 9:05 ", time(9, 5)),
        ("9", time(9)),
        ("9am", time(9)),
        ("2.30 PM", time(14, 30)),
        ("12am", time(0)),
        ("12.05pm", time(12, 5)),
        ("midnight", time(0)),
        ("Noon", time(12)),
        ("0000", time(0)),
        ("24:00", None),
        ("12:60", None),
        ("13pm", None),
        ("0am", None),
        ("later", None),
        ("", None),
        ("14:3", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, expected: time | None) -> None:
    assert read_time(typed) == expected


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_is_shown_is_read_again(at: time) -> None:
    assert read_time(f"{at:%H:%M}") == read_time(f"{at:%H%M}") == at


def a_field(qtbot: QtBot, day: date | None, typed: str) -> TimeField:
    field = TimeField()
    hold(qtbot, field)
    field.show()
    field.set_day(day)
    field.line.setText(typed)
    return field


def said(field: TimeField) -> str:
    return next(label.text() for label in field.findChildren(QLabel))


@pytest.mark.parametrize(
    ("day", "typed", "instant", "words"),
    [
        (FRIDAY, "14:30", datetime(2026, 11, 20, 14, 30, tzinfo=UTC), "14:30 GMT"),
        (date(2026, 7, 1), "14:30", datetime(2026, 7, 1, 13, 30, tzinfo=UTC), "14:30 BST"),
        (FORWARD, "02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "02:00 BST"),
        (BACK, "02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "02:00 GMT"),
    ],
)
def test_a_time_is_that_of_london(qtbot: QtBot, day: date, typed: str, instant: datetime, words: str) -> None:
    field = a_field(qtbot, day, typed)
    assert (field.instant(), said(field), field.which.isVisible()) == (instant, words, False)


def test_a_time_that_the_clocks_passed_over_is_none(qtbot: QtBot) -> None:
    field = a_field(qtbot, FORWARD, "01:30")
    assert (field.instant(), field.instants()) == (None, ())
    assert said(field) == "The clocks went forward on that day: there was no 01:30."


def test_a_time_that_came_twice_is_asked_for(qtbot: QtBot) -> None:
    field = a_field(qtbot, BACK, "01:30")
    assert said(field) == "The clocks went back on that day, so it was 01:30 twice."
    assert field.which.isVisible()
    assert field.instant() is None
    offered = [field.which.itemText(place) for place in range(1, field.which.count())]
    assert offered == ["01:30 BST, before they went back", "01:30 GMT, after the clocks went back"]
    field.which.setCurrentIndex(1)
    assert field.instant() == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    field.which.setCurrentIndex(2)
    assert field.instant() == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    field.set_day(FRIDAY)
    assert not field.which.isVisible()
    assert field.instant() == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def test_a_text_that_is_no_time_and_a_day_that_is_not_known(qtbot: QtBot) -> None:
    field = a_field(qtbot, FRIDAY, "soon")
    assert (field.instant(), said(field)) == (None, "Not a time. Try 14:30, 2.30pm or noon.")
    field.line.setText("")
    assert said(field) == ""
    field.set_day(None)
    field.line.setText("9.41am")
    assert (field.at(), field.instant(), said(field)) == (time(9, 41), None, "09:41")
