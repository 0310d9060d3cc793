"""Case: what a person does to one of its clocks: pauses, resumes, orders its date, corrects its start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.act import Act
from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.case_bail import BAIL_ENDED, CaseBail
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.clock_checks import check_not_paused, check_not_stopped, check_order, check_set_date
from tracker.domain.counting import Span, merge_spans
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.milestone import BACK_DATING_DAYS, check_date
from tracker.domain.rule_book import RuleBook, check_known
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, ClockEventKind, ClockState, CountUnit, DelayReason
from tracker.time_source import local_date, start_of_day

MOST_PAUSED = 10
SET_BY_HAND = (ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED)


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause as a person gives it: until a day, or open with the day on which somebody looks again."""

    since: date
    until: date | None
    reason: str
    cause: DelayReason
    ours: bool
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Order:
    """A date that somebody with the authority for it set, a court or an authorised officer."""

    to: date
    reason: str
    authority: str
    by_court: bool


class ClockVerbs(CaseBail):
    """The verbs of a single clock. What lateness was reached before any of them stays on record."""

    __slots__ = ()

    def pause_clock(self, clock_id: str, pause: Pause, rules: RuleBook, act: Act, asked_by: str | None = None) -> None:
        """Pause a running clock, or enter a pause that is over already.

        Args:
            asked_by: who asked for it, where somebody else approves it.

        Raises:
            RuleBroken: not a clock that may be paused, a day that cannot be, or more than a detective may do.
        """
        self.check_open()
        clock = self.clock(clock_id)
        check_may_be_paused(clock, rules.limit(clock.limit_id, clock.limit_version))
        check_pause(clock, pause, self.record.reported_on, act)
        if not act.is_supervisor():
            check_length(clock, pause.since, pause.until or pause.review_on, rules.working_days, field=_end_of(pause))
        self._add(
            clock,
            ClockEvent(
                ClockEventKind.PAUSED,
                _moment(clock, pause.since, act),
                act.now,
                act.officer_id,
                pause.reason,
                to=None if pause.until is None else _moment(clock, pause.until, act),
                ours=pause.ours,
                cause=pause.cause,
                review_on=pause.review_on,
                approved_by=_approver(act),
                asked_by=asked_by,
            ),
            rules,
            act,
        )

    def resume_clock(self, clock_id: str, on: date, note: str, rules: RuleBook, act: Act) -> None:
        """Let a paused clock run on from a day.

        Raises:
            RuleBroken: not paused by a person, a day that cannot be, or a pause longer than a detective may give.
        """
        self.check_open()
        clock = self.clock(clock_id)
        open_pause = open_pause_of(clock)
        if open_pause is None:
            raise RuleBroken("clock_not_paused")
        check_by_person(clock, rules.limit(clock.limit_id, clock.limit_version))
        if on > act.today:
            raise RuleBroken("date_in_future", field="on", on=on)
        if on < day_of(open_pause.on):
            raise RuleBroken("resumed_before_paused", field="on", on=on, paused_on=day_of(open_pause.on))
        if open_pause.approved_by is None and not act.is_supervisor():
            check_length(clock, day_of(open_pause.on), on, rules.working_days, field="on")
        self._resume(clock, on, note, rules, act)

    def order_date(self, clock_id: str, order: Order, rules: RuleBook, act: Act) -> None:
        """Fix a clock's date as ordered; no pause and no recalculation moves it. A paused clock runs again.

        Raises:
            RuleBroken: not a date for this person, or this authority, to set.
        """
        self.check_open()
        clock = self.clock(clock_id)
        self._check_not_of_bail(clock)
        check_not_stopped(clock.state, field="clock_id")
        if not order.by_court and not act.is_supervisor():
            raise RuleBroken("order_needs_supervisor", field="by_court")
        check_order(rules.limit(clock.limit_id, clock.limit_version), by_court=order.by_court)
        if clock.started_on is not None and not clock.measure.backwards:
            check_set_date(order.to, clock.started_on)
        if clock.state is ClockState.PAUSED:
            self._resume(clock, act.today, order.reason, rules, act)
        event = ClockEvent(
            ClockEventKind.ORDERED,
            act.today,
            act.now,
            act.officer_id,
            order.reason,
            to=order.to,
            authority=order.authority,
            approved_by=_approver(act),
        )
        self._add(self.clock(clock_id), event, rules, act)

    def correct_start(self, clock_id: str, to: date, reason: str, rules: RuleBook, act: Act) -> None:
        """Correct the day a clock started; both days stay on record, and its date is worked out again.

        Raises:
            RuleBroken: not a day it can have started, or one too far back for a detective.
        """
        self.check_open()
        clock = self.clock(clock_id)
        self._check_not_of_bail(clock)
        check_date(to, self.record.reported_on, act, field="to")
        started = clock.started_on
        if to == started:
            raise RuleBroken("start_the_same", field="to", to=to)
        if clock.stopped_on is not None and to > clock.stopped_on:
            raise RuleBroken("start_after_stop", field="to", to=to, stopped_on=clock.stopped_on)
        if any(day_of(event.on) < to for event in clock.events if event.kind is ClockEventKind.PAUSED):
            raise RuleBroken("start_after_pause", field="to", to=to)
        far = started is not None and act.today - started > timedelta(days=BACK_DATING_DAYS)
        if far and not act.is_supervisor():
            raise RuleBroken("start_needs_supervisor", field="to", started_on=started, days=BACK_DATING_DAYS)
        event = ClockEvent(
            ClockEventKind.CORRECTED,
            act.today,
            act.now,
            act.officer_id,
            reason,
            to=to,
            approved_by=_approver(act),
        )
        self._add(clock, event, rules, act)

    def _check_not_of_bail(self, clock: Clock) -> None:
        if self.milestones[clock.milestone_id].kind == BAIL_ENDED:
            raise RuleBroken("bail_has_its_events", field="clock_id")

    def _resume(self, clock: Clock, on: date, note: str, rules: RuleBook, act: Act) -> None:
        when = _moment(clock, on, act)
        self._add(clock, ClockEvent(ClockEventKind.RESUMED, when, act.now, act.officer_id, note), rules, act)

    def _add(self, clock: Clock, event: ClockEvent, rules: RuleBook, act: Act) -> None:
        self._add_event(clock.noting_overdue(act.now), event, rules, act)


def check_by_person(clock: Clock, limit: Limit) -> None:
    """Refuse to let a person pause or resume what only the law suspends: a period, a limit of law or of a code."""
    if clock.clock_class is ClockClass.PERIOD:
        raise RuleBroken("pause_of_period", field="clock_id", basis=limit.basis)
    check_known(limit)
    if limit.locked:
        raise RuleBroken("pause_fixed_by_law", field="clock_id", kind=limit.amount_kind, basis=limit.basis)


def check_may_be_paused(clock: Clock, limit: Limit) -> None:
    """Refuse a pause of a clock that the law, its state or an order keeps from it."""
    check_by_person(clock, limit)
    ordered = set_by_hand(clock.events)
    if ordered is not None and ordered.kind is ClockEventKind.ORDERED:
        raise RuleBroken("pause_of_ordered", field="clock_id", authority=ordered.authority or ordered.reason)
    check_not_stopped(clock.state, field="clock_id")
    check_not_paused(clock.state, field="clock_id")


def check_pause(clock: Clock, pause: Pause, reported_on: date, act: Act) -> None:
    """Refuse the days of a pause that cannot be."""
    check_date(pause.since, reported_on, act, field="since")
    if clock.started_on is not None and pause.since < clock.started_on:
        raise RuleBroken("pause_before_start", field="since", on=pause.since, started_on=clock.started_on)
    if pause.until is None:
        if pause.review_on is None:
            raise RuleBroken("pause_without_review", field="review_on")
        if pause.review_on < act.today:
            raise RuleBroken("review_in_past", field="review_on", on=pause.review_on)
        return
    if pause.until > act.today:
        raise RuleBroken("pause_ends_in_future", field="until", on=pause.until)
    if pause.until <= pause.since:
        raise RuleBroken("pause_without_length", field="until", since=pause.since, until=pause.until)


def check_length(clock: Clock, since: date, until: date | None, working_days: WorkingCalendar, *, field: str) -> None:
    """Refuse a detective what takes the pauses of a clock that nobody approved past ten working days."""
    used = merge_spans([*_unapproved(clock.events), Span(since, until or since)])
    try:
        days = sum(working_days.between(day_of(span.start), day_of(span.end)) for span in used)
    except CalendarUnknown:
        days = MOST_PAUSED + 1
    if days > MOST_PAUSED:
        raise RuleBroken("pause_needs_supervisor", field=field, days=MOST_PAUSED)


def open_pause_of(clock: Clock) -> ClockEvent | None:
    """Give the pause that a paused clock is in."""
    if clock.state is not ClockState.PAUSED:
        return None
    return next(event for event in reversed(clock.events) if event.kind is ClockEventKind.PAUSED and event.to is None)


def pauses_of(events: Sequence[ClockEvent]) -> list[tuple[ClockEvent, When | None]]:
    """Give each pause with what ended it; the one that still lasts has no end."""
    found: list[tuple[ClockEvent, When | None]] = []
    for event in events:
        if event.kind is ClockEventKind.PAUSED:
            found.append((event, event.to))
        elif event.kind in (ClockEventKind.RESUMED, ClockEventKind.STOPPED):
            found = [(paused, event.on if until is None else until) for paused, until in found]
    return found


def set_by_hand(events: Iterable[ClockEvent]) -> ClockEvent | None:
    """Give the last event by which a person set a clock's date: a re-planning or an order."""
    return next((event for event in reversed(tuple(events)) if event.kind in SET_BY_HAND), None)


def day_of(when: When) -> date:
    """Give the day of a day or an instant."""
    return local_date(when) if isinstance(when, datetime) else when


def _unapproved(events: Sequence[ClockEvent]) -> list[Span]:
    """Give the days of the pauses that are over and that no supervisor approved."""
    return [
        Span(day_of(paused.on), day_of(until))
        for paused, until in pauses_of(events)
        if until is not None and paused.approved_by is None
    ]


def _end_of(pause: Pause) -> str:
    return "review_on" if pause.until is None else "until"


def _moment(clock: Clock, on: date, act: Act) -> When:
    """Give a day as a clock counts: for one in hours an instant, now where it is today."""
    if clock.measure.unit is not CountUnit.HOURS:
        return on
    if on == act.today:
        return act.now
    started = clock.events[0].on
    begins = start_of_day(on)
    return max(begins, started) if isinstance(started, datetime) and local_date(started) == on else begins


def _approver(act: Act) -> str | None:
    return act.officer_id if act.is_supervisor() else None
