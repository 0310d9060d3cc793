"""Recalculation: how a live clock stands after a new version of its calendar or its limit, and before."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker import wording
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.calendar_change import Difference
from tracker.domain.clock import Clock
from tracker.domain.clock_event import ClockEvent
from tracker.domain.counting import COUNTED_BY_WORK, Measure
from tracker.domain.explain import When
from tracker.domain.limit import Circumstance, ClockRule, Limit
from tracker.domain.rule_book import rule_of
from tracker.domain.time_limits import LimitPack
from tracker.terms import ClockClass, ClockEventKind, ClockState, OnChange


@dataclass(frozen=True, slots=True)
class Recalculation:
    """One clock before and after.

    Args:
        change: what it is recalculated for: a calendar by its name, or a limit by its id.
        clock_id: whose dates these are; clocks that stand alike share one `after`.
        case_id: its case.
        milestone_id: its milestone.
        limit_id: its limit.
        limit_version: the version of its limit from then on.
        place: the place of the new event in its list.
        state: whether it runs or is paused.
        old_due: the date that holds until then.
        old_expires_at: from when it is overdue until then.
        old_provisional: whether that date rests on a day off that is only computed.
        old_unknown: why that date is not known.
        overdue_since: since when it is on record as overdue.
        after: how it stands with its new dates.
        event: the recalculation, with the note; None where it only takes the new number of its limit.
    """

    change: str
    clock_id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    place: int
    state: ClockState
    old_due: When | None
    old_expires_at: datetime | None
    old_provisional: bool
    old_unknown: str
    overdue_since: datetime | None
    after: Clock
    event: ClockEvent | None

    @property
    def new_due(self) -> When | None:
        """The date that holds from then on."""
        return self.after.due_at or self.after.due

    @property
    def moves(self) -> bool:
        """Whether its due date changes, or becomes known or unknown."""
        return self.old_due != self.new_due

    @property
    def shows(self) -> bool:
        """Whether anybody would see a difference: another date, or another mark on it."""
        return self.moves or self.old_provisional != self.after.provisional or self.old_unknown != self.after.unknown

    def was_overdue(self, now: datetime) -> bool:
        """Say whether it is overdue by the date that holds until then."""
        return self._late(self.old_expires_at, now)

    def is_overdue(self, now: datetime) -> bool:
        """Say whether it is overdue by the new date."""
        return self._late(self.after.expires_at, now)

    def overdue_on_record(self, now: datetime) -> datetime | None:
        """Give since when it is on record as overdue; that it was overdue by the old date stays."""
        if self.overdue_since is None and self.was_overdue(now):
            return self.old_expires_at
        return self.overdue_since

    def _late(self, expires_at: datetime | None, now: datetime) -> bool:
        return self.state is ClockState.RUNNING and expires_at is not None and expires_at <= now


def counts_by_calendar(measure: Measure) -> bool:
    """Say whether a change of the calendar can move what is counted in this way."""
    return measure.unit in COUNTED_BY_WORK or measure.rolls or measure.rolls_back


def moves_on_change(limit: Limit | None) -> bool:
    """Say whether a running clock of a limit moves when calendar or limit change; one that is gone keeps its clocks."""
    return limit is not None and limit.clock is not None and limit.clock.on_change is OnChange.MOVE


def newest_for(pack: LimitPack, limit: Limit, started_on: date) -> Limit:
    """Give the version of a limit in force for a start: a newer one, or the same."""
    versions = (one for one in pack.versions(limit.id) if one.in_force(started_on) and one.version > limit.version)
    return max(versions, key=lambda one: one.version, default=limit)


def may_have_changed(pack: LimitPack, limit: Limit, clock_class: ClockClass, measure: Measure) -> bool:
    """Say whether clocks that count in this way may be of an older version or amount of their limit.

    A period follows what its authority said, so no later version touches it.
    """
    if clock_class is ClockClass.PERIOD or not moves_on_change(limit):
        return False
    newer = any(one.version > limit.version for one in pack.versions(limit.id))
    return newer or measure not in possible_measures(rule_of(limit))


def possible_measures(rule: ClockRule) -> frozenset[Measure]:
    """Give every way in which clocks of a limit may count."""
    amounts = {*rule.amounts, *rule.later_amounts, *([rule.every] if rule.every else [])}
    return frozenset(rule.measure(amount) for amount in amounts)


def measure_of(clock: Clock) -> Measure:
    """Give how a clock counts now: as when it started, or as it was last recalculated."""
    later = [event.measure for event in clock.events if event.measure is not None]
    return later[-1] if later else clock.measure


def under_newest(
    clock: Clock, pack: LimitPack, limit: Limit, circumstances: Collection[Circumstance]
) -> tuple[Limit, Measure] | None:
    """Give the limit and the way of counting that hold for a clock's start; None where nothing differs from its own.

    What an authority has extended stays as it was extended.
    """
    if any(event.kind is ClockEventKind.EXTENDED for event in clock.events):
        return None
    present = measure_of(clock)
    newest = newest_for(pack, limit, clock.started_on or date.min)
    rule = rule_of(newest)
    turn = rule.turn(clock.turn, circumstances)
    if turn is None or (newest is limit and present in possible_measures(rule)):
        return None
    measure = rule.measure(turn.amount)
    return None if newest is limit and measure == present else (newest, measure)


def calendar_note(calendar: WorkingCalendar, found: Difference, clock: Clock, new: Clock) -> str:
    """Say for a clock what changed in its calendar: "calendar 2: Extra bank holiday Mon 14 Jun 2027"."""
    days = [day for day in (clock.started_on, clock.due, new.due) if day is not None]
    within = found.between(min(days), max(days)) if days else found
    return f"calendar {calendar.version}: {(within if within.days else found).in_words()}"


def limit_note(limit: Limit, old: Measure, new: Measure) -> str:
    """Say for a clock what changed in its limit: "SUP-03 version 2: 21 calendar days instead of 28 calendar days"."""
    return f"{limit.id} version {limit.version}: {wording.amount(new.unit, new.amount)} instead of " + wording.amount(
        old.unit, old.amount
    )


def recalculated(clock: Clock, calendar: WorkingCalendar, event: ClockEvent, found: Difference) -> Clock:
    """Give a clock counted by the newest version of its calendar, with the note of what changed if anything did."""
    new = clock.recounted(event, calendar)
    if len(new.events) == len(clock.events):
        return new
    noted = replace(new.events[-1], reason=calendar_note(calendar, found, clock, new))
    return replace(new, events=(*new.events[:-1], noted))


def recalculation_event(now: datetime, today: date, by: str) -> ClockEvent:
    """Give the event of a recalculation, still without its note."""
    return ClockEvent(ClockEventKind.RECALCULATED, today, now, by)
