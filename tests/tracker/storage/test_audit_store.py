"""The audit trail: rows that stay, a chain that shows what was changed by hand, content that can be erased."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.statements import count_statements
from tests.tracker.storage.made_up import NEW_ID, TIME, a_case_record, an_officer, working, write_cases, write_people
from tracker.storage.audit_store import GENESIS, canonical, chain_end
from tracker.storage.audit_verification import Break, Verdict, verify
from tracker.storage.engine import Database
from tracker.storage.looks import record_look, seal_looks
from tracker.terms import Rank, Role


@pytest.fixture
def trail(database: Database) -> Database:
    """Six entries: three about one case, two about another, one about none."""
    with database.write() as connection:
        write_people(connection)
        write_cases(connection, a_case_record(1), a_case_record(2))
    for step, case_id in enumerate(("case-1", "case-2", "case-1", None, "case-2", "case-1"), 1):
        with working(database, "officer-1") as work:
            assert work.audit.add("step", case_id=case_id, subject_id=f"m{step}", step=step, note="Ünïcödé") == step
            work.commit()
    return database


def verdict(database: Database) -> Verdict:
    with database.read() as connection:
        return verify(connection)


def by_hand(database: Database, statement: str, **values: Any) -> None:
    """Change rows as somebody would who owns the database and takes the guards away first."""
    with database.write() as connection:
        if database.dialect == "sqlite":
            triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.execute(text(statement), values)
            for _, sql in triggers:
                connection.exec_driver_sql(sql)
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.execute(text(statement), values)


def test_an_empty_trail_is_whole(database: Database) -> None:
    assert verdict(database) == Verdict(ok=True, entries=0)


def test_a_trail_is_whole(trail: Database) -> None:
    assert verdict(trail) == Verdict(ok=True, entries=6)


def test_an_entry_holds_who_what_when_and_its_content(trail: Database) -> None:
    with trail.read() as connection:
        row = connection.execute(text("SELECT * FROM audit_entry WHERE place = 1")).one()
        content = connection.execute(text("SELECT * FROM audit_content WHERE place = 1")).one()
    assert (row.actor, row.action, row.case_id, row.subject_id) == ("officer-1", "step", "case-1", "m1")
    assert row.previous == GENESIS
    assert json.loads(content.content) == {"step": 1, "note": "Ünïcödé"}
    assert row.digest == hashlib.sha256((content.salt + content.content).encode()).hexdigest()
    stands = f"{GENESIS}\n1\n2026-11-20T09:41:07.000000Z\nofficer-1\nstep\ncase-1\nm1\n{row.digest}"
    assert row.head == hashlib.sha256(stands.encode()).hexdigest()


def test_equal_content_has_another_digest_each_time(trail: Database) -> None:
    for _ in range(2):
        with working(trail) as work:
            work.audit.add("same", note="guess me")
            work.commit()
    with trail.read() as connection:
        digests = connection.execute(text("SELECT digest FROM audit_entry WHERE action = 'same'")).scalars().all()
    assert len(set(digests)) == 2


def test_what_is_rolled_back_leaves_no_entry(trail: Database) -> None:
    with working(trail) as work:
        work.audit.add("never", step=7)
    assert verdict(trail) == Verdict(ok=True, entries=6)


def test_the_head_counts_what_is_not_written_yet(database: Database) -> None:
    with working(database) as work:
        assert work.audit.head() == GENESIS
        work.audit.add("one")
        head = work.audit.head()
        assert head != GENESIS
        work.commit()
    with database.read() as connection:
        assert chain_end(connection).head == head


def test_many_entries_of_one_unit_of_work_are_three_statements(database: Database) -> None:
    with working(database) as work:
        for number in range(500):
            work.audit.add("import", subject_id=str(number))
        with count_statements(work.connection) as seen:
            work.commit()
    assert len(seen) == 3
    assert verdict(database) == Verdict(ok=True, entries=500)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'somebody else' WHERE place = 2",
        "DELETE FROM audit_entry WHERE place = 6",
        "UPDATE audit_content SET content = '{}' WHERE place = 2",
        "UPDATE audit_head SET place = 3",
        "DELETE FROM audit_head",
    ],
)
def test_audit_rows_cannot_be_changed_or_deleted(trail: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), trail.write() as connection:
        connection.execute(text(statement))
    assert verdict(trail) == Verdict(ok=True, entries=6)


@pytest.mark.parametrize("table", ["audit_entry", "audit_content", "audit_head", "look"])
def test_the_server_does_not_empty_a_table_of_the_trail(postgres_database: Database, table: str) -> None:
    with pytest.raises(IntegrityError), postgres_database.write() as connection:
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize(
    ("statement", "place", "why"),
    [
        ("UPDATE audit_entry SET actor = 'somebody else' WHERE place = 2", 2, Break.CHANGED),
        ("UPDATE audit_entry SET at = :later WHERE place = 3", 3, Break.CHANGED),
        ("UPDATE audit_entry SET case_id = NULL WHERE place = 3", 3, Break.CHANGED),
        ("UPDATE audit_content SET content = '{\"step\": 9}' WHERE place = 4", 4, Break.CONTENT_CHANGED),
        ("DELETE FROM audit_content WHERE place = 5", 5, Break.CONTENT_MISSING),
        ("DELETE FROM audit_content WHERE place = 4", 4, Break.CONTENT_MISSING),
        ("DELETE FROM audit_entry WHERE place = 3", 3, Break.MISSING),
        ("DELETE FROM audit_entry WHERE place = 1", 1, Break.MISSING),
        ("DELETE FROM audit_entry WHERE place >= 5", 5, Break.CUT_SHORT),
        ("DELETE FROM audit_entry", 1, Break.CUT_SHORT),
        ("UPDATE audit_head SET head = 'x'", 7, Break.CUT_SHORT),
    ],
)
def test_a_hand_edit_is_found_at_its_place(trail: Database, statement: str, place: int, why: Break) -> None:
    if "DELETE FROM audit_entry" in statement:
        by_hand(trail, statement.replace("audit_entry", "audit_content"))
    later = TIME.now().replace(hour=22)
    values = {"later": later if trail.dialect == "postgresql" else "2026-11-20T22:41:07.000000Z"}
    by_hand(trail, statement, **(values if ":later" in statement else {}))
    found = verdict(trail)
    assert (found.ok, found.first_bad_place, found.why) == (False, place, why)


def test_an_entry_put_in_by_hand_is_found(trail: Database) -> None:
    by_hand(
        trail,
        "INSERT INTO audit_entry SELECT 7, at, actor, action, case_id, subject_id, digest, head, 'made up'"
        " FROM audit_entry WHERE place = 6",
    )
    assert verdict(trail).first_bad_place == 7


def test_erased_content_keeps_the_chain(trail: Database) -> None:
    with working(trail, "officer-1") as work:
        assert work.audit.erase_content("case-1") == 3
        work.commit()
    assert verdict(trail) == Verdict(ok=True, entries=7)
    with trail.read() as connection:
        left = connection.execute(text("SELECT place FROM audit_content ORDER BY place")).scalars().all()
        who = connection.execute(text("SELECT actor FROM audit_entry WHERE case_id = 'case-1'")).scalars().all()
    assert left == [2, 4, 5, 7]
    assert who == ["officer-1"] * 4


def test_content_of_the_same_unit_of_work_is_erased_too(trail: Database) -> None:
    with working(trail, "officer-1") as work:
        work.audit.add("export_case", case_id="case-1", reason="to the records system")
        assert work.audit.erase_content("case-1") == 4
        work.commit()
    assert verdict(trail) == Verdict(ok=True, entries=8)


def test_content_erased_by_hand_after_the_erasing_is_found(trail: Database) -> None:
    with working(trail, "officer-1") as work:
        work.audit.erase_content("case-1")
        work.audit.add("later", case_id="case-1")
        work.commit()
    by_hand(trail, "DELETE FROM audit_content WHERE place = 8")
    assert verdict(trail) == Verdict(ok=False, entries=8, first_bad_place=8, why=Break.CONTENT_MISSING)


def test_the_first_of_several_faults_is_given(trail: Database) -> None:
    by_hand(trail, "DELETE FROM audit_content WHERE place = 2")
    by_hand(trail, "UPDATE audit_entry SET action = 'else' WHERE place = 4")
    assert verdict(trail).first_bad_place == 2


def test_the_last_change_of_a_record_is_told_by_its_officers_title(trail: Database) -> None:
    with working(trail) as work:
        work.audit.add("tick", subject_id="m2")
        work.commit()
    with working(trail) as work:
        assert work.audit.last_change("m1") == ("DC 3001 Patel", TIME.now())
        assert work.audit.last_change("m2") == ("scheduler", TIME.now())
        assert work.audit.last_change("m99") is None


def test_an_entry_that_might_read_like_two_is_refused(database: Database) -> None:
    with working(database) as work, pytest.raises(ValueError, match="more than one line"):
        work.audit.add("two\nlines")


def test_the_form_of_a_content_is_the_same_for_the_same_content() -> None:
    one = canonical({"b": date(2026, 11, 20), "a": TIME.now(), "c": Rank.SERGEANT, "d": {Role.READER, Role.AUDITOR}})
    assert one == ('{"a":"2026-11-20T09:41:07.000000Z","b":"2026-11-20","c":"sergeant","d":["auditor","reader"]}')
    with pytest.raises(TypeError, match="cannot hold"):
        canonical({"a": object()})


def look(database: Database, *records: str) -> None:
    record_look(database, "officer-1", "case_file", records, "review", TIME.now(), NEW_ID)


def looks(connection: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text("SELECT actor, what, reason, records, sealed_in FROM look"))]


def test_a_look_is_there_when_the_call_returns(database: Database) -> None:
    look(database, "case-2", "case-1")
    with database.read() as connection:
        assert looks(connection) == [("officer-1", "case_file", "review", '["case-1","case-2"]', None)]
    assert verdict(database).ok


def test_a_server_takes_a_look_while_another_writes(postgres_database: Database) -> None:
    with working(postgres_database) as work:
        look(postgres_database, "case-1")
        assert seal_looks(work) == 1
        look(postgres_database, "case-2")
        work.commit()
    with working(postgres_database) as work:
        assert seal_looks(work) == 1
        work.commit()
    assert verdict(postgres_database) == Verdict(ok=True, entries=2)


def test_looks_are_sealed_once(database: Database) -> None:
    for number in range(3):
        look(database, f"case-{number}")
    for expected in (3, 0):
        with working(database) as work:
            assert seal_looks(work) == expected
            work.commit()
    look(database, "case-9")
    with working(database) as work:
        assert seal_looks(work) == 1
        work.commit()
    assert verdict(database) == Verdict(ok=True, entries=2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE look SET actor = 'somebody else'",
        "UPDATE look SET records = '[]', sealed_in = 2",
        "UPDATE look SET sealed_in = NULL WHERE sealed_in IS NOT NULL",
        "DELETE FROM look",
    ],
)
def test_a_look_cannot_be_changed_or_deleted(database: Database, statement: str) -> None:
    look(database, "case-1")
    with working(database) as work:
        seal_looks(work)
        work.commit()
    look(database, "case-2")
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE look SET actor = 'somebody else' WHERE sealed_in = 1",
        "DELETE FROM look WHERE sealed_in = 1",
        "UPDATE look SET sealed_in = NULL",
        "UPDATE look SET sealed_in = 17",
        "UPDATE look SET sealed_in = 1",
    ],
)
def test_a_sealed_look_changed_by_hand_is_found(database: Database, statement: str) -> None:
    look(database, "case-1")
    with working(database) as work:
        seal_looks(work)
        work.commit()
    look(database, "case-2")
    by_hand(database, statement)
    found = verdict(database)
    assert (found.ok, found.why) == (False, Break.LOOKS_CHANGED)


def test_a_detective_of_another_unit_of_work_sees_no_pending_entries(database: Database) -> None:
    with database.write() as connection:
        write_people(connection, an_officer())
    with working(database) as work:
        work.audit.add("pending")
        assert verdict(database).entries == 0
