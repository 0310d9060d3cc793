"""Working calendars as rows: a number for each day, so that SQL can count; and every version that ever held."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from tracker.domain.calendar import SATURDAY, DayOff, WorkingCalendar
from tracker.domain.calendar_file import CalendarFile
from tracker.errors import NotFound
from tracker.storage.records import insert_rows
from tracker.storage.tables import calendar, calendar_day, calendar_edition
from tracker.terms import CalendarName

CALENDAR_COLUMNS = ("name", "version", "first_day", "last_day")
DAY_COLUMNS = ("calendar", "day", "number", "working", "name", "announced")
EDITION_COLUMNS = (
    "name", "version", "first_day", "last_day", "days_off", "own", "source", "file_digest", "taken_at", "taken_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a calendar: as it counts, the file it was made of, and who took it when."""

    calendar: WorkingCalendar
    file: CalendarFile
    digest: str
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Of which file the newest version of a calendar is, and the digests of all that were taken before."""

    file: CalendarFile
    version: int
    taken_at: datetime
    taken_by: str
    digests: frozenset[str]


def store_editions(connection: Connection, editions: Iterable[Edition]) -> None:
    """Keep new versions of calendars; each becomes the one that counts, and the one before is kept."""
    for edition in editions:
        one = edition.calendar
        connection.execute(delete(calendar_day).where(calendar_day.c.calendar == one.name.value))
        connection.execute(delete(calendar).where(calendar.c.name == one.name.value))
        insert_rows(connection, calendar, CALENDAR_COLUMNS, [(one.name.value, one.version, one.first, one.last)])
        insert_rows(connection, calendar_day, DAY_COLUMNS, _days(one))
        insert_rows(connection, calendar_edition, EDITION_COLUMNS, [_edition_row(edition)])


def load_calendar(connection: Connection, name: CalendarName) -> WorkingCalendar:
    """Load a calendar with its earlier versions, or raise NotFound."""
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
    earlier = _earlier(connection, name, stored.version) if stored.version > 1 else {}
    return WorkingCalendar(name, stored.version, stored.first_day, stored.last_day, off, earlier)


def calendar_versions(connection: Connection) -> Mapping[CalendarName, int]:
    """Give which version of each calendar counts."""
    return {
        CalendarName(row.name): row.version for row in connection.execute(select(calendar.c.name, calendar.c.version))
    }


def stored_files(connection: Connection) -> Mapping[CalendarName, StoredFile]:
    """Give of which file the newest version of each calendar is."""
    found: dict[CalendarName, StoredFile] = {}
    digests: dict[CalendarName, set[str]] = {}
    for row in connection.execute(select(calendar_edition).order_by(calendar_edition.c.version)):
        name = CalendarName(row.name)
        digests.setdefault(name, set()).add(row.file_digest)
        file = _file(name, row)
        found[name] = StoredFile(file, row.version, row.taken_at, row.taken_by, frozenset(digests[name]))
    return found


def content_digest(file: CalendarFile) -> str:
    """Give the digest of what a file says."""
    return sha256(json.dumps(_own(file), sort_keys=True).encode()).hexdigest()


def shipped_news(
    stored: Mapping[CalendarName, StoredFile], shipped: Mapping[CalendarName, CalendarFile]
) -> tuple[Mapping[CalendarName, CalendarFile], Mapping[CalendarName, str]]:
    """Give the shipped files that were never taken and say something else than those that count, with their digests.

    What the force supplied stays: its own closure days are left alone, and bank holidays it knows as announced are
    not taken away by a list that was printed before.
    """
    news: dict[CalendarName, CalendarFile] = {}
    digests: dict[CalendarName, str] = {}
    for name, file in shipped.items():
        present, digest = stored[name], content_digest(file)
        if digest in present.digests or (present.file.supplied and name is not CalendarName.ENGLAND_AND_WALES):
            continue
        new = file
        if present.file.supplied:
            known = {off.day: off for off in present.file.days if off.announced and file.first <= off.day <= file.last}
            days = {off.day: off for off in file.days} | known
            new = replace(file, days=tuple(days[day] for day in sorted(days)))
        if not new.says_the_same(present.file):
            news[name], digests[name] = new, digest
    return news, digests


def _earlier(connection: Connection, name: CalendarName, newest: int) -> Mapping[int, WorkingCalendar]:
    rows = connection.execute(
        select(calendar_edition).where(calendar_edition.c.name == name.value, calendar_edition.c.version < newest)
    )
    return {
        row.version: WorkingCalendar(name, row.version, row.first_day, row.last_day, _days_off(row.days_off))
        for row in rows
    }


def _edition_row(edition: Edition) -> tuple[Any, ...]:
    one = edition.calendar
    days = [one.days_off[day] for day in sorted(one.days_off)]
    return (
        one.name.value, one.version, one.first, one.last, _plain(days), _own(edition.file), edition.file.source,
        edition.digest, edition.taken_at, edition.taken_by,
    )  # fmt: skip


def _own(file: CalendarFile) -> dict[str, Any]:
    return {
        "first": file.first.isoformat(),
        "last": file.last.isoformat(),
        "includes": file.includes.value if file.includes else "",
        "days": _plain(file.days),
        "supplied": file.supplied,
    }


def _file(name: CalendarName, row: Row[Any]) -> CalendarFile:
    own = row.own
    return CalendarFile(
        name,
        row.version,
        date.fromisoformat(own["first"]),
        date.fromisoformat(own["last"]),
        tuple(_days_off(own["days"])),
        CalendarName(own["includes"]) if own["includes"] else None,
        row.source,
        own["supplied"],
    )


def _plain(days: Iterable[DayOff]) -> list[list[Any]]:
    return [[off.day.isoformat(), off.name, off.announced] for off in days]


def _days_off(days: Sequence[Sequence[Any]]) -> list[DayOff]:
    return [DayOff(date.fromisoformat(day), name, announced) for day, name, announced in days]


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
