"""Warning: when a clock, or a child's protection, is near its end, and which of the days for telling it has come."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.counting import COUNTED_BY_WORK, ONE_DAY
from tracker.domain.limit import Limit
from tracker.terms import CountUnit, LimitKind
from tracker.time_source import local_date, start_of_day

BAIL_ENDED = "bail_ended"


@dataclass(frozen=True, slots=True)
class WarningAt:
    """One warning: so many units before the end, from an instant on."""

    before: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WarningsNow:
    """Which warning stands now, which passed without being told since the last look, and when the next is due."""

    standing: WarningAt | None
    missed: tuple[WarningAt, ...]
    next_at: datetime | None


def told_early(limit: Limit) -> bool:
    """Say whether a warning that falls on a day off is told on the working day before: of bail, and of the law."""
    rule = limit.clock
    return limit.kind is LimitKind.LAW or (rule is not None and rule.stops == BAIL_ENDED)


def warnings_of_clock(limit: Limit, expires_at: datetime, calendar: WorkingCalendar) -> tuple[WarningAt, ...]:
    """Give the warnings of a clock under a limit, the earliest first; none where the limit has none.

    Those counted in hours come at the minute. A day that is not worked gives way: to the working day before it for
    bail and the law, else to the next one, as long as that still comes before the end.
    """
    rule = limit.clock
    if rule is None or not rule.remind:
        return ()
    if rule.count is CountUnit.HOURS:
        return tuple(WarningAt(before, expires_at - timedelta(hours=before)) for before in rule.remind)
    last = local_date(expires_at) - ONE_DAY
    by_work = rule.count in COUNTED_BY_WORK
    return warnings_of_day(rule.remind, last, calendar, by_work=by_work, early=told_early(limit))


def warnings_of_day(
    remind: Iterable[int], last: date, calendar: WorkingCalendar, *, by_work: bool = False, early: bool = True
) -> tuple[WarningAt, ...]:
    """Give the warnings of a last day, the earliest first.

    Args:
        remind: so many days before it, the most first.
        by_work: they are working days.
        early: on a day that is not worked, the working day before is taken, not the one after.
    """
    found = []
    for before in remind:
        day = last - timedelta(days=before)
        # past the calendar's end nothing is known of days off, and a warning is not kept back for that
        with suppress(CalendarUnknown):
            day = calendar.nth_before(last, before) if by_work else _worked(day, last, calendar, early=early)
        found.append(WarningAt(before, start_of_day(day)))
    return tuple(found)


def warnings_now(
    warnings: Sequence[WarningAt], end: datetime, looked_at: datetime | None, now: datetime
) -> WarningsNow:
    """Give which of the warnings stands now, which were missed since the last look, and when the next is due.

    Args:
        end: the instant from which it is too late to warn.
        looked_at: the last time anybody looked; None where nobody ever did, when nothing was missed.
    """
    past = [one for one in warnings if one.at <= now]
    later = [one.at for one in warnings if now < one.at < end]
    standing = past[-1] if past and now < end else None
    passed = past if standing is None else past[:-1]
    missed = tuple(one for one in passed if looked_at is not None and looked_at < one.at)
    return WarningsNow(standing, missed, min(later, default=None))


def _worked(day: date, last: date, calendar: WorkingCalendar, *, early: bool) -> date:
    if early:
        return calendar.previous_working(day)
    later = calendar.next_working(day)
    return later if later < last or later == day else calendar.previous_working(day)
