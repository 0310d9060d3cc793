"""Who sees which cases: team, own, unit; restricted ones only where named; what is withheld is counted."""

import pytest
from sqlalchemy import select

from tests.tracker.storage.made_up import BLUE, RED, a_case_record, an_officer, write_cases, write_people
from tracker.domain.access import SCHEDULER_SCOPE, Scope, scope_of
from tracker.storage.engine import Database
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_access, case_record
from tracker.terms import Role

CASES = (
    a_case_record(1, team_id=BLUE.id),
    a_case_record(2, team_id=BLUE.id, restricted=True),
    a_case_record(3, team_id=RED.id),
    a_case_record(4, team_id=RED.id, oic_id="officer-1"),
    a_case_record(5, team_id=RED.id, supervisor_id="officer-1", restricted=True),
    a_case_record(6, team_id=None),
    a_case_record(7, team_id=RED.id, restricted=True),
)
NAMED = (("case-2", "officer-1"), ("case-7", "officer-2"))


@pytest.fixture
def cases(database: Database) -> Database:
    with database.write() as connection:
        write_people(connection, an_officer(1), an_officer(2, team_id=RED.id))
        write_cases(connection, *CASES)
        for case_id, officer_id in NAMED:
            connection.execute(case_access.insert().values(case_id=case_id, officer_id=officer_id))
    return database


def seen(database: Database, scope: Scope) -> tuple[set[int], int]:
    with database.read() as connection:
        ids = connection.execute(select(case_record.c.id).where(scope_condition(scope))).scalars()
        return {int(case_id.removeprefix("case-")) for case_id in ids}, count_withheld(connection, scope)


@pytest.mark.parametrize(
    ("scope", "expected", "withheld"),
    [
        (Scope("officer-1", BLUE.id, unit_wide=False, sees_cases=True), {1, 2, 4}, 1),
        (Scope("officer-2", RED.id, unit_wide=False, sees_cases=True), {3, 4, 7}, 1),
        (Scope("officer-1", None, unit_wide=False, sees_cases=True), {4}, 1),
        (Scope("officer-1", BLUE.id, unit_wide=True, sees_cases=True), {1, 2, 3, 4, 6}, 2),
        (Scope("officer-9", None, unit_wide=True, sees_cases=True), {1, 3, 4, 6}, 3),
        (Scope("officer-1", BLUE.id, unit_wide=True, sees_cases=False), set(), 0),
        (Scope("officer-2", BLUE.id, False, True, frozenset({"officer-1"})), {1, 4}, 2),
        (Scope("officer-3", None, False, True, frozenset({"officer-1"})), {4}, 1),
        (Scope("officer-3", None, False, False, frozenset({"officer-1"})), set(), 0),
        (SCHEDULER_SCOPE, {1, 3, 4, 6}, 3),
        (scope_of(an_officer(1, roles=frozenset({Role.ADMINISTRATOR}))), set(), 0),
        (scope_of(an_officer(1, roles=frozenset({Role.AUDITOR}))), {1, 2, 3, 4, 6}, 2),
    ],
)
def test_scope(cases: Database, scope: Scope, expected: set[int], withheld: int) -> None:
    assert seen(cases, scope) == (expected, withheld)


def test_what_is_withheld_can_be_narrowed(cases: Database) -> None:
    with cases.read() as connection:
        assert count_withheld(connection, SCHEDULER_SCOPE, case_record.c.team_id == BLUE.id) == 1
