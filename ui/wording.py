"""Enums, dates and spans in the reader's language: the English of the core, translated where it can be."""

from datetime import date, datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from tracker import wording
from tracker.terms import LimitKind, Severity
from tracker.time_source import LONDON


def term(member: Enum) -> str:
    """Give the words of a member of the vocabulary."""
    return _translated("terms", wording.term(member))


#: the shape and colour of each severity
SEVERITY_MARKS = {
    Severity.CRITICAL: "critical",
    Severity.URGENT: "overdue",
    Severity.WARNING: "due_soon",
    Severity.NOTICE: "running",
}


def state(key: str) -> str:
    """Give the words of a state by its key."""
    return _translated("states", wording.STATES[key])


def day(value: date | None) -> str:
    """Give a date as "Fri 20 Nov 2026", or nothing."""
    return "" if value is None else wording.day(value)


def short_day(value: date | None) -> str:
    """Give a date for narrow columns: "20 Nov 26", or nothing."""
    return "" if value is None else wording.short_day(value)


def moment(value: datetime | None) -> str:
    """Give an instant in London time, or nothing."""
    return "" if value is None else wording.moment(value)


def clock_time(value: datetime) -> str:
    """Give the time of day in London: "09:41:07"."""
    return f"{value.astimezone(LONDON):%H:%M:%S}"


def error(code: str, values: dict[str, object]) -> str:
    """Give the sentence of an error by its code."""
    return wording.error(code, values)


def late(days: int | None) -> str:
    """Give a lateness: "12 working days late"."""
    return wording.late(days)


def due_in(due: date, today: date) -> str:
    """Give how far a due date is away."""
    return wording.due_in(due, today)


def count_of(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun."""
    return wording.count_of(number, one, many)


def planned(on: date | None, due: date | None) -> str:
    """Give the day for which something is booked, with how long after the day by which it is due; or nothing."""
    if on is None:
        return ""
    if due is None or on <= due:
        return QCoreApplication.translate("wording", "Planned for {day}").format(day=day(on))
    after = count_of((on - due).days, "day")
    return QCoreApplication.translate("wording", "Planned for {day}, {days} after it is due").format(
        day=day(on), days=after
    )


def due(on: date | None, at: datetime | None, why_not: str = "") -> str:
    """Give a due date in full, with the time where it is timed, or that it is not known and why."""
    return moment(at) or day(on) or not_known(why_not)


def short_due(on: date | None, at: datetime | None = None) -> str:
    """Give a due date for narrow columns, with the time where it is timed, or nothing."""
    return short_day(on) if at is None else f"{short_day(at.astimezone(LONDON).date())} {at.astimezone(LONDON):%H:%M}"


def not_known(why: str = "") -> str:
    """Say that a date is not known, and why where that is on record."""
    words = QCoreApplication.translate("wording", "not known")
    reason = wording.unknown(why) if why in wording.UNKNOWN else why
    return f"{words}: {reason}" if reason else words


def limit_kind(kind: LimitKind, *, to_be_confirmed: bool) -> str:
    """Give who sets a limit, and whether the force has still to confirm it."""
    if not to_be_confirmed:
        return term(kind)
    return QCoreApplication.translate("wording", "{kind} – to be confirmed by the force").format(kind=term(kind))


def sentence(text: str) -> str:
    """Give a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
