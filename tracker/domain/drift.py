"""Drift: how far past its first due date a target is, whether or not it was re-planned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.clock import Clock, Standing
from tracker.domain.counting import COUNTED_BY_WORK, Span, merge_spans
from tracker.domain.explain import When
from tracker.terms import CalendarName, ClockClass, ClockState, CountUnit
from tracker.time_source import local_date, start_of_day

ONE_DAY = timedelta(days=1)


def drift(standing: Standing, clock_class: ClockClass, calendar: WorkingCalendar, as_of: datetime) -> int | None:
    """Give the drift in working days (whole hours for a clock in hours), less pauses that were not ours.

    Such a pause counts whole, also what of it lies before the first due date: it moved the date by all its days. One
    that still lasts counts up to now; of the time between a stop and taking up again only what lies after the first
    due date is left out. 0 for a target not past its first due date; None for a period, and where the first due date
    or the calendar is not known.
    """
    first = standing.first_due
    if clock_class is ClockClass.PERIOD or first is None:
        return None
    if isinstance(first, datetime):
        end = _instant(standing.stopped) if standing.stopped is not None else as_of
        spans = merge_spans(_span_of_instants(span) for span in _not_counted(standing, first, end))
        lost = sum((_overlap_hours(span, _instant(standing.started), end) for span in spans), 0.0)
        return max(0, int((end - first).total_seconds() / 3600 - lost))
    last = _day(standing.stopped) if standing.stopped is not None else local_date(as_of)
    if last <= first:
        return 0
    spans = merge_spans(_span_of_days(span) for span in _not_counted(standing, first + ONE_DAY, last + ONE_DAY))
    begun = _day(standing.started) + ONE_DAY
    try:
        return max(
            0,
            calendar.worked(first + ONE_DAY, last)
            - sum(
                calendar.worked(max(_day(span.start), begun), min(_day(span.end) - ONE_DAY, last))
                for span in spans
                if _day(span.end) > begun and _day(span.start) <= last
            ),
        )
    except CalendarUnknown:
        return None


def units_late(
    unit: CountUnit, due: date | None, due_at: datetime | None, working_days: WorkingCalendar, as_of: datetime
) -> int | None:
    """Give how far past due a clock is in the unit it counts by (calendar days for months); 0 where it is not.

    None where that is not known, because the calendar has run out.
    """
    if due_at is not None:
        return max(0, int((as_of - due_at).total_seconds() // 3600))
    if due is None:
        return 0
    if unit in COUNTED_BY_WORK:
        return working_days_late(due, local_date(as_of), working_days)
    return max(0, (local_date(as_of) - due).days)


def working_days_late(due: date, end: date, working_days: WorkingCalendar) -> int | None:
    """Give how many working days a day lies past a due date; 0 where it does not, None past the calendar's end."""
    if end <= due:
        return 0
    try:
        return working_days.between(due, end)
    except CalendarUnknown:
        return None


def worst_drift(clocks: Iterable[Clock], calendars: Mapping[CalendarName, WorkingCalendar], as_of: datetime) -> int:
    """Give the drift of a milestone: that of its worst clock, in working days."""
    worst = 0
    for clock in clocks:
        standing = clock.derive(calendars[clock.calendar])
        worst = max(
            worst, drift_in_days(standing, clock.clock_class, calendars[CalendarName.ENGLAND_AND_WALES], as_of) or 0
        )
    return worst


@dataclass(frozen=True, slots=True)
class CaseSlip:
    """The drift of a case in working days: of its worst milestone not done, and over all of them; and its moves."""

    open_drift: int
    total: int
    moves: int


def slip_of_case(
    clocks: Iterable[Clock], calendars: Mapping[CalendarName, WorkingCalendar], as_of: datetime
) -> CaseSlip:
    """Give the drift of a case from all its clocks; each milestone counts by its worst one."""
    open_drift, moves = 0, 0
    slips: dict[str, int] = {}
    for clock in clocks:
        days = worst_drift([clock], calendars, as_of)
        slips[clock.milestone_id] = max(slips.get(clock.milestone_id, 0), days)
        if clock.clock_class is ClockClass.TARGET:
            moves += clock.moves
            open_drift = open_drift if clock.state is ClockState.STOPPED else max(open_drift, days)
    return CaseSlip(open_drift, sum(slips.values()), moves)


def drift_in_days(
    standing: Standing, clock_class: ClockClass, working_days: WorkingCalendar, as_of: datetime
) -> int | None:
    """Give the drift in working days of a clock in hours too, so that both stand in one list: by its days."""
    first = standing.first_due
    by_days = replace(standing, first_due=local_date(first)) if isinstance(first, datetime) else standing
    return drift(by_days, clock_class, working_days, as_of)


def _not_counted(standing: Standing, late_from: When, until: When) -> list[Span]:
    """Give the spans that are nobody's drift: pauses not ours, one that still lasts among them, and closed time."""
    closed = (Span(max(span.start, late_from, key=_instant), span.end) for span in standing.closed)
    spans = [*standing.paused_not_ours, *closed]
    if standing.paused_since is not None and not standing.paused_ours:
        spans.append(Span(standing.paused_since, until))
    return spans


def _span_of_days(span: Span) -> Span:
    return Span(_day(span.start), _day(span.end))


def _span_of_instants(span: Span) -> Span:
    return Span(_instant(span.start), _instant(span.end))


def _overlap_hours(span: Span, start: datetime, end: datetime) -> float:
    first, last = max(_instant(span.start), start), min(_instant(span.end), end)
    return max(0.0, (last - first).total_seconds() / 3600)


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
