"""Rows of the case list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from tracker.queries.drift_facts import STOOD_STILL
from tracker.queries.open_cases import NOT_CLOSED, NOT_MERGED, narrowed
from tracker.queries.row_words import OF_OFFICER, is_soon, oic_of
from tracker.queries.today_clocks import days_late, drifts
from tracker.queries.view import View
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, clock, clock_event, milestone, officer, team
from tracker.terms import CaseKind, CaseStatus, ClockClass, ClockState, Holder, RiskGrade
from tracker.time_source import local_date

RECORD_COLUMNS = (
    "id", "reference", "kind", "status", "risk", "oic_id", "reported_on", "closed_on", "held_by", "version",
    "operation",
)  # fmt: skip
HAS_STOOD_STILL: ColumnElement[bool] = clock.c.id.in_(select(clock_event.c.clock_id).where(STOOD_STILL))


@dataclass(frozen=True, slots=True)
class _Clocks:
    """What the live clocks of one case say."""

    oldest_due: date | None = None
    #: of the targets that never stood still: their drift is all the working days since
    oldest_first_due: date | None = None
    overdue: int = 0
    unknown: int = 0
    paused: int = 0


NO_CLOCKS = _Clocks()


@dataclass(frozen=True, slots=True)
class _Next:
    """The running clock of a case that ends first."""

    due: date
    due_at: datetime | None
    kind: str


def caseload(question: CaseloadQuestion, view: View) -> Caseload:
    """Give the cases that a person asks for, the soonest due first, in seven statements.

    Two more for each five thousand late targets that stood still: only the drift of those needs their events.
    """
    today = view.today
    wanted = narrowed(team_id=question.team_id, oic_id=question.oic_id)
    within = and_(scope_condition(view.scope), NOT_MERGED, *wanted)
    shown = within if question.with_closed else and_(within, NOT_CLOSED)
    merged = _merged(view.connection)
    clocks, following = _clocks(view.connection, shown, view.now), _next(view.connection, shown)
    stood_still = _drift_of_stood_still(shown, view)
    rows = [
        _row(record, clocks.get(record.id, NO_CLOCKS), following.get(record.id), stood_still, merged, view)
        for record in _records(view.connection, shown)
    ]
    rows.sort(key=lambda row: (row.next_due is None, row.next_due or today, row.reference))
    closed = 0
    if not question.with_closed:
        closed = view.connection.execute(
            select(func.count()).select_from(case_record).where(within, case_record.c.status == CaseStatus.CLOSED.value)
        ).scalar_one()
    asked = [NOT_MERGED, *wanted] if question.with_closed else [NOT_MERGED, NOT_CLOSED, *wanted]
    return Caseload(tuple(rows), closed, count_withheld(view.connection, view.scope, *asked))


def _records(connection: Connection, shown: ColumnElement[bool]) -> Sequence[Any]:
    columns = [case_record.c[name] for name in RECORD_COLUMNS]
    return connection.execute(
        select(*columns, *OF_OFFICER, team.c.name.label("team_name"))
        .select_from(case_record.outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(shown)
    ).all()  # fmt: skip


def _clocks(connection: Connection, shown: ColumnElement[bool], now: datetime) -> Mapping[str, _Clocks]:
    """Count the live clocks of each case, and find its oldest dates: they say how late the worst of them is."""
    is_overdue = and_(RUNNING, clock.c.expires_at <= now)
    found = connection.execute(
        select(
            clock.c.case_id,
            func.min(clock.c.due).filter(is_overdue),
            func.min(clock.c.first_due).filter(_is_late_target(local_date(now)), ~HAS_STOOD_STILL),
            func.count().filter(is_overdue),
            func.count().filter(RUNNING, clock.c.expires_at.is_(None)),
            func.count().filter(clock.c.state == ClockState.PAUSED.value),
        )
        .where(NOT_STOPPED, clock.c.case_id.in_(select(case_record.c.id).where(shown)))
        .group_by(clock.c.case_id)
    )
    return {row[0]: _Clocks(*row[1:]) for row in found}


def _is_late_target(today: date) -> ColumnElement[bool]:
    return and_(clock.c.clock_class == ClockClass.TARGET.value, clock.c.first_due < today)


def _drift_of_stood_still(shown: ColumnElement[bool], view: View) -> Mapping[str, int | None]:
    """Give by case the worst drift of its late targets that were paused or taken up again; None where not known."""
    late = view.connection.execute(
        select(clock.c.id, clock.c.case_id, clock.c.first_due).where(
            NOT_STOPPED, _is_late_target(view.today), HAS_STOOD_STILL,
            clock.c.case_id.in_(select(case_record.c.id).where(shown)),
        )
    ).all()  # fmt: skip
    exact = drifts(view.connection, (row.id for row in late), view.rules, view.now)
    found: dict[str, int | None] = {}
    for row in late:
        known = days_late(row.first_due, view) is not None
        found[row.case_id] = _worst(found.get(row.case_id, 0), exact[row.id] if known else None)
    return found


def _worst(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def _next(connection: Connection, shown: ColumnElement[bool]) -> Mapping[str, _Next]:
    """Find the running clock of each case that ends first; of several at once, that of the first step of the plan."""
    soonest = (
        select(clock.c.case_id, clock.c.state, func.min(clock.c.expires_at).label("expires_at"))
        .where(NOT_STOPPED, RUNNING, clock.c.case_id.in_(select(case_record.c.id).where(shown)))
        .group_by(clock.c.case_id, clock.c.state)
        .subquery()
    )
    ends_first = and_(*(clock.c[name] == soonest.c[name] for name in ("case_id", "state", "expires_at")))
    found = connection.execute(
        select(clock.c.case_id, clock.c.due, clock.c.due_at, milestone.c.kind)
        .select_from(soonest.join(clock, ends_first).join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(NOT_STOPPED)
        .order_by(milestone.c.place.desc(), milestone.c.id.desc())
    )
    return {row[0]: _Next(*row[1:]) for row in found}


def _merged(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Give of each case the references of the duplicates that were merged into it."""
    found: dict[str, tuple[str, ...]] = {}
    duplicates = select(case_record.c.merged_into, case_record.c.reference).where(~NOT_MERGED)
    for into_id, reference in connection.execute(duplicates.order_by(case_record.c.reference)):
        found[into_id] = (*found.get(into_id, ()), reference)
    return found


def _row(
    record: Any,
    clocks: _Clocks,
    following: _Next | None,
    stood_still: Mapping[str, int | None],
    merged: Mapping[str, tuple[str, ...]],
    view: View,
) -> CaseloadRow:
    until = record.closed_on or view.today
    return CaseloadRow(
        case_id=record.id,
        reference=record.reference,
        kind=CaseKind(record.kind),
        status=CaseStatus(record.status),
        risk=RiskGrade(record.risk),
        oic_id=record.oic_id,
        oic=oic_of(record),
        team=record.team_name or "",
        reported_on=record.reported_on,
        age_days=(until - record.reported_on).days,
        next_milestone=view.rules.kind(following.kind).name if following else "",
        next_due=following.due if following else None,
        next_due_at=following.due_at if following else None,
        next_state=_state(clocks, following, view.today),
        overdue=clocks.overdue,
        days_late=days_late(clocks.oldest_due, view),
        drift=_worst(days_late(clocks.oldest_first_due, view), stood_still.get(record.id, 0)),
        held_by=Holder(record.held_by),
        version=record.version,
        operation=record.operation,
        also=merged.get(record.id, ()),
    )


def _state(clocks: _Clocks, following: _Next | None, today: date) -> str:
    if clocks.overdue:
        return "overdue"
    if following is not None:
        return "due_soon" if is_soon(following.due, today) else "running"
    if clocks.unknown:
        return "unknown"
    return "paused" if clocks.paused else "none"
