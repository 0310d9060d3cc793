"""Load and save cases with their milestones, clocks, delays and holders; only what changed is written."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, select, type_coerce

from tracker.domain.access import Scope
from tracker.domain.bail import BailEvent
from tracker.domain.case import Case
from tracker.domain.case_parts import CaseRecord
from tracker.domain.child import Child
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.counting import Measure
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.domain.explain import When
from tracker.domain.ledger import Holding, from_report
from tracker.domain.milestone import Milestone
from tracker.domain.suspect import Arrest, Suspect
from tracker.errors import NotFound
from tracker.storage import tables
from tracker.storage.merged_records import alerts_follow_clocks, move_records
from tracker.storage.records import (
    insert_all,
    insert_rows,
    load,
    load_by,
    plain_rows_by,
    shape_of,
    update_versioned,
    value_reader,
    values_by,
)
from tracker.storage.scope import scope_condition
from tracker.terms import CaseStatus, ClockEventKind, DelayReason, Holder

PARTS: tuple[tuple[str, type[Any], Table], ...] = (
    ("children", Child, tables.child),
    ("suspects", Suspect, tables.suspect),
    ("devices", Device, tables.device),
    ("arrests", Arrest, tables.arrest),
    ("bail_events", BailEvent, tables.bail_event),
    ("milestones", Milestone, tables.milestone),
    ("delays", Delay, tables.delay),
)
EVENT_COLUMNS = (
    "clock_id", "place", "case_id", "kind", "on_day", "on_instant", "to_day", "to_instant", "amount", "reason", "ours",
    "recorded_at", "recorded_by", "asked_by", "approved_by", "review_day", "authority", "earliest_day",
    "calendar_version", "measure", "cause",
)  # fmt: skip
EVENT_KINDS = {kind.value: kind for kind in ClockEventKind}
HOLDERS = {holder.value: holder for holder in Holder}
HOLDING_FIELDS = ("since", "holder", "because", "recorded_at")
HOLDING_COLUMNS = ("case_id", "place", "since", "holder", "because", "recorded_at")
MEASURE = type_coerce(tables.clock.c.measure, Text).label("measure")
#: the warnings of a clock go by its alarm, which may move while its due date stays
NOT_LOOKED_AT = {"warned_episode": ""}
BEFORE_EVENTS = [field.name for field in fields(Clock)].index("events")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A case as it was read, to tell what changed."""

    record: CaseRecord
    parts: dict[str, dict[str, Any]]
    clocks: dict[str, Clock]
    holdings: int


class CaseStore:
    """Cases within a scope, on the connection of one unit of work."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope
        self._seen: dict[str, _Seen] = {}

    def get(self, case_id: str) -> Case:
        """Load a case; raises NotFound where it does not exist or is out of scope."""
        table = tables.case_record
        found = load(self._connection, CaseRecord, table, table.c.id == case_id, scope_condition(self._scope))
        if not found:
            raise NotFound("not_found")
        case = Case(found[0])
        for name, cls, part in PARTS:
            entities = load_by(self._connection, cls, part, "case_id", case_id)
            setattr(case, name, {entity.id: entity for entity in entities})
        case.clocks = {clock.id: clock for clock in load_clocks(self._connection, case_id)}
        case.holdings = from_report(load_holdings(self._connection, case_id), case.record.reported_on)
        self._remember(case)
        return case

    def open_of(self, *, oic_id: str = "", supervisor_id: str = "") -> Sequence[str]:
        """Give the ids of the cases that are not closed and that an officer has or supervises, in scope or not."""
        table = tables.case_record
        whose = table.c.oic_id == oic_id if oic_id else table.c.supervisor_id == supervisor_id
        found = select(table.c.id).where(table.c.status != CaseStatus.CLOSED.value, whose).order_by(table.c.id)
        return list(self._connection.execute(found).scalars())

    def by_reference(self, reference: str) -> str | None:
        """Give the id of the case with a reference, in whatever case and spacing, in scope or not; else None."""
        table = tables.case_record
        found = select(table.c.id).where(table.c.reference_folded == folded(reference))
        return self._connection.execute(found).scalar_one_or_none()

    def add(self, case: Case) -> None:
        """Store a new case."""
        self.add_many([case])
        self._remember(case)

    def add_many(self, cases: Sequence[Case]) -> None:
        """Store many new cases, a table at a time, by the driver's bulk call."""
        records = shape_of(CaseRecord, tables.case_record)
        names = (*records.names, "reference_folded")
        rows = ((*row, folded(case.record.reference)) for case, row in zip(
            cases, records.rows([case.record for case in cases]), strict=True
        ))  # fmt: skip
        insert_rows(self._connection, tables.case_record, names, rows)
        for name, _, table in PARTS:
            parts = [part for case in cases for part in getattr(case, name).values()]
            insert_all(self._connection, table, parts)
        clocks = [clock for case in cases for clock in case.clocks.values()]
        insert_all(self._connection, tables.clock, clocks)
        self._insert_events((clock, 0) for clock in clocks)
        self._insert_holdings((case, 0) for case in cases)

    def save(self, case: Case) -> None:
        """Store what changed in a loaded case; raises StaleRecord where a part was changed meanwhile."""
        seen = self._seen[case.record.id]
        if case.record != seen.record:
            case.record = update_versioned(
                self._connection, tables.case_record, case.record, reference_folded=folded(case.record.reference)
            )
        for name, _, table in PARTS:
            self._save_parts(table, getattr(case, name), seen.parts[name])
        self._save_parts(tables.clock, case.clocks, seen.clocks)
        self._insert_events(
            (clock, len(seen.clocks[clock.id].events) if clock.id in seen.clocks else 0)
            for clock in case.clocks.values()
        )
        self._insert_holdings([(case, seen.holdings)])
        self._remember(case)

    def merge(self, case: Case, other: Case, same: Mapping[str, str]) -> None:
        """Store a case that took another over, and that other; every record of the other is of the case from now on.

        Args:
            case: the case that stays, loaded here before it took the other over.
            same: the children and suspects of the other who are ones of the case.
        """
        seen, gone = self._seen[case.record.id], self._seen[other.record.id]
        case_id = case.record.id
        came = {
            name: {key: replace(one, case_id=case_id) for key, one in gone.parts[name].items() if key not in same}
            for name, _, _ in PARTS
        }
        parts = {name: seen.parts[name] | came[name] for name in came}
        clocks = seen.clocks | {key: replace(one, case_id=case_id) for key, one in gone.clocks.items()}
        before = parts["milestones"]
        turned = [key for key, one in case.milestones.items() if one.turn != before[key].turn]
        move_records(self._connection, other.record.id, case_id, same, turned)
        self._seen[case_id] = _Seen(seen.record, parts, clocks, 0)
        self.save(case)
        self.save(other)
        alerts_follow_clocks(self._connection, case_id)

    def _save_parts(self, table: Table, now: dict[str, Any], before: dict[str, Any]) -> None:
        insert_all(self._connection, table, [part for key, part in now.items() if key not in before])
        for key, part in list(now.items()):
            if key in before and part is not before[key] and part != before[key]:
                anew = NOT_LOOKED_AT if isinstance(part, Clock) and part.expires_at != before[key].expires_at else {}
                stored = update_versioned(self._connection, table, part, **anew)
                now[key] = replace(part, version=stored.version)

    def _remember(self, case: Case) -> None:
        parts = {name: dict(getattr(case, name)) for name, _, _ in PARTS}
        self._seen[case.record.id] = _Seen(case.record, parts, dict(case.clocks), len(case.holdings))

    def _insert_events(self, clocks: Iterable[tuple[Clock, int]]) -> None:
        rows = [
            event_row(clock.id, clock.case_id, place, event)
            for clock, known in clocks
            for place, event in enumerate(clock.events)
            if place >= known
        ]
        insert_rows(self._connection, tables.clock_event, EVENT_COLUMNS, rows)

    def _insert_holdings(self, cases: Iterable[tuple[Case, int]]) -> None:
        rows = [
            (case.record.id, place, held.since, held.holder.value, held.because, held.recorded_at)
            for case, known in cases
            for place, held in enumerate(case.holdings)
            if place >= known
        ]
        insert_rows(self._connection, tables.holding, HOLDING_COLUMNS, rows)


def folded(reference: str) -> str:
    """Give a reference as it is searched and kept unique: without spaces, in one case."""
    return "".join(reference.split()).casefold()


def load_holdings(connection: Connection, case_id: str) -> tuple[Holding, ...]:
    """Load who held a case, in order."""
    rows = plain_rows_by(connection, tables.holding, HOLDING_FIELDS, "case_id", case_id)
    return tuple([Holding(since, HOLDERS[holder], because, at) for since, holder, because, at in rows])


def load_clocks(connection: Connection, case_id: str) -> Iterator[Clock]:
    """Load the clocks of a case with their events."""
    events: dict[str, list[ClockEvent]] = {}
    for row in plain_rows_by(connection, tables.clock_event, EVENT_COLUMNS, "case_id", case_id):
        events.setdefault(row[0], []).append(event_of(row))
    for values in values_by(connection, Clock, tables.clock, "case_id", case_id):
        whole = (*values[:BEFORE_EVENTS], tuple(events[values[0]]), *values[BEFORE_EVENTS:])
        yield Clock(*whole)


def load_many_clocks(connection: Connection, clock_ids: Collection[str] | Select[tuple[str]]) -> Mapping[str, Clock]:
    """Load clocks with their events by their ids, or by what selects them."""
    events: dict[str, list[ClockEvent]] = {}
    table = tables.clock_event
    columns = [table.c[name] for name in EVENT_COLUMNS]
    rows = select(*columns).where(table.c.clock_id.in_(clock_ids)).order_by(table.c.clock_id, table.c.place)
    for row in connection.execute(rows):
        events.setdefault(row[0], []).append(event_of(row))
    shape = shape_of(Clock, tables.clock)
    found = connection.execute(shape.selected.where(tables.clock.c.id.in_(clock_ids)))
    return {row.id: shape.entity(row, events=tuple(events[row.id])) for row in found}


def event_row(clock_id: str, case_id: str, place: int, event: ClockEvent) -> tuple[Any, ...]:
    """Give the row of `EVENT_COLUMNS` of an event of a clock."""
    on_day, on_instant = _split(event.on)
    to_day, to_instant = _split(event.to)
    return (
        clock_id, place, case_id, event.kind.value, on_day, on_instant, to_day, to_instant, event.amount,
        event.reason, event.ours, event.recorded_at, event.recorded_by, event.asked_by, event.approved_by,
        event.review_on, event.authority, event.earliest, event.calendar_version,
        None if event.measure is None else asdict(event.measure), None if event.cause is None else event.cause.value,
    )  # fmt: skip


def event_of(row: Sequence[Any]) -> ClockEvent:
    """Give an event of a clock from its row of `EVENT_COLUMNS`."""
    (
        _, _, _, kind, on_day, on_instant, to_day, to_instant, amount, reason, ours, recorded_at, recorded_by, asked_by,
        approved_by, review_on, authority, earliest, calendar_version, measure, cause,
    ) = row  # fmt: skip
    return ClockEvent(
        EVENT_KINDS[kind],
        on_day if on_instant is None else on_instant,
        recorded_at,
        recorded_by,
        reason,
        to_day if to_instant is None else to_instant,
        amount,
        ours,
        approved_by,
        asked_by,
        review_on,
        authority,
        earliest,
        calendar_version,
        None if measure is None else value_reader(Measure)(measure),
        None if cause is None else DelayReason(cause),
    )


@lru_cache(maxsize=1024)
def measure_of(text: str) -> Measure:
    """Give how a clock counts from its JSON; there are few ways to count, and many clocks."""
    measure: Measure = value_reader(Measure)(json.loads(text))
    return measure


def _split(when: When | None) -> tuple[date | None, datetime | None]:
    return (None, when) if isinstance(when, datetime) else (when, None)
