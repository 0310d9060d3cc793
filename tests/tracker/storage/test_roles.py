"""The three roles on a server: the owner makes tables, the application works, the reader reads."""

import re
import secrets
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from tests.databases import open_again
from tests.migrations.made_up_change import ADDS_A_COLUMN, later
from tests.postgres_server import PostgresServer
from tests.tracker.storage.made_up import (
    NEW_ID,
    NO_RULES,
    TIME,
    a_case_record,
    an_officer,
    working,
    write_cases,
    write_people,
)
from tracker.errors import StorageProblem
from tracker.storage.audit_verification import verify
from tracker.storage.change_feed import change_feed
from tracker.storage.engine import Database, open_database
from tracker.storage.looks import record_look, seal_looks
from tracker.storage.migrate import APPLICATION_ROLE, READER_ROLE

OWNER_ROLE = "undrift_owner"
GUIDE = Path(__file__).parents[3] / "docs" / "storage.md"
ROLES = (OWNER_ROLE, APPLICATION_ROLE, READER_ROLE)


def told(name: str) -> Iterator[list[str]]:
    """The two lists of statements that docs/storage.md has the force's IT type, for a database of another name."""
    for block in re.findall(r"```sql\n(.*?)```", GUIDE.read_text(), flags=re.DOTALL):
        yield [
            statement.strip() for statement in block.replace("child_abuse_north", name).split(";") if statement.strip()
        ]


@pytest.fixture
def roles(postgres_server: PostgresServer) -> Iterator[dict[str, str]]:
    """Addresses of one new database for each role, set up as the guide says."""
    name = f"unit_{secrets.token_hex(4)}"
    on_server, in_database = told(name)
    addresses = {role: postgres_server.url(name, role) for role in ROLES}
    with psycopg.connect(bare(postgres_server.admin_url), autocommit=True) as admin:
        for statement in on_server:
            with suppress(psycopg.errors.DuplicateObject):
                admin.execute(statement)
        with psycopg.connect(bare(postgres_server.url(name)), autocommit=True) as inside:
            for statement in in_database:
                inside.execute(statement)
        open_database(addresses[OWNER_ROLE], create=True).close()
        yield addresses
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def bare(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.fixture
def application(roles: dict[str, str]) -> Iterator[Database]:
    with closing(open_database(roles[APPLICATION_ROLE])) as database:
        yield database


def test_the_application_can_do_all_its_work(application: Database) -> None:
    with application.write() as connection:
        write_people(connection, an_officer())
        write_cases(connection, a_case_record())
    record_look(application, "officer-1", "case_file", ["case-1"], "", TIME.now(), NEW_ID)
    with closing(change_feed(application)) as feed, closing(open_again(application)) as other:
        with other.work("officer-1", TIME, NO_RULES, NEW_ID) as work:
            work.audit.add("one", case_id="case-1")
            seal_looks(work)
            work.audit.erase_content("case-1")
            work.commit()
        feed.changed_elsewhere()
    with application.read() as connection:
        assert verify(connection).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "UPDATE audit_content SET content = ''",
        "DELETE FROM audit_head",
        "UPDATE look SET actor = 'x'",
        "DELETE FROM look",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE look",
        "CREATE TABLE mine (id integer)",
        "UPDATE schema_version SET version_num = '9999'",
    ],
)
def test_the_application_may_not(application: Database, statement: str) -> None:
    with working(application) as work:
        work.audit.add("one")
        work.commit()
    with pytest.raises(StorageProblem) as refused, application.write() as connection:
        connection.execute(text(statement))
    assert refused.value.code == "not_permitted"


def test_the_owner_may_not_change_audit_rows_either(roles: dict[str, str]) -> None:
    with closing(open_database(roles[OWNER_ROLE])) as database:
        with working(database) as work:
            work.audit.add("one")
            work.commit()
        with pytest.raises(Exception, match="never changed or deleted"), database.write() as connection:
            connection.execute(text("UPDATE audit_entry SET actor = 'x'"))


def test_the_reader_reads_and_writes_nothing(roles: dict[str, str]) -> None:
    with closing(open_database(roles[READER_ROLE])) as database:
        with database.read() as connection:
            assert connection.execute(text("SELECT count(*) FROM case_record")).scalar_one() == 0
        with pytest.raises(StorageProblem) as refused, database.write() as connection:
            write_people(connection)
        assert refused.value.code == "not_permitted"


def test_an_upgrade_is_left_to_the_owner(
    roles: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(tmp_path / "migrations", ADDS_A_COLUMN, monkeypatch)
    with pytest.raises(StorageProblem) as refused:
        open_database(roles[APPLICATION_ROLE])
    assert refused.value.code == "database_too_old"
    assert (refused.value.values["found"], refused.value.values["known"]) == ("0001", "0002")
    open_database(roles[OWNER_ROLE]).close()
    with closing(open_database(roles[APPLICATION_ROLE])) as database, database.write() as connection:
        connection.execute(text("INSERT INTO team (id, name, phone) VALUES ('blue', 'Blue', '101')"))


def test_the_application_does_not_make_the_tables(postgres_server: PostgresServer, roles: dict[str, str]) -> None:
    with (
        postgres_server.fresh_database() as url,
        pytest.raises(StorageProblem) as refused,
    ):
        open_database(postgres_server.url(url.rsplit("/", 1)[1], APPLICATION_ROLE), create=True)
    assert refused.value.code == "not_permitted"
