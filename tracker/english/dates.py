"""Days, instants, counts and lateness, whatever the language of the desktop."""

from datetime import date, datetime, timedelta

from tracker.time_source import LONDON

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

UNITS = {
    "business_days": "business day",
    "calendar_days": "calendar day",
    "days": "day",
    "hours": "hour",
    "months": "month",
    "working_days": "working day",
}


def day(value: date) -> str:
    """Give a date as "Fri 20 Nov 2026", whatever the language of the desktop."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Give a date for narrow columns: "20 Nov 26"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year % 100:02}"


def moment(value: datetime) -> str:
    """Give an instant in London time: "Fri 20 Nov 2026 09:41"."""
    local = value.astimezone(LONDON)
    return f"{day(local.date())} {local:%H:%M}"


def week_in_words(monday: date) -> str:
    """Give a week as "Week 47, Mon 16 to Sun 22 Nov 2026"."""
    first, last = day(monday).split(), day(monday + timedelta(days=6)).split()
    while first[-1] == last[len(first) - 1]:
        first.pop()
    return f"Week {monday.isocalendar().week}, {' '.join(first)} to {' '.join(last)}"


def when(value: date | datetime) -> str:
    """Give a day or an instant in words."""
    return moment(value) if isinstance(value, datetime) else day(value)


def when_in_zone(value: date | datetime) -> str:
    """Give a day, or an instant with the time of the year it is in: "Tue 31 Mar 2026 21:15 BST"."""
    return f"{moment(value)} {value.astimezone(LONDON):%Z}" if isinstance(value, datetime) else day(value)


def count_of(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: "1 case", "12 cases"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(unit: str, number: int) -> str:
    """Give an amount of a unit that limits count in: "5 working days"."""
    return count_of(number, UNITS[unit])


def late(amount: int | None, *, in_hours: bool = False) -> str:
    """Give a lateness: "12 working days late"; None is one that the calendar does not reach."""
    if amount is None:
        return "late, not known by how much"
    return f"{count_of(amount, 'hour' if in_hours else 'working day')} late"


def due_in(due: date, today: date) -> str:
    """Give how far a due date is away, in calendar days."""
    days = (due - today).days
    if days == 0:
        return "due today"
    if days == 1:
        return "due tomorrow"
    return f"due in {days} days" if days > 0 else f"was due {count_of(-days, 'day')} ago"
