"""How a clock stands: what follows from the whole list of its events, read in the order they were recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock_event import ClockEvent, version_until
from tracker.domain.counting import Count, Measure, Span, count, merge_spans, moved_on, without
from tracker.domain.explain import Step, When
from tracker.errors import RuleBroken
from tracker.terms import ClockEventKind, ClockState, CountUnit
from tracker.time_source import local_date, start_of_day

ONE_DAY = timedelta(days=1)
OPEN_END = "no_end_yet"


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
    """How a clock stands: everything that follows from its events, its limit and its calendar.

    Args:
        first_due: the due date as it was first counted; nothing changes it.
        due: the date that holds.
        paused: the spans that are over in which it stood still; `paused_not_ours` those of them that were not ours.
        paused_since: since when it stands still now; `paused_ours` says whether that wait is ours.
        alarm: what alarms go by: `due`, or the earlier of two readings of it.
        computed: what the rules give without the date that a person or a court has set; both are shown.
        fixed: whether an order or an authority set the date, so that no pause moves it.
        closed: the spans between a stop for a reason (the case was closed) and taking up again, which are neither
            running nor paused: no drift, and the due date stays where it was.
    """

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
    paused_ours: bool = True
    alarm: When | None = None
    computed: When | None = None
    fixed: bool = False
    closed: tuple[Span, ...] = ()


def expiry(due: When | None) -> datetime | None:
    """Give the instant from which a due date or instant has passed.

    Raises:
        RuleBroken: no date can hold the day after it.
    """
    if due is None or isinstance(due, datetime):
        return due
    if due == date.max:
        raise RuleBroken("date_too_far", on=due)
    return start_of_day(due + ONE_DAY)


def derive(
    events: Sequence[ClockEvent], measure: Measure, calendar: WorkingCalendar, version: int | None = None
) -> Standing:
    """Work out how a clock stands from its whole list of events.

    What lies before a recalculation is counted by the version of the calendar it was counted by until then.

    Args:
        events: all that happened to it, in the order in which it was recorded.
        measure: how its limit counted when it started.
        calendar: the newest version of its calendar, with the earlier ones.
        version: the version by which it counts now; absent, the newest.

    Raises:
        RuleBroken: the list does not begin with a start, or an event cannot follow the one before.
    """
    if not events or events[0].kind is not ClockEventKind.STARTED:
        raise RuleBroken("clock_without_start")
    return _Derivation(events, measure, calendar, calendar.version if version is None else version).run()


def closed_time(stopped: ClockEvent, reopened: ClockEvent, *, in_hours: bool) -> tuple[Span, ...]:
    """Give the time between a stop and taking up again; by days, both of those days are counted as running.

    A stop without a reason says that it was done. Where that is taken back it had not happened, so the wait went on and
    there is no such time.
    """
    if not stopped.reason:
        return ()
    if in_hours:
        return (Span(_instant(stopped.on), _instant(reopened.on)),)
    return (Span(_day_of(stopped.on) + ONE_DAY, _day_of(reopened.on)),)


class _Derivation:
    """The working state while a list of events is read in the order in which it was recorded."""

    def __init__(self, events: Sequence[ClockEvent], measure: Measure, calendar: WorkingCalendar, version: int) -> None:
        started = events[0]
        self.events = events
        self.versions = calendar
        self.version = version
        self.calendar = calendar.at_version(version_until(events, 1, version))
        self.start: When = started.on
        self.because = started.reason
        self.measure = measure
        self.state = ClockState.RUNNING
        self.stopped: ClockEvent | None = None
        self.open_pause: ClockEvent | None = None
        self.pauses: list[tuple[Span, bool]] = []
        self.closed: list[Span] = []
        self.moves: list[Move] = []
        self.notes: list[Step] = []
        self.setting: ClockEvent | None = None
        self.pauses_before = 0
        self.ruled: ClockEvent | None = None
        self.counted: tuple[tuple[When, Measure, int, int, int], Count] | None = None
        self.first_due = self._count().end

    def run(self) -> Standing:
        for place, event in enumerate(self.events[1:], start=1):
            before = self._due()
            self._take(event, place)
            if event.is_move:
                after = self._due()
                if after != before:
                    self.moves.append(
                        Move(event.on, event.kind, before, after, event.reason, event.recorded_by, event.approved_by)
                    )
        return self._standing()

    def _take(self, event: ClockEvent, place: int) -> None:
        match event.kind:
            case ClockEventKind.PAUSED:
                self._pause(event)
            case ClockEventKind.RESUMED:
                self._resume(event)
                if event.to is not None:
                    self._fix(event)
            case ClockEventKind.STOPPED:
                if self.open_pause is not None:
                    self._resume(event)
                self.state, self.stopped = ClockState.STOPPED, event
            case ClockEventKind.REOPENED:
                if self.stopped is None:
                    raise RuleBroken("clock_not_stopped")
                self.closed.extend(closed_time(self.stopped, event, in_hours=self._in_hours()))
                self.state, self.stopped = ClockState.RUNNING, None
            case ClockEventKind.STARTED:
                raise RuleBroken("clock_started_twice")
            case ClockEventKind.RECALCULATED:
                self._recalculate(event, place)
            case _:
                self._move(event)

    def _pause(self, event: ClockEvent) -> None:
        if event.to is not None:
            self._add_pause(event.on, event.to, event.ours)
            return
        if self.state is not ClockState.RUNNING:
            raise RuleBroken("clock_not_running", state=self.state)
        self.open_pause, self.state = event, ClockState.PAUSED

    def _resume(self, event: ClockEvent) -> None:
        if self.open_pause is None:
            raise RuleBroken("clock_not_paused")
        self._add_pause(self.open_pause.on, event.on, self.open_pause.ours)
        self.open_pause, self.state = None, ClockState.RUNNING

    def _add_pause(self, since: When, until: When, ours: bool) -> None:
        if _instant(until) < _instant(since):
            raise RuleBroken("resumed_before_paused", on=until, paused_on=since)
        self.pauses.append((Span(since, until), ours))

    def _recalculate(self, event: ClockEvent, place: int) -> None:
        if event.calendar_version is not None:
            self.calendar = self.versions.at_version(version_until(self.events, place + 1, self.version))
        if event.measure is not None:
            self.measure = event.measure
        self._note(event, self._due())

    def _move(self, event: ClockEvent) -> None:
        if event.kind is ClockEventKind.CORRECTED and event.to is not None:
            self.start = event.to
            self._note(event, event.to)
        elif event.kind is ClockEventKind.EXTENDED and event.amount is not None and event.to is None:
            self.measure = replace(self.measure, amount=event.amount)
            self._note(event, self._due())
        elif event.kind is not ClockEventKind.CORRECTED and (
            event.to is not None or event.kind is ClockEventKind.RECKONED
        ):
            self._fix(event)
        else:
            raise RuleBroken("clock_event_incomplete", kind=event.kind)

    def _fix(self, event: ClockEvent) -> None:
        """Take the date of an event for the one that holds; of a person's or a court's, what the rules give is kept."""
        self.setting = event
        self.pauses_before = len(self.pauses)
        if event.kind not in (ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED):
            self.ruled = event
        self._note(event, event.to)

    def _note(self, event: ClockEvent, gives: When | None) -> None:
        values = {"reason": event.reason, "approved_by": event.approved_by, "authority": event.authority}
        self.notes.append(Step(str(event.kind), event.on, gives, values=values))

    def _spans(self) -> tuple[Span, ...]:
        return self._paused(span for span, _ in self.pauses)

    def _paused(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Merge pauses; what lies in the time between a stop and taking up again is none."""
        return merge_spans(without(merge_spans(self._alike(span) for span in spans), merge_spans(self.closed)))

    def _in_hours(self) -> bool:
        return self.measure.unit is CountUnit.HOURS

    def _alike(self, span: Span) -> Span:
        if self._in_hours():
            return Span(_instant(span.start), _instant(span.end))
        return Span(_day_of(span.start), _day_of(span.end))

    def _count(self) -> Count:
        """Count from the start as it stands; the same again as long as nothing that it rests on has changed."""
        by = (self.start, self.measure, len(self.pauses), len(self.closed), self.calendar.version)
        if self.counted is None or self.counted[0] != by:
            self.counted = by, count(self.measure, self.start, self.calendar, self._spans())
        return self.counted[1]

    def _held(self) -> Count:
        """Give the date that holds: counted, or set; one that a person re-planned is moved on by later pauses."""
        event = self.setting
        if event is None:
            return self._count()
        if event.to is None:
            return Count(None, None, (), unknown=OPEN_END)
        if event.kind is ClockEventKind.RESCHEDULED:
            return moved_on(self.measure.unit, event.to, self.calendar, self._spans_since(event))
        if isinstance(event.to, datetime):
            return Count(local_date(event.to), event.to, ())
        early = 0 if event.earliest is None else (event.to - event.earliest).days
        return Count(event.to, None, (), days_early=early)

    def _spans_since(self, event: ClockEvent) -> tuple[Span, ...]:
        """Give the pauses that were recorded after a date was set, as far as they lie after the day it was set on."""
        later = self._paused(span for span, _ in self.pauses[self.pauses_before :])
        since = _instant(event.on) if self._in_hours() else _day_of(event.on)
        return merge_spans(Span(max(span.start, since), span.end) for span in later)

    def _due(self) -> When | None:
        return self._held().end

    def _standing(self) -> Standing:
        counted, held = self._count(), self._held()
        return Standing(
            state=self.state,
            started=self.start,
            started_because=self.because,
            first_due=self.first_due,
            due=held.end,
            stopped=None if self.stopped is None else self.stopped.on,
            moves=tuple(self.moves),
            steps=(*counted.steps, *self.notes),
            paused=self._spans(),
            paused_not_ours=self._paused(span for span, ours in self.pauses if not ours),
            paused_since=self.open_pause.on if self.open_pause else None,
            provisional=held.provisional,
            unknown=held.unknown,
            paused_ours=self.open_pause is None or self.open_pause.ours,
            alarm=held.alarm,
            computed=counted.end if self.ruled is None else self.ruled.to,
            fixed=self.setting is not None and self.setting.kind is not ClockEventKind.RESCHEDULED,
            closed=merge_spans(self.closed),
        )


def _day_of(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
