"""Calendars as rows: what is loaded counts like what was stored, in every version; numbers subtract to working days."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.calendar_file import CalendarFile, composed
from tracker.errors import NotFound, RuleBroken
from tracker.storage.calendar_store import (
    Edition,
    _days,
    calendar_versions,
    content_digest,
    load_calendar,
    store_editions,
    stored_files,
)
from tracker.storage.engine import Database
from tracker.storage.tables import calendar_day
from tracker.terms import CalendarName

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
AT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
OFF = (
    DayOff(date(2026, 12, 25), "Christmas Day"),
    DayOff(date(2026, 12, 26), "Boxing Day"),
    DayOff(date(2026, 12, 28), "Boxing Day (substitute day)"),
    DayOff(date(2027, 3, 26), "Good Friday", announced=False),
    DayOff(date(2027, 6, 1), ""),
)
CLOSED = DayOff(date(2026, 11, 20), "closed")


def an_edition(
    name: CalendarName = CalendarName.ENGLAND_AND_WALES, version: int = 1, *more: DayOff, by: str = "officer-1"
) -> Edition:
    file = CalendarFile(name, version, FIRST, LAST, (*OFF, *more), source=f"list {version}")
    return Edition(composed(file, None, version), file, content_digest(file), AT, by)


def days(first: date, last: date, step: int = 1) -> Iterable[date]:
    return [first + timedelta(days=offset) for offset in range(0, (last - first).days + 1, step)]


def test_a_calendar_comes_back_and_counts_alike(database: Database) -> None:
    stored = an_edition().calendar
    with database.write() as connection:
        store_editions(connection, [an_edition()])
        loaded = load_calendar(connection, CalendarName.ENGLAND_AND_WALES)
    assert (loaded.name, loaded.version, loaded.first, loaded.last) == (stored.name, 1, FIRST, LAST)
    assert set(loaded.days_off) == set(stored.days_off)
    assert [loaded.days_off[off.day] for off in OFF[:4]] == list(OFF[:4])
    assert [loaded.number(day) for day in days(FIRST, LAST, 3)] == [stored.number(day) for day in days(FIRST, LAST, 3)]
    assert loaded.is_provisional(date(2027, 3, 1), date(2027, 4, 1))
    assert not loaded.is_provisional(date(2026, 12, 1), date(2027, 1, 1))


def test_stored_numbers_subtract_to_working_days(database: Database) -> None:
    stored = an_edition().calendar
    with database.write() as connection:
        store_editions(connection, [an_edition()])
        rows = connection.execute(select(calendar_day.c.day, calendar_day.c.number, calendar_day.c.working)).all()
    assert len(rows) == (LAST - FIRST).days + 1
    assert all((stored.number(row.day), stored.is_working(row.day)) == (row.number, row.working) for row in rows)


def test_a_new_version_counts_and_the_earlier_ones_are_kept(database: Database) -> None:
    court = CalendarName.COURT
    with database.write() as connection:
        store_editions(connection, [an_edition(), an_edition(court)])
        store_editions(connection, [an_edition(court, 2, CLOSED)])
        store_editions(connection, [an_edition(court, 3)])
        assert calendar_versions(connection) == {CalendarName.ENGLAND_AND_WALES: 1, court: 3}
        newest = load_calendar(connection, court)
        assert load_calendar(connection, CalendarName.ENGLAND_AND_WALES).is_working(CLOSED.day)
    assert [newest.at_version(version).is_working(CLOSED.day) for version in (1, 2, 3)] == [True, False, True]
    for version, more in ((1, ()), (2, (CLOSED,))):
        kept, stored = newest.at_version(version), an_edition(court, version, *more).calendar
        assert kept.days_off == stored.days_off
        assert [kept.number(day) for day in days(FIRST, LAST, 5)] == [stored.number(d) for d in days(FIRST, LAST, 5)]
    with pytest.raises(RuleBroken):
        newest.at_version(4)


def test_it_is_known_of_which_file_a_calendar_is(database: Database) -> None:
    first, second = an_edition(), an_edition(CalendarName.ENGLAND_AND_WALES, 2, CLOSED, by="officer-2")
    with database.write() as connection:
        store_editions(connection, [first])
        store_editions(connection, [second])
        (stored,) = stored_files(connection).values()
    assert stored.file.says_the_same(second.file)
    assert not stored.file.says_the_same(first.file)
    assert (stored.version, stored.taken_at, stored.taken_by) == (2, AT, "officer-2")
    assert stored.file.source == "list 2"
    assert stored.digests == {first.digest, second.digest}


def test_a_calendar_that_was_never_stored_is_not_found(database: Database) -> None:
    with database.read() as connection, pytest.raises(NotFound):
        load_calendar(connection, CalendarName.FORCE)


@given(st.sets(st.dates(FIRST, LAST), max_size=30))
def test_any_calendars_rows_number_its_working_days(off: set[date]) -> None:
    made = WorkingCalendar(CalendarName.FORCE, 1, FIRST, LAST, [DayOff(day, "off") for day in sorted(off)])
    for _, day, number, working, _, _ in _days(made):
        assert (number, working) == (made.number(day), made.is_working(day))
