"""Every counting rule said again, day by day with plain loops; shared with the program are only the days off.

Each function gives the end, or None where it would have to know a day outside the calendar.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import resources

FILES = Path(resources.__file__).parent / "bank_holidays"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIRST, LAST = date(2017, 1, 1), date(2030, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
MARCH, OCTOBER = 3, 10


@dataclass(frozen=True)
class DaysOff:
    """The days off of one calendar, and those of them that nobody has announced yet."""

    off: frozenset[date]
    computed: frozenset[date]

    def works(self, day: date) -> bool:
        """Say whether a day is Monday to Friday and no day off."""
        return day.isoweekday() not in (6, 7) and day not in self.off


@cache
def days_off(name: str) -> DaysOff:
    """Read the days off of a calendar from its file, and from the file it includes; its own word comes first."""
    announced: dict[date, bool] = {}
    file: str | None = name
    while file is not None:
        table = tomllib.loads((FILES / f"{file}.toml").read_text(encoding="utf-8"))
        assert (table["known_from"], table["known_to"]) == (FIRST, LAST)
        for holiday in table.get("holiday", []):
            announced.setdefault(holiday["date"], holiday["announced"])
        file = table.get("includes")
    return DaysOff(frozenset(announced), frozenset(day for day, known in announced.items() if not known))


def is_known(day: date) -> bool:
    """Say whether the calendars reach a day."""
    return FIRST <= day <= LAST


def working_days_on(
    start: date, amount: int, same: bool, calendar: DaysOff, paused: Collection[date] = ()
) -> date | None:
    """Walk forward and tick off each day worked, until as many are ticked off."""
    day, ticked = start if same else start + DAY, 0
    while is_known(day):
        if calendar.works(day) and day not in paused:
            ticked += 1
        if ticked == amount:
            return day
        day += DAY
    return None


def working_days_back(end: date, amount: int, same: bool, calendar: DaysOff) -> date | None:
    """Walk backward and tick off each day worked, until as many are ticked off."""
    day, ticked = end if same else end - DAY, 0
    while is_known(day):
        if calendar.works(day):
            ticked += 1
        if ticked == amount:
            return day
        day -= DAY
    return None


def calendar_days_on(start: date, amount: int, same: bool, paused: Collection[date] = ()) -> date:
    """Walk forward and tick off each day that is not paused."""
    day, ticked = start, 0
    while True:
        if (same or day != start) and day not in paused:
            ticked += 1
        if ticked == amount:
            return day
        day += DAY


def calendar_days_back(end: date, amount: int, same: bool) -> date:
    """Walk backward and tick off each day."""
    day, ticked = end, 1 if same else 0
    while ticked != amount:
        day -= DAY
        ticked += 1
    return day


def months_beginning_with(start: date, most: int) -> list[date]:
    """Walk forward: a month is over on the day before the same number comes, or where there is none, on its last day.

    Gives the last day of each period of 1 to `most` months.
    """
    ends: list[date] = []
    day = start
    while len(ends) < most:
        following = day + DAY
        same_number = following.day == start.day
        no_such_day = following.day == 1 and day.day < start.day
        if same_number or no_such_day:
            ends.append(day)
        day = following
    return ends


def months_from(start: date, most: int) -> list[date]:
    """Walk forward: a month on is the same number in the next month, or where there is none, its last day."""
    found: list[date] = []
    day, in_month = start + DAY, start.month
    while len(found) < most:
        is_next_month = day.month != in_month
        last_of_month = (day + DAY).day == 1
        if is_next_month and (day.day == start.day or (last_of_month and day.day < start.day)):
            found.append(day)
            in_month = day.month
        day += DAY
    return found


def months_back(end: date, amount: int) -> date:
    """Walk backward to the last day of the month before, so often, and on to the same number where there is one."""
    day = end
    for _ in range(amount):
        month = day.month
        while day.month == month:
            day -= DAY
    while day.day > end.day:
        day -= DAY
    return day


def next_worked(day: date, calendar: DaysOff) -> date | None:
    """Walk forward to the first day worked, the day itself among them."""
    while is_known(day):
        if calendar.works(day):
            return day
        day += DAY
    return None


def worked_before(day: date, calendar: DaysOff) -> date | None:
    """Walk backward to the first day worked, the day itself among them."""
    while is_known(day):
        if calendar.works(day):
            return day
        day -= DAY
    return None


@cache
def last_sunday(year: int, month: int) -> date:
    """Walk back from the end of March or October to the Sunday on which the clocks change."""
    day = date(year, month, 31)
    while day.isoweekday() != 7:
        day -= DAY
    return day


def london_to_utc(day: date, hour: int, minute: int) -> datetime:
    """Give an instant from a wall clock in London that is not within the hours of a change."""
    summer = last_sunday(day.year, MARCH) < day < last_sunday(day.year, OCTOBER)
    summer = summer or (day == last_sunday(day.year, MARCH) and hour >= 2)
    summer = summer or (day == last_sunday(day.year, OCTOBER) and hour < 1)
    winter = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return winter - HOUR if summer else winter


def hours_on(begin: datetime, amount: int, pauses: Collection[tuple[datetime, datetime]] = ()) -> datetime:
    """Walk forward in UTC an hour at a time; an hour that begins in a pause is not counted (pauses of whole hours)."""
    instant, ticked = begin, 0
    while ticked < amount:
        if not any(since <= instant < until for since, until in pauses):
            ticked += 1
        instant += HOUR
    return instant


def hours_back(end: datetime, amount: int) -> datetime:
    """Walk backward in UTC an hour at a time."""
    for _ in range(amount):
        end -= HOUR
    return end
