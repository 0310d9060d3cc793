"""CalendarFile: what one file says of one calendar, and how calendars are made of such files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.calendar import SATURDAY, DayOff, WorkingCalendar
from tracker.domain.table_reading import Fault, TableReader
from tracker.errors import RuleBroken
from tracker.terms import CalendarName

INVALID = "calendar_invalid"
ONE_DAY = timedelta(days=1)
LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The days off of one calendar and the span in which they are known.

    `includes` adds the days of another calendar; `supplied` says that it came from the force, not with the program.
    """

    name: CalendarName
    version: int
    first: date
    last: date
    days: tuple[DayOff, ...]
    includes: CalendarName | None = None
    source: str = ""
    supplied: bool = False

    def says_the_same(self, other: "CalendarFile") -> bool:
        """Say whether two files give the same days, whatever they are called."""
        return _content(self) == _content(other)


def read_calendar_file(name: CalendarName, document: Mapping[str, Any]) -> CalendarFile:
    """Take a file as the shipped ones are written.

    Days that are closed every year may be given as ranges, which may reach across New Year.

    Raises:
        RuleBroken: something in it is wrong; the values say file, day and what.
    """
    reader = TableReader(document, calendar_fault(name))
    if reader.choice("calendar", CalendarName) is not name:
        raise reader.fault("calendar_is_not_the_file", name)
    version = reader.whole("version", 1)
    first, last = _day(reader, "known_from"), _day(reader, "known_to")
    source = reader.text("source")
    reader.text("note", "")
    days = _holidays(reader, first, last)
    for off in _closed_every_year(reader, first, last):
        days.setdefault(off.day, off)
    includes = reader.text("includes", "")
    reader.finish()
    if includes and (includes not in set(CalendarName) or includes == name):
        raise reader.fault("cannot_include", includes)
    ordered = tuple(days[day] for day in sorted(days))
    return CalendarFile(name, version, first, last, ordered, CalendarName(includes) if includes else None, source)


def composed(file: CalendarFile, included: WorkingCalendar | None, version: int) -> WorkingCalendar:
    """Build a calendar from its file and the calendar that it includes.

    It is known for as long as both are; a file without days of its own for as long as the other. A day off in both
    bears the name of a bank holiday, where that is announced.

    Raises:
        RuleBroken: a year without any day off, which was cut short; a calendar without a working day.
    """
    first, last = file.first, file.last
    days = {off.day: off for off in file.days}
    if included is not None:
        first, last = max(first, included.first), min(last, included.last)
        if not file.days:
            first, last = included.first, included.last
        announced = {day: off for day, off in included.days_off.items() if off.announced}
        days = {**included.days_off, **days, **announced}
    check_every_year(file.name, days, first, last)
    return WorkingCalendar(file.name, version, first, last, (days[day] for day in sorted(days)))


def check_every_year(name: CalendarName, days: Iterable[date], first: date, last: date) -> None:
    """Refuse a list that was cut short: a year without any day off would count holidays as worked."""
    years = {day.year for day in days}
    for year in range(first.year, last.year + 1):
        if year not in years:
            raise calendar_fault(name)("year_without_holiday", year)


def calendar_fault(file: str) -> Fault:
    """Give what makes the error of a calendar's file."""

    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(INVALID, file=file, what=what, value=value)

    return fault


def _content(file: CalendarFile) -> tuple[object, ...]:
    return (file.first, file.last, file.includes, sorted((off.day, off.announced) for off in file.days))


def _holidays(reader: TableReader, first: date, last: date) -> dict[date, DayOff]:
    days: dict[date, DayOff] = {}
    for table in reader.tables("holiday"):
        day = _day(table, "date")
        off = DayOff(day, table.text("name"), table.yes("announced"))
        table.finish()
        if not first <= day <= last:
            raise table.fault("outside_the_span", day)
        if day in days:
            raise table.fault("said_twice", day)
        days[day] = off
    return days


def _closed_every_year(reader: TableReader, first: date, last: date) -> Iterator[DayOff]:
    for table in reader.tables("closed_every_year"):
        begins, ends, name = _month_and_day(table, "from"), _month_and_day(table, "to"), table.text("name")
        table.finish()
        for year in range(first.year - 1, last.year + 1):
            end_year = year if ends >= begins else year + 1
            end = _nearest(end_year, *ends)
            day = _nearest(year, *begins)
            while day <= end:
                if first <= day <= last and day.weekday() < SATURDAY:
                    yield DayOff(day, name)
                day += ONE_DAY


def _month_and_day(table: TableReader, key: str) -> tuple[int, int]:
    """Read a day of every year, written as 12-24."""
    text = table.text(key)
    try:
        month, day = (int(part) for part in text.split("-"))
        date(LEAP_YEAR, month, day)
    except ValueError:
        raise table.fault("not_a_day_of_the_year", text) from None
    return month, day


def _nearest(year: int, month: int, day: int) -> date:
    """Give a day of a year; the day before 29 February in a year that has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _day(reader: TableReader, key: str) -> date:
    day = reader.day(key)
    if day is None:
        raise reader.fault("missing", key)
    return day
