"""Drift: how far past its first due date a target is, whether or not it was re-planned."""

from datetime import date, datetime

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.clock import Standing
from tracker.domain.counting import Span
from tracker.domain.explain import When
from tracker.terms import ClockClass
from tracker.time_source import local_date, start_of_day


def drift(
    standing: Standing, clock_class: ClockClass, calendar: WorkingCalendar, as_of: datetime
) -> int | None:
    """Give the drift in working days (whole hours for a clock in hours), less pauses that were not ours.

    0 for a target not past its first due date; None for a period, and where the first due date is not known.
    """
    first = standing.first_due
    if clock_class is ClockClass.PERIOD or first is None:
        return None
    spans = list(standing.paused_not_ours)
    if isinstance(first, datetime):
        end = _instant(standing.stopped) if standing.stopped is not None else as_of
        lost = sum((_overlap_hours(span, first, end) for span in spans), 0.0)
        return max(0, int((end - first).total_seconds() / 3600 - lost))
    last = _day(standing.stopped) if standing.stopped is not None else local_date(as_of)
    try:
        late = calendar.between(first, last)
        for span in spans:
            start, end_day = max(_day(span.start), first), min(_day(span.end), last)
            if end_day > start:
                late -= calendar.between(start, end_day)
    except CalendarUnknown:
        return None
    return max(0, late)


def _overlap_hours(span: Span, start: datetime, end: datetime) -> float:
    first, last = max(_instant(span.start), start), min(_instant(span.end), end)
    return max(0.0, (last - first).total_seconds() / 3600)


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
