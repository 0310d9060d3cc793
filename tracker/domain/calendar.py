"""WorkingCalendar: working days from a table, and the span for which it is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.errors import RuleBroken
from tracker.terms import CalendarName

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked although it is a weekday. `announced` is False where it was only computed."""

    day: date
    name: str
    announced: bool = True


class CalendarUnknown(Exception):
    """A day was asked for that lies outside the span of the calendar."""

    def __init__(self, calendar: CalendarName, day: date) -> None:
        super().__init__(calendar, day)
        self.calendar = calendar
        self.day = day


class WorkingCalendar:
    """Working days of one calendar from `first` to `last`, both included; with its earlier versions, by number.

    Raises:
        RuleBroken: there is no working day in it at all.
    """

    def __init__(
        self,
        name: CalendarName,
        version: int,
        first: date,
        last: date,
        days_off: Iterable[DayOff],
        earlier: Mapping[int, "WorkingCalendar"] | None = None,
    ) -> None:
        self.name = name
        self.version = version
        self.first = first
        self.last = last
        self.earlier: Mapping[int, WorkingCalendar] = dict(earlier or {})
        self.days_off: Mapping[date, DayOff] = {off.day: off for off in days_off if first <= off.day <= last}
        span = (last - first).days + 1
        days = (first + timedelta(days=offset) for offset in range(span))
        self._working = [day for day in days if day.weekday() < SATURDAY and day not in self.days_off]
        if not self._working:
            raise RuleBroken("calendar_without_working_day", calendar=name)
        self._named = sorted(self.days_off)
        self._computed = sorted(off.day for off in self.days_off.values() if not off.announced)

    def at_version(self, version: int) -> "WorkingCalendar":
        """Give the calendar as it was in a version, by which a clock may still count.

        Raises:
            RuleBroken: that version is not there; another one is never taken in its place.
        """
        if version == self.version:
            return self
        if version not in self.earlier:
            raise RuleBroken("calendar_version_missing", calendar=self.name, version=version)
        return self.earlier[version]

    def with_earlier(self, earlier: Mapping[int, "WorkingCalendar"]) -> "WorkingCalendar":
        """Give the calendar with these earlier versions beside those it has."""
        versions = {**self.earlier, **earlier}
        return WorkingCalendar(self.name, self.version, self.first, self.last, self.days_off.values(), versions)

    def check(self, day: date) -> None:
        """Refuse a day outside the span with CalendarUnknown."""
        if not self.first <= day <= self.last:
            raise CalendarUnknown(self.name, day)

    def is_working(self, day: date) -> bool:
        """Say whether a day is worked."""
        self.check(day)
        return day.weekday() < SATURDAY and day not in self.days_off

    def number(self, day: date) -> int:
        """Give how many working days the calendar has up to and with a day."""
        self.check(day)
        return bisect_right(self._working, day)

    def nth_after(self, day: date, count: int) -> date:
        """Give the count-th working day after a day (count >= 1); the day before the calendar begins will do."""
        if day != self.first - ONE_DAY:
            self.check(day)
        return self._at(bisect_right(self._working, day) + count - 1)

    def nth_from(self, day: date, count: int) -> date:
        """Give the count-th working day beginning with a day (count >= 1)."""
        self.check(day)
        return self._at(bisect_left(self._working, day) + count - 1)

    def nth_before(self, day: date, count: int) -> date:
        """Give the count-th working day before a day (count >= 1); the day after the calendar ends will do."""
        if day != self.last + ONE_DAY:
            self.check(day)
        return self._at(bisect_left(self._working, day) - count)

    def nth_until(self, day: date, count: int) -> date:
        """Give the count-th working day back, beginning with a day (count >= 1)."""
        return self._at(self.number(day) - count)

    def next_working(self, day: date) -> date:
        """Give the day itself if worked, else the next working day."""
        return self.nth_from(day, 1)

    def previous_working(self, day: date) -> date:
        """Give the day itself if worked, else the working day before."""
        return self.nth_until(day, 1)

    def worked(self, first: date, last: date) -> int:
        """Count the working days from one day to another, both included; none where the last is before the first."""
        self.check(first)
        self.check(last)
        return max(0, bisect_right(self._working, last) - bisect_left(self._working, first))

    def between(self, after: date, until: date) -> int:
        """Count the working days after one day up to and with another; negative where `until` is earlier."""
        return self.number(until) - self.number(after)

    def skipped(self, first: date, last: date) -> tuple[DayOff, ...]:
        """Give the named days off from one day to another, both included, in order."""
        named = self._named[bisect_left(self._named, first) : bisect_right(self._named, last)]
        return tuple(self.days_off[day] for day in named)

    def is_provisional(self, first: date, last: date) -> bool:
        """Say whether a count over these days, both included, rests on a day off that was only computed."""
        place = bisect_left(self._computed, first)
        return place < len(self._computed) and self._computed[place] <= last

    def _at(self, place: int) -> date:
        if place >= len(self._working):
            raise CalendarUnknown(self.name, self.last + ONE_DAY)
        if place < 0:
            raise CalendarUnknown(self.name, self.first - ONE_DAY)
        return self._working[place]
