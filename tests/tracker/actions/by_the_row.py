"""The due date that a row of the limit files gives, read from the file itself and counted one day at a time."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
A_DAY = timedelta(days=1)
# England and Wales, as published; the courts, the force and the laboratory are shut on the same days
DAYS_OFF = {
    date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31),
    date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3),
    date(2027, 5, 31), date(2027, 8, 30), date(2027, 12, 27), date(2027, 12, 28),
}  # fmt: skip

Row = dict[str, Any]


def clock_rows() -> Iterator[Row]:
    """Give every row with a clock, as written."""
    for file in sorted(resources.files("resources.time_limits").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield from (row for row in tomllib.loads(file.read_text())["limit"] if row["type"] == "clock")


def starts_of(row: Row) -> list[str]:
    """Give the events that start the clock of a row."""
    starts = row.get("starts", [])
    return [starts] if isinstance(starts, str) else list(starts)


def due_by(row: Row, start: date, amount: int | None = None) -> date | datetime:
    """Give the day, or the instant for hours, on which a clock of a row is due that starts on a day."""
    wanted = row["amount"] if amount is None else amount
    if row["count"] == "hours":
        return datetime(start.year, start.month, start.day, tzinfo=LONDON).astimezone(UTC) + timedelta(hours=wanted)
    if row.get("backwards"):
        return _by_one(start, wanted, -A_DAY, working=True)
    first = start + timedelta(days=row.get("begins_after_days", 0))
    if row["count"] == "months":
        day = _months(first, wanted)
        return day - A_DAY if row.get("first_day") == "same" else day
    same = row.get("first_day") == "same"
    working = row["count"] in ("working_days", "business_days")
    day = _by_one(first, wanted - 1 if same else wanted, A_DAY, working=working)
    while row.get("rolls") and is_off(day):
        day += A_DAY
    while row.get("rolls_back") and is_off(day):
        day -= A_DAY
    return day


def is_off(day: date) -> bool:
    """Say whether a day is a weekend or a bank holiday."""
    return day.weekday() >= 5 or day in DAYS_OFF


def _by_one(day: date, amount: int, step: timedelta, *, working: bool) -> date:
    left = amount
    while left:
        day += step
        if not (working and is_off(day)):
            left -= 1
    return day


def _months(day: date, amount: int) -> date:
    """Walk to the same number of the month, so many months on; the starts of the tests have one in every month."""
    wanted, passed = day.day, 0
    while passed < amount:
        day += A_DAY
        if day.day == wanted:
            passed += 1
    return day
