"""Both engines alike: one writer at a time, reads of one state, and what is refused in which words."""

import threading
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.databases import open_again
from tests.postgres_server import PostgresServer, free_port
from tests.statements import count_statements
from tests.tracker.storage.made_up import BLUE, RED, working, write_people
from tracker.domain.people import Team
from tracker.errors import RuleBroken, StorageProblem
from tracker.storage import postgres_engine, sqlite_engine
from tracker.storage.engine import Database, open_database
from tracker.storage.records import insert_all, load
from tracker.storage.schema_version import NEWEST
from tracker.storage.tables import team

THREADS, ROUNDS = 3, 60


def counter(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(text("SELECT name FROM team WHERE id = 'counter'")).scalar_one())


def add_one(connection: Connection) -> None:
    """Read, think, write: what is lost where another may write in between."""
    now = int(connection.execute(text("SELECT name FROM team WHERE id = 'counter'")).scalar_one())
    connection.execute(text("UPDATE team SET name = :name WHERE id = 'counter'"), {"name": str(now + 1)})


def run_at_once(*work: Callable[[], None]) -> None:
    """Run in threads that start together; what one raises is raised here."""
    together, failed = threading.Barrier(len(work)), list[BaseException]()

    def run(one: Callable[[], None]) -> None:
        try:
            together.wait(30)
            one()
        except BaseException as error:  # noqa: BLE001 - shown by the test
            failed.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_what_was_written_is_read(database: Database) -> None:
    with database.write() as connection:
        insert_all(connection, team, [BLUE, RED])
    with count_statements(database) as seen, database.read() as connection:
        assert load(connection, Team, team) == (BLUE, RED)
    assert len(seen) == 1


def test_an_error_undoes_the_whole_write(database: Database) -> None:
    with suppress(ZeroDivisionError), database.write() as connection:
        insert_all(connection, team, [BLUE])
        raise ZeroDivisionError
    with database.read() as connection:
        assert load(connection, Team, team) == ()


@pytest.mark.parametrize("shared", [True, False], ids=["one program", "three programs"])
def test_three_writing_threads_lose_nothing(database: Database, shared: bool) -> None:
    with database.write() as connection:
        insert_all(connection, team, [Team("counter", "0")])
    with ExitStack() as stack:
        programs = [database if shared else stack.enter_context(closing(open_again(database))) for _ in range(THREADS)]

        def write_often(program: Database) -> Callable[[], None]:
            def run() -> None:
                for _ in range(ROUNDS):
                    with program.write() as connection:
                        add_one(connection)

            return run

        run_at_once(*(write_often(program) for program in programs))
    assert counter(database) == THREADS * ROUNDS


def test_a_second_writer_is_turned_away_before_the_first_has_written(database: Database, impatient: None) -> None:
    with closing(open_again(database)) as other, database.write() as first:
        with pytest.raises(StorageProblem) as refused, other.write():
            pytest.fail("two write at once")
        insert_all(first, team, [BLUE])
    assert refused.value.code == "locked"
    with database.read() as connection:
        assert load(connection, Team, team) == (BLUE,)


def test_a_reader_goes_on_while_another_writes_and_sees_one_state(database: Database) -> None:
    with database.write() as connection:
        insert_all(connection, team, [BLUE])
    with database.read() as reading:
        assert load(reading, Team, team) == (BLUE,)
        with database.write() as connection:
            insert_all(connection, team, [RED])
        assert load(reading, Team, team) == (BLUE,)
    with database.read() as reading:
        assert load(reading, Team, team) == (BLUE, RED)


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StorageProblem) as refused, database.read() as connection:
        insert_all(connection, team, [BLUE])
    assert refused.value.code == "read_only"


def test_a_thread_that_writes_already_is_told_so_and_not_left_waiting(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError), database.write():
        pytest.fail("a transaction inside another")


def test_many_threads_read_at_once(database: Database) -> None:
    with database.write() as connection:
        insert_all(connection, team, [BLUE])

    def read() -> None:
        for _ in range(20):
            with database.read() as connection:
                assert load(connection, Team, team) == (BLUE,)

    run_at_once(*[read] * 6)


def test_a_bulk_insert_is_one_transaction(database: Database) -> None:
    rows = [Team(f"t{number}", f"Team {number}") for number in range(500)]
    with pytest.raises(IntegrityError), database.write() as connection:
        insert_all(connection, team, [*rows, rows[0]])
    with database.read() as connection:
        assert load(connection, Team, team) == ()


def test_a_foreign_key_holds(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(text("INSERT INTO report_copy VALUES ('x', 1, '2026-11-20T09:00:00Z', 'a', 'b', 'c')"))


def test_a_newer_schema_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(StorageProblem) as refused:
        open_again(database)
    assert refused.value.code == "database_too_new"
    assert (refused.value.values["found"], refused.value.values["known"]) == ("9999", NEWEST)


def test_a_database_is_not_made_twice(database: Database) -> None:
    with pytest.raises(StorageProblem) as refused:
        open_database(database.address, create=True, key=database.key)
    assert refused.value.code == "exists_already"


def test_unknown_and_former_officers_are_refused(database: Database) -> None:
    with database.write() as connection:
        write_people(connection)
        connection.execute(text("UPDATE officer SET active = false"))
    for officer_id in ("nobody", "officer-1"):
        with pytest.raises(RuleBroken) as refused, working(database, officer_id):
            pytest.fail("nobody works")
        assert refused.value.code == "unknown_officer"


def test_an_empty_server_database_has_not_been_set_up(postgres_url: str) -> None:
    with pytest.raises(StorageProblem) as refused:
        open_database(postgres_url)
    assert refused.value.code == "not_set_up"


def test_a_server_database_with_other_tables_is_not_taken_over(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE theirs (id integer)")
    with pytest.raises(StorageProblem) as refused:
        open_database(postgres_url, create=True)
    assert refused.value.code == "not_set_up"


def test_a_date_is_the_same_text_whatever_the_server_is_set_to(
    postgres_database: Database, postgres_address: str
) -> None:
    import psycopg

    with psycopg.connect(postgres_address.replace("+psycopg", "")) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET datestyle = 'SQL, DMY'")
    with closing(open_database(postgres_address)) as database, database.read() as connection:
        assert connection.execute(text("SELECT CAST(DATE '2026-11-30' AS TEXT)")).scalar_one() == "2026-11-30"


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StorageProblem) as refused:
        open_database(f"postgresql://undrift@127.0.0.1:{free_port()}/undrift")
    assert refused.value.code == "server_unreachable"


def test_a_server_database_that_is_not_there(postgres_server: PostgresServer) -> None:
    with pytest.raises(StorageProblem) as refused:
        open_database(postgres_server.url("no_such_database"))
    assert refused.value.code in ("no_database", "server_unreachable")


def test_a_password_is_not_shown(postgres_server: PostgresServer, postgres_address: str) -> None:
    with closing(open_database(postgres_address.replace("postgres@", "postgres:secret@"))) as database:
        assert "secret" not in database.address


def test_a_writer_comes_back_after_the_server_was_away(postgres_database: Database, postgres_address: str) -> None:
    import psycopg

    with postgres_database.write() as connection:
        insert_all(connection, team, [BLUE])
    with postgres_database.read() as connection:
        load(connection, Team, team)
    with psycopg.connect(postgres_address.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with postgres_database.write() as connection:
        insert_all(connection, team, [RED])
    with postgres_database.read() as connection:
        assert load(connection, Team, team) == (BLUE, RED)


def test_a_server_lost_in_the_middle_is_said(postgres_database: Database) -> None:
    with pytest.raises(StorageProblem) as refused, postgres_database.write() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert refused.value.code == "server_unreachable"


def test_the_server_knows_who_acts(postgres_database: Database) -> None:
    with postgres_database.write("officer-7") as connection:
        assert connection.execute(text("SELECT current_setting('undrift.acting')")).scalar_one() == "officer-7"
    with postgres_database.write() as connection:
        assert connection.execute(text("SELECT current_setting('undrift.acting')")).scalar_one() == ""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases opened from here on wait a tenth of a second for another writer."""
    monkeypatch.setattr(sqlite_engine, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(postgres_engine, "LOCK_SECONDS", 0.1)
