"""Reads a calendar file that the force supplies: one like the shipped ones, or the list that GOV.UK publishes."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.calendar import SATURDAY, DayOff
from tracker.domain.calendar_file import CalendarFile, calendar_fault, check_every_year, read_calendar_file
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, NotCounted

ENGLAND_AND_WALES = CalendarName.ENGLAND_AND_WALES
DIVISION = "england-and-wales"
LEAST_IN_A_YEAR = 8
BANK_HOLIDAY = re.compile(
    r"bank holiday|(new year.s day|good friday|easter monday|christmas day|boxing day)( \(.*\))?$", re.IGNORECASE
)
NO_CALENDAR = "it names no calendar, and holds no list for England and Wales"
JANUARY_1, DECEMBER_31 = (1, 1), (12, 31)


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a file would make of a calendar, and which of its entries count for nothing, with the reason."""

    file: CalendarFile
    not_counted: tuple[tuple[DayOff, NotCounted], ...]


def read_supplied(name: str, content: bytes, present: Mapping[CalendarName, CalendarFile]) -> Supplied:
    """Take what counts from a file, beside the files that the calendars are of now.

    A published list settles the years that it has; the others stay as they are.

    Raises:
        RuleBroken: `calendar_file_empty`, `calendar_file_unreadable`, `calendar_file_shorter` (fewer years than are
            known), `calendar_invalid` with what is wrong. Nothing of such a file is taken.
    """
    text = _text(name, content)
    document = _document(name, text)
    if DIVISION in document or "divisions" in document:
        return _published(name, document.get("divisions", document), present[ENGLAND_AND_WALES])
    calendar = document.get("calendar")
    if not isinstance(calendar, str):
        raise RuleBroken("calendar_file_unreadable", file=name, what=NO_CALENDAR)
    if calendar not in set(CalendarName):
        raise calendar_fault(name)("unknown_calendar", calendar)
    file = read_calendar_file(CalendarName(calendar), document)
    if not file.days and file.includes is None:
        raise RuleBroken("calendar_file_empty", file=name)
    counted, left_out = _sorted_out(file.name, file.days)
    known = present[file.name]
    if file.first > known.first or file.last < known.last:
        raise RuleBroken("calendar_file_shorter", file=name, first=known.first, last=known.last)
    if file.name is ENGLAND_AND_WALES:
        check_every_year(file.name, (off.day for off in counted), file.first, file.last)
        _check_whole(file.name, counted, range(file.first.year, file.last.year + 1))
    return Supplied(replace(file, days=counted, supplied=True), left_out)


def _text(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise RuleBroken("calendar_file_unreadable", file=name, what="it is not saved as UTF-8 text") from None
    if not text:
        raise RuleBroken("calendar_file_empty", file=name)
    return text


def _document(name: str, text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text) if text[0] in "{[" else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as fault:
        raise RuleBroken("calendar_file_unreadable", file=name, what=str(fault)) from fault
    if not isinstance(document, dict):
        raise RuleBroken("calendar_file_unreadable", file=name, what="it holds no list for England and Wales")
    return document


def _published(name: str, divisions: Any, known: CalendarFile) -> Supplied:
    division = divisions.get(DIVISION) if isinstance(divisions, Mapping) else None
    events = division.get("events") if isinstance(division, Mapping) else None
    if not isinstance(events, list):
        raise RuleBroken("calendar_file_unreadable", file=name, what="it holds no list for England and Wales")
    counted, left_out = _sorted_out(ENGLAND_AND_WALES, [_event(name, event) for event in events])
    if not counted:
        raise RuleBroken("calendar_file_empty", file=name)
    years = range(counted[0].day.year, counted[-1].day.year + 1)
    _check_whole(ENGLAND_AND_WALES, counted, years)
    announced = max((off.day.year for off in known.days if off.announced), default=years[-1])
    if years[-1] < announced or years[0] > announced + 1:
        raise RuleBroken("calendar_file_shorter", file=name, first=known.first, last=date(announced, *DECEMBER_31))
    days = {off.day: off for off in known.days if off.day.year not in years}
    names = {off.day: off.name for off in known.days}
    days |= {off.day: replace(off, name=names.get(off.day, off.name)) for off in counted}
    made = CalendarFile(
        ENGLAND_AND_WALES,
        1,
        min(known.first, date(years[0], *JANUARY_1)),
        max(known.last, date(years[-1], *DECEMBER_31)),
        tuple(days[day] for day in sorted(days)),
        source=f"the published list in {name}, {years[0]} to {years[-1]}",
        supplied=True,
    )
    return Supplied(made, left_out)


def _event(name: str, event: Any) -> DayOff:
    try:
        day, title, notes = date.fromisoformat(event["date"]), event["title"], event.get("notes", "")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RuleBroken("calendar_file_unreadable", file=name, what=f"an entry cannot be read: {event}") from None
    if not isinstance(title, str) or not title.strip():
        raise RuleBroken("calendar_file_unreadable", file=name, what=f"an entry has no title: {event}")
    return DayOff(day, f"{title.strip()} ({str(notes).strip().casefold()})" if notes else title.strip())


def _sorted_out(
    name: CalendarName, days: Iterable[DayOff]
) -> tuple[tuple[DayOff, ...], tuple[tuple[DayOff, NotCounted], ...]]:
    """Part what counts from what does not: days at weekends, and in the list of bank holidays what is none by name.

    The days on which the courts are shut are named by rule, also at weekends.
    """
    counted: dict[date, DayOff] = {}
    left_out: list[tuple[DayOff, NotCounted]] = []
    for off in days:
        if name is ENGLAND_AND_WALES and BANK_HOLIDAY.search(off.name) is None:
            left_out.append((off, NotCounted.NO_BANK_HOLIDAY))
        elif name is not CalendarName.COURT and off.day.weekday() >= SATURDAY:
            left_out.append((off, NotCounted.WEEKEND))
        else:
            counted[off.day] = off
    return tuple(counted[day] for day in sorted(counted)), tuple(left_out)


def _check_whole(name: CalendarName, days: Iterable[DayOff], years: Iterable[int]) -> None:
    """Refuse a list that was cut short: no year has had fewer bank holidays since 1978."""
    listed = [off.day.year for off in days]
    for year in years:
        if listed.count(year) < LEAST_IN_A_YEAR:
            raise calendar_fault(name)("year_cut_short", year)
