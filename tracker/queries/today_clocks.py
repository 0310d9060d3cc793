"""How the clocks of today's rows stand: the state of a date, and the drift of those that are late."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from tracker.domain.drift import drift_in_days, working_days_late
from tracker.domain.rule_book import RuleBook
from tracker.queries.row_words import is_soon
from tracker.queries.view import View
from tracker.storage.case_store import load_many_clocks
from tracker.terms import ClockClass, ClockState

AT_ONCE = 5_000
OVERDUE = frozenset({"critical", "overdue"})
URGENT = OVERDUE | {"due_soon"}


def state_of(row: Any, now: datetime, today: date) -> str:
    """Give the key of the mark of a live clock: a period that has passed is critical, as in the case file."""
    if row.state == ClockState.PAUSED.value:
        return "paused"
    if row.expires_at is None:
        return "unknown"
    if row.expires_at <= now:
        return "critical" if row.clock_class == ClockClass.PERIOD.value else "overdue"
    return "due_soon" if is_soon(row.due, today) else "running"


def days_late(due: date | None, view: View) -> int | None:
    """Give how many working days past due a date is; 0 where it is not."""
    return 0 if due is None else working_days_late(due, view.today, view.rules.working_days)


def in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give many ids in parts that a statement takes: neither engine takes any number of values."""
    for place in range(0, len(ids), AT_ONCE):
        yield ids[place : place + AT_ONCE]


def drifts(connection: Connection, clock_ids: Iterable[str], rules: RuleBook, now: datetime) -> Mapping[str, int]:
    """Give the drift in working days of each of these clocks, worked out from all its events."""
    return {
        clock.id: drift_in_days(
            clock.derive(rules.calendar(clock.calendar)), clock.clock_class, rules.working_days, now
        )
        or 0
        for some in in_parts(sorted(set(clock_ids)))
        for clock in load_many_clocks(connection, some).values()
    }


def may_drift(row: Any, today: date) -> bool:
    """Say whether a clock can have drifted: a target whose first due date has passed."""
    return row.clock_class == ClockClass.TARGET.value and row.first_due is not None and row.first_due < today
