"""Clock: a time limit that runs towards a milestone; its events are the truth and its dates are derived."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock_event import MOVING, ClockEvent
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.domain.standing import Move, Standing, derive, expiry
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState
from tracker.time_source import local_date

__all__ = ("MOVING", "Clock", "ClockEvent", "Move", "Standing", "derive", "episode_of", "expiry")


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of a milestone under one version of a limit. The dates are copies of what `derive` gives.

    It counts by `calendar_version` of its calendar; every calendar handed to it is the newest, with the earlier ones.
    """

    id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    clock_class: ClockClass
    measure: Measure
    calendar: CalendarName
    calendar_version: int
    events: tuple[ClockEvent, ...]
    state: ClockState = ClockState.RUNNING
    started_on: date | None = None
    first_due: date | None = None
    first_due_at: datetime | None = None
    due: date | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None
    stopped_on: date | None = None
    overdue_since: datetime | None = None
    moves: int = 0
    provisional: bool = False
    unknown: str = ""
    pauses: int = 0
    episode: str = ""
    turn: int = 1
    version: int = 1

    def derive(self, calendar: WorkingCalendar) -> Standing:
        """Work out how the clock stands from the whole list of its events."""
        return derive(self.events, self.measure, calendar, self.calendar_version)

    def with_event(self, event: ClockEvent, calendar: WorkingCalendar) -> "Clock":
        """Give the clock with one more event and its dates worked out again."""
        return replace(self, events=(*self.events, event)).recomputed(calendar)

    def recounted(self, event: ClockEvent, calendar: WorkingCalendar) -> "Clock":
        """Give the clock counted by the newest version of its calendar from a recalculation on.

        Where that changes nothing about it, it only takes the new number, and the event is not kept.
        """
        by_newest = replace(self, calendar_version=calendar.version)
        unchanged = replace(by_newest.derive(calendar), steps=()) == replace(self.derive(calendar), steps=())
        if unchanged and event.measure is None:
            return by_newest
        return by_newest.with_event(replace(event, calendar_version=self.calendar_version), calendar)

    def recomputed(self, calendar: WorkingCalendar) -> "Clock":
        """Give the clock with its stored copies taken from `derive`."""
        standing = self.derive(calendar)
        first, due = standing.first_due, standing.due
        return replace(
            self,
            state=standing.state,
            started_on=_day(standing.started),
            first_due=_day(first),
            first_due_at=first if isinstance(first, datetime) else None,
            due=_day(due),
            due_at=due if isinstance(due, datetime) else None,
            expires_at=expiry(standing.alarm),
            stopped_on=_day(standing.stopped),
            moves=len(standing.moves),
            provisional=standing.provisional,
            unknown=standing.unknown,
            episode=episode_of(due),
            pauses=sum(event.kind is ClockEventKind.PAUSED for event in self.events),
        )

    def is_overdue(self, now: datetime) -> bool:
        """Say whether the clock is running and past its due date: a date is overdue from the day after it."""
        return self.state is ClockState.RUNNING and self.expires_at is not None and self.expires_at <= now

    def noting_overdue(self, now: datetime) -> "Clock":
        """Give the clock with the fact that it became overdue, which no later event removes."""
        if self.overdue_since is None and self.is_overdue(now):
            return replace(self, overdue_since=self.expires_at)
        return self


def episode_of(due: When | None) -> str:
    """Give the name of the episode that a due value begins: a new value begins a new one."""
    return "" if due is None else due.isoformat()


def _day(when: When | None) -> date | None:
    return local_date(when) if isinstance(when, datetime) else when
