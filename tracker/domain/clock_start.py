"""When a clock began, how much it counts, and what lies past its due date."""

from datetime import date, datetime

from tracker.domain.clock import Clock
from tracker.domain.explain import When
from tracker.domain.limit import ClockRule
from tracker.terms import ClockEventKind, CountUnit, FirstDay
from tracker.time_source import local_date, start_of_day


def begins(rule: ClockRule, when: When) -> When:
    """Give from when a clock counts: the instant for hours "of" something, else the day."""
    return when if rule.count is CountUnit.HOURS and rule.first_day is FirstDay.NEXT else day_of(when)


def begun(clock: Clock) -> When:
    """Give the start of a clock as it was last corrected."""
    corrections = (event.to for event in reversed(clock.events) if event.kind is ClockEventKind.CORRECTED)
    return next((to for to in corrections if to is not None), clock.events[0].on)


def days_begun(clock: Clock) -> list[date]:
    """Give the day of the event that started a clock last, and those to which a person, with a reason, corrected it."""
    days: list[date] = [day_of(clock.events[0].on)]
    for event in clock.events:
        if event.kind is ClockEventKind.CORRECTED and event.to is not None:
            days = [*(days if event.reason else ()), day_of(event.to)]
    return days


def total(clock: Clock) -> int:
    """Give how much a clock counts, as it was last extended."""
    amounts = (event.amount for event in reversed(clock.events) if event.kind is ClockEventKind.EXTENDED)
    return next((amount for amount in amounts if amount is not None), clock.measure.amount)


def is_past(clock: Clock, when: When) -> bool:
    """Say whether a day or instant lies after the due date of a clock; a day without a time only after its due day."""
    due = clock.due_at or clock.due
    return due is not None and is_earlier(due, when)


def is_earlier(one: When, other: When) -> bool:
    """Say whether one day or instant lies before another; by days where either has no time."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def not_before(when: When, start: When) -> When:
    """Give a time, or the start where it was earlier; on the day of a start with a time, a bare day is the start."""
    if not isinstance(when, datetime) and day_of(when) == day_of(start):
        return start
    return when if instant_of(when) >= instant_of(start) else start


def day_of(when: When) -> date:
    """Give the civil date of a day or an instant."""
    return local_date(when) if isinstance(when, datetime) else when


def instant_of(when: When) -> datetime:
    """Give the instant, or the first one of a day."""
    return when if isinstance(when, datetime) else start_of_day(when)
