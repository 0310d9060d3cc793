"""Where the time goes now: milestones past their first due date, and the days of the open cases by holder."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from tracker.domain.drift import drift_in_days, working_days_late
from tracker.domain.ledger import Holding, days_by_holder
from tracker.domain.rule_book import RuleBook
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.row_words import OF_OFFICER, milestone_name, oic_of
from tracker.queries.today_clocks import in_parts
from tracker.queries.view import View
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion, DriftRow, HeldRow
from tracker.storage.case_store import load_many_clocks
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, clock, clock_event, delay, holding, milestone, officer, team
from tracker.terms import (
    ClockClass,
    ClockEventKind,
    DelayReason,
    Holder,
    RiskGrade,
)

NEVER = datetime.min.replace(tzinfo=UTC)
STOOD_STILL = (ClockEventKind.PAUSED.value, ClockEventKind.REOPENED.value)


class _Cause(NamedTuple):
    """Why a milestone waits now."""

    reason: DelayReason
    awaited: Holder
    next_step: str


def drift_board(question: DriftBoardQuestion, view: View) -> DriftBoard:
    """Give what has slipped in open cases, the worst first, and the days of those cases by holder."""
    wanted = [NOT_CLOSED, *narrowed(team_id=question.team_id, oic_id=question.oic_id)]
    shown = and_(scope_condition(view.scope), *wanted)
    found = _slipped(view.connection, shown, view.today)
    drifts = _drifts(found, view)
    causes = _causes(view.connection, shown)
    worst: dict[str, Any] = {}
    for row in found:
        known = worst.get(row.milestone_id)
        if drifts[row.id] is not None and (known is None or (drifts[row.id] or 0) > (drifts[known.id] or 0)):
            worst[row.milestone_id] = row
    rows = [
        _row(row, drifts[row.id] or 0, causes.get(row.milestone_id), view.rules)
        for row in worst.values()
        if drifts[row.id]
    ]
    rows.sort(key=lambda row: (-row.drift, row.reference, row.milestone))
    held = _held(view.connection, shown, view.today)
    return DriftBoard(
        tuple(rows),
        held,
        sum(one.cases for one in held),
        len({row.milestone_id for row in found if drifts[row.id] is None} - worst.keys()),
        count_withheld(view.connection, view.scope, *wanted),
    )


def _slipped(connection: Connection, shown: ColumnElement[bool], today: date) -> Sequence[Any]:
    """Find the targets that have not stopped and whose first due date has passed."""
    stood_still = exists().where(clock_event.c.clock_id == clock.c.id, clock_event.c.kind.in_(STOOD_STILL))
    return connection.execute(
        select(clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.first_due, clock.c.due, clock.c.moves,
               stood_still.label("stood_still"),
               milestone.c.kind, milestone.c.turn, case_record.c.reference, case_record.c.risk, case_record.c.oic_id,
               *OF_OFFICER, team.c.name.label("team_name"))
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id)
                     .join(case_record, case_record.c.id == clock.c.case_id)
                     .outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(NOT_STOPPED, clock.c.clock_class == ClockClass.TARGET.value, clock.c.first_due < today, shown)
        .order_by(clock.c.id)
    ).all()  # fmt: skip


def _drifts(found: Sequence[Any], view: View) -> Mapping[str, int | None]:
    """Give the drift of each clock; only one that has stood still needs its events to be read."""
    working_days = view.rules.working_days
    drifts = {row.id: working_days_late(row.first_due, view.today, working_days) for row in found}
    still = [row.id for row in found if row.stood_still]
    for ids in in_parts(still):
        for one in load_many_clocks(view.connection, ids).values():
            standing = one.derive(view.rules.calendar(one.calendar))
            drifts[one.id] = drift_in_days(standing, one.clock_class, working_days, view.now)
    return drifts


def _causes(connection: Connection, shown: ColumnElement[bool]) -> Mapping[str, _Cause]:
    """Give the cause that lasts of each milestone; the last recorded speaks."""
    rows = connection.execute(
        select(delay.c.milestone_id, delay.c.reason, delay.c.awaited, delay.c.next_step)
        .where(delay.c.until.is_(None), delay.c.case_id.in_(select(case_record.c.id).where(shown)))
        .order_by(delay.c.recorded_at)
    )
    return {row[0]: _Cause(DelayReason(row[1]), Holder(row[2]), row[3]) for row in rows}


def _held(connection: Connection, shown: ColumnElement[bool], today: date) -> tuple[HeldRow, ...]:
    """Add up the days of the open cases by holder, from the report to today, and count who has them now."""
    rows = connection.execute(
        select(holding.c.case_id, holding.c.since, holding.c.holder, case_record.c.held_by)
        .join(case_record, case_record.c.id == holding.c.case_id)
        .where(shown)
        .order_by(holding.c.case_id, holding.c.place)
    ).all()
    days: Counter[Holder] = Counter()
    now: Counter[Holder] = Counter()
    holders = {holder.value: holder for holder in Holder}
    for _, group in groupby(rows, key=lambda row: row.case_id):
        held = list(group)
        now[holders[held[0].held_by]] += 1
        days.update(days_by_holder([Holding(row.since, holders[row.holder], "", NEVER) for row in held], today))
    return tuple(HeldRow(holder, days[holder], now[holder]) for holder in Holder if days[holder] or now[holder])


def _row(row: Any, drift: int, cause: _Cause | None, rules: RuleBook) -> DriftRow:
    kind = rules.kind(row.kind)
    return DriftRow(
        row.case_id,
        row.reference,
        RiskGrade(row.risk),
        oic_of(row),
        row.team_name or "",
        row.milestone_id,
        row.kind,
        milestone_name(row.kind, row.turn, rules),
        row.first_due,
        row.due,
        drift,
        row.moves,
        cause.awaited if cause is not None else kind.holder,
        cause.reason if cause is not None else None,
        cause.next_step if cause is not None else "",
    )
