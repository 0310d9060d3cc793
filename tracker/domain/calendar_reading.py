"""Reads the calendar files: bank holidays, the days of the courts, the force's and the laboratory's closure days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.table_reading import Fault, TableReader
from tracker.errors import RuleBroken
from tracker.terms import CalendarName

INVALID = "calendar_invalid"


def calendars_from(documents: Mapping[str, Mapping[str, Any]]) -> Mapping[CalendarName, WorkingCalendar]:
    """Build every calendar from the files of resources/bank_holidays, by name, as read.

    A calendar that includes another has its days off too, is known for as long as both are, and has the sum of
    their versions, so that a change to either is a new version.

    Raises:
        RuleBroken: something in a file is wrong; the values say file, day and what.
    """
    for file in documents:
        if file not in set(CalendarName):
            raise _fault(file)("unknown_calendar", file)
    return {name: _calendar(name, documents) for name in CalendarName}


def _calendar(name: CalendarName, documents: Mapping[str, Mapping[str, Any]]) -> WorkingCalendar:
    if name not in documents:
        raise _fault(name)("missing", name)
    reader = TableReader(documents[name], _fault(name))
    if reader.choice("calendar", CalendarName) is not name:
        raise reader.fault("calendar_is_not_the_file", name)
    version = reader.whole("version")
    first, last = _day(reader, "known_from"), _day(reader, "known_to")
    reader.text("source")
    reader.text("note", "")
    days_off = _days_off(reader, first, last)
    included = reader.text("includes", "")
    reader.finish()
    if included:
        if included not in set(CalendarName) or "includes" in documents.get(included, {}):
            raise reader.fault("cannot_include", included)
        other = _calendar(CalendarName(included), documents)
        version, first, last = version + other.version, max(first, other.first), min(last, other.last)
        days_off = {**other.days_off, **days_off}
    _check_every_year(reader, days_off, first, last)
    return WorkingCalendar(name, version, first, last, days_off.values())


def _days_off(reader: TableReader, first: date, last: date) -> dict[date, DayOff]:
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


def _check_every_year(reader: TableReader, days_off: Mapping[date, DayOff], first: date, last: date) -> None:
    """Refuse a list that was cut short: a year without any day off would count holidays as worked."""
    years = {day.year for day in days_off}
    for year in range(first.year, last.year + 1):
        if year not in years:
            raise reader.fault("year_without_holiday", year)


def _day(reader: TableReader, key: str) -> date:
    day = reader.day(key)
    if day is None:
        raise reader.fault("missing", key)
    return day


def _fault(file: str) -> Fault:
    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(INVALID, file=file, what=what, value=value)

    return fault
