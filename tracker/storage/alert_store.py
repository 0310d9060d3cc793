"""Alerts and who was told; found by how things stand, gated by one unique key."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from tracker.domain.access import Scope
from tracker.domain.alert import TIME_LIMIT_OUTCOME, Alert
from tracker.domain.ladder import Told, ToldAlert
from tracker.domain.sweep import CaseState, OpenOverdue, OverdueClock
from tracker.storage.case_store import MEASURE, measure_of
from tracker.storage.live_clocks import RUNNING
from tracker.storage.records import load_one, shape_of, update_versioned
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, alert_told, case_access, case_record, clock, holding, milestone
from tracker.storage.upsert import insert_missing
from tracker.terms import (
    AlertEnd,
    AlertKind,
    AlertState,
    CaseStatus,
    Holder,
    MilestoneState,
    RiskGrade,
    Rung,
    Severity,
)
from tracker.time_source import local_date

# Written as literals, because bound values would hide the partial indexes from SQLite.
NOT_ENDED: ColumnElement[bool] = literal_column("alert.state") != literal_column("'ended'")
NOT_CLOSED = case_record.c.status != CaseStatus.CLOSED.value
OVERDUE = alert.c.kind == AlertKind.OVERDUE.value
BREACHED = alert.c.kind == AlertKind.CONDITIONS_BREACHED.value
EXPIRED = alert.c.kind == AlertKind.TIME_LIMIT_EXPIRED.value
MISSED = case_record.c.outcome_code == TIME_LIMIT_OUTCOME
OF_CASE = alert.c.case_id == bindparam("case_id")
ACKNOWLEDGED = AlertState.ACKNOWLEDGED.value
KEY = ("subject_id", "kind", "threshold", "episode")
TOLD_KEY = ("alert_id", "rung", "recipient")
AT_ONCE = 500
CLOCK_COLUMNS = (
    clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.limit_id, clock.c.limit_version, MEASURE,
    clock.c.due, clock.c.due_at, clock.c.overdue_since, case_record.c.oic_id, case_record.c.supervisor_id,
    case_record.c.team_id,
)  # fmt: skip


class AlertStore:
    """Alerts on the connection of one unit of work."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope

    def due_to_raise(self, now: datetime) -> Sequence[OverdueClock]:
        """Find running clocks past due, of cases that are not closed, whose present episode has no alert yet."""
        found = self._connection.execute(_due(), {"now": now})
        return [_overdue_clock(tuple(row)) for row in found]

    def unowned_cases(self) -> Sequence[CaseState]:
        """Find cases awaiting allocation that nobody has been told of: since the report, or a transfer."""
        waits = (
            select(func.max(holding.c.since))
            .where(holding.c.case_id == case_record.c.id, holding.c.holder == Holder.AWAITING_ALLOCATION.value)
            .scalar_subquery()
        )
        since = func.coalesce(waits, case_record.c.reported_on)
        return self._states(AlertKind.NO_OWNER, since, case_record.c.oic_id.is_(None))

    def idle_cases(self) -> Sequence[CaseState]:
        """Find open cases held by nobody that nobody has been told of."""
        since = select(func.max(holding.c.since)).where(holding.c.case_id == case_record.c.id).scalar_subquery()
        return self._states(
            AlertKind.NO_NEXT_ACTION, since, case_record.c.held_by == Holder.NOBODY.value,
            case_record.c.oic_id.is_not(None),
        )  # fmt: skip

    def expired_cases(self) -> Sequence[CaseState]:
        """Find cases, closed ones too, whose outcome says that a time limit on prosecution was missed."""
        told = exists().where(EXPIRED, alert.c.subject_id == case_record.c.id)
        since = func.coalesce(case_record.c.closed_on, case_record.c.reported_on)
        return self._case_states(since, MISSED, ~told)

    def open_overdue(self, limit_ids: Collection[str]) -> Sequence[OpenOverdue]:
        """Find the open overdue alerts of clocks under these limits, to see whether they have grown more serious."""
        found = self._connection.execute(
            select(alert.c.id.label("alert_id"), alert.c.severity, *CLOCK_COLUMNS)
            .select_from(
                alert.join(clock, clock.c.id == alert.c.clock_id).join(case_record, case_record.c.id == clock.c.case_id)
            )
            .where(NOT_ENDED, OVERDUE, clock.c.limit_id.in_(sorted(limit_ids)))
            .order_by(alert.c.id)
        )
        return [OpenOverdue(row[0], Severity(row[1]), _overdue_clock(tuple(row)[2:])) for row in found]

    def raise_new(self, alerts: Sequence[tuple[Alert, Told]]) -> int:
        """Store alerts and whom they are told to. Give how many were new or are back.

        One that stands already is left alone; one that had ended is open again.
        """
        if not alerts:
            return 0
        shape = shape_of(Alert, alert)
        rows = [dict(zip(shape.names, row, strict=True)) for row in shape.rows([one for one, _ in alerts])]
        new = set(insert_missing(self._connection, alert, rows, KEY))
        told_rows = [
            {"alert_id": one.id, "rung": told.rung.value, "recipient": told.recipient, "told_at": one.raised_at}
            for one, told in alerts
            if one.id in new
        ]
        insert_missing(self._connection, alert_told, told_rows, TOLD_KEY)
        back = [row for (one, _), row in zip(alerts, rows, strict=True) if one.id not in new]
        return len(new) + sum(self._revive(row) for row in back)

    def told_to(self, officer_ids: Collection[str]) -> Sequence[ToldAlert]:
        """Find the open alerts that any of these officers was told of, with everybody who was."""
        if not officer_ids:
            return []
        to_them = select(alert_told.c.alert_id).where(alert_told.c.recipient.in_(sorted(officer_ids)))
        found = self._connection.execute(
            select(
                alert.c.id, alert.c.case_id, alert_told.c.rung, alert_told.c.recipient, case_record.c.oic_id,
                case_record.c.supervisor_id, case_record.c.team_id, case_record.c.restricted,
            )
            .select_from(
                alert.join(alert_told, alert_told.c.alert_id == alert.c.id).join(
                    case_record, case_record.c.id == alert.c.case_id
                )
            )
            .where(NOT_ENDED, alert.c.id.in_(to_them))
            .order_by(alert.c.id, alert_told.c.told_at, alert_told.c.recipient)
        ).all()  # fmt: skip
        named = self._named({row.case_id for row in found if row.restricted})
        alerts: dict[str, ToldAlert] = {}
        for row in found:
            before = alerts[row.id].told if row.id in alerts else ()
            told = (*before, Told(Rung(row.rung), row.recipient))
            alerts[row.id] = ToldAlert(
                row.id, row.case_id, told, row.oic_id, row.supervisor_id, row.team_id, named.get(row.case_id)
            )
        return list(alerts.values())

    def open_of(self, case_id: str) -> Sequence[str]:
        """Find the open alerts of a case, by id."""
        found = self._connection.execute(
            select(alert.c.id).where(NOT_ENDED, alert.c.case_id == case_id).order_by(alert.c.id)
        )
        return list(found.scalars())

    def free_from(self, officer_id: str) -> int:
        """Open again the alerts that an officer has taken on, for somebody else to take on; give how many."""
        return self._free(alert.c.acknowledged_by == officer_id)

    def free_of(self, case_id: str) -> int:
        """Open again the alerts of a case that somebody has taken on; give how many."""
        return self._free(alert.c.case_id == case_id)

    def tell(self, told: Sequence[tuple[str, Told]], now: datetime) -> None:
        """Tell open alerts, by their ids, to more people; who was told already is left alone."""
        rows = [
            {"alert_id": key, "rung": one.rung.value, "recipient": one.recipient, "told_at": now} for key, one in told
        ]
        insert_missing(self._connection, alert_told, rows, TOLD_KEY)

    def grow(self, alert_id: str, severity: Severity) -> None:
        """Make an open alert more serious."""
        self._connection.execute(
            update(alert)
            .where(alert.c.id == alert_id)
            .values(severity=severity.value, version=alert.c.version + 1)
        )  # fmt: skip

    def settle(self, now: datetime, case_id: str | None = None) -> int:
        """End the open alerts (of one case, or all) whose reason has gone, and revive those whose reason is back."""
        of_case = {} if case_id is None else {"case_id": case_id}
        gone = self._connection.execute(
            _reason_gone(one_case=bool(of_case)), of_case | {"today": local_date(now)}
        ).all()
        for row in gone:
            self._change(row.id, AlertState.ENDED, now, AlertEnd(row.because))
        back = self._connection.execute(_reason_back(), of_case | {"now": now}).all() if of_case else []
        for row in back:
            acknowledged = row.acknowledged_at is not None
            self._change(row.id, AlertState.ACKNOWLEDGED if acknowledged else AlertState.OPEN, None, None)
        return len(gone) + len(back)

    def get(self, alert_id: str) -> Alert:
        """Load an alert within scope, or raise NotFound."""
        within = exists().where(case_record.c.id == alert.c.case_id, scope_condition(self._scope))
        return load_one(self._connection, Alert, alert, alert.c.id == alert_id, within)

    def save(self, changed: Alert) -> None:
        """Store a changed alert."""
        update_versioned(self._connection, alert, changed)

    def note_overdue(self, clock_ids: Sequence[str]) -> None:
        """Store the fact that clocks became overdue, where it is not stored yet.

        A clock's version stays: what a person saw of it still holds.
        """
        for first in range(0, len(clock_ids), AT_ONCE):
            self._connection.execute(
                update(clock)
                .where(clock.c.id.in_(clock_ids[first : first + AT_ONCE]), clock.c.overdue_since.is_(None))
                .values(overdue_since=clock.c.expires_at)
            )

    def _free(self, which: ColumnElement[bool]) -> int:
        freed = self._connection.execute(
            update(alert)
            .where(alert.c.state == ACKNOWLEDGED, which)
            .values(
                state=AlertState.OPEN.value, acknowledged_by=None, acknowledged_at=None, next_step="",
                next_step_by=None, version=alert.c.version + 1,
            )
        )  # fmt: skip
        return freed.rowcount

    def _named(self, case_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Give who may see restricted cases."""
        named: dict[str, frozenset[str]] = dict.fromkeys(case_ids, frozenset())
        if not case_ids:
            return named
        rows = select(case_access).where(case_access.c.case_id.in_(sorted(case_ids)))
        for row in self._connection.execute(rows):
            named[row.case_id] |= {row.officer_id}
        return named

    def _states(self, kind: AlertKind, since: Any, *where: ColumnElement[bool]) -> Sequence[CaseState]:
        told = exists().where(alert.c.kind == kind.value, alert.c.subject_id == case_record.c.id, NOT_ENDED)
        return self._case_states(since, NOT_CLOSED, ~told, *where)

    def _case_states(self, since: Any, *where: ColumnElement[bool]) -> Sequence[CaseState]:
        found = self._connection.execute(
            select(
                case_record.c.id, since.label("since"), case_record.c.risk, case_record.c.oic_id,
                case_record.c.supervisor_id, case_record.c.team_id,
            )
            .where(*where)
            .order_by(case_record.c.id)
        )  # fmt: skip
        return [CaseState(row[0], row[1], RiskGrade(row[2]), *tuple(row)[3:]) for row in found]

    def _revive(self, row: dict[str, Any]) -> int:
        """Open an alert that had ended again; give 1, or 0 where it has not ended."""
        ended = [alert.c.state == AlertState.ENDED.value, *(alert.c[name] == row[name] for name in KEY)]
        found = self._connection.execute(select(alert.c.id, alert.c.acknowledged_at).where(*ended)).one_or_none()
        if found is None:
            return 0
        acknowledged = found.acknowledged_at is not None
        self._change(found.id, AlertState.ACKNOWLEDGED if acknowledged else AlertState.OPEN, None, None)
        return 1

    def _change(self, alert_id: str, state: AlertState, at: datetime | None, because: AlertEnd | None) -> None:
        self._connection.execute(
            update(alert)
            .where(alert.c.id == alert_id)
            .values(
                state=state.value, ended_at=at, ended_because=because.value if because else None,
                version=alert.c.version + 1,
            )
        )  # fmt: skip


@cache
def _due() -> Select[Any]:
    """Select the running clocks past due whose present episode has no alert yet."""
    told = exists().where(OVERDUE, alert.c.subject_id == clock.c.id, alert.c.episode == clock.c.episode)
    return (
        select(*CLOCK_COLUMNS)
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id))
        .where(RUNNING, clock.c.expires_at <= bindparam("now"), NOT_CLOSED, ~told)
        .order_by(clock.c.expires_at, clock.c.id)
    )


@cache
def _reason_gone(*, one_case: bool) -> Select[Any]:
    """Select the open alerts whose clock stopped, stands still or moved, whose case closed, or whose lack has ended.

    That a time limit on prosecution was missed outlives the closing, until somebody has seen to it.
    """
    closed = and_(case_record.c.status == CaseStatus.CLOSED.value, ~EXPIRED)
    seen_to = and_(EXPIRED | BREACHED, alert.c.state == ACKNOWLEDGED, alert.c.next_step_by < bindparam("today"))
    stopped = and_(OVERDUE, clock.c.state == "stopped")
    paused = and_(OVERDUE, clock.c.state == "paused")
    moved = and_(OVERDUE, clock.c.state != "stopped", paused | (clock.c.episode != alert.c.episode))
    owned = and_(alert.c.kind == AlertKind.NO_OWNER.value, case_record.c.oic_id.is_not(None))
    going_on = and_(alert.c.kind == AlertKind.NO_NEXT_ACTION.value, case_record.c.held_by != Holder.NOBODY.value)
    not_missed = and_(EXPIRED, ~MISSED)
    of_case = [OF_CASE] if one_case else []
    because = case(
        (closed, AlertEnd.CASE_CLOSED.value),
        (and_(stopped, milestone.c.state == MilestoneState.NOT_REQUIRED.value), AlertEnd.NOT_REQUIRED.value),
        (stopped, AlertEnd.DONE.value),
        (seen_to, AlertEnd.DONE.value),
        (paused, AlertEnd.PAUSED.value),
        (moved, AlertEnd.MOVED.value),
        else_=AlertEnd.NO_LONGER_TRUE.value,
    )
    return (
        select(alert.c.id, because.label("because"))
        .select_from(
            alert.join(case_record, case_record.c.id == alert.c.case_id)
            .outerjoin(clock, clock.c.id == alert.c.clock_id)
            .outerjoin(milestone, milestone.c.id == alert.c.milestone_id)
        )
        .where(NOT_ENDED, or_(closed, stopped, moved, owned, going_on, seen_to, not_missed), *of_case)
    )


@cache
def _reason_back() -> Select[Any]:
    """Select the ended alerts of a case whose clock runs again past due in the episode they were raised for."""
    return (
        select(alert.c.id, alert.c.acknowledged_at)
        .select_from(alert.join(clock, clock.c.id == alert.c.clock_id))
        .where(
            alert.c.state == AlertState.ENDED.value,
            OVERDUE,
            RUNNING,
            clock.c.expires_at <= bindparam("now"),
            clock.c.episode == alert.c.episode,
            OF_CASE,
        )
    )


def _overdue_clock(row: tuple[Any, ...]) -> OverdueClock:
    clock_id, case_id, milestone_id, limit_id, version = row[:5]
    due, due_at, overdue_since, oic_id, supervisor_id, team_id = row[6:]
    return OverdueClock(
        clock_id, case_id, milestone_id, limit_id, version, measure_of(row[5]),
        due, due_at, overdue_since, oic_id, supervisor_id, team_id,
    )  # fmt: skip
