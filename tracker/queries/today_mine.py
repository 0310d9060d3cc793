"""A detective's own cases, and those covered for somebody who is away, by what is due next."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.today_clocks import URGENT, drifts, may_drift, state_of
from tracker.queries.today_planned import OF_A_MILESTONE, booked_before
from tracker.queries.today_rows import OF_CASE, OF_CLOCK, OF_MILESTONE, of_case, with_clock, with_milestone
from tracker.queries.view import View
from tracker.rows.today import TodayList, TodayRow, TodayRows
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.scope import scope_condition
from tracker.storage.tables import absence, alert, case_record, clock, milestone
from tracker.terms import AlertState, ClockState, Severity, severity_order
from tracker.time_source import start_of_day

RUNNING = ClockState.RUNNING.value
AHEAD_DAYS = 7
SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A case, the clock that tells its row (None: it has no date ahead), and which clocks may have drifted.

    `booked` is a milestone with a planned day and no live clock, which then tells the row.
    """

    record: Any
    soonest: Any = None
    late: tuple[str, ...] = ()
    booked: Any = None

    def order(self) -> tuple[Any, ...]:
        if self.booked is not None:
            when = _end_of(self.booked.planned_on).timestamp()
            return False, when, when, self.booked.place, self.booked.milestone_id
        return (True, -1.0, 0.0, 0, self.record.reference) if self.soonest is None else _order(self.soonest)

    def comes_by(self, until: datetime) -> bool:
        """Say whether it ends, or is booked for a day, before an instant."""
        told_by = self.booked or self.soonest
        if told_by.planned_on is not None and _end_of(told_by.planned_on) <= until:
            return True
        return self.booked is None and _runs_out(told_by) and told_by.expires_at <= until

    def is_urgent(self, view: View) -> bool:
        return self.soonest is not None and state_of(self.soonest, view.now, view.today) in URGENT

    def row(self, me: str, view: View) -> TodayRow:
        """Give the row, without its drift."""
        row = of_case(self.record, TodayList.MINE)
        row = row if self.record.oic_id == me else replace(row, covered=True)
        if self.booked is not None:
            return replace(with_milestone(row, self.booked, view), state_key="not_started")
        if self.soonest is None:
            return row
        return with_clock(with_milestone(row, self.soonest, view), self.soonest, view)


def whose(me: str, view: View) -> frozenset[str]:
    """Give whose cases a person looks after today: their own, and those of officers covered for."""
    covered = view.connection.execute(
        select(absence.c.officer_id).where(
            absence.c.cover_id == me, absence.c.first_day <= view.today, absence.c.last_day >= view.today
        )
    ).scalars()
    return frozenset({me, *covered})


def mine(me: str, officers: Collection[str], view: View, *, in_full: bool) -> tuple[TodayRows, int]:
    """Give what is overdue, due or booked within a week, and of other cases the next thing; and how many cases it is.

    So each of these cases stands in the list at least once, and nothing pressing is left out of it.
    """
    cases = _cases(view.connection, officers, view)
    by_case: dict[str, list[_Waiting]] = defaultdict(list)
    live = _live_clocks(view.connection, cases)
    for clocks in live.values():
        soonest = min(clocks, key=_order)
        late = tuple(one.id for one in clocks if may_drift(one, view.today))
        by_case[soonest.case_id].append(_Waiting(cases[soonest.case_id], soonest, late))
    until = start_of_day(view.today + timedelta(days=AHEAD_DAYS + 1))
    for booked in _booked(cases, view):
        if booked.milestone_id not in live:
            by_case[booked.case_id].append(_Waiting(cases[booked.case_id], booked=booked))
    waiting: list[_Waiting] = []
    for case_id, record in cases.items():
        found = sorted(by_case[case_id], key=_Waiting.order)
        soon = [one for one in found if one.comes_by(until)]
        waiting += soon or found[:1] or [_Waiting(record)]
    waiting.sort(key=_Waiting.order)
    shown = waiting if in_full else waiting[:SHOWN_AT_ONCE]
    exact = drifts(view.connection, (late for one in shown for late in one.late), view.rules, view.now)
    alerts = _alerts(view.connection, {one.record.case_id for one in shown})
    rows = tuple(
        _told(replace(one.row(me, view), drift=max((exact.get(late, 0) for late in one.late), default=0)), alerts)
        for one in shown
    )
    return TodayRows(TodayList.MINE, rows, len(waiting), sum(one.is_urgent(view) for one in waiting)), len(cases)


def _cases(connection: Connection, officers: Collection[str], view: View) -> Mapping[str, Any]:
    found = connection.execute(
        select(case_record.c.id.label("case_id"), *OF_CASE).where(
            case_record.c.oic_id.in_(sorted(officers)),
            NOT_CLOSED,
            scope_condition(view.scope),
        )
    )
    return {row.case_id: row for row in found}


def _live_clocks(connection: Connection, cases: Collection[str]) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(clock.c.id, clock.c.case_id, clock.c.milestone_id, milestone.c.place, *OF_CLOCK, *OF_MILESTONE)
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(NOT_STOPPED, clock.c.case_id.in_(sorted(cases)))
        .order_by(clock.c.id)
    ):
        found[row.milestone_id].append(row)
    return found


def _booked(cases: Collection[str], view: View) -> Sequence[Any]:
    """Give what is booked in these cases for a day within a week, or one that has passed."""
    return view.connection.execute(
        OF_A_MILESTONE.where(
            booked_before(view.today + timedelta(days=AHEAD_DAYS + 1)), milestone.c.case_id.in_(sorted(cases))
        )
    ).all()


def _alerts(connection: Connection, cases: Collection[str]) -> Mapping[str, Any]:
    """Give the most serious open alert of each milestone; one that nobody has acknowledged before all others."""
    columns = [alert.c[name] for name in ("id", "milestone_id", "severity", "state", "next_step", "next_step_by")]
    found: dict[str, Any] = {}
    for row in connection.execute(
        select(*columns)
        .where(NOT_ENDED, alert.c.case_id.in_(sorted(cases)), alert.c.milestone_id.is_not(None))
        .order_by(alert.c.id)
    ):
        known = found.get(row.milestone_id)
        if known is None or _pressing(row) > _pressing(known):
            found[row.milestone_id] = row
    return found


def _pressing(row: Any) -> tuple[bool, int]:
    return row.state == AlertState.OPEN.value, severity_order(Severity(row.severity))


def _told(row: TodayRow, alerts: Mapping[str, Any]) -> TodayRow:
    of_row = alerts.get(row.milestone_id or "")
    if of_row is None:
        return row
    if of_row.state == AlertState.OPEN.value:
        return replace(row, alert_id=of_row.id)
    return replace(row, acknowledged=True, promise=of_row.next_step, promised_by=of_row.next_step_by)


def _order(row: Any) -> tuple[Any, ...]:
    """Order live clocks: what ends or is booked first; then, after cases without a date, what has no known end."""
    known = _runs_out(row)
    ends = row.expires_at.timestamp() if known else 0.0
    if row.planned_on is None:
        return not known, ends, ends, row.place, row.id
    booked = _end_of(row.planned_on).timestamp()
    return False, min(booked, ends) if known else booked, ends, row.place, row.id


def _runs_out(row: Any) -> bool:
    return row.state == RUNNING and row.expires_at is not None


def _end_of(day: date) -> datetime:
    return start_of_day(day + timedelta(days=1))
