"""What a supervisor looks at first: critical, to authorise, unallocated, drifting, overloaded, changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, select

from tracker.domain.bail_in_words import who_may
from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.case_transfer import ALLOCATED
from tracker.queries.bail_register import rows_on_bail
from tracker.queries.bail_rows import RUI_REVIEWS
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.today_clocks import AT_ONCE, days_late, drifts, in_parts
from tracker.queries.today_planned import booked_before
from tracker.queries.today_rows import (
    HAPPENED,
    OF_CASE,
    OF_CLOCK,
    OF_MILESTONE,
    as_change,
    is_undone,
    of_alert,
    of_bail,
    of_case,
    of_clock,
    of_entry,
    of_officer,
    with_clock,
)
from tracker.queries.view import View
from tracker.queries.workload import workload
from tracker.rows.today import Happened, TodayList, TodayQuestion, TodayRow, TodayRows
from tracker.rows.workload import WorkloadQuestion
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, audit_entry, case_record, clock, milestone, team, team_transfer
from tracker.terms import (
    PAST_DUE,
    REVIEWS,
    AlertKind,
    AlertState,
    ClockClass,
    Rung,
    Severity,
    WorkloadLevel,
    severity_order,
)
from tracker.time_source import start_of_day

Some = TypeVar("Some")
THIS_WEEK_DAYS = 7
ONE_DAY = timedelta(days=1)
#: within which papers for a court are lodged before a bail ends
LODGED_AHEAD = timedelta(days=28)
SHOWN_AT_ONCE = 5
FIRST_LOOK = 60
#: the least pressing first
TOO_MUCH = (WorkloadLevel.AMBER, WorkloadLevel.RED, WorkloadLevel.NO_CAPACITY)
IS_CRITICAL = alert.c.severity == Severity.CRITICAL.value
OF_CLOCKS = frozenset({Happened.NEWLY_OVERDUE})
CASE_REVIEWS = tuple(kind for kind in REVIEWS if kind not in RUI_REVIEWS)
OF_CASES = clock.join(case_record, case_record.c.id == clock.c.case_id)
OF_A_CLOCK = select(clock.c.id, clock.c.case_id, clock.c.milestone_id, *OF_CASE, *OF_CLOCK, *OF_MILESTONE).select_from(
    OF_CASES.join(milestone, milestone.c.id == clock.c.milestone_id)
)


@dataclass(frozen=True, slots=True)
class Board:
    """Of which cases a supervisor asks, and since when.

    Args:
        of_team: the condition on a case that it is on this board, open or closed.
    """

    view: View
    question: TodayQuestion
    of_team: ColumnElement[bool]
    since: date
    in_full: bool

    @property
    def reach(self) -> ColumnElement[bool]:
        """The condition on a case that it is open and on this board."""
        return and_(NOT_CLOSED, self.of_team)

    @property
    def shown(self) -> ColumnElement[bool]:
        """The condition on an open case that it is on this board and may be seen."""
        return and_(self.reach, scope_condition(self.view.scope))

    def first(self, rows: Sequence[Some]) -> Sequence[Some]:
        """Give the first few, or all of them where the list was asked for alone."""
        return rows if self.in_full else rows[:SHOWN_AT_ONCE]


def critical(board: Board) -> TodayRows:
    """Give the open alerts that are critical, those that nobody has acknowledged first, and of those the gravest."""
    rows = [of_alert(row, TodayList.CRITICAL, board.view) for row in _alerts(board, IS_CRITICAL)]
    rows.sort(key=lambda row: (row.acknowledged, not _is_gravest(row), row.due or board.view.today, row.reference))
    urgent = sum(not row.acknowledged for row in rows)
    return TodayRows(TodayList.CRITICAL, tuple(board.first(rows)), len(rows), urgent)


def _is_gravest(row: TodayRow) -> bool:
    return row.alert_kind is AlertKind.LATE_UNPROTECTED


def untaken(board: Board) -> TodayRows:
    """Give the alerts that climbed to the unit list and that nobody took on, the most serious and oldest first.

    Those that are critical have their own list.
    """
    nobodys = and_(alert.c.state == AlertState.OPEN.value, alert.c.rung == Rung.UNIT_LIST.value)
    found = sorted(_alerts(board, and_(nobodys, ~IS_CRITICAL)), key=_most_serious_first)
    rows = [
        replace(
            of_alert(row, TodayList.UNTAKEN, board.view),
            state_key="overdue" if row.alert_kind in PAST_DUE else "due_soon",
            severity=Severity(row.severity),
        )
        for row in board.first(found)
    ]
    return TodayRows(TodayList.UNTAKEN, tuple(rows), len(found), len(found))


def _most_serious_first(row: Any) -> tuple[object, ...]:
    return -severity_order(Severity(row.severity)), row.since, row.reference, row.id


def _alerts(board: Board, which: ColumnElement[bool]) -> Sequence[Any]:
    return board.view.connection.execute(
        select(
            alert.c.id, alert.c.case_id, alert.c.kind.label("alert_kind"), alert.c.state.label("alert_state"),
            alert.c.severity, alert.c.since, alert.c.milestone_id, alert.c.next_step, alert.c.next_step_by, *OF_CASE,
            clock.c.first_due, clock.c.due, clock.c.due_at, *OF_MILESTONE,
        )
        .select_from(
            alert.join(case_record, case_record.c.id == alert.c.case_id)
            .outerjoin(clock, clock.c.id == alert.c.clock_id)
            .outerjoin(milestone, milestone.c.id == alert.c.milestone_id)
        )
        .where(NOT_ENDED, which, scope_condition(board.view.scope), board.of_team)
    ).all()  # fmt: skip


def to_authorise(board: Board) -> TodayRows:
    """Give what must be authorised or reviewed within a week, or should have been: bail by rank, and reviews."""
    view = board.view
    until = view.today + timedelta(days=THIS_WEEK_DAYS)
    ends_soon = and_(RUNNING, clock.c.expires_at <= start_of_day(until + ONE_DAY))
    may_be_soon = and_(RUNNING, clock.c.expires_at <= start_of_day(until + LODGED_AHEAD))
    with_bail = view.connection.execute(
        select(clock.c.case_id)
        .distinct()
        .select_from(OF_CASES)
        .where(may_be_soon, _towards((BAIL_ENDED, *RUI_REVIEWS), view), board.shown)
    ).scalars()
    on_bail = rows_on_bail(view, case_record.c.id.in_(sorted(with_bail)))
    rows = [row for row in (of_bail(one, until, view) for one in on_bail) if row is not None]
    due = _once_each(view, and_(ends_soon, _towards(CASE_REVIEWS, view), board.shown))
    reviews = _with_booked(board, due, until)
    first = board.first(reviews)
    told = _told_by(view, first)
    rows += [replace(of_clock(row, TodayList.TO_AUTHORISE, view), who_may=who_may(REVIEWS[row.kind])) for row in told]
    total = len(rows) + len(reviews) - len(first)
    rows.sort(key=lambda row: (_day_of(row) or view.today, row.reference, row.key))
    return TodayRows(TodayList.TO_AUTHORISE, tuple(board.first(rows)), total, total)


def unallocated(board: Board) -> TodayRows:
    """Give the open cases without an officer in the case, the oldest report first."""
    view = board.view
    found = view.connection.execute(
        select(case_record.c.id.label("case_id"), *OF_CASE)
        .where(board.shown, case_record.c.oic_id.is_(None))
        .order_by(case_record.c.reported_on, case_record.c.reference)
    ).all()
    shown = board.first(found)
    clocks = {
        row.case_id: row
        for some in in_parts([row.case_id for row in shown])
        for row in view.connection.execute(
            select(clock.c.case_id, clock.c.milestone_id, *OF_CLOCK)
            .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
            .where(NOT_STOPPED, clock.c.case_id.in_(some), milestone.c.kind == ALLOCATED)
            .order_by(clock.c.expires_at.desc())
        )
    }
    came = _transfers([row.case_id for row in shown], view)
    rows = tuple(
        replace(_waiting_for_owner(row, clocks.get(row.case_id), view), **came.get(row.case_id, {})) for row in shown
    )
    return TodayRows(TodayList.UNALLOCATED, rows, len(found), len(found))


def drifting(board: Board) -> TodayRows:
    """Give the cases that drift most, each by its worst milestone; the drift is worked out from every event.

    No case drifts more than from the earliest first due date of its clocks. So they are looked at by that date, until
    no other could come among the first.
    """
    view = board.view
    past_first = and_(NOT_STOPPED, clock.c.clock_class == ClockClass.TARGET.value, clock.c.first_due < view.today)
    ranked = view.connection.execute(
        select(clock.c.case_id, func.min(clock.c.first_due).label("since"))
        .select_from(OF_CASES)
        .where(past_first, board.shown)
        .group_by(clock.c.case_id)
        .order_by(func.min(clock.c.first_due), clock.c.case_id)
    ).all()
    worst = dict(_worst(ranked, past_first, view, in_full=board.in_full))
    rows = [
        replace(of_clock(row, TodayList.DRIFTING, view), drift=worst[row.id]) for row in _told_by(view, list(worst))
    ]
    rows.sort(key=lambda row: (-(row.drift or 0), row.reference))
    return TodayRows(TodayList.DRIFTING, tuple(rows), len(ranked))


def overloaded(board: Board) -> TodayRows:
    """Give who carries more than the team, by points against capacity; who has work but no capacity comes first."""
    question = WorkloadQuestion(board.question.by, board.question.team_id)
    rows = [row for row in workload(question, board.view).rows if row.level in TOO_MUCH]
    rows.sort(key=lambda row: (-TOO_MUCH.index(row.level), -(row.of_median or 0), row.title))
    return TodayRows(TodayList.OVERLOADED, tuple(of_officer(row) for row in board.first(rows)), len(rows))


def changed(board: Board) -> TodayRows:
    """Give what was completed, re-planned, opened, closed, or became overdue, since the last working day began."""
    view = board.view
    since = start_of_day(board.since)
    found = view.connection.execute(
        select(audit_entry.c.place, audit_entry.c.at, audit_entry.c.actor, audit_entry.c.action, audit_entry.c.case_id,
               *OF_CASE, milestone.c.id.label("milestone_id"), milestone.c.state.label("stands"), *OF_MILESTONE)
        .select_from(audit_entry.join(case_record, case_record.c.id == audit_entry.c.case_id)
                     .outerjoin(milestone, milestone.c.id == audit_entry.c.subject_id))
        .where(audit_entry.c.at >= since, audit_entry.c.action.in_(sorted(HAPPENED)), scope_condition(view.scope),
               board.of_team)
        .order_by(audit_entry.c.place.desc())
    ).all()  # fmt: skip
    told: dict[tuple[Happened, str], Any] = {}
    for entry in found:
        if not is_undone(entry):
            told.setdefault((HAPPENED[entry.action], entry.milestone_id or entry.case_id), entry)
    became = and_(RUNNING, clock.c.expires_at >= since, clock.c.expires_at <= view.now, board.shown)
    for one in _once_each(view, became):
        told[Happened.NEWLY_OVERDUE, one.milestone_id] = one
    ordered = sorted(told.items(), key=lambda pair: (_when(pair[1]), pair[0]), reverse=True)
    counts = Counter(happened for happened, _ in told)
    first = board.first(ordered)
    clocks = {row.id: row for row in _told_by(view, [one.id for (what, _), one in first if what in OF_CLOCKS])}
    rows = tuple(
        as_change(of_clock(clocks[one.id], TodayList.CHANGED, view), what, one.expires_at)
        if what in OF_CLOCKS
        else of_entry(one, view)
        for (what, _), one in first
    )
    counted = tuple((happened, counts[happened]) for happened in Happened if counts[happened])
    return TodayRows(TodayList.CHANGED, rows, len(ordered), counts=counted)


def _when(told: Any) -> datetime:
    """Give when something was recorded, or became so."""
    when: datetime = told.at if hasattr(told, "at") else told.expires_at
    return when


def _towards(kinds: Iterable[str], view: View) -> ColumnElement[bool]:
    """Give the condition that a clock runs towards one of these kinds, by its limit, which stands in the index."""
    wanted = frozenset(kinds)
    limits = {one.id for one in view.rules.pack.limits if one.clock is not None and one.clock.stops in wanted}
    return clock.c.limit_id.in_(sorted(limits))


def _once_each(view: View, which: ColumnElement[bool]) -> Sequence[Any]:
    """Give the milestones with a clock that meets a condition, each by the clock that ends first, the soonest first."""
    found: dict[str, Any] = {}
    for row in view.connection.execute(
        select(clock.c.id, clock.c.milestone_id, clock.c.expires_at)
        .select_from(OF_CASES)
        .where(which)
        .order_by(clock.c.expires_at, clock.c.id)
    ):
        found.setdefault(row.milestone_id, row)
    return list(found.values())


def _with_booked(board: Board, due: Sequence[Any], until: date) -> Sequence[str]:
    """Give the clocks of the reviews that are due, and of those booked until a day, by whichever day comes first."""
    booked = board.view.connection.execute(
        select(clock.c.id, clock.c.milestone_id, milestone.c.planned_on)
        .select_from(OF_CASES.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(RUNNING, booked_before(until + ONE_DAY), milestone.c.kind.in_(CASE_REVIEWS), board.shown)
        .order_by(clock.c.expires_at.desc(), clock.c.id)
    ).all()
    found = {one.milestone_id: (start_of_day(one.planned_on + ONE_DAY), one.id) for one in booked}
    for one in due:
        ends, _ = found.get(one.milestone_id, (one.expires_at, ""))
        found[one.milestone_id] = (min(ends, one.expires_at), one.id)
    return [clock_id for _, clock_id in sorted(found.values())]


def _day_of(row: TodayRow) -> date | None:
    """Give the first of the days by which a row is due and for which it is booked."""
    return min((day for day in (row.due, row.planned_on) if day is not None), default=None)


def _told_by(view: View, clock_ids: Sequence[str]) -> Sequence[Any]:
    """Give these clocks with all that a row says of them."""
    rows: list[Any] = []
    for some in in_parts(clock_ids):
        rows += view.connection.execute(OF_A_CLOCK.where(clock.c.id.in_(some)).order_by(clock.c.id)).all()
    return rows


def _worst(
    ranked: Sequence[Any], past_first: ColumnElement[bool], view: View, *, in_full: bool
) -> Iterable[tuple[str, int]]:
    """Give the worst clock of each case with its drift, the most first; of all cases, or the first few."""
    worst: dict[str, tuple[int, str]] = {}
    given = iter(ranked)
    while some := list(islice(given, AT_ONCE if in_full else FIRST_LOOK)):
        of_these = clock.c.case_id.in_([row.case_id for row in some])
        late = view.connection.execute(select(clock.c.id, clock.c.case_id).where(past_first, of_these)).all()
        exact = drifts(view.connection, [row.id for row in late], view.rules, view.now)
        for row in late:
            worst[row.case_id] = max(worst.get(row.case_id, (0, row.id)), (exact.get(row.id, 0), row.id))
        most = sorted((days for days, _ in worst.values()), reverse=True)[:SHOWN_AT_ONCE]
        bound = days_late(some[-1].since, view)
        if not in_full and len(most) == SHOWN_AT_ONCE and bound is not None and bound <= most[-1]:
            break
    ordered = sorted(worst.values(), key=lambda pair: (-pair[0], pair[1]))
    return [(clock_id, days) for days, clock_id in (ordered if in_full else ordered[:SHOWN_AT_ONCE])]


def _transfers(case_ids: Sequence[str], view: View) -> dict[str, dict[str, Any]]:
    """Give from which team, and when, cases came that another team had before."""
    return {
        row.case_id: {"from_team": row.name or "", "came_on": row.on}
        for some in in_parts(case_ids)
        for row in view.connection.execute(
            select(team_transfer.c.case_id, team_transfer.c.on, team.c.name)
            .select_from(team_transfer.outerjoin(team, team.c.id == team_transfer.c.from_team))
            .where(team_transfer.c.case_id.in_(some), team_transfer.c.withdrawn_at.is_(None))
            .order_by(team_transfer.c.recorded_at, team_transfer.c.id)
        )
    }


def _waiting_for_owner(row: Any, allocation: Any, view: View) -> TodayRow:
    made = of_case(row, TodayList.UNALLOCATED)
    if allocation is None:
        return made
    return replace(with_clock(made, allocation, view), milestone_id=allocation.milestone_id)
