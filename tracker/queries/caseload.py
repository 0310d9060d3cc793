"""Rows of the case list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, select

from tracker.domain.drift import working_days_late
from tracker.domain.people import title
from tracker.domain.rule_book import RuleBook
from tracker.queries.view import View
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, clock, milestone, officer, team
from tracker.terms import CaseKind, CaseStatus, ClockClass, Holder, Rank, RiskGrade
from tracker.time_source import local_date

DUE_SOON_DAYS = 3


@dataclass(slots=True)
class _Clocks:
    """What the running clocks of one case say."""

    next_due: date | None = None
    next_due_at: datetime | None = None
    next_expiry: datetime | None = None
    next_kind: str = ""
    overdue: int = 0
    late: int = 0
    drift: int = 0
    unknown: int = 0
    paused: int = 0


def caseload(question: CaseloadQuestion, view: View) -> Caseload:
    """Give the cases that a person asks for, the soonest due first, in three statements."""
    today = view.today
    wanted = [case_record.c.oic_id == question.oic_id] if question.oic_id else []
    if question.team_id:
        wanted.append(case_record.c.team_id == question.team_id)
    within = and_(scope_condition(view.scope), *wanted)
    is_open = case_record.c.status != CaseStatus.CLOSED.value
    shown = within if question.with_closed else and_(within, is_open)
    records = view.connection.execute(
        select(case_record, officer.c.collar_number, officer.c.surname, officer.c.rank, officer.c.detective,
               team.c.name.label("team_name"))
        .select_from(case_record.outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(shown)
    ).all()  # fmt: skip
    clocks = _clocks(view.connection, shown, view.rules, view.now)
    rows = [_row(record, clocks.get(record.id) or _Clocks(), view.rules, today) for record in records]
    rows.sort(key=lambda row: (row.next_due is None, row.next_due or today, row.reference))
    closed = 0
    if not question.with_closed:
        closed = view.connection.execute(
            select(func.count()).select_from(case_record).where(within, case_record.c.status == CaseStatus.CLOSED.value)
        ).scalar_one()
    return Caseload(tuple(rows), closed, count_withheld(view.connection, view.scope, *wanted))


def _clocks(connection: Connection, shown: Any, rules: RuleBook, now: datetime) -> dict[str, _Clocks]:
    live = select(
        clock.c.case_id, clock.c.state, clock.c.clock_class, clock.c.first_due, clock.c.first_due_at, clock.c.due,
        clock.c.due_at, clock.c.expires_at, milestone.c.kind,
    ).select_from(
        clock.join(case_record, case_record.c.id == clock.c.case_id).join(
            milestone, milestone.c.id == clock.c.milestone_id
        )
    ).where(shown, case((clock.c.state == "stopped", 0), else_=1) == 1)  # fmt: skip
    found: dict[str, _Clocks] = {}
    today = local_date(now)
    for row in connection.execute(live):
        summary = found.setdefault(row.case_id, _Clocks())
        if row.state == "paused":
            summary.paused += 1
            continue
        if row.expires_at is None:
            summary.unknown += 1
            continue
        if summary.next_expiry is None or row.expires_at < summary.next_expiry:
            summary.next_expiry, summary.next_due, summary.next_due_at = row.expires_at, row.due, row.due_at
            summary.next_kind = row.kind
        if row.expires_at <= now:
            summary.overdue += 1
            summary.late = max(summary.late, working_days_late(row.due, today, rules.working_days))
        if row.clock_class == ClockClass.TARGET.value and row.first_due is not None and row.first_due < today:
            summary.drift = max(summary.drift, working_days_late(row.first_due, today, rules.working_days))
    return found


def _row(record: Row[Any], clocks: _Clocks, rules: RuleBook, today: date) -> CaseloadRow:
    until = record.closed_on or today
    return CaseloadRow(
        case_id=record.id,
        reference=record.reference,
        kind=CaseKind(record.kind),
        status=CaseStatus(record.status),
        risk=RiskGrade(record.risk),
        oic_id=record.oic_id,
        oic=title(record.collar_number, record.surname, Rank(record.rank), detective=record.detective)
        if record.oic_id
        else "",
        team=record.team_name or "",
        reported_on=record.reported_on,
        age_days=(until - record.reported_on).days,
        next_milestone=rules.kind(clocks.next_kind).name if clocks.next_kind else "",
        next_due=clocks.next_due,
        next_due_at=clocks.next_due_at,
        next_state=_state(clocks, today),
        overdue=clocks.overdue,
        days_late=clocks.late,
        drift=clocks.drift,
        held_by=Holder(record.held_by),
        version=record.version,
    )


def _state(clocks: _Clocks, today: date) -> str:
    if clocks.overdue:
        return "overdue"
    if clocks.next_expiry is not None and clocks.next_due is not None:
        return "due_soon" if (clocks.next_due - today).days <= DUE_SOON_DAYS else "running"
    if clocks.unknown:
        return "unknown"
    return "paused" if clocks.paused else "none"
