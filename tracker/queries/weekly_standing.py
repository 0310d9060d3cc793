"""How a unit or a team stood at one instant: what had slipped, was overdue, unallocated, without a next step."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock import ClockEvent, Move, Standing
from tracker.domain.clock_event import version_until
from tracker.domain.counting import Measure
from tracker.domain.hindsight import (
    Rescue,
    day_of,
    days_late,
    is_past,
    known_by,
    last_day,
    overdue_from,
    rescues,
)
from tracker.domain.rule_book import RuleBook
from tracker.queries.weekly_facts import CaseFacts, ClockFacts, DelayFacts, History, delay_at
from tracker.terms import ClockClass, ClockEventKind, ClockState


@dataclass(frozen=True, slots=True)
class Slip:
    """A milestone past its first due date, by its worst clock."""

    clock: ClockFacts
    standing: Standing
    days: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A target that was moved; `overdue_from` is when it had become overdue before a move, if it had."""

    clock: ClockFacts
    standing: Standing
    overdue_from: datetime | None
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A milestone recorded as done in a week, by its worst clock; `days` is 0 where it was done in time."""

    clock: ClockFacts
    standing: Standing
    stop: ClockEvent
    days: int


class WeekEnd:
    """Things as they stood at one instant, told from the history; restricted cases left out, or they alone.

    Each figure is worked out when it is first asked for.
    """

    def __init__(
        self, history: History, rules: RuleBook, at: datetime, team_id: str | None, *, of_restricted: bool = False
    ) -> None:
        self.at = at
        self.last_day: date = last_day(at)
        self._history = history
        self._rules = rules
        self._team_id = team_id
        self._of_restricted = of_restricted
        self._done: dict[datetime, Mapping[str, Done]] = {}

    @cached_property
    def open_cases(self) -> Mapping[str, CaseFacts]:
        """The open cases by id."""
        return {case.id: case for case in self._cases if case.is_open(self.at) and self._may_show(case)}

    @cached_property
    def restricted(self) -> int:
        """How many restricted cases were open that are left out."""
        return sum(case.restricted and case.is_open(self.at) for case in self._cases if not self._may_show(case))

    @cached_property
    def unallocated(self) -> tuple[CaseFacts, ...]:
        """The open cases without an officer in the case."""
        return tuple(case for case in self.open_cases.values() if case.oic_at(self.at) is None)

    @cached_property
    def idle(self) -> tuple[CaseFacts, ...]:
        """The open cases in which no decisive milestone has a clock and nothing that waits has a next step."""
        going_on = set(self._history.going_on)
        for clock, _ in self._live:
            if self._rules.kind(clock.kind).decisive:
                going_on.add(clock.case_id)
        for milestone_id in self._history.delays:
            delay = self.delay_of(milestone_id)
            if delay is not None and delay.next_step:
                going_on.add(delay.case_id)
        return tuple(case for case in self.open_cases.values() if case.id not in going_on)

    @cached_property
    def overdue(self) -> int:
        """How many running clocks of open cases were past due, periods among them."""
        return len(self._past_due)

    @cached_property
    def late_cases(self) -> frozenset[str]:
        """The open cases in which a running clock was past due, by id."""
        return frozenset(clock.case_id for clock in self._past_due)

    @cached_property
    def slipped(self) -> Mapping[str, Slip]:
        """The milestones not done and past their first due date, by id, each with its worst clock."""
        worst: dict[str, Slip] = {}
        for clock, standing in self._live:
            days = self._days_late(clock, standing)
            if days and (clock.milestone_id not in worst or days > worst[clock.milestone_id].days):
                worst[clock.milestone_id] = Slip(clock, standing, days)
        return worst

    def newly_slipped(self, before: "WeekEnd") -> tuple[str, ...]:
        """Give the milestones that had not slipped at an earlier instant, in whatever team their case was then."""
        return tuple(milestone_id for milestone_id in self.slipped if not before.late_of(milestone_id))

    def late_of(self, milestone_id: str) -> int:
        """Give how many working days late a milestone was, whatever team had its case, and were that closed; else 0."""
        slip = self.slipped.get(milestone_id)
        if slip is not None:
            return slip.days
        return max((self._late_then(clock) for clock in self._clocks_of.get(milestone_id, ())), default=0)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """The targets not done whose date was moved."""
        return tuple(
            Moved(clock, standing, overdue_from(*self._known(clock)), self._asked_by(clock, standing.moves))
            for clock, standing in self._live
            if clock.clock_class is ClockClass.TARGET and standing.moves
        )

    def done_since(self, since: datetime) -> Mapping[str, Done]:
        """Give the milestones recorded as done after an instant, by id, each with its worst clock.

        Left out is what was entered as history: done before that instant, and on record only since it was done.
        """
        ours = {case.id for case in self._cases}
        return {key: one for key, one in self.done_by_all(since).items() if one.clock.case_id in ours}

    def done_by_all(self, since: datetime) -> Mapping[str, Done]:
        """Give the milestones recorded as done after an instant, whatever team has their case now."""
        if since not in self._done:
            self._done[since] = self._find_done(since)
        return self._done[since]

    def rescued_since(self, since: datetime) -> tuple[Rescue, ...]:
        """Give the last move after an instant of each target that was overdue when it was moved."""
        found: list[Rescue] = []
        for clock, standing in self._live:
            if standing.moves and clock.clock_class is ClockClass.TARGET:
                moved = [one for one in rescues(*self._known(clock)) if one.event.recorded_at > since]
                found.extend(moved[-1:])
        return tuple(found)

    def delay_of(self, milestone_id: str) -> DelayFacts | None:
        """Give the cause of delay of a milestone that lasted at this instant."""
        delays = self._history.delays.get(milestone_id, ())
        return delay_at(delays, self._stops.get(milestone_id, ()), self.at)

    def _find_done(self, since: datetime) -> Mapping[str, Done]:
        worst: dict[str, Done] = {}
        cases = self._history.cases.values()
        shown = {case.id for case in cases if self._may_show(case) and case.entered_at <= self.at}
        for clock in self._history.clocks:
            stop = last_stop(known_by(clock.events, self.at)) if clock.case_id in shown else None
            if stop is None or stop.reason or stop.recorded_at <= since:
                continue
            standing = clock.standing_at(self.at, self._rules)
            as_history = clock.events[0].recorded_at == stop.recorded_at and day_of(stop.on) <= last_day(since)
            if standing is None or as_history or clock.clock_class is ClockClass.PERIOD:
                continue
            days = self._days_late(clock, standing)
            if clock.milestone_id not in worst or days > worst[clock.milestone_id].days:
                worst[clock.milestone_id] = Done(clock, standing, stop, days)
        return worst

    def _late_then(self, clock: ClockFacts) -> int:
        standing = clock.standing_at(self.at, self._rules)
        stop = last_stop(known_by(clock.events, self.at))
        was_done = stop is not None and not stop.reason
        return 0 if standing is None or was_done else self._days_late(clock, standing)

    @cached_property
    def _clocks_of(self) -> Mapping[str, Sequence[ClockFacts]]:
        found: dict[str, list[ClockFacts]] = defaultdict(list)
        for clock in self._history.clocks:
            found[clock.milestone_id].append(clock)
        return found

    def _may_show(self, case: CaseFacts) -> bool:
        return case.restricted is self._of_restricted

    @cached_property
    def _cases(self) -> Sequence[CaseFacts]:
        cases = self._history.cases.values()
        return [case for case in cases if self._team_id is None or case.team_at(self.at) == self._team_id]

    @cached_property
    def _live(self) -> Sequence[tuple[ClockFacts, Standing]]:
        """The clocks of open cases that were on record and had not stopped."""
        found: list[tuple[ClockFacts, Standing]] = []
        for clock in self._history.clocks:
            if clock.case_id in self.open_cases:
                standing = clock.standing_at(self.at, self._rules)
                if standing is not None and standing.state is not ClockState.STOPPED:
                    found.append((clock, standing))
        return found

    @cached_property
    def _past_due(self) -> Sequence[ClockFacts]:
        return [
            clock
            for clock, standing in self._live
            if standing.state is ClockState.RUNNING
            and standing.due is not None
            and is_past(standing.due, None, self.at)
        ]

    @cached_property
    def _stops(self) -> Mapping[str, Sequence[datetime]]:
        """When each milestone was recorded as done, also where that was taken back."""
        stops: dict[str, list[datetime]] = defaultdict(list)
        for clock in self._history.clocks:
            for event in clock.events:
                if event.kind is ClockEventKind.STOPPED and not event.reason:
                    stops[clock.milestone_id].append(event.recorded_at)
        return stops

    def _asked_by(self, clock: ClockFacts, moves: Sequence[Move]) -> tuple[str, ...]:
        """Give who asked for each move: who recorded it, unless that was an approval of what somebody else asked."""
        events = iter([event for event in known_by(clock.events, self.at) if event.is_move])
        asked = []
        for move in moves:
            # an event that left the due date where it was is no move
            made = next(event for event in events if _made(event) == (move.on, move.kind, move.reason, move.by))
            asked.append(made.asked_by or move.by)
        return tuple(asked)

    def _days_late(self, clock: ClockFacts, standing: Standing) -> int:
        return days_late(standing, clock.clock_class, self._rules.working_days, self.at)

    def _known(self, clock: ClockFacts) -> tuple[Sequence[ClockEvent], Measure, WorkingCalendar, int]:
        known = known_by(clock.events, self.at)
        version = version_until(clock.events, len(known), clock.calendar_version)
        return known, clock.measure, self._rules.calendar(clock.calendar), version


def _made(event: ClockEvent) -> tuple[object, ...]:
    return event.on, event.kind, event.reason, event.recorded_by


def last_stop(events: Sequence[ClockEvent]) -> ClockEvent | None:
    """Give the event that stopped a clock; None where it was not stopped, or runs again."""
    ends = (ClockEventKind.STOPPED, ClockEventKind.REOPENED)
    last = next((event for event in reversed(events) if event.kind in ends), None)
    return last if last is not None and last.kind is ClockEventKind.STOPPED else None
