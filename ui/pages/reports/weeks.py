"""The weeks a paper can be about: Monday to Sunday, numbered as in ISO 8601."""

from dataclasses import dataclass
from datetime import date, timedelta

from ui import wording

OFFERED = 53


@dataclass(frozen=True, slots=True)
class Week:
    """One week; it is over when its Sunday has passed."""

    monday: date
    over: bool

    @property
    def sunday(self) -> date:
        """Give its last day."""
        return self.monday + timedelta(days=6)

    @property
    def following_monday(self) -> date:
        """Give the first day on which it is over."""
        return self.monday + timedelta(days=7)


def weeks(today: date, count: int = OFFERED) -> tuple[Week, ...]:
    """Give the week that runs and those before it, newest first."""
    running = today - timedelta(days=today.weekday())
    return tuple(Week(running - timedelta(weeks=back), back > 0) for back in range(count))


def iso_number(monday: date) -> str:
    """Give the number of a week: "2026-W47"."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def days_of(week: Week) -> str:
    """Give the days of a week: "Mon 9 Nov 2026 to Sun 15 Nov 2026"."""
    return f"{wording.day(week.monday)} – {wording.day(week.sunday)}"
