"""How days become places on a line, how far one can zoom, and which days are named along the top; knows no widget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.wording import MONTHS, short_day
from ui.widgets.timeline.lanes import Course

STEP = 1.5
LARGEST_DAY = 64.0
LEAST_AHEAD_DAYS = 7
MARGIN_DAYS = 0.02
ONE_DAY = timedelta(days=1)
# days between two named days, from close to far: one, a week, a fortnight; then by the month
DAY_STEPS = (1, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12)
DAYS_IN_A_MONTH = 30.4
A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that is named along the top, with a line under it."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days on a line so many pixels long.

    Args:
        first: the first day that can be scrolled to, and `last` the last.
        width: of what can be seen.
        day: how many pixels a day takes; `least_day` where all of the case fits.
        offset: how many pixels of the line lie left of what can be seen.
    """

    first: date
    last: date
    width: float
    day: float
    least_day: float
    offset: float = 0.0

    @property
    def length(self) -> float:
        """The length of the whole line."""
        return ((self.last - self.first).days + 1) * self.day

    @property
    def furthest(self) -> float:
        """The largest offset."""
        return max(0.0, self.length - self.width)

    def x_of(self, on: date) -> float:
        """Give the place of the beginning of a day, from the left of what can be seen."""
        return (on - self.first).days * self.day - self.offset

    def day_at(self, x: float) -> date:
        """Give the day at a place."""
        return self.first + timedelta(days=int((x + self.offset) // self.day))

    def sees(self, since: date, until: date) -> bool:
        """Say whether any of a stretch of days can be seen."""
        return self.x_of(until) >= 0 and self.x_of(since) <= self.width

    def clipped(self, since: date, until: date) -> tuple[float, float]:
        """Give the two ends of a stretch of days, cut to what can be seen and a little more."""
        return max(-self.day - 8, self.x_of(since)), min(self.width + self.day + 8, self.x_of(until))

    def scrolled(self, offset: float) -> "Scale":
        """Give it scrolled to an offset, or as far as it goes."""
        return replace(self, offset=min(max(0.0, offset), self.furthest))

    def zoomed(self, times: float, x: float) -> "Scale":
        """Give it zoomed so many times, with the day at a place staying there."""
        day = min(max(self.day * times, self.least_day), max(LARGEST_DAY, self.least_day))
        at = (x + self.offset) / self.day
        return replace(self, day=day).scrolled(at * day - x)

    def showing(self, since: date, until: date) -> "Scale":
        """Give it scrolled as little as needed for a stretch of days to be seen; of a long one its beginning."""
        left, right = self.x_of(since), self.x_of(until)
        margin = self.width * 0.1
        if left >= 0 and right <= self.width:
            return self
        if left < 0 or right - left > self.width - 2 * margin:
            return self.scrolled(self.offset + left - margin)
        return self.scrolled(self.offset + right - self.width + margin)

    def named_days(self, room: float) -> Iterator[NamedDay]:
        """Give the days that are named in what can be seen, with at least so much room between two of them."""
        days = next((step for step in DAY_STEPS if step * self.day >= room), None)
        yield from self._by_days(days) if days is not None else self._by_months(room)

    def _by_days(self, step: int) -> Iterator[NamedDay]:
        on = self.day_at(0) - ONE_DAY * step
        on += ONE_DAY * (-(on - A_MONDAY).days % step)
        while self.x_of(on) <= self.width:
            yield NamedDay(on, short_day(on).rsplit(" ", 1)[0])
            on += ONE_DAY * step

    def _by_months(self, room: float) -> Iterator[NamedDay]:
        fits = (step for step in MONTH_STEPS if step * DAYS_IN_A_MONTH * self.day >= room)
        step = next(fits, MONTH_STEPS[-1])
        start = self.day_at(0)
        months = (start.year * 12 + start.month - 1) // step * step
        on = date(months // 12, months % 12 + 1, 1)
        while self.x_of(on) <= self.width:
            yield NamedDay(
                on, str(on.year) if step == MONTH_STEPS[-1] else f"{MONTHS[on.month - 1]} {on.year % 100:02}"
            )
            months += step
            on = date(months // 12, months % 12 + 1, 1)


def fit(course: Course, width: float) -> Scale:
    """Give the scale on which a case fits from its report to a while after today; what lies beyond can be scrolled to.

    A date years ahead does not squeeze ten days of work into a line.
    """
    width = max(width, 1.0)
    age = (course.ends - course.begins).days
    ahead = max(LEAST_AHEAD_DAYS, age // 6)
    until = course.ends + timedelta(days=ahead)
    shown = (until - course.begins).days + 1
    first = min(course.first_day(), course.begins - timedelta(days=int(shown * MARGIN_DAYS)))
    last = max(course.last_day() + timedelta(days=ahead // 2), until)
    day = width / shown
    scale = Scale(first, last, width, day, day)
    return scale.scrolled((course.begins - first).days * day - width * MARGIN_DAYS)
