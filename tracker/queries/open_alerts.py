"""Alerts waiting for somebody."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from tracker import wording
from tracker.domain.alert import NOW
from tracker.domain.drift import working_days_late
from tracker.domain.ladder import UNIT_LIST
from tracker.domain.rule_book import RuleBook
from tracker.queries.view import View
from tracker.rows.open_alerts import AlertRow, OpenAlerts, OpenAlertsQuestion
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.last_change import titles
from tracker.storage.scope import scope_condition, withheld_condition
from tracker.storage.tables import alert, alert_told, case_record, clock, milestone, protection
from tracker.terms import AlertKind, AlertState, Holder, Rung, Severity, gravity
from tracker.time_source import local_date


def open_alerts(question: OpenAlertsQuestion, view: View) -> OpenAlerts:
    """Give the open alerts within scope, the gravest and longest late (or so) first, in four statements."""
    wanted = NOT_ENDED if question.case_id is None else and_(NOT_ENDED, alert.c.case_id == question.case_id)
    told = _told(view.connection, wanted)
    found = view.connection.execute(
        select(
            alert, case_record.c.reference, case_record.c.held_by, clock.c.limit_id, clock.c.limit_version,
            clock.c.first_due, clock.c.due, clock.c.due_at, milestone.c.kind.label("milestone_kind"),
            protection.c.measure,
        )
        .select_from(
            alert.join(case_record, case_record.c.id == alert.c.case_id)
            .outerjoin(clock, clock.c.id == alert.c.clock_id)
            .outerjoin(milestone, milestone.c.id == alert.c.milestone_id)
            .outerjoin(protection, protection.c.id == alert.c.subject_id)
        )
        .where(wanted, scope_condition(view.scope))
    ).all()  # fmt: skip
    people = {one for recipients in told.values() for one in recipients} | {row.acknowledged_by or "" for row in found}
    names = titles(view.connection, people) | {UNIT_LIST: "unit list"}
    rows = [
        _row(row, told.get(row.id, ()), names, view.rules, view.now)
        for row in found
        if question.told_to is None or question.told_to in told.get(row.id, ())
    ]
    rows.sort(key=lambda row: (-(row.days_late or 0), row.since or row.raised_at, row.reference, row.milestone))
    rows.sort(key=lambda row: gravity(row.severity, row.kind), reverse=True)
    withheld = view.connection.execute(
        select(alert.c.id)
        .select_from(alert.join(case_record, case_record.c.id == alert.c.case_id))
        .where(wanted, withheld_condition(view.scope))
    ).all()
    return OpenAlerts(tuple(rows), len(withheld))


def _told(connection: Connection, wanted: ColumnElement[bool]) -> Mapping[str, tuple[str, ...]]:
    told: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(
        select(alert_told.c.alert_id, alert_told.c.recipient)
        .select_from(alert_told.join(alert, alert.c.id == alert_told.c.alert_id))
        .where(wanted)
        .order_by(alert_told.c.told_at, alert_told.c.recipient)
    ):
        told[row.alert_id] = (*told.get(row.alert_id, ()), row.recipient)
    return told


def _row(row: Row[Any], told: tuple[str, ...], names: Mapping[str, str], rules: RuleBook, now: datetime) -> AlertRow:
    limit = rules.limit(row.limit_id, row.limit_version) if row.limit_id else None
    days_late = _days_late(row, rules, now)
    return AlertRow(
        alert_id=row.id,
        severity=Severity(row.severity),
        kind=AlertKind(row.kind),
        state=AlertState(row.state),
        case_id=row.case_id,
        reference=row.reference,
        milestone_id=row.milestone_id,
        milestone=rules.kind(row.milestone_kind).name if row.milestone_kind else "",
        clock_id=row.clock_id,
        limit_id=row.limit_id or "",
        limit=limit.name if limit else "",
        first_due=row.first_due,
        due=row.due,
        due_at=row.due_at,
        days_late=days_late,
        held_by=Holder(row.held_by),
        told_to=tuple(names.get(one, one) for one in told),
        raised_at=row.raised_at,
        acknowledged_by=names.get(row.acknowledged_by or "", ""),
        next_step=row.next_step,
        next_step_by=row.next_step_by,
        version=row.version,
        reason=_reason(row, rules, now),
        since=row.since,
        rung=Rung(row.rung),
        climbs_on=row.climbs_on,
        snoozed_until=row.snoozed_until,
    )


def reason_of(row: Row[Any], view: View) -> str:
    """Give why an alert was raised, in words, from its columns and those of its clock."""
    return _reason(row, view.rules, view.now)


def _reason(row: Row[Any], rules: RuleBook, now: datetime) -> str:
    limit = rules.limit(row.limit_id, row.limit_version) if row.limit_id else None
    lapsing = row.kind == AlertKind.CONDITIONS_LAPSING.value and row.threshold != NOW
    of_due = row.clock_id is not None and row.kind != AlertKind.PAUSED_TOO_LONG.value
    return wording.alert_reason(
        AlertKind(row.kind), limit=limit.name if limit else "", due=_due(row.episode) if of_due else None,
        since=local_date(row.since),
        ends=date.fromisoformat(row.episode) if lapsing else None, days_late=_days_late(row, rules, now),
        authority=row.authority, measure=rules.measures[row.measure].name if row.measure else "",
    )  # fmt: skip


def _due(episode: str) -> date | datetime:
    """Give the due value that an episode is named for: the clock may have moved since."""
    return datetime.fromisoformat(episode) if "T" in episode else date.fromisoformat(episode)


def _days_late(row: Row[Any], rules: RuleBook, now: datetime) -> int | None:
    return working_days_late(row.due, local_date(now), rules.working_days) if row.due else None
