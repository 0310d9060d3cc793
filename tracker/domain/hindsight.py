"""Hindsight: how a clock stood at an earlier instant; only what was recorded by then counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock_event import ClockEvent, version_until
from tracker.domain.counting import Measure, Span, merge_spans
from tracker.domain.drift import drift_in_days
from tracker.domain.explain import When
from tracker.domain.standing import Standing, closed_time, derive, expiry
from tracker.terms import ClockClass, ClockEventKind, ClockState
from tracker.time_source import local_date, start_of_day

LAST_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Rescue:
    """A move that gave an overdue clock another date. `overdue_from` is when it had become overdue."""

    event: ClockEvent
    overdue_from: datetime


def known_by(events: Sequence[ClockEvent], at: datetime) -> tuple[ClockEvent, ...]:
    """Give the events of a clock that had been recorded by an instant; none where it was not on record at all."""
    return tuple(takewhile(lambda event: event.recorded_at <= at, events))


def standing_by(
    events: Sequence[ClockEvent],
    measure: Measure,
    calendar: WorkingCalendar,
    at: datetime,
    version: int | None = None,
) -> Standing | None:
    """Give how a clock stood at an instant; None where it was not on record.

    Args:
        events: all its events, also those recorded later: they tell by which version of the calendar it counted then.
        measure: how its limit counted when it started.
        calendar: the newest version of its calendar, with the earlier ones.
        at: the instant.
        version: the version by which it counts now; absent, the newest.
    """
    known = known_by(events, at)
    return derive(known, measure, calendar, _version(events, len(known), calendar, version)) if known else None


def plain_standing(known: Sequence[ClockEvent], first_due: When | None) -> Standing | None:
    """Give how a target stood after events that neither moved nor paused it, without counting again; else None.

    Nothing but a move or a pause takes a due date from where it first was.
    """
    stopped: ClockEvent | None = None
    closed: list[Span] = []
    for event in known[1:]:
        if event.kind is ClockEventKind.STOPPED:
            stopped = event
        elif event.kind is ClockEventKind.REOPENED and stopped is not None:
            closed.extend(closed_time(stopped, event, in_hours=isinstance(first_due, datetime)))
            stopped = None
        else:
            return None
    return Standing(
        ClockState.RUNNING if stopped is None else ClockState.STOPPED, known[0].on, first_due, first_due,
        None if stopped is None else stopped.on,
        (), (), (), (), None, False, "", alarm=first_due, computed=first_due, closed=merge_spans(closed),
    )  # fmt: skip


def days_late(standing: Standing, clock_class: ClockClass, working_days: WorkingCalendar, at: datetime) -> int:
    """Give how many working days past its first due date a target was at an instant, or when it stopped.

    A clock in hours counts by its days. A part of a day counts as one, so that nothing late reads as on time:
    a Friday's target open on Sunday is one day late. 0 where it was not late, or where the whole wait was not ours.
    """
    first = standing.first_due
    if clock_class is ClockClass.PERIOD or first is None or not is_past(first, standing.stopped, at):
        return 0
    found = drift_in_days(standing, clock_class, working_days, at - LAST_MOMENT)
    if found is None:
        known_from = max(day_of(first), working_days.first)
        end = last_day(at) if standing.stopped is None else day_of(standing.stopped)
        found = max(0, working_days.between(known_from, min(end, working_days.last)))
    return found or (0 if standing.paused_not_ours or not standing.paused_ours else 1)


def drift_come_by(
    standing: Standing, clock_class: ClockClass, working_days: WorkingCalendar, at: datetime
) -> int | None:
    """Give how much of its drift, as it is told now, had come by an earlier instant.

    Between two instants the difference is what came in that time, whatever was moved, stopped or recorded in it.
    """
    stopped = standing.stopped
    running_then = stopped is not None and _instant(stopped) > at
    return drift_in_days(replace(standing, stopped=None) if running_then else standing, clock_class, working_days, at)


def is_past(first: When, stopped: When | None, at: datetime) -> bool:
    """Say whether a due date or instant had passed when the clock stopped, or else at an instant."""
    if stopped is None:
        passed = expiry(first)
        return passed is not None and passed <= at
    if isinstance(first, datetime):
        return _instant(stopped) > first
    return day_of(stopped) > first


def overdue_from(
    events: Sequence[ClockEvent], measure: Measure, calendar: WorkingCalendar, version: int | None = None
) -> datetime | None:
    """Give the instant at which a clock first became overdue, as was on record before some later event; else None."""
    for place in range(1, len(events)):
        found = _overdue_before(events, place, measure, calendar, version)
        if found is not None:
            return found
    return None


def rescues(
    events: Sequence[ClockEvent], measure: Measure, calendar: WorkingCalendar, version: int | None = None
) -> tuple[Rescue, ...]:
    """Give the moves made while the clock was overdue."""
    found: list[Rescue] = []
    for place in range(1, len(events)):
        if events[place].is_move:
            since = _overdue_before(events, place, measure, calendar, version)
            if since is not None:
                found.append(Rescue(events[place], since))
    return tuple(found)


def last_day(at: datetime) -> date:
    """Give the day that an instant ends: of midnight, the day before it."""
    return local_date(at - LAST_MOMENT)


def day_of(when: When) -> date:
    """Give the civil date of a day or an instant."""
    return local_date(when) if isinstance(when, datetime) else when


def _overdue_before(
    events: Sequence[ClockEvent], place: int, measure: Measure, calendar: WorkingCalendar, version: int | None
) -> datetime | None:
    standing = derive(events[:place], measure, calendar, _version(events, place, calendar, version))
    passed = expiry(standing.alarm)
    is_overdue = standing.state is ClockState.RUNNING and passed is not None and passed <= events[place].recorded_at
    return passed if is_overdue else None


def _version(events: Sequence[ClockEvent], place: int, calendar: WorkingCalendar, version: int | None) -> int:
    return version_until(events, place, calendar.version if version is None else version)


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
