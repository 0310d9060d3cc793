"""Clock: a time limit that runs towards a milestone; its events are the truth and its dates are derived."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.counting import Count, Measure, Span, count, merge_spans
from tracker.domain.explain import Step, When
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState, CountUnit, DelayReason
from tracker.time_source import local_date, start_of_day

ONE_DAY = timedelta(days=1)
COUNTED_BY_WORK = (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS)
MOVING = (ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED, ClockEventKind.EXTENDED, ClockEventKind.CORRECTED)


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to a clock. `on` is when it happened, `recorded_at` when it was entered.

    `to` is the new day of a move, the corrected start, or None; `amount` the new total of an extension;
    `ours` says of a pause whether the wait was ours (then the clock still drifts), `cause` what it waits for and
    `review_on` when it is looked at again. Of a period's new end: `authority` is who gave it, `earliest` the earlier
    reading of `to`, for the alarms. A recalculation keeps the version of the calendar it was counted by until then,
    and a new `measure` if it has one.
    """

    kind: ClockEventKind
    on: When
    recorded_at: datetime
    recorded_by: str
    reason: str = ""
    to: When | None = None
    amount: int | None = None
    ours: bool = True
    approved_by: str | None = None
    asked_by: str | None = None
    review_on: date | None = None
    authority: str = ""
    earliest: date | None = None
    calendar_version: int | None = None
    measure: Measure | None = None
    cause: DelayReason | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a due date: old and new are both kept, with who asked and who approved."""

    on: When
    kind: ClockEventKind
    old: When | None
    new: When | None
    reason: str
    by: str
    approved_by: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands: everything that follows from its events, its limit and its calendar."""

    state: ClockState
    started: When
    first_due: When | None
    due: When | None
    stopped: When | None
    moves: tuple[Move, ...]
    steps: tuple[Step, ...]
    paused: tuple[Span, ...]
    paused_not_ours: tuple[Span, ...]
    paused_since: When | None
    provisional: bool
    unknown: str
    started_because: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of a milestone under one version of a limit. The dates are copies of what `derive` gives."""

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
        return derive(self.events, self.measure, calendar)

    def with_event(self, event: ClockEvent, calendar: WorkingCalendar) -> "Clock":
        """Give the clock with one more event and its dates worked out again."""
        return replace(self, events=(*self.events, event)).recomputed(calendar)

    def recomputed(self, calendar: WorkingCalendar) -> "Clock":
        """Give the clock with its stored copies taken from `derive`."""
        standing = self.derive(calendar)
        first, due = standing.first_due, standing.due
        return replace(
            self,
            calendar_version=calendar.version,
            state=standing.state,
            started_on=_day(standing.started),
            first_due=_day(first),
            first_due_at=first if isinstance(first, datetime) else None,
            due=_day(due),
            due_at=due if isinstance(due, datetime) else None,
            expires_at=expiry(due),
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


def expiry(due: When | None) -> datetime | None:
    """Give the instant from which a due date or instant has passed."""
    if due is None or isinstance(due, datetime):
        return due
    return start_of_day(due + ONE_DAY)


def episode_of(due: When | None) -> str:
    """Give the name of the episode that a due value begins: a new value begins a new one."""
    return "" if due is None else due.isoformat()


def derive(events: Sequence[ClockEvent], measure: Measure, calendar: WorkingCalendar) -> Standing:
    """Work out how a clock stands from its whole list of events.

    Raises:
        RuleBroken: the list does not begin with a start, or an event cannot follow the one before.
    """
    if not events or events[0].kind is not ClockEventKind.STARTED:
        raise RuleBroken("clock_without_start")
    return _Derivation(events[0], measure, calendar).run(events[1:])


class _Derivation:
    """The working state while a list of events is read in the order in which it was recorded."""

    def __init__(self, started: ClockEvent, measure: Measure, calendar: WorkingCalendar) -> None:
        self.start: When = started.on
        self.because = started.reason
        self.measure = measure
        self.calendar = calendar
        self.fixed: When | None = None
        self.fixed_by_order = False
        self.fixed_step: Step | None = None
        self.fixed_from: When | None = None
        self.pauses_before = 0
        self.state = ClockState.RUNNING
        self.stopped: When | None = None
        self.open_pause: ClockEvent | None = None
        self.pauses: list[tuple[Span, bool]] = []
        self.moves: list[Move] = []
        self.counted: tuple[tuple[When, Measure, int], Count] | None = None
        self.first = self._count()
        self.first_due = _end(self.first)

    def run(self, events: Sequence[ClockEvent]) -> Standing:
        for event in events:
            before = self._due()
            self._take(event)
            if event.kind in MOVING:
                after = self._due()
                if after != before:
                    self.moves.append(
                        Move(event.on, event.kind, before, after, event.reason, event.recorded_by, event.approved_by)
                    )
        return self._standing()

    def _take(self, event: ClockEvent) -> None:
        match event.kind:
            case ClockEventKind.PAUSED:
                self._pause(event)
            case ClockEventKind.RESUMED:
                self._resume(event)
            case ClockEventKind.STOPPED:
                if self.open_pause is not None:
                    self._resume(event)
                self.state, self.stopped = ClockState.STOPPED, event.on
            case ClockEventKind.REOPENED:
                if self.state is not ClockState.STOPPED:
                    raise RuleBroken("clock_not_stopped")
                self.state, self.stopped = ClockState.RUNNING, None
            case ClockEventKind.STARTED:
                raise RuleBroken("clock_started_twice")
            case _:
                self._move(event)

    def _pause(self, event: ClockEvent) -> None:
        if self.state is not ClockState.RUNNING:
            raise RuleBroken("clock_not_running", state=self.state)
        self.open_pause, self.state = event, ClockState.PAUSED

    def _resume(self, event: ClockEvent) -> None:
        if self.open_pause is None:
            raise RuleBroken("clock_not_paused")
        if _instant(event.on) < _instant(self.open_pause.on):
            raise RuleBroken("resumed_before_paused", on=event.on, paused_on=self.open_pause.on)
        self.pauses.append((Span(self.open_pause.on, event.on), self.open_pause.ours))
        self.open_pause, self.state = None, ClockState.RUNNING

    def _move(self, event: ClockEvent) -> None:
        if event.kind is ClockEventKind.CORRECTED and event.to is not None:
            self.start = event.to
        elif event.kind is ClockEventKind.EXTENDED and event.amount is not None:
            self.measure = replace(self.measure, amount=event.amount)
        elif event.kind in (ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED) and event.to is not None:
            self.fixed, self.fixed_from = event.to, event.on
            self.pauses_before = len(self.pauses)
            self.fixed_by_order = event.kind is ClockEventKind.ORDERED
            self.fixed_step = Step(
                str(event.kind), event.on, event.to, values={"reason": event.reason, "approved_by": event.approved_by}
            )
        else:
            raise RuleBroken("clock_event_incomplete", kind=event.kind)

    def _spans(self) -> tuple[Span, ...]:
        return merge_spans(self._alike(span) for span, _ in self.pauses)

    def _spans_since_fixed(self) -> tuple[Span, ...]:
        """Give the pauses that ended after the date was fixed, from the day it was fixed on."""
        later = (self._alike(span) for span, _ in self.pauses[self.pauses_before :])
        since = self.fixed_from
        if since is None:
            return ()
        return merge_spans(Span(max(span.start, since, key=_instant), span.end) for span in later)

    def _alike(self, span: Span) -> Span:
        if self.measure.unit is CountUnit.HOURS:
            return Span(_instant(span.start), _instant(span.end))
        return Span(_day_of(span.start), _day_of(span.end))

    def _count(self) -> Count:
        """Count from the start as it stands; the same again as long as start, measure and pauses are the same."""
        by = (self.start, self.measure, len(self.pauses))
        if self.counted is None or self.counted[0] != by:
            self.counted = by, count(self.measure, self.start, self.calendar, self._spans())
        return self.counted[1]

    def _due(self) -> When | None:
        if self.fixed is None:
            return _end(self._count())
        return self.fixed if self.fixed_by_order else self._replanned()

    def _replanned(self) -> When | None:
        """Give a re-planned day, moved on by the pauses that came after the re-planning."""
        fixed, spans = self.fixed, self._spans_since_fixed()
        if fixed is None or isinstance(fixed, datetime) or not spans:
            return fixed
        start = _day_of(self.start)
        unit = self.measure.unit if self.measure.unit in COUNTED_BY_WORK else CountUnit.CALENDAR_DAYS
        amount = self.calendar.between(start, fixed) if unit in COUNTED_BY_WORK else (fixed - start).days
        return _end(count(Measure(unit, max(amount, 1)), start, self.calendar, spans))

    def _standing(self) -> Standing:
        counted = self._count()
        due = self._due()
        steps = counted.steps if self.fixed_step is None else (*counted.steps, self.fixed_step)
        known = due is not None
        return Standing(
            state=self.state,
            started=self.start,
            started_because=self.because,
            first_due=self.first_due,
            due=due,
            stopped=self.stopped,
            moves=tuple(self.moves),
            steps=steps,
            paused=self._spans(),
            paused_not_ours=merge_spans(self._alike(span) for span, ours in self.pauses if not ours),
            paused_since=self.open_pause.on if self.open_pause else None,
            provisional=counted.provisional and self.fixed is None,
            unknown="" if known else counted.unknown,
        )


def _end(counted: Count) -> When | None:
    return counted.instant if counted.instant is not None else counted.day


def _day(when: When | None) -> date | None:
    return None if when is None else _day_of(when)


def _day_of(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
