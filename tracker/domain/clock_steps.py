"""Every step by which a clock's date came about: the first count, then each event with the date before and after it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.domain.calendar import SATURDAY, CalendarUnknown, WorkingCalendar
from tracker.domain.clock_event import MOVING, ClockEvent, version_until
from tracker.domain.counting import COUNTED_BY_WORK, Measure
from tracker.domain.explain import Step, When
from tracker.domain.limit import Limit
from tracker.domain.standing import Standing, derive
from tracker.terms import ClockEventKind, CountUnit, FirstDay
from tracker.time_source import LONDON, local_date, start_of_day

ONE_DAY = timedelta(days=1)
HOURS = ("hours", "back_hours")
UNKNOWN = ("unknown", "unknown_before")
ENDS_A_PAUSE = (ClockEventKind.RESUMED, ClockEventKind.STOPPED)
COUNTED_PAUSE = "paused"
COUNTED_AGAIN = (ClockEventKind.CORRECTED, ClockEventKind.EXTENDED, ClockEventKind.RECALCULATED)
TOLD_WITH_A_PAUSE = ("day_off", "rolled", "rolled_back", "provisional", *UNKNOWN)
TOLD_BY_EVENTS = tuple(str(kind) for kind in MOVING)


def clock_steps(
    events: Sequence[ClockEvent],
    measure: Measure,
    calendar: WorkingCalendar,
    limit: Limit,
    *,
    version: int | None = None,
    because: str = "",
    recorded: bool = True,
) -> tuple[Step, ...]:
    """Give the steps of a clock, the event that started it first; the last that gives a day gives the due date.

    Args:
        events: what happened to the clock.
        measure: how the clock counted when it was started.
        calendar: the newest version of its calendar.
        limit: under which it runs.
        version: of the calendar by which it counts now; the newest where none is said.
        because: what happened on the day it started, in words.
        recorded: whether somebody recorded the events, so that who and when is on record.
    """
    return tuple(_Story(events, measure, calendar, limit, version, recorded).told(because))


class _Story:
    """The standings of a clock after each of its events, and the steps that tell them."""

    def __init__(
        self,
        events: Sequence[ClockEvent],
        measure: Measure,
        calendar: WorkingCalendar,
        limit: Limit,
        version: int | None,
        recorded: bool,
    ) -> None:
        self.events = events
        self.measure = measure
        self.newest = calendar
        self.version = calendar.version if version is None else version
        self.limit = limit
        self.recorded = recorded
        self.standings = tuple(
            derive(events[:place], measure, calendar, version_until(events, place, self.version))
            for place in range(1, len(events) + 1)
        )

    def told(self, because: str) -> Iterator[Step]:
        first = self.standings[0]
        yield self._started(first, because)
        yield from self._counted(first.steps, 0)
        yield from self._unmoved(0)
        for number in range(1, len(self.events)):
            event = self.events[number]
            self.measure = _measure_after(self.measure, event)
            happened = (*self._happened(number, event), *self._followed(number, event))
            yield from happened
            yield from self._held(number, event, happened)

    def _calendar_after(self, number: int) -> WorkingCalendar:
        """Give the calendar by which the clock counted after an event."""
        return self.newest.at_version(version_until(self.events, number + 1, self.version))

    def _started(self, first: Standing, because: str) -> Step:
        begins = next((step for step in first.steps if step.code == "begins"), None)
        code = "started_back" if self.measure.backwards else "started"
        gives = begins.gives if begins is not None else None
        return Step(code, first.started, gives, values={"event": because, **self._record(self.events[0])})

    def _record(self, event: ClockEvent) -> dict[str, object]:
        return {"recorded_at": event.recorded_at, "by": event.recorded_by} if self.recorded else {}

    def _counted(self, steps: Iterable[Step], number: int) -> Iterator[Step]:
        """Give the steps of a count, with its first day, its weekends and the change to or from summer time."""
        weekends: Step | None = None
        for step in steps:
            if step.code == "begins" or step.code in TOLD_BY_EVENTS:
                continue
            if weekends is not None and step.code != "day_off":
                yield weekends
                weekends = None
            yield self._filled(step, number)
            if step.code in HOURS and isinstance(step.on, datetime) and isinstance(step.gives, datetime):
                yield from _summer_time(step.on, step.gives)
            elif self._is_count(step):
                weekends = _weekends(step, self._calendar_after(number), self.measure)
        if weekends is not None:
            yield weekends

    def _is_count(self, step: Step) -> bool:
        return step.code.removeprefix("back_") == f"{self.measure.unit}_{self.measure.first_day}"

    def _filled(self, step: Step, number: int) -> Step:
        """Give a step with what the count knows but does not say: day one, the computed days, the calendar's span."""
        calendar = self._calendar_after(number)
        more: dict[str, object] = {}
        if self._is_count(step):
            more["day_one"] = _day_one(step.on, calendar, self.measure)
        elif step.code in UNKNOWN:
            more = {"known_from": calendar.first, "known_to": calendar.last}
        elif step.code == "provisional":
            started, end = sorted((_day(self.standings[number].started), _day(step.on)))
            more["days"] = tuple((off.name, off.day) for off in calendar.skipped(started, end) if not off.announced)
        return replace(step, values={**step.values, **more}) if more else step

    def _unmoved(self, number: int) -> Iterator[Step]:
        """Say of an end on a day off that it stays, and of a month's end that there is a stricter reading of it."""
        standing, measure = self.standings[number], self.measure
        due, alarm = standing.due, standing.alarm
        if due is None or isinstance(due, datetime):
            return
        if alarm is not None and _day(alarm) < due:
            yield Step("earlier_reading", due, due, values={"alarm": _day(alarm)})
        in_days = measure.unit in (CountUnit.MONTHS, CountUnit.CALENDAR_DAYS)
        if in_days and due == standing.computed and not (measure.rolls or measure.rolls_back):
            off = self._calendar_after(number).days_off.get(due)
            if off is not None or due.weekday() >= SATURDAY:
                values = {"name": off.name if off else "", "weekday": due.weekday(), "kind": self.limit.amount_kind}
                yield Step("not_rolled", due, due, values=values)

    def _happened(self, number: int, event: ClockEvent) -> Iterator[Step]:
        """Give the steps of one event, with the date before it and after it."""
        before, after = self.standings[number - 1], self.standings[number]
        said = {"reason": event.reason, **self._record(event)}
        was = before.due if before.due != after.due else None
        moved = {**said, "was": was, "approved_by": event.approved_by, "asked_by": event.asked_by}
        match event.kind:
            case ClockEventKind.PAUSED:
                yield self._paused(number, event, said)
                if event.to is not None:
                    yield self._resumed(number, event, event.on, event.to, self._record(event))
            case ClockEventKind.RESUMED:
                yield self._resumed(number, event, before.paused_since, event.on, said)
            case ClockEventKind.STOPPED:
                if before.paused_since is not None:
                    yield self._resumed(number, event, before.paused_since, event.on, self._record(event))
                yield Step("stopped", event.on, None, values=said)
            case ClockEventKind.CORRECTED:
                starts = {"start_was": before.started, "start": after.started}
                yield Step("corrected", event.on, after.due, values=moved | starts)
            case ClockEventKind.ORDERED | ClockEventKind.EXTENDED:
                more = {"authority": event.authority, "amount": event.amount, "unit": self.measure.unit}
                yield Step(str(event.kind), event.on, after.due, values=moved | more)
            case ClockEventKind.RECALCULATED:
                yield Step("recalculated", event.on, after.due, values=moved | self._versions(number, event))
            case _:
                yield Step(str(event.kind), event.on, after.due, values=moved)

    def _versions(self, number: int, event: ClockEvent) -> dict[str, object]:
        """Give the version of the calendar before and after a recalculation, where it is another one."""
        new = self._calendar_after(number).version
        if event.calendar_version in (None, new):
            return {}
        return {"calendar": self.newest.name, "version_was": event.calendar_version, "version": new}

    def _followed(self, number: int, event: ClockEvent) -> Iterator[Step]:
        """Give the steps of the count that an event changed, and what is to be said of the new end."""
        before, after = self.standings[number - 1], self.standings[number]
        again = event.kind in COUNTED_AGAIN
        new = [step for step in after.steps if step not in before.steps and (again or step.code in TOLD_WITH_A_PAUSE)]
        unit = {"unit": self._unit_of_pauses()}
        yield from (
            replace(step, gives=None, values={**step.values, **unit}) for step in new if step.code == COUNTED_PAUSE
        )
        yield from self._counted((step for step in new if step.code != COUNTED_PAUSE), number)
        if after.due != before.due:
            yield from self._unmoved(number)

    def _held(self, number: int, event: ClockEvent, happened: Sequence[Step]) -> Iterator[Step]:
        """Say that a date somebody set holds, where what was counted after it gives another."""
        after = self.standings[number]
        counted = next((step.gives for step in reversed(happened) if step.gives is not None), after.due)
        if counted != after.due and after.due is not None:
            yield Step("held", event.on, after.due, values={"computed": counted})

    def _paused(self, number: int, event: ClockEvent, said: Mapping[str, object]) -> Step:
        ends = (later.on for later in self.events[number + 1 :] if later.kind in ENDS_A_PAUSE)
        until = next(ends, None) if event.to is None else event.to
        values = {**said, "until": until, "cause": event.cause, "review_on": event.review_on}
        values["approved_by"] = event.approved_by
        return Step("pause", event.on, None, values=values | ({"ours": event.ours} if event.cause is not None else {}))

    def _resumed(
        self, number: int, event: ClockEvent, since: When | None, until: When, said: Mapping[str, object]
    ) -> Step:
        """Say what a pause that ends has added, or why it adds nothing."""
        before, after = self.standings[number - 1], self.standings[number]
        if before.due is None or after.due is None or since is None or _sets_a_date(event):
            return Step("resumed", until, after.due, values=said)
        if isinstance(before.due, datetime) and isinstance(after.due, datetime):
            hours = round((after.due - before.due).total_seconds() / 3600, 1)
            return Step(
                "resumed_hours" if hours else "resumed_nothing", until, after.due, values={**said, "hours": hours}
            )
        if after.due != before.due:
            return Step("resumed_added", until, after.due, values={**said, **self._added(before, after, number)})
        if after.fixed:
            return Step("resumed_fixed", until, after.due, values=said)
        no_work = self.measure.unit in COUNTED_BY_WORK and _no_work(self._calendar_after(number), since, until)
        return Step("resumed_days_off" if no_work else "resumed_nothing", until, after.due, values=said)

    def _added(self, before: Standing, after: Standing, number: int) -> dict[str, object]:
        """Give how much a pause added, in the unit of the count: as counted, or by how far a set date moved on."""
        by_work = self.measure.unit in COUNTED_BY_WORK
        amount = _lost(after) - _lost(before)
        if not amount and before.due is not None and after.due is not None:
            first, last = _day(before.due), _day(after.due)
            amount = self._calendar_after(number).between(first, last) if by_work else (last - first).days
        return {"amount": amount, "unit": self._unit_of_pauses()}

    def _unit_of_pauses(self) -> CountUnit:
        return self.measure.unit if self.measure.unit in COUNTED_BY_WORK else CountUnit.CALENDAR_DAYS


def _sets_a_date(event: ClockEvent) -> bool:
    return event.kind is ClockEventKind.RESUMED and event.to is not None


def _no_work(calendar: WorkingCalendar, since: When, until: When) -> bool:
    try:
        return calendar.worked(_day(since), _day(until) - ONE_DAY) == 0
    except CalendarUnknown:
        return False


def _measure_after(measure: Measure, event: ClockEvent) -> Measure:
    if event.measure is not None:
        return event.measure
    if event.kind is ClockEventKind.EXTENDED and event.amount is not None:
        return replace(measure, amount=event.amount)
    return measure


def _lost(standing: Standing) -> int:
    counts = (step.values.get("count") for step in standing.steps if step.code == COUNTED_PAUSE)
    return sum(count for count in counts if isinstance(count, int))


def _day_one(on: When, calendar: WorkingCalendar, measure: Measure) -> date | None:
    """Give the day that counts as number one; none for months from a day, which count from its number."""
    same, day = measure.first_day is FirstDay.SAME, _day(on)
    if measure.unit in COUNTED_BY_WORK:
        if measure.backwards:
            return calendar.nth_until(day, 1) if same else calendar.nth_before(day, 1)
        return calendar.nth_from(day, 1) if same else calendar.nth_after(day, 1)
    if measure.unit is CountUnit.MONTHS and not same:
        return None
    return day if same else day - ONE_DAY if measure.backwards else day + ONE_DAY


def _weekends(step: Step, calendar: WorkingCalendar, measure: Measure) -> Step | None:
    """Give the step that says once how many days of weekends a count of working days has passed over."""
    if measure.unit not in COUNTED_BY_WORK or step.gives is None:
        return None
    first, last = sorted((_day(step.on), _day(step.gives)))
    days = {first + timedelta(days=offset) for offset in range((last - first).days + 1)}
    if measure.first_day is FirstDay.NEXT:
        days.discard(_day(step.on))
    off = sorted(day for day in days if day.weekday() >= SATURDAY and day not in calendar.days_off)
    return Step("weekends", off[0], None, values={"amount": len(off)}) if off else None


def _summer_time(begin: datetime, end: datetime) -> Iterator[Step]:
    """Say that the clocks went forward or back within a count of hours, and what that does to the time of day."""
    first, last = sorted((begin.astimezone(LONDON), end.astimezone(LONDON)))
    change = (last.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    if not change:
        return
    days = (first.date() + timedelta(days=offset) for offset in range((last.date() - first.date()).days + 2))
    day = next(day for day in days if start_of_day(day + ONE_DAY).astimezone(LONDON).utcoffset() == last.utcoffset())
    local = begin.astimezone(LONDON).replace(tzinfo=None) + (end - begin)
    shown = {"at": f"{end.astimezone(LONDON):%H:%M}", "instead": f"{local:%H:%M}"}
    yield Step("clocks_forward" if change > timedelta() else "clocks_back", day, end, values=shown)


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when
