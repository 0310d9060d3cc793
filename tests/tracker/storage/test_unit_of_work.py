"""A unit of work: who acts, what they may see, and nothing kept unless it commits."""

from contextlib import suppress

import pytest
from sqlalchemy import text

from tests.statements import count_statements
from tests.tracker.storage.made_up import (
    NEW_ID,
    TIME,
    a_case_record,
    an_officer,
    working,
    write_cases,
    write_people,
)
from tracker.domain.access import SCHEDULER_SCOPE, scope_of
from tracker.errors import NotFound
from tracker.storage.engine import Database
from tracker.terms import Role

SUPERVISOR = an_officer(2, roles=frozenset({Role.SUPERVISOR}))


@pytest.fixture
def staffed(database: Database) -> Database:
    with database.write() as connection:
        write_people(connection, an_officer(1), SUPERVISOR)
        write_cases(connection, a_case_record(1), a_case_record(2, team_id="team-red"))
    return database


def test_it_knows_who_acts_when_and_within_which_scope(staffed: Database) -> None:
    with working(staffed, SUPERVISOR.id) as work:
        assert (work.act.officer_id, work.act.roles) == (SUPERVISOR.id, SUPERVISOR.roles)
        assert (work.act.now, work.act.today) == (TIME.now(), TIME.today())
        assert work.act.new_id is NEW_ID
        assert work.scope == scope_of(SUPERVISOR)


def test_the_scheduler_has_no_roles_and_the_unit_in_view(staffed: Database) -> None:
    with working(staffed) as work:
        assert work.act.roles == frozenset()
        assert work.scope == SCHEDULER_SCOPE


def test_a_case_out_of_scope_is_not_found_and_does_not_differ_from_none(staffed: Database) -> None:
    with working(staffed, "officer-1") as work:
        assert work.cases.get("case-1").record.id == "case-1"
        said = []
        for case_id in ("case-2", "case-99"):
            with pytest.raises(NotFound) as refused:
                work.cases.get(case_id)
            said.append(str(refused.value))
    assert said[0] == said[1]
    with working(staffed, SUPERVISOR.id) as work:
        assert work.cases.get("case-2").record.id == "case-2"


def entries(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one())


def test_nothing_is_kept_without_commit(staffed: Database) -> None:
    with working(staffed) as work:
        work.audit.add("one")
        work.people.add_officer(an_officer(3))
    with suppress(ZeroDivisionError), working(staffed) as work:
        work.people.add_officer(an_officer(3))
        raise ZeroDivisionError
    with working(staffed) as work:
        work.people.add_officer(an_officer(3))
        work.rollback()
    with working(staffed) as work:
        assert len(work.people.officers()) == 2
    assert entries(staffed) == 0


def test_the_change_and_its_audit_entry_are_kept_together(staffed: Database) -> None:
    with working(staffed, "officer-1") as work:
        work.people.add_officer(an_officer(3))
        work.audit.add("add_officer", subject_id="officer-3")
        work.commit()
    with working(staffed) as work:
        assert len(work.people.officers()) == 3
    assert entries(staffed) == 1


def test_a_store_is_the_same_throughout(staffed: Database) -> None:
    with working(staffed) as work:
        for name in ("cases", "people", "alerts", "jobs", "reports", "imports", "audit"):
            assert getattr(work, name) is getattr(work, name)


def test_an_empty_unit_of_work_asks_for_the_officer_and_for_whom_they_cover(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        write_people(connection, an_officer(), SUPERVISOR)
    with count_statements(sqlite_database) as seen, working(sqlite_database, "officer-1") as work:
        work.commit()
    assert len(seen) == 2
    with count_statements(sqlite_database) as seen, working(sqlite_database, SUPERVISOR.id) as work:
        work.commit()
    assert len(seen) == 1, "a supervisor sees the unit, whomever they cover"
    with count_statements(sqlite_database) as seen, working(sqlite_database) as work:
        work.audit.add("one")
        work.commit()
    assert len(seen) == 4
