"""Working calendars as rows: a number for each day, so that SQL can count working days by subtraction."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, or_, select

from tracker.domain.calendar import SATURDAY, DayOff, WorkingCalendar
from tracker.errors import NotFound
from tracker.storage.records import insert_rows
from tracker.storage.tables import calendar, calendar_day
from tracker.terms import CalendarName

CALENDAR_COLUMNS = ("name", "version", "first_day", "last_day")
DAY_COLUMNS = ("calendar", "day", "number", "working", "name", "announced")


def ensure_calendars(connection: Connection, calendars: Iterable[WorkingCalendar]) -> tuple[CalendarName, ...]:
    """Store the calendars that are missing or of another version; give the names of those that changed."""
    versions = {row.name: row.version for row in connection.execute(select(calendar.c.name, calendar.c.version))}
    changed = [one for one in calendars if versions.get(one.name.value) != one.version]
    for one in changed:
        _store(connection, one)
    return tuple(one.name for one in changed)


def load_calendar(connection: Connection, name: CalendarName) -> WorkingCalendar:
    """Load a calendar, or raise NotFound."""
    stored = connection.execute(select(calendar).where(calendar.c.name == name.value)).one_or_none()
    if stored is None:
        raise NotFound("not_found")
    special = or_(calendar_day.c.name != "", calendar_day.c.announced.is_(False))
    days = connection.execute(
        select(calendar_day.c.day, calendar_day.c.name, calendar_day.c.announced)
        .where(calendar_day.c.calendar == name.value, special)
        .order_by(calendar_day.c.day)
    )
    off = [DayOff(row.day, row.name, row.announced) for row in days]
    return WorkingCalendar(name, stored.version, stored.first_day, stored.last_day, off)


def _store(connection: Connection, one: WorkingCalendar) -> None:
    _clear(connection, calendar_day, calendar_day.c.calendar, one.name)
    _clear(connection, calendar, calendar.c.name, one.name)
    insert_rows(connection, calendar, CALENDAR_COLUMNS, [(one.name.value, one.version, one.first, one.last)])
    insert_rows(connection, calendar_day, DAY_COLUMNS, _days(one))


def _clear(connection: Connection, table: Table, column: Any, name: CalendarName) -> None:
    connection.execute(delete(table).where(column == name.value))


def _days(one: WorkingCalendar) -> Iterator[tuple[str, date, int, bool, str, bool]]:
    """Give a row for each day; a day off without a name of its own is named as what it is."""
    number = 0
    for offset in range((one.last - one.first).days + 1):
        day = one.first + timedelta(days=offset)
        off = one.days_off.get(day)
        working = day.weekday() < SATURDAY and off is None
        number += working
        name = "" if off is None else off.name or "day off"
        yield one.name.value, day, number, working, name, off is None or off.announced
