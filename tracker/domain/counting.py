"""Counting: months, calendar days, working days, business days and hours; what "beginning with" means in law."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.explain import Step, When
from tracker.terms import CountUnit, FirstDay
from tracker.time_source import local_date, start_of_day

ONE_DAY = timedelta(days=1)
MOST_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Measure:
    """How a limit counts.

    Args:
        unit: what is counted.
        amount: how many of them.
        first_day: whether the first day counts as day one ("beginning with") or the day after it.
        begins_after_days: calendar days between the starting event and the first day (bail start date: 1).
        rolls: whether an end on a day that is not worked moves to the next working day.
    """

    unit: CountUnit
    amount: int
    first_day: FirstDay = FirstDay.NEXT
    begins_after_days: int = 0
    rolls: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of days (or of instants, for a clock in hours) in which a clock stood still."""

    start: When
    end: When


@dataclass(frozen=True, slots=True)
class Count:
    """The end of a count: a day, or an instant for hours; neither where the calendar has run out."""

    day: date | None
    instant: datetime | None
    steps: tuple[Step, ...]
    provisional: bool = False
    unknown: str = ""


def corresponding_end(first: date, months: int) -> date:
    """Give the last day of a period of months beginning with a date.

    The day before the corresponding date; where the month has none, the last day of that month
    (the corresponding-date rule, Dodds v Walker [1981] 1 WLR 1027).
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    if first.day > last_of_month:
        return date(year, month + 1, last_of_month)
    return date(year, month + 1, first.day) - ONE_DAY


def corresponding_date(day: date, months: int) -> date:
    """Give the corresponding date some months on, or the last day of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def strict_end(first: date, months: int) -> date:
    """Give the earlier of the two readings of a month's end, which alarms go by."""
    return min(corresponding_end(first, months), corresponding_date(first, months) - ONE_DAY)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap or touch, in order of start; spans of no length vanish."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if span.end <= span.start:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def count(measure: Measure, start: When, calendar: WorkingCalendar, paused: Sequence[Span] = ()) -> Count:
    """Count from a starting event to the end of a limit, with the steps.

    Args:
        measure: how to count.
        start: the day of the event; for hours the instant (a bare day means its first instant).
        calendar: whose working days are meant.
        paused: spans that do not count, merged.
    """
    if measure.unit is CountUnit.HOURS:
        return _count_hours(measure, start, paused)
    day = local_date(start) if isinstance(start, datetime) else start
    first = day + timedelta(days=measure.begins_after_days)
    steps: list[Step] = []
    if measure.begins_after_days:
        steps.append(Step("begins", day, first, values={"days": measure.begins_after_days}))
    try:
        end = _end_of_days(measure, first, calendar, paused, steps)
        if measure.rolls and not calendar.is_working(end):
            rolled = calendar.next_working(end)
            off = calendar.days_off.get(end)
            steps.append(Step("rolled", end, rolled, values={"name": off.name if off else ""}))
            end = rolled
        provisional = _uses_calendar(measure) and calendar.is_provisional(first, end)
    except CalendarUnknown as ended:
        steps.append(Step("unknown", ended.day, None, values={"calendar": ended.calendar}))
        return Count(None, None, tuple(steps), unknown="calendar_ends")
    if provisional:
        steps.append(Step("provisional", end, end))
    return Count(end, None, tuple(steps), provisional)


def _uses_calendar(measure: Measure) -> bool:
    return measure.rolls or measure.unit in (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS)


def _end_of_days(
    measure: Measure, first: date, calendar: WorkingCalendar, paused: Sequence[Span], steps: list[Step]
) -> date:
    end = _bare_end(measure, measure.amount, first, calendar)
    steps.extend(_counted(measure, first, end, calendar))
    if not paused:
        return end
    for _ in range(MOST_ROUNDS):
        extra = sum(_units_within(measure, span, first, end, calendar) for span in paused)
        moved = _moved_end(measure, first, extra, calendar)
        if moved == end:
            break
        end = moved
    for span in paused:
        lost = _units_within(measure, span, first, end, calendar)
        if lost:
            steps.append(Step("paused", _day(span.start), end, values={"until": _day(span.end), "count": lost}))
    return end


def _bare_end(measure: Measure, amount: int, first: date, calendar: WorkingCalendar) -> date:
    same = measure.first_day is FirstDay.SAME
    match measure.unit:
        case CountUnit.MONTHS:
            return corresponding_end(first, amount) if same else corresponding_date(first, amount)
        case CountUnit.CALENDAR_DAYS:
            return first + timedelta(days=amount - 1 if same else amount)
        case CountUnit.WORKING_DAYS | CountUnit.BUSINESS_DAYS:
            return calendar.nth_after(first - ONE_DAY if same else first, amount)
        case CountUnit.HOURS:
            raise ValueError("hours are counted between instants")
        case other:
            assert_never(other)


def _moved_end(measure: Measure, first: date, extra: int, calendar: WorkingCalendar) -> date:
    if measure.unit is CountUnit.MONTHS:
        return _bare_end(measure, measure.amount, first, calendar) + timedelta(days=extra)
    return _bare_end(measure, measure.amount + extra, first, calendar)


def _units_within(measure: Measure, span: Span, first: date, end: date, calendar: WorkingCalendar) -> int:
    day_one = first if measure.first_day is FirstDay.SAME else first + ONE_DAY
    start = max(_day(span.start), day_one)
    last = min(_day(span.end) - ONE_DAY, end)
    if last < start:
        return 0
    if measure.unit in (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS):
        return calendar.between(start - ONE_DAY, last)
    return (last - start).days + 1


def _counted(measure: Measure, first: date, end: date, calendar: WorkingCalendar) -> list[Step]:
    code = f"{measure.unit}_{measure.first_day}"
    clamped = measure.unit is CountUnit.MONTHS and corresponding_end(first, measure.amount) != (
        corresponding_date(first, measure.amount) - ONE_DAY
    )
    steps = [Step(code, first, end, values={"amount": measure.amount, "clamped": clamped})]
    if measure.unit in (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS):
        steps.extend(
            Step("day_off", off.day, None, values={"name": off.name, "announced": off.announced})
            for off in calendar.skipped(first + ONE_DAY, end)
        )
    return steps


def _count_hours(measure: Measure, start: When, paused: Sequence[Span]) -> Count:
    begin = start.astimezone(UTC) if isinstance(start, datetime) else start_of_day(start)
    end = begin + timedelta(hours=measure.amount)
    steps = [] if isinstance(start, datetime) else [Step("no_time_of_day", start, begin)]
    steps.append(Step("hours", begin, end, values={"amount": measure.amount}))
    for span in paused:
        span_start, span_end = max(_instant(span.start), begin), _instant(span.end)
        if span_end > span_start and span_start < end:
            end += span_end - span_start
            steps.append(Step("paused", span_start, end, values={"until": span_end}))
    return Count(local_date(end), end, tuple(steps))


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else start_of_day(when)
