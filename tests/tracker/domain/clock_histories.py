"""Clocks made by hand and at random: events that can follow each other, in the order in which they were recorded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.tracker.rule_data import calendars
from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState, CountUnit, FirstDay
from tracker.time_source import LONDON, start_of_day

WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
KIND = ClockEventKind
MONDAY = date(2026, 6, 1)
DAY = timedelta(days=1)
FIVE_DAYS = Measure(CountUnit.WORKING_DAYS, 5)
BAIL = Measure(CountUnit.MONTHS, 3, FirstDay.SAME, begins_after_days=1)
MEASURES = (
    FIVE_DAYS,
    Measure(CountUnit.WORKING_DAYS, 15, FirstDay.SAME),
    Measure(CountUnit.BUSINESS_DAYS, 10),
    Measure(CountUnit.CALENDAR_DAYS, 7, rolls=True),
    BAIL,
    Measure(CountUnit.HOURS, 72),
)
FOLLOWING = {
    ClockState.RUNNING: (
        KIND.PAUSED, KIND.RESCHEDULED, KIND.ORDERED, KIND.CORRECTED, KIND.EXTENDED, KIND.RECKONED, KIND.STOPPED,
    ),
    ClockState.PAUSED: (KIND.RESUMED, KIND.PAUSED, KIND.RESCHEDULED, KIND.STOPPED),
    ClockState.STOPPED: (KIND.REOPENED, KIND.PAUSED),
}  # fmt: skip


def event(kind: ClockEventKind, on: When, **more: Any) -> ClockEvent:
    """An event that is recorded at noon of its day, or in its own moment."""
    at = on if isinstance(on, datetime) else datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    more.setdefault("recorded_at", at)
    return ClockEvent(kind, on, recorded_by="officer", **more)


def started(on: When = MONDAY) -> ClockEvent:
    """The start of a clock."""
    return event(KIND.STARTED, on)


def pause(since: When, until: When, recorded: date | None = None, **more: Any) -> ClockEvent:
    """A pause that was over when it was recorded."""
    at = datetime(recorded.year, recorded.month, recorded.day, 12, tzinfo=UTC) if recorded else None
    return event(KIND.PAUSED, since, to=until, **({"recorded_at": at} if at else {}), **more)


def a_clock(
    *events: ClockEvent,
    measure: Measure = FIVE_DAYS,
    clock_class: ClockClass = ClockClass.TARGET,
    calendar: WorkingCalendar = WORKING,
) -> Clock:
    """A clock with its dates worked out."""
    clock = Clock(
        "clock", "case", "milestone", "ABE-02", 1, clock_class, measure, calendar.name, calendar.version,
        events or (started(),),
    )  # fmt: skip
    return clock.recomputed(calendar)


def noon(day: date) -> datetime:
    """Noon in London."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)


def with_days_off(*days: date, before: WorkingCalendar = WORKING) -> WorkingCalendar:
    """The next version of a calendar, with extra bank holidays."""
    off = [*before.days_off.values(), *(DayOff(day, f"Extra bank holiday {day}") for day in days)]
    versions = {**before.earlier, before.version: before}
    return WorkingCalendar(before.name, before.version + 1, before.first, before.last, off, versions)


@st.composite
def histories(draw: st.DrawFn, *, most: int = 8, only: Sequence[ClockEventKind] = ()) -> list[ClockEvent]:
    """A list of events that can follow each other, recorded within some weeks of a start."""
    events, state, day = [started()], ClockState.RUNNING, MONDAY
    for _ in range(draw(st.integers(0, most))):
        day += draw(st.integers(0, 5)) * DAY
        kind = draw(st.sampled_from([kind for kind in FOLLOWING[state] if not only or kind in only]))
        later = day + draw(st.integers(0, 40)) * DAY
        at = start_of_day(day) + timedelta(hours=12, minutes=len(events))
        more: dict[str, object] = {"recorded_at": at, "ours": draw(st.booleans())}
        on = day
        if kind is KIND.PAUSED and (state is not ClockState.RUNNING or draw(st.booleans())):
            on = MONDAY + draw(st.integers(0, (day - MONDAY).days)) * DAY
            more["to"] = on + draw(st.integers(0, (day - on).days)) * DAY
        elif kind is KIND.PAUSED:
            state = ClockState.PAUSED
        elif kind in (KIND.RESCHEDULED, KIND.ORDERED, KIND.EXTENDED):
            more["to"] = later
        elif kind is KIND.RECKONED:
            more["to"] = draw(st.sampled_from([None, later]))
        elif kind is KIND.CORRECTED:
            more["to"] = MONDAY - draw(st.integers(0, 10)) * DAY
        else:
            state = ClockState.STOPPED if kind is KIND.STOPPED else ClockState.RUNNING
            more["reason"] = draw(st.sampled_from(["", "case_closed"]))
        events.append(event(kind, on, **more))
    return events
