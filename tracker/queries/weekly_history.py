"""What the weekly paper is made of: cases, clocks with their events, delays and hand-overs, in a few statements.

Clocks, holders and delays keep every change with the instant it was recorded. Of who had a case, in which team, and
when it was closed, merged or taken up again, the audit trail says what was before. What has no history is given as it
is now: the risk, the restriction, the day of the report, an officer's title, and an officer in the case who was changed
by an import. A milestone without a clock that was done and taken back is as if it had never been done.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, union_all

from tracker.domain.case_transfer import ALLOCATED
from tracker.domain.clock import ClockEvent, Standing
from tracker.domain.explain import When
from tracker.domain.rule_book import RuleBook
from tracker.queries.view import View
from tracker.queries.weekly_facts import (
    CaseFacts,
    ClockFacts,
    DelayFacts,
    HandOver,
    History,
    Turn,
)
from tracker.queries.weekly_people import CLOSINGS, DONE, MERGED, children, devices, on_paper, steps, suspects
from tracker.storage.case_store import EVENT_COLUMNS, MEASURE, event_of, measure_of
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.scope import scope_condition, withheld_condition
from tracker.storage.tables import (
    audit_content,
    audit_entry,
    case_record,
    clock,
    clock_event,
    delay,
    holding,
    milestone,
)
from tracker.terms import (
    CalendarName,
    CaseStatus,
    ClockClass,
    ClockEventKind,
    ClockState,
    DelayReason,
    Holder,
    MilestoneState,
    RiskGrade,
)
from tracker.time_source import local_date, start_of_day

PASSED_ON = ("allocate_case", "transfer_case", "take_transfer_back")
TAKEN_UP = "reopen_case"


def load_history(view: View, since: datetime, until: datetime, *, restricted: bool = False) -> History:
    """Load what is needed to tell how things stood at any instant from `since` to `until`, in eleven statements.

    Args:
        restricted: of the restricted cases that the person may see, and of no other; else those withheld are known
            too, to be counted.
    """
    shown = on_paper(view, restricted=restricted)
    reach = shown if restricted else or_(scope_condition(view.scope), withheld_condition(view.scope))
    cases = case_facts(view.connection, reach, since)
    return History(
        since,
        until,
        cases,
        _clocks(view.connection, shown, since, until),
        _going_on(view.connection, shown, since, view.rules),
        delay_facts(view.connection, shown),
        children(view.connection, shown),
        suspects(view.connection, shown),
        devices(view.connection, shown),
        steps(view.connection, shown, since),
    )


def case_facts(connection: Connection, reach: ColumnElement[bool], since: datetime) -> Mapping[str, CaseFacts]:
    """Give the cases with what tells how they stood at any instant from `since` on, in three statements."""
    allocated: dict[str, datetime] = {}
    for row in connection.execute(
        select(milestone.c.case_id, func.max(milestone.c.recorded_at).label("at"))
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(reach, DONE, milestone.c.kind == ALLOCATED)
        .group_by(milestone.c.case_id)
    ):
        allocated[row.case_id] = row.at
    hand_overs, turns = _since(connection, since)
    found = connection.execute(
        select(
            case_record.c.id, case_record.c.reference, case_record.c.risk, case_record.c.reported_on,
            case_record.c.restricted, case_record.c.oic_id, case_record.c.team_id, case_record.c.status,
            case_record.c.closed_on, holding.c.recorded_at,
        )
        .select_from(
            case_record.outerjoin(holding, and_(holding.c.case_id == case_record.c.id, holding.c.place == 0))
        )
        .where(reach)
    )  # fmt: skip
    return {
        row.id: CaseFacts(
            row.id,
            row.reference,
            RiskGrade(row.risk),
            row.reported_on,
            row.restricted,
            row.oic_id,
            row.team_id,
            row.recorded_at or start_of_day(row.reported_on),
            allocated.get(row.id),
            tuple(hand_overs.get(row.id, ())),
            row.closed_on or row.reported_on if row.status == CaseStatus.CLOSED.value else None,
            tuple(turns.get(row.id, ())),
        )
        for row in found
    }


def _since(connection: Connection, since: datetime) -> tuple[Mapping[str, list[HandOver]], Mapping[str, list[Turn]]]:
    """Give by case who had it until each change after an instant, and when it was closed or taken up again."""
    hand_overs: dict[str, list[HandOver]] = defaultdict(list)
    turns: dict[str, list[Turn]] = defaultdict(list)
    actions = (*PASSED_ON, *CLOSINGS, TAKEN_UP)
    for row in connection.execute(
        select(audit_entry.c.case_id, audit_entry.c.action, audit_entry.c.at, audit_content.c.content)
        .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
        .where(audit_entry.c.action.in_(actions), audit_entry.c.at > since)
        .order_by(audit_entry.c.place)
    ):
        said = json.loads(row.content)
        if row.action in PASSED_ON:
            was = HandOver(row.at, said.get("was"), said.get("team_was"), "team_was" in said)
            hand_overs[row.case_id].append(was)
            continue
        turn = _turn(row.action, row.at, said)
        if turn is not None:
            turns[row.case_id].append(turn)
    return hand_overs, turns


def _turn(action: str, at: datetime, said: Mapping[str, Any]) -> Turn | None:
    """Give what an audit entry says of closing; None for an import that left the case open, or the one that stays."""
    if action == MERGED:
        return Turn(at, True, local_date(at)) if "merged_into" in said else None
    on = said.get("was_closed" if action == TAKEN_UP else "on")
    return None if on is None else Turn(at, action != TAKEN_UP, date.fromisoformat(on))


def _clocks(
    connection: Connection, shown: ColumnElement[bool], since: datetime, until: datetime
) -> tuple[ClockFacts, ...]:
    changed = select(clock_event.c.clock_id).where(clock_event.c.recorded_at > since)
    moved = select(clock.c.id).where(NOT_STOPPED, or_(clock.c.moves > 0, clock.c.pauses > 0))
    past = or_(clock.c.first_due <= local_date(until), clock.c.expires_at <= until)
    late = select(clock.c.id).where(NOT_STOPPED, past)
    taken_up = late.where(
        exists().where(clock_event.c.clock_id == clock.c.id, clock_event.c.kind == ClockEventKind.REOPENED.value)
    )
    cases = select(case_record.c.id).where(shown)
    events: dict[str, list[ClockEvent]] = defaultdict(list)
    for row in connection.execute(
        select(*[clock_event.c[name] for name in EVENT_COLUMNS])
        .where(clock_event.c.clock_id.in_(union_all(changed, moved, taken_up)), clock_event.c.case_id.in_(cases))
        .order_by(clock_event.c.clock_id, clock_event.c.place)
    ).all():
        events[row[0]].append(event_of(row))
    found = connection.execute(
        select(
            clock.c.id, clock.c.case_id, clock.c.milestone_id, milestone.c.kind, milestone.c.turn,
            milestone.c.subject_id, clock.c.limit_id, clock.c.limit_version, clock.c.clock_class, clock.c.calendar,
            clock.c.calendar_version, MEASURE, clock.c.state, clock.c.started_on, clock.c.first_due,
            clock.c.first_due_at, clock.c.due, clock.c.due_at, clock.c.stopped_on,
        )
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(clock.c.id.in_(union_all(changed, moved, late)), clock.c.case_id.in_(cases))
        .order_by(clock.c.id)
    ).all()  # fmt: skip
    return tuple([_clock(row, tuple(events.get(row.id, ()))) for row in found])


def _clock(row: Any, events: tuple[ClockEvent, ...]) -> ClockFacts:
    first_due: When | None = row.first_due_at or row.first_due
    due: When | None = row.due_at or row.due
    return ClockFacts(
        row.id,
        row.case_id,
        row.milestone_id,
        row.kind,
        row.turn,
        row.subject_id,
        row.limit_id,
        row.limit_version,
        ClockClass(row.clock_class),
        CalendarName(row.calendar),
        row.calendar_version,
        measure_of(row.measure),
        Standing(
            ClockState(row.state), row.started_on, first_due, due, row.stopped_on, (), (), (), (), None, False, ""
        ),
        events,
    )


def _going_on(connection: Connection, shown: ColumnElement[bool], since: datetime, rules: RuleBook) -> frozenset[str]:
    decisive = [kind.id for kind in rules.catalogue.kinds.values() if kind.decisive]
    changed = select(clock_event.c.clock_id).where(clock_event.c.recorded_at > since)
    found = connection.execute(
        select(clock.c.case_id)
        .distinct()
        .select_from(
            clock.join(milestone, milestone.c.id == clock.c.milestone_id).join(
                case_record, case_record.c.id == clock.c.case_id
            )
        )
        .where(shown, NOT_STOPPED, milestone.c.kind.in_(decisive), clock.c.id.not_in(changed))
    )
    return frozenset(found.scalars())


def delay_facts(connection: Connection, shown: ColumnElement[bool]) -> Mapping[str, tuple[DelayFacts, ...]]:
    """Give every cause of delay on record by milestone, in the order in which they were recorded."""
    delays: dict[str, list[DelayFacts]] = defaultdict(list)
    for row in connection.execute(
        select(
            delay.c.case_id, delay.c.milestone_id, delay.c.reason, delay.c.awaited, delay.c.since, delay.c.until,
            delay.c.next_step, delay.c.recorded_at, milestone.c.state, milestone.c.recorded_at.label("done_at"),
        )
        .select_from(
            delay.join(milestone, milestone.c.id == delay.c.milestone_id).join(
                case_record, case_record.c.id == delay.c.case_id
            )
        )
        .where(shown)
        .order_by(delay.c.recorded_at, delay.c.id)
    ):  # fmt: skip
        done_at = row.done_at if row.state == MilestoneState.DONE.value else None
        delays[row.milestone_id].append(
            DelayFacts(
                row.case_id, row.milestone_id, DelayReason(row.reason), Holder(row.awaited), row.since, row.until,
                row.next_step, row.recorded_at, done_at,
            )
        )  # fmt: skip
    return {milestone_id: tuple(found) for milestone_id, found in delays.items()}
