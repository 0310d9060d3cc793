"""Counting: months, calendar days, working days, business days and hours; what "beginning with" means in law.

A pause is a half-open span of days: the day it begins is not counted, the day the clock runs again is.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, UTC, date, datetime, timedelta

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.explain import Step, When
from tracker.errors import RuleBroken
from tracker.terms import CountUnit, FirstDay
from tracker.time_source import local_date, start_of_day

ONE_DAY = timedelta(days=1)
COUNTED_BY_WORK = (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a limit counts.

    Args:
        unit: what is counted.
        amount: how many of them.
        first_day: whether the first day counts as day one ("beginning with") or the day after it. Hours "beginning
            with" a day run from its first instant.
        begins_after_days: calendar days between the starting event and the first day (bail start date: 1).
        rolls: whether an end on a day that is not worked moves to the next working day.
        rolls_back: whether an end on a day that is not worked counts as the working day before.
        backwards: whether it is counted back, from the day before which something must be done.
    """

    unit: CountUnit
    amount: int
    first_day: FirstDay = FirstDay.NEXT
    begins_after_days: int = 0
    rolls: bool = False
    rolls_back: bool = False
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of days (or of instants, for a clock in hours) in which a clock stood still."""

    start: When
    end: When


@dataclass(frozen=True, slots=True)
class Count:
    """The end of a count: a day, or an instant for hours; neither where the calendar has run out.

    `days_early` is how much sooner the stricter reading of a month's end falls, by which alarms go.
    """

    day: date | None
    instant: datetime | None
    steps: tuple[Step, ...]
    provisional: bool = False
    unknown: str = ""
    days_early: int = 0

    @property
    def end(self) -> When | None:
        """The instant for hours, else the day; None where it is not known."""
        return self.day if self.instant is None else self.instant

    @property
    def alarm(self) -> When | None:
        """What alarms go by: the end, or the stricter reading of it."""
        if self.day is None or self.instant is not None:
            return self.instant
        return self.day - timedelta(days=self.days_early)


def corresponding_end(first: date, months: int) -> date:
    """Give the last day of a period of months beginning with a date.

    The day before the corresponding date; where the month has none, the last day of that month
    (the corresponding-date rule, Dodds v Walker [1981] 1 WLR 1027).
    """
    year, month = _months_on(first, months)
    last_of_month = monthrange(year, month + 1)[1]
    if first.day > last_of_month:
        return date(year, month + 1, last_of_month)
    return date(year, month + 1, first.day) - ONE_DAY


def corresponding_date(day: date, months: int) -> date:
    """Give the corresponding date some months on, or the last day of the month where it has none."""
    year, month = _months_on(day, months)
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


def without(spans: Iterable[Span], taken_out: Sequence[Span]) -> Iterator[Span]:
    """Give what is left of spans where others, merged, are taken out of them."""
    for span in spans:
        start = span.start
        for out in taken_out:
            if out.end > start and out.start < span.end:
                yield Span(start, max(start, out.start))
                start = out.end
        yield Span(start, span.end)


def count(measure: Measure, start: When, calendar: WorkingCalendar, paused: Sequence[Span] = ()) -> Count:
    """Count from a starting event to the end of a limit, with the steps.

    Args:
        measure: how to count.
        start: the day of the event; for hours the instant (a bare day means its first instant). Counting backwards,
            the day before which something must be done; no pause changes that count.
        calendar: whose working days are meant.
        paused: spans that do not count, merged.

    Raises:
        RuleBroken: the end lies outside what a date can hold.
    """
    try:
        if measure.backwards:
            return _count_back(measure, start, calendar)
        if measure.unit is CountUnit.HOURS:
            return _count_hours(measure, start, paused)
        return _count_days(measure, start, calendar, paused)
    except OverflowError as too_far:
        raise RuleBroken("date_too_far", on=start) from too_far


def count_back(measure: Measure, before: When, calendar: WorkingCalendar) -> Count:
    """Give the last day on which something may be done that must be so much before a day.

    Two working days before a Thursday is the Tuesday. Beginning with the day itself ("same"), it is the Wednesday.
    """
    return count(replace(measure, backwards=True), before, calendar)


def moved_on(unit: CountUnit, fixed: When, calendar: WorkingCalendar, paused: Sequence[Span]) -> Count:
    """Move a date that somebody set by the pauses that began on or before it, in the unit the limit counts by.

    Args:
        unit: the unit; months and hours of a date without a time are moved by calendar days.
        fixed: the date, or the instant for a clock in hours.
        calendar: whose working days are meant.
        paused: spans that do not count, merged.
    """
    if isinstance(fixed, datetime):
        return _moved_on_by_hours(fixed, paused)
    by_work = unit in COUNTED_BY_WORK
    day, lost = fixed, 0
    try:
        for span in paused:
            if _day(span.start) <= day:
                last = _day(span.end) - ONE_DAY
                lost += calendar.worked(_day(span.start), last) if by_work else (last - _day(span.start)).days + 1
                day = (calendar.nth_after(fixed, lost) if lost else fixed) if by_work else fixed + timedelta(days=lost)
        provisional = by_work and lost > 0 and calendar.is_provisional(fixed + ONE_DAY, day)
    except CalendarUnknown as ended:
        return _unknown([], ended, calendar)
    return Count(day, None, (), provisional)


def _moved_on_by_hours(fixed: datetime, paused: Sequence[Span]) -> Count:
    end = fixed.astimezone(UTC)
    for span in paused:
        if _instant(span.start) < end:
            end += _instant(span.end) - _instant(span.start)
    return Count(local_date(end), end, ())


def _count_days(measure: Measure, start: When, calendar: WorkingCalendar, paused: Sequence[Span]) -> Count:
    day = _day(start)
    first = day + timedelta(days=measure.begins_after_days)
    steps: list[Step] = []
    if measure.begins_after_days:
        steps.append(Step("begins", day, first, values={"days": measure.begins_after_days}))
    try:
        end = _end_of_days(measure, first, calendar, paused, steps)
        provisional = measure.unit in COUNTED_BY_WORK and calendar.is_provisional(_day_one(measure, first), end)
        end, rolled_over = _rolled(measure, end, calendar, steps)
    except CalendarUnknown as ended:
        return _unknown(steps, ended, calendar)
    provisional = provisional or rolled_over
    if provisional:
        steps.append(Step("provisional", end, end))
    early = 0
    if measure.unit is CountUnit.MONTHS and measure.first_day is FirstDay.SAME:
        early = (corresponding_end(first, measure.amount) - strict_end(first, measure.amount)).days
    return Count(end, None, tuple(steps), provisional, days_early=early)


def _count_back(measure: Measure, before: When, calendar: WorkingCalendar) -> Count:
    if measure.unit is CountUnit.HOURS:
        begin = _instant(before)
        instant = begin - timedelta(hours=measure.amount)
        steps = [Step("back_hours", begin, instant, values={"amount": measure.amount})]
        return Count(local_date(instant), instant, tuple(steps))
    last = _day(before) - timedelta(days=measure.begins_after_days)
    steps = []
    try:
        end = _bare_end_back(measure, last, calendar)
        steps.append(Step(f"back_{measure.unit}_{measure.first_day}", last, end, values={"amount": measure.amount}))
        provisional = False
        if measure.unit in COUNTED_BY_WORK:
            until = last if measure.first_day is FirstDay.SAME else last - ONE_DAY
            steps.extend(_days_off(calendar, end, until))
            provisional = calendar.is_provisional(end, until)
        end, rolled_over = _rolled(measure, end, calendar, steps)
    except CalendarUnknown as ended:
        return _unknown(steps, ended, calendar)
    if provisional or rolled_over:
        steps.append(Step("provisional", end, end))
    return Count(end, None, tuple(steps), provisional or rolled_over)


def _bare_end_back(measure: Measure, last: date, calendar: WorkingCalendar) -> date:
    same, amount = measure.first_day is FirstDay.SAME, measure.amount
    if measure.unit in COUNTED_BY_WORK:
        return calendar.nth_until(last, amount) if same else calendar.nth_before(last, amount)
    if measure.unit is CountUnit.MONTHS:
        return corresponding_date(last, -amount) + timedelta(days=1 if same else 0)
    return last - timedelta(days=amount - 1 if same else amount)


def _unknown(steps: list[Step], ended: CalendarUnknown, calendar: WorkingCalendar) -> Count:
    before = ended.day < calendar.first
    steps.append(Step("unknown_before" if before else "unknown", ended.day, None, values={"calendar": ended.calendar}))
    return Count(None, None, tuple(steps), unknown="calendar_begins" if before else "calendar_ends")


def _rolled(measure: Measure, end: date, calendar: WorkingCalendar, steps: list[Step]) -> tuple[date, bool]:
    """Move an end on a day that is not worked, and say whether that rests on a day off that was only computed."""
    if not (measure.rolls or measure.rolls_back) or calendar.is_working(end):
        return end, False
    rolled = calendar.previous_working(end) if measure.rolls_back else calendar.next_working(end)
    off = calendar.days_off.get(end)
    code = "rolled_back" if measure.rolls_back else "rolled"
    steps.append(Step(code, end, rolled, values={"name": off.name if off else ""}))
    return rolled, calendar.is_provisional(min(end, rolled), max(end, rolled))


def _end_of_days(
    measure: Measure, first: date, calendar: WorkingCalendar, paused: Sequence[Span], steps: list[Step]
) -> date:
    """Count to the end; a pause that begins on or before the end moves it on by what lies within the pause."""
    end, extra = _bare_end(measure, measure.amount, first, calendar), 0
    lost: list[tuple[Span, int]] = []
    for span in paused:
        if _day(span.start) <= end:
            lost.append((span, _units_within(measure, span, first, calendar)))
            extra += lost[-1][1]
            end = _moved_end(measure, first, extra, calendar)
    steps.extend(_counted(measure, first, end, calendar))
    for span, units in lost:
        if units:
            steps.append(Step("paused", _day(span.start), end, values={"until": _day(span.end), "count": units}))
    return end


def _bare_end(measure: Measure, amount: int, first: date, calendar: WorkingCalendar) -> date:
    same = measure.first_day is FirstDay.SAME
    if measure.unit in COUNTED_BY_WORK:
        return calendar.nth_from(first, amount) if same else calendar.nth_after(first, amount)
    if measure.unit is CountUnit.MONTHS:
        return corresponding_end(first, amount) if same else corresponding_date(first, amount)
    return first + timedelta(days=amount - 1 if same else amount)


def _moved_end(measure: Measure, first: date, extra: int, calendar: WorkingCalendar) -> date:
    if measure.unit is CountUnit.MONTHS:
        return _bare_end(measure, measure.amount, first, calendar) + timedelta(days=extra)
    return _bare_end(measure, measure.amount + extra, first, calendar)


def _units_within(measure: Measure, span: Span, first: date, calendar: WorkingCalendar) -> int:
    start, last = max(_day(span.start), _day_one(measure, first)), _day(span.end) - ONE_DAY
    if last < start:
        return 0
    return calendar.worked(start, last) if measure.unit in COUNTED_BY_WORK else (last - start).days + 1


def _day_one(measure: Measure, first: date) -> date:
    return first if measure.first_day is FirstDay.SAME else first + ONE_DAY


def _counted(measure: Measure, first: date, end: date, calendar: WorkingCalendar) -> list[Step]:
    code = f"{measure.unit}_{measure.first_day}"
    clamped = measure.unit is CountUnit.MONTHS and corresponding_end(first, measure.amount) != (
        corresponding_date(first, measure.amount) - ONE_DAY
    )
    steps = [Step(code, first, end, values={"amount": measure.amount, "clamped": clamped})]
    if measure.unit in COUNTED_BY_WORK:
        steps.extend(_days_off(calendar, _day_one(measure, first), end))
    return steps


def _days_off(calendar: WorkingCalendar, first: date, last: date) -> list[Step]:
    return [
        Step("day_off", off.day, None, values={"name": off.name, "announced": off.announced})
        for off in calendar.skipped(first, last)
    ]


def _count_hours(measure: Measure, start: When, paused: Sequence[Span]) -> Count:
    steps: list[Step] = []
    if measure.first_day is FirstDay.SAME or measure.begins_after_days:
        begin = start_of_day(_day(start) + timedelta(days=measure.begins_after_days))
        steps.append(Step("hours_from_day", start, begin))
    elif isinstance(start, datetime):
        begin = start.astimezone(UTC)
    else:
        begin = start_of_day(start)
        steps.append(Step("no_time_of_day", start, begin))
    end = begin + timedelta(hours=measure.amount)
    steps.append(Step("hours", begin, end, values={"amount": measure.amount}))
    for span in paused:
        span_start, span_end = max(_instant(span.start), begin), _instant(span.end)
        if span_end > span_start and span_start < end:
            end += span_end - span_start
            steps.append(Step("paused", span_start, end, values={"until": span_end}))
    return Count(local_date(end), end, tuple(steps))


def _months_on(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(year)
    return year, month


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else start_of_day(when)
