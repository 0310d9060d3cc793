"""Who is on bail or under investigation: what ends when, and who must authorise what next."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from tracker.domain.bail import BailEvent
from tracker.domain.case import Case
from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.clock import Clock
from tracker.domain.hindsight import last_day
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest, Suspect
from tracker.queries.bail_rows import RUI_REVIEWS, SuspectBail, Waiting, bail_rows, ends_first
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.row_words import OF_OFFICER, oic_of
from tracker.queries.view import View
from tracker.rows.bail_register import BailRegister, BailRegisterQuestion, BailRow
from tracker.storage.last_change import titles
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.records import load
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import (
    arrest,
    bail_event,
    case_record,
    clock,
    clock_event,
    milestone,
    officer,
    suspect,
    team,
)
from tracker.terms import TO_BE_DONE, ClockState, MilestoneState, RiskGrade

RELEASED = "released_under_investigation"
IS_WAITED_FOR = milestone.c.state.in_(sorted(state.value for state in TO_BE_DONE))


def bail_register(question: BailRegisterQuestion, view: View) -> BailRegister:
    """Give everybody on bail or under investigation in open cases, what ends or is due first at the top."""
    wanted = [NOT_CLOSED, _is_concerned(), *narrowed(team_id=question.team_id, oic_id=question.oic_id)]
    rows = rows_on_bail(view, and_(scope_condition(view.scope), *wanted))
    ending: list[BailRow] = []
    others: list[BailRow] = []
    for row in rows:
        act_by = ends_first(row)
        soon = act_by is not None and (act_by - view.today).days <= question.days
        (ending if soon else others).append(row)
    ending.sort(key=lambda row: (ends_first(row) or view.today, row.reference, row.suspect))
    others.sort(key=lambda row: (row.state.value, row.earliest or view.today, row.reference, row.suspect))
    withheld = count_withheld(view.connection, view.scope, *wanted)
    return BailRegister(view.today, question.days, tuple(ending), tuple(others), withheld)


def rows_on_bail(view: View, shown: ColumnElement[bool]) -> list[BailRow]:
    """Give everybody on bail or under investigation in the cases that meet a condition, in no order."""
    return _rows(_found(view.connection, shown, view.rules), view, with_ended=False)


def bail_at(view: View, shown: ColumnElement[bool], since: datetime, *instants: datetime) -> list[list[BailRow]]:
    """Give everybody on bail, or under investigation, as was on record at each of some instants not before `since`.

    Arrests, releases and reviews without a bail event have no history of their own, and stand as they are now.
    """
    changed = exists().where(
        milestone.c.case_id == case_record.c.id, milestone.c.kind == BAIL_ENDED, milestone.c.recorded_at > since
    )
    found = _found(view.connection, and_(shown, or_(_is_concerned(), changed)), view.rules)
    return [
        [
            row
            for one in found
            for row in bail_rows(_known_by(one, at), view.rules, last_day(at), {}, with_ended=False)
        ]
        for at in instants
    ]  # fmt: skip


def _known_by(bail: SuspectBail, at: datetime) -> SuspectBail:
    events = {
        arrest_id: [
            replace(one, withdrawn_at=None) if one.withdrawn_at is not None and one.withdrawn_at > at else one
            for one in some
            if one.recorded_at <= at
        ]
        for arrest_id, some in bail.events.items()
    }
    return replace(bail, events=events)


def bail_of_case(case: Case, oic: str, team: str, view: View) -> tuple[BailRow, ...]:
    """Give the bail of every suspect of a case, what is over as well."""
    people = titles(view.connection, {event.recorded_by for event in case.bail_events.values()})
    rows: list[BailRow] = []
    kept = {one.milestone_id for one in case.arrests.values()}
    for one in case.suspects.values():
        arrests = sorted(case.standing_arrests(one.id), key=lambda each: (each.arrested_on, each.id))
        waiting = [
            (kind, each, clock)
            for kind, each, clock in _clocks_of(case, one.id)
            if clock.state is not ClockState.STOPPED and case.milestones[each].state in TO_BE_DONE
        ]
        bail = SuspectBail(
            case.record.id,
            case.record.reference,
            case.record.risk,
            oic,
            team,
            one,
            arrests,
            {each.id: case.events_of(each.id) for each in arrests},
            _released_on(case, one.id),
            [_waiting_of(kind, clock, view.rules) for kind, _, clock in waiting if kind in RUI_REVIEWS],
            [
                _waiting_of(kind, clock, view.rules)
                for kind, towards, clock in waiting
                if kind == BAIL_ENDED and towards not in kept
            ],
        )
        rows += bail_rows(bail, view.rules, view.today, people, with_ended=True)
    return tuple(rows)


def bail_of_suspects(suspect_ids: Collection[str], view: View) -> tuple[BailRow, ...]:
    """Give the bail of some suspects whose cases are within scope, what is over as well."""
    cases = select(suspect.c.case_id).where(suspect.c.id.in_(suspect_ids))
    shown = and_(scope_condition(view.scope), case_record.c.id.in_(cases))
    found = [one for one in _found(view.connection, shown, view.rules) if one.suspect.id in suspect_ids]
    return tuple(_rows(found, view, with_ended=True))


def _rows(found: Sequence[SuspectBail], view: View, *, with_ended: bool) -> list[BailRow]:
    authors = {event.recorded_by for one in found for events in one.events.values() for event in events}
    people = titles(view.connection, authors)
    return [row for one in found for row in bail_rows(one, view.rules, view.today, people, with_ended=with_ended)]


def _is_concerned() -> ColumnElement[bool]:
    """Give the condition on a case that somebody in it is on bail, or reviewed while under investigation."""
    return exists().where(
        milestone.c.case_id == case_record.c.id, milestone.c.kind.in_((BAIL_ENDED, *RUI_REVIEWS)), IS_WAITED_FOR
    )


def _found(connection: Connection, shown: ColumnElement[bool], rules: RuleBook) -> list[SuspectBail]:
    ids = select(case_record.c.id).where(shown)
    arrests: dict[str, list[Arrest]] = defaultdict(list)
    by_day = (arrest.c.arrested_on, arrest.c.id)
    standing = load(
        connection, Arrest, arrest, arrest.c.case_id.in_(ids), arrest.c.withdrawn_at.is_(None), order_by=by_day
    )
    for one in standing:
        arrests[one.suspect_id].append(one)
    events: dict[str, list[BailEvent]] = defaultdict(list)
    for event in load(connection, BailEvent, bail_event, bail_event.c.case_id.in_(ids)):
        events[event.arrest_id].append(event)
    waiting = _waiting(connection, ids, {one.milestone_id for one in standing}, rules)
    released = _released(connection, ids)
    return [
        SuspectBail(
            row.case_id,
            row.reference,
            RiskGrade(row.risk),
            oic_of(row),
            row.team_name or "",
            Suspect(row.id, row.case_id, row.label),
            arrests.get(row.id, ()),
            {one.id: events.get(one.id, ()) for one in arrests.get(row.id, ())},
            released.get(row.id),
            [one for one in waiting.get(row.id, ()) if one.kind in RUI_REVIEWS],
            [one for one in waiting.get(row.id, ()) if one.kind == BAIL_ENDED],
        )
        for row in _suspects(connection, shown)
    ]


def _suspects(connection: Connection, shown: ColumnElement[bool]) -> Sequence[Any]:
    return connection.execute(
        select(suspect.c.id, suspect.c.case_id, suspect.c.label, case_record.c.reference, case_record.c.risk,
               case_record.c.oic_id, *OF_OFFICER, team.c.name.label("team_name"))
        .select_from(suspect.join(case_record, case_record.c.id == suspect.c.case_id)
                     .outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(shown)
        .order_by(suspect.c.id)
    ).all()  # fmt: skip


def _waiting(connection: Connection, ids: Any, of_arrests: set[str], rules: RuleBook) -> Mapping[str, list[Waiting]]:
    """Give the clocks that run towards reviews, and towards ends of bail that belong to no arrest."""
    said = (
        select(clock_event.c.reason)
        .where(clock_event.c.clock_id == clock.c.id)
        .order_by(clock_event.c.place.desc())
        .limit(1)
        .scalar_subquery()
    )
    found: dict[str, list[Waiting]] = defaultdict(list)
    for row in connection.execute(
        select(milestone.c.kind, milestone.c.subject_id, milestone.c.id, clock.c.limit_id, clock.c.limit_version,
               clock.c.due, clock.c.started_on, said.label("reason"))
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(NOT_STOPPED, clock.c.case_id.in_(ids), milestone.c.kind.in_((BAIL_ENDED, *RUI_REVIEWS)), IS_WAITED_FOR)
        .order_by(clock.c.id)
    ):  # fmt: skip
        if row.id not in of_arrests:
            limit = rules.limit(row.limit_id, row.limit_version)
            found[row.subject_id].append(Waiting(row.kind, limit, row.due, row.started_on, row.reason or ""))
    return found


def _released(connection: Connection, ids: Any) -> Mapping[str, Any]:
    """Give the day each suspect was last released under investigation."""
    rows = connection.execute(
        select(milestone.c.subject_id, milestone.c.happened_on)
        .where(
            milestone.c.case_id.in_(ids),
            milestone.c.kind == RELEASED,
            milestone.c.state == MilestoneState.DONE.value,
        )
        .order_by(milestone.c.happened_on)
    )
    return {row.subject_id: row.happened_on for row in rows}


def _released_on(case: Case, suspect_id: str) -> Any:
    done = (
        one.happened_on
        for one in case.milestones.values()
        if (one.kind, one.subject_id, one.state) == (RELEASED, suspect_id, MilestoneState.DONE)
    )
    return max((day for day in done if day is not None), default=None)


def _clocks_of(case: Case, suspect_id: str) -> list[tuple[str, str, Clock]]:
    """Give the clocks towards the reviews and ends of bail of a suspect, with the kind and id of their milestone."""
    return [
        (one.kind, one.id, clock)
        for one in case.milestones.values()
        if one.subject_id == suspect_id and one.kind in (BAIL_ENDED, *RUI_REVIEWS)
        for clock in case.clocks_of(one.id)
    ]


def _waiting_of(kind: str, clock: Clock, rules: RuleBook) -> Waiting:
    limit = rules.limit(clock.limit_id, clock.limit_version)
    return Waiting(kind, limit, clock.due, clock.started_on, clock.events[-1].reason)
