"""Dataclasses to rows and back, on both engines; and the update that notices a lost one."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.statements import count_statements
from tests.tracker.storage.made_up import BLUE, TIME, a_case_record, an_officer, working, write_cases, write_people
from tracker.domain.alert import Alert
from tracker.domain.clock import Clock
from tracker.domain.counting import Measure
from tracker.domain.milestone import Milestone
from tracker.domain.people import Absence, DutyDay, Officer, Team
from tracker.errors import NotFound, StaleRecord
from tracker.storage import tables
from tracker.storage.engine import Database
from tracker.storage.records import (
    insert_all,
    insert_rows,
    load_by_id,
    load_one,
    shape_of,
    update_versioned,
    value_reader,
)
from tracker.terms import (
    CalendarName,
    ClockClass,
    CountUnit,
    FirstDay,
    MilestoneState,
    Role,
    SubjectKind,
)

NOON = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
MILESTONE = Milestone(
    "m1", "case-1", "abe_interview", SubjectKind.CHILD, "child-1", 3, MilestoneState.DONE, date(2026, 11, 19), NOON,
    NOON, "noted: 'quoted', ünïcödé, 100 %", 2, date(2026, 11, 25), 4,
)  # fmt: skip
CLOCK = Clock(
    "k1", "case-1", "m1", "CAI-01", 1, ClockClass.TARGET,
    Measure(CountUnit.WORKING_DAYS, 10, FirstDay.SAME, begins_after_days=1, rolls=True), CalendarName.COURT, 7, (),
    due=date(2026, 12, 1), expires_at=NOON,
)  # fmt: skip


def write_both(database: Database) -> None:
    with database.write() as connection:
        write_people(connection, an_officer(roles=frozenset({Role.DETECTIVE, Role.SUPERVISOR})))
        write_cases(connection, a_case_record())
        insert_all(connection, tables.milestone, [MILESTONE])
        insert_all(connection, tables.clock, [CLOCK])


def test_every_kind_of_value_comes_back_as_it_went(database: Database) -> None:
    write_both(database)
    with database.read() as connection:
        assert load_one(connection, Officer, tables.officer) == an_officer(
            roles=frozenset({Role.DETECTIVE, Role.SUPERVISOR})
        )
        assert load_one(connection, Milestone, tables.milestone) == MILESTONE
        shape = shape_of(Clock, tables.clock)
        row = connection.execute(select(*shape.columns)).one()
        assert shape.entity(row, events=()) == CLOCK
        assert load_by_id(connection, Milestone, tables.milestone, "m1") == MILESTONE
        assert load_by_id(connection, Milestone, tables.milestone, "m2") is None


@pytest.mark.parametrize("cls_and_table", [
    (Officer, tables.officer), (Team, tables.team), (Absence, tables.absence),
    (DutyDay, tables.duty_day), (Milestone, tables.milestone),
    (Alert, tables.alert), (Clock, tables.clock),
])  # fmt: skip
def test_every_column_has_its_field(cls_and_table: tuple[type[Any], Any]) -> None:
    cls, table = cls_and_table
    # the sweep's own note of what it has looked at is no part of a clock
    noted = {"warned_episode", "warn_from"} if table is tables.clock else set()
    assert set(shape_of(cls, table).names) == set(table.c.keys()) - noted


def test_a_missing_or_double_row_is_not_found(database: Database) -> None:
    with database.read() as connection, pytest.raises(NotFound):
        load_one(connection, Team, tables.team, tables.team.c.id == "no")


def test_nothing_to_insert_sends_nothing(database: Database) -> None:
    with database.write() as connection, count_statements(connection) as seen:
        insert_all(connection, tables.team, [])
        insert_rows(connection, tables.team, ("id", "name"), [])
    assert seen == []


def test_many_rows_are_one_statement(database: Database) -> None:
    with database.write() as connection, count_statements(connection) as seen:
        insert_all(connection, tables.team, [Team(f"t{number}", f"Team {number}") for number in range(1000)])
    assert len(seen) == 1


def test_reserved_words_are_quoted(database: Database) -> None:
    with database.write() as connection:
        write_people(connection)
        write_cases(connection, a_case_record())
        insert_rows(
            connection, tables.import_batch, ("id", "at", "by", "file_digest", "source_key", "counts"),
            [("b1", NOON, "officer-1", "d", "s", {"read": 1})],
        )  # fmt: skip
        insert_rows(
            connection, tables.imported_case, ("case_id", "batch_id", "values"), [("case-1", "b1", {"Ref": None})]
        )
        assert connection.execute(select(tables.imported_case.c["values"])).scalar_one() == {"Ref": None}


def test_an_update_raises_the_version(database: Database) -> None:
    write_both(database)
    with database.write() as connection:
        changed = update_versioned(connection, tables.milestone, replace(MILESTONE, note="", happened_at=None))
        assert changed == replace(MILESTONE, note="", happened_at=None, version=5)
        assert load_one(connection, Milestone, tables.milestone) == changed


def test_a_second_update_of_the_same_version_is_stale_and_says_who_and_when(database: Database) -> None:
    write_both(database)
    with working(database, "officer-1") as work:
        update_versioned(work.connection, tables.milestone, replace(MILESTONE, note="first"))
        work.audit.add("note", case_id="case-1", subject_id="m1")
        work.commit()
    with pytest.raises(StaleRecord) as refused, working(database, "officer-1") as work:
        update_versioned(work.connection, tables.milestone, replace(MILESTONE, note="second"))
    assert refused.value.code == "stale"
    assert refused.value.values == {"who": "DC 3001 Patel", "when": TIME.now()}
    with database.read() as connection:
        assert load_one(connection, Milestone, tables.milestone).note == "first"


def test_an_update_of_a_row_that_is_gone_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound), database.write() as connection:
        update_versioned(connection, tables.team, BLUE)


def test_a_stale_row_without_an_audit_entry_is_still_stale(database: Database) -> None:
    with database.write() as connection:
        insert_all(connection, tables.team, [replace(BLUE, version=2)])
    with pytest.raises(StaleRecord) as refused, database.write() as connection:
        update_versioned(connection, tables.team, BLUE)
    assert refused.value.values == {"who": "", "when": None}


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of a structure kept as JSON."""

    unit: CountUnit
    parts: tuple[int, ...]
    of: Measure | None


def test_a_structure_comes_back_from_json() -> None:
    stored = {"unit": "hours", "parts": [1, 2], "of": {"unit": "months", "amount": 3}, "newer_field": True}
    assert value_reader(Inner)(stored) == Inner(CountUnit.HOURS, (1, 2), Measure(CountUnit.MONTHS, 3))
    assert value_reader(Inner)(stored | {"of": None}).of is None
    with pytest.raises(TypeError):
        value_reader(int)


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40)
INSTANTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-11, minutes=-30))]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    note=TEXTS,
    happened_on=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    happened_at=st.none() | INSTANTS,
    turn=st.integers(1, 2**31 - 1),
)
def test_any_value_comes_back(
    database: Database, note: str, happened_on: date | None, happened_at: datetime | None, turn: int
) -> None:
    one = replace(MILESTONE, note=note, happened_on=happened_on, happened_at=happened_at, turn=turn)
    with database._writing("") as connection:
        write_people(connection)
        write_cases(connection, a_case_record())
        insert_all(connection, tables.milestone, [one])
        assert load_one(connection, Milestone, tables.milestone) == one
