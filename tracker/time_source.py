"""What "now" and "today" mean: the one place that reads the machine's clock, in Europe/London."""

import time as time_module
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class TimeSource(Protocol):
    """Tells the time; passed in wherever the time matters."""

    def now(self) -> datetime:
        """Give the present instant, aware, in UTC."""

    def today(self) -> date:
        """Give the present civil date in Europe/London."""


class SystemTime:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return local_date(self.now())


def steady_seconds() -> float:
    """Give seconds that only ever go on, also while the machine sleeps, and whatever its clock is set to."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time_module, name) and hasattr(time_module, "clock_gettime"):
            return time_module.clock_gettime(getattr(time_module, name))
    return time_module.monotonic()


class FixedTime:
    """A time source that stands at one instant: for the demo unit and for `--as-of`."""

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs its offset")
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def today(self) -> date:
        return local_date(self._instant)

    def move_to(self, instant: datetime) -> None:
        """Stand at another instant from now on."""
        self._instant = instant.astimezone(UTC)


def local_date(instant: datetime) -> date:
    """Give the civil date in Europe/London on which an instant falls."""
    return instant.astimezone(LONDON).date()


@lru_cache(maxsize=4096)
def start_of_day(day: date) -> datetime:
    """Give the first instant of a civil day in Europe/London, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def instants_at(day: date, at: time) -> tuple[datetime, ...]:
    """Give the instants in UTC at which the clocks of London show a time on a day.

    Two where the clocks go back over it, the earlier first; none where they go forward past it.
    """
    shown = datetime.combine(day, at)
    instants = (shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    real = (instant for instant in instants if instant.astimezone(LONDON).replace(tzinfo=None) == shown)
    return tuple(dict.fromkeys(real))
