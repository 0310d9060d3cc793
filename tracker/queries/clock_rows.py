"""A clock as a row: its dates and lateness, its pauses and moves with who and when, and what may be done with it."""

from collections.abc import Mapping
from datetime import date, datetime

from tracker.domain.case import Case
from tracker.domain.case_bail import BAIL_ENDED
from tracker.domain.clock import Clock, Move, Standing
from tracker.domain.clock_checks import check_order
from tracker.domain.clock_verbs import check_may_be_paused, day_of, open_pause_of, pauses_of, set_by_hand
from tracker.domain.drift import drift, drift_in_days, units_late, working_days_late
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.people import Officer
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.rows.case_file import ClockRow, MoveRow, PauseRow, StartRow
from tracker.terms import CaseStatus, ClockClass, ClockEventKind, ClockState
from tracker.time_source import local_date

FIXED_BY = {ClockEventKind.ORDERED: "order", ClockEventKind.RESCHEDULED: "re-planned"}


def clock_row(clock: Clock, case: Case, officers: Mapping[str, Officer], rules: RuleBook, now: datetime) -> ClockRow:
    """Give one clock as a row; lateness and drift run until the clock stopped, or now."""
    limit = rules.limit(clock.limit_id, clock.limit_version)
    standing = clock.derive(rules.calendar(clock.calendar))
    # one in hours that a person set to a plain day is told in working days from then on
    in_hours = clock.due_at is not None and clock.first_due_at is not None
    drift_days = drift_in_days(standing, clock.clock_class, rules.working_days, now)
    by_hand = set_by_hand(clock.events)
    ordered = by_hand is not None and by_hand.kind is ClockEventKind.ORDERED
    computed = standing.computed if by_hand is not None else None
    paused = open_pause_of(clock)
    paused_since = day_of(paused.on) if paused is not None else None
    running = clock.state is not ClockState.STOPPED
    target = clock.clock_class is ClockClass.TARGET
    of_bail = case.milestones[clock.milestone_id].kind == BAIL_ENDED
    return ClockRow(
        clock_id=clock.id,
        limit_id=clock.limit_id,
        limit=limit.name,
        limit_kind=limit.amount_kind,
        clock_class=clock.clock_class,
        state=clock.state,
        started_on=clock.started_on,
        first_due=clock.first_due,
        first_due_at=clock.first_due_at,
        due=clock.due,
        due_at=clock.due_at,
        overdue=clock.is_overdue(now),
        late=_late(clock, rules, now, in_hours=in_hours),
        drift=drift(standing, clock.clock_class, rules.working_days, now) if in_hours else drift_days,
        drift_days=drift_days,
        in_hours=in_hours,
        moves=clock.moves,
        overdue_since=clock.overdue_since,
        provisional=clock.provisional,
        to_be_confirmed=limit.to_be_confirmed or limit.suggestion,
        unknown=clock.unknown,
        basis=limit.basis,
        may_be_rescheduled=target and running and not limit.locked and not ordered,
        version=clock.version,
        paused_since=paused_since,
        pause_cause=paused.cause if paused is not None else None,
        pause_reason=paused.reason if paused is not None else "",
        pause_ours=paused is None or paused.ours,
        review_on=paused.review_on if paused is not None else None,
        pause_age_days=(local_date(now) - paused_since).days if paused_since is not None else 0,
        review_passed=paused is not None and paused.review_on is not None and paused.review_on < local_date(now),
        computed=_day(computed),
        computed_at=_instant(computed),
        fixed_by=FIXED_BY[by_hand.kind] if by_hand is not None else "",
        may_be_paused=_may_be_paused(clock, limit),
        may_be_resumed=paused is not None and target and not limit.locked,
        may_be_ordered=running and _may_be_ordered(limit),
        may_be_corrected=not of_bail and case.record.status is not CaseStatus.CLOSED,
        extensions=sum(event.kind is ClockEventKind.EXTENDED for event in clock.events),
        slip=_slip(clock, rules),
        moved=_moves(clock, standing, officers),
        pauses=_pauses(clock, officers),
        starts=_starts(clock, officers),
    )


def title(officers: Mapping[str, Officer], officer_id: str | None) -> str:
    """Give an officer's rank, number and name; none where nobody is meant."""
    officer = officers.get(officer_id or "")
    return officer.title() if officer else ""


def _late(clock: Clock, rules: RuleBook, now: datetime, *, in_hours: bool) -> int | None:
    if in_hours:
        if clock.state is ClockState.STOPPED:
            return 0
        return units_late(clock.measure.unit, clock.due, clock.due_at, rules.working_days, now)
    end = clock.stopped_on or local_date(now)
    return working_days_late(clock.due, end, rules.working_days) if clock.due else 0


def _slip(clock: Clock, rules: RuleBook) -> int | None:
    if clock.first_due is None or clock.due is None:
        return 0
    return working_days_late(clock.first_due, clock.due, rules.working_days)


def _may_be_ordered(limit: Limit) -> bool:
    try:
        check_order(limit, by_court=True)
    except RuleBroken:
        return False
    return True


def _may_be_paused(clock: Clock, limit: Limit) -> bool:
    try:
        check_may_be_paused(clock, limit)
    except RuleBroken:
        return False
    return True


def _moves(clock: Clock, standing: Standing, officers: Mapping[str, Officer]) -> tuple[MoveRow, ...]:
    return tuple(
        MoveRow(
            kind=move.kind,
            on=day_of(move.on),
            old=_day(move.old),
            old_at=_instant(move.old),
            new=_day(move.new),
            new_at=_instant(move.new),
            reason=move.reason,
            by=title(officers, move.by),
            approved_by=title(officers, move.approved_by) or move.approved_by or "",
            authority=_authority(clock, move),
        )
        for move in standing.moves
    )


def _authority(clock: Clock, move: Move) -> str:
    """Give on whose authority a date was moved, from the event of the move."""
    of_move = (
        event for event in clock.events if (event.kind, event.on, event.reason) == (move.kind, move.on, move.reason)
    )
    return next((event.authority for event in of_move if event.to == move.new), "")


def _pauses(clock: Clock, officers: Mapping[str, Officer]) -> tuple[PauseRow, ...]:
    return tuple(
        PauseRow(
            since=day_of(paused.on),
            until=_day(until),
            cause=paused.cause,
            reason=paused.reason,
            ours=paused.ours,
            review_on=paused.review_on,
            by=title(officers, paused.recorded_by),
            approved_by=title(officers, paused.approved_by),
        )
        for paused, until in pauses_of(clock.events)
    )


def _starts(clock: Clock, officers: Mapping[str, Officer]) -> tuple[StartRow, ...]:
    rows = []
    was = day_of(clock.events[0].on)
    for event in clock.events:
        if event.kind is ClockEventKind.CORRECTED and event.to is not None:
            now = day_of(event.to)
            rows.append(StartRow(was, now, day_of(event.on), event.reason, title(officers, event.recorded_by)))
            was = now
    return tuple(rows)


def _day(when: When | None) -> date | None:
    return None if when is None else day_of(when)


def _instant(when: When | None) -> datetime | None:
    return when if isinstance(when, datetime) else None
