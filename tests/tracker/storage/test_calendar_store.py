"""Calendars as rows: what is loaded counts like what was stored, and the numbers subtract to working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.statements import count_statements
from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.errors import NotFound
from tracker.storage.calendar_store import _days, ensure_calendars, load_calendar
from tracker.storage.engine import Database
from tracker.storage.tables import calendar_day
from tracker.terms import CalendarName

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
OFF = (
    DayOff(date(2026, 12, 25), "Christmas Day"),
    DayOff(date(2026, 12, 26), "Boxing Day"),
    DayOff(date(2026, 12, 28), "Boxing Day (substitute day)"),
    DayOff(date(2027, 3, 26), "Good Friday", announced=False),
    DayOff(date(2027, 6, 1), ""),
)


def a_calendar(name: CalendarName = CalendarName.ENGLAND_AND_WALES, version: int = 1, *more: DayOff) -> WorkingCalendar:
    return WorkingCalendar(name, version, FIRST, LAST, (*OFF, *more))


def test_a_calendar_comes_back_and_counts_alike(database: Database) -> None:
    stored = a_calendar()
    with database.write() as connection:
        assert ensure_calendars(connection, [stored]) == (CalendarName.ENGLAND_AND_WALES,)
        loaded = load_calendar(connection, CalendarName.ENGLAND_AND_WALES)
    assert (loaded.name, loaded.version, loaded.first, loaded.last) == (stored.name, 1, FIRST, LAST)
    assert set(loaded.days_off) == set(stored.days_off)
    assert [loaded.days_off[off.day] for off in OFF[:4]] == list(OFF[:4])
    days = [FIRST + timedelta(days=offset) for offset in range(0, 729, 3)]
    assert [loaded.number(day) for day in days] == [stored.number(day) for day in days]
    assert loaded.is_provisional(date(2027, 3, 1), date(2027, 4, 1))
    assert not loaded.is_provisional(date(2026, 12, 1), date(2027, 1, 1))


def test_stored_numbers_subtract_to_working_days(database: Database) -> None:
    stored = a_calendar()
    with database.write() as connection:
        ensure_calendars(connection, [stored])
        rows = connection.execute(select(calendar_day.c.day, calendar_day.c.number, calendar_day.c.working)).all()
    assert len(rows) == (LAST - FIRST).days + 1
    assert all((stored.number(row.day), stored.is_working(row.day)) == (row.number, row.working) for row in rows)


def test_only_a_changed_calendar_is_stored_again(database: Database) -> None:
    england, court = a_calendar(), a_calendar(CalendarName.COURT)
    with database.write() as connection:
        assert len(ensure_calendars(connection, [england, court])) == 2
        with count_statements(connection) as seen:
            assert ensure_calendars(connection, [england, court]) == ()
        assert len(seen) == 1
        closed = a_calendar(CalendarName.COURT, 2, DayOff(date(2026, 11, 20), "closed"))
        assert ensure_calendars(connection, [england, closed]) == (CalendarName.COURT,)
        assert not load_calendar(connection, CalendarName.COURT).is_working(date(2026, 11, 20))
        assert load_calendar(connection, CalendarName.ENGLAND_AND_WALES).is_working(date(2026, 11, 20))


def test_a_calendar_that_was_never_stored_is_not_found(database: Database) -> None:
    with database.read() as connection, pytest.raises(NotFound):
        load_calendar(connection, CalendarName.FORCE)


@given(st.sets(st.dates(FIRST, LAST), max_size=30))
def test_any_calendars_rows_number_its_working_days(days: set[date]) -> None:
    made = WorkingCalendar(CalendarName.FORCE, 1, FIRST, LAST, [DayOff(day, "off") for day in sorted(days)])
    for _, day, number, working, _, _ in _days(made):
        assert (number, working) == (made.number(day), made.is_working(day))
