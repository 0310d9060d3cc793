"""The file on disk: settings, key, places that are refused, and each trap of the driver, found by running it."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool

from tests.databases import KEY
from tests.statements import count_statements
from tests.tracker.storage.made_up import BLUE, RED, a_case_record, working, write_cases, write_people
from tracker.domain.people import Team
from tracker.errors import StorageProblem
from tracker.storage import network_share, sqlite_engine
from tracker.storage.engine import Database, open_database
from tracker.storage.records import insert_all, load
from tracker.storage.sqlite_engine import connect
from tracker.storage.tables import team

REPOSITORY = Path(__file__).parents[3]
HEADER = """
import os, resource, sys
from pathlib import Path
import alembic.command
from tracker.domain.people import Team
from tracker.errors import StorageProblem
from tracker.storage.engine import open_database
from tracker.storage.records import insert_all
from tracker.storage.tables import team
path, key = Path(sys.argv[1]), bytes(range(32))
"""
READ_ONLY = """
import tempfile
with tempfile.TemporaryDirectory() as elsewhere:
    open_database(f"{elsewhere}/loads-what-is-imported-late.db", create=True, key=key).close()
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
# where the folder may be written a new file is made, but not everybody may read the migrations of this checkout
for create in (False,) if os.access(path.parent, os.W_OK) else (False, True):
    place = path.with_name("new.db") if create else path
    try:
        open_database(str(place), create=create, key=key)
        print("opened")
    except StorageProblem as problem:
        print(problem.code)
"""
FULL = """
database = open_database(str(path), key=key)
room = sum(file.stat().st_size for file in path.parent.iterdir()) + 300_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
written = 0
try:
    while True:
        with database.write() as connection:
            insert_all(connection, team, [Team(f"{written}-{n}", f"{written}-{n}" * 50) for n in range(50)])
        written += 1
except StorageProblem as problem:
    print(problem.code, written, flush=True)
os._exit(0)
"""
WRONG_KEY = """
try:
    open_database(str(path), key=bytes(32))
except StorageProblem as problem:
    print(problem.code)
"""


def run(script: str, path: Path) -> list[str]:
    """Run a script in a process of its own; give the words it printed. It must say nothing on standard error."""
    done = subprocess.run(
        [sys.executable, "-c", HEADER + script, str(path)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def setting(database: Database, name: str, *, writer: bool = True) -> str:
    with database.write() if writer else database.read() as connection:
        return str(connection.execute(text(f"PRAGMA {name}")).scalar_one())


@pytest.mark.parametrize("writer", [True, False])
def test_settings_hold_on_every_connection(sqlite_database: Database, writer: bool) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": "2",
        "foreign_keys": "1",
        "busy_timeout": "5000",
        "cache_size": str(-64 * 1024),
        "secure_delete": "1",
        "trusted_schema": "0",
        "query_only": "0" if writer else "1",
    }
    assert {name: setting(sqlite_database, name, writer=writer) for name in expected} == expected


def test_connections_are_pooled_and_not_bound_to_a_thread(sqlite_database: Database) -> None:
    """SQLAlchemy's own choice for SQLCipher keeps one connection for each thread, and has crashed programs."""
    for engine in (sqlite_database._writer, sqlite_database._reader):
        assert type(engine.pool) is QueuePool
    seen: list[tuple[Team, ...]] = []

    def write_and_read() -> None:
        with sqlite_database.write() as connection:
            insert_all(connection, team, [RED])
        with sqlite_database.read() as connection:
            seen.append(load(connection, Team, team))

    with sqlite_database.write() as connection:
        insert_all(connection, team, [BLUE])
    thread = threading.Thread(target=write_and_read)
    thread.start()
    thread.join()
    with sqlite_database.read() as connection:
        assert [load(connection, Team, team)] == seen == [(BLUE, RED)]


def test_the_drivers_errors_are_wrapped(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        insert_all(connection, team, [BLUE])
    with pytest.raises(IntegrityError) as refused, sqlite_database.write() as connection:
        insert_all(connection, team, [BLUE])
    assert isinstance(refused.value.orig, sqlcipher3.dbapi2.IntegrityError)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_plain_and_encrypted_files_open_by_the_same_way(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "unit.db"
    with closing(open_database(str(path), create=True, key=key)) as database, database.write() as connection:
        insert_all(connection, team, [BLUE])
    assert sqlite_engine.is_encrypted(path) is (key is not None)
    with closing(open_database(str(path), key=key)) as database, database.read() as connection:
        assert load(connection, Team, team) == (BLUE,)


def test_a_write_begins_immediate_and_a_read_does_not(sqlite_database: Database) -> None:
    """The driver's own way begins at the first write, so that two who read before may both write."""
    begun: list[str] = []
    with sqlite_database.write() as connection:
        driver(connection).set_trace_callback(begun.append)
    with sqlite_database.write() as connection:
        assert begun == ["COMMIT", "BEGIN IMMEDIATE"] or begun[-1] == "BEGIN IMMEDIATE"
        driver(connection).set_trace_callback(None)
    with sqlite_database.read() as connection:
        driver(connection).set_trace_callback(begun.append)
    del begun[:]
    with sqlite_database.read() as connection:
        assert begun == ["BEGIN"]
        driver(connection).set_trace_callback(None)


def test_the_write_lock_is_held_from_the_beginning(sqlite_database: Database, sqlite_file: Path) -> None:
    with closing(connect(sqlite_file, KEY)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with sqlite_database.write(), pytest.raises(sqlcipher3.dbapi2.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


def test_a_bulk_insert_that_fails_half_way_leaves_nothing(sqlite_database: Database, sqlite_file: Path) -> None:
    """Without a transaction each row of a bulk insert would be kept by itself."""
    rows = [Team(f"t{number}", f"Team {number}") for number in range(100)]
    with suppress(IntegrityError), sqlite_database.write() as connection:
        insert_all(connection, team, [*rows, rows[50]])
    with closing(connect(sqlite_file, KEY)) as other:
        assert other.execute("SELECT count(*) FROM team").fetchone() == (0,)


def test_the_sweep_finds_overdue_clocks_by_the_partial_index(tmp_path: Path) -> None:
    """SQLite as Python brings it uses a partial index only where the constants of its condition are literals."""
    path = tmp_path / "plain.db"
    with (
        closing(open_database(str(path), create=True)) as database,
        working(database) as work,
        count_statements(work.connection) as seen,
    ):
        work.alerts.due_to_raise(work.act.now)
    with closing(sqlite3.connect(path)) as plain:
        plan = [row[3] for row in plain.execute(f"EXPLAIN QUERY PLAN {seen[0]}", [""] * seen[0].count("?"))]
    assert len(seen) == 1
    assert any("INDEX ix_clock_running (expires_at<?)" in step for step in plan), plan
    assert not any(step.startswith("SCAN") for step in plan), plan


def test_a_raw_key_opens_without_a_slow_derivation(sqlite_file: Path, tmp_path: Path) -> None:
    slow = tmp_path / "passphrase.db"
    with closing(sqlcipher3.dbapi2.connect(str(slow))) as connection:
        connection.execute("PRAGMA key = 'correct horse battery staple'")
        connection.execute("CREATE TABLE something (id integer)")

    def seconds(path: Path, key: str) -> float:
        started = time.perf_counter()
        with closing(sqlcipher3.dbapi2.connect(str(path))) as connection:
            connection.execute(f"PRAGMA key = {key}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return time.perf_counter() - started

    raw = min(seconds(sqlite_file, f"\"x'{KEY.hex()}'\"") for _ in range(3))
    assert raw * 5 < min(seconds(slow, "'correct horse battery staple'") for _ in range(2))


def test_a_wrong_key_is_refused_and_nothing_goes_to_standard_error(sqlite_file: Path) -> None:
    assert run(WRONG_KEY, sqlite_file) == ["cannot_open"]


def test_a_missing_key_is_refused(sqlite_file: Path) -> None:
    with pytest.raises(StorageProblem) as refused:
        open_database(str(sqlite_file))
    assert refused.value.code == "cannot_open"


@pytest.mark.parametrize("content", [b"Dear colleague, please find attached", b"SQLite format 3\0" + bytes(200)])
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, key: bytes | None
) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(StorageProblem) as refused:
            open_database(str(path), create=create, key=key)
        assert refused.value.code == ("exists_already" if create else "cannot_open")
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(connect(path, None)) as other:
        other.execute("CREATE TABLE team (id integer)")
    with pytest.raises(StorageProblem) as refused:
        open_database(str(path))
    assert refused.value.code == "not_set_up"


def test_an_empty_file_is_no_database_but_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "unit.db"
    path.touch()
    with pytest.raises(StorageProblem) as refused:
        open_database(str(path), key=KEY)
    assert refused.value.code == "not_set_up"
    open_database(str(path), create=True, key=KEY).close()


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem) as missing:
        open_database(str(tmp_path / "no.db"), key=KEY)
    with pytest.raises(StorageProblem) as folder:
        open_database(str(tmp_path), key=KEY)
    assert (missing.value.code, folder.value.code) == ("no_database", "cannot_open")
    assert list(tmp_path.iterdir()) == []


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(StorageProblem) as refused:
        open_database(str(tmp_path / "notes.txt" / "unit.db"), create=True, key=KEY)
    assert refused.value.code == "cannot_open"


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    path = tmp_path / "undrift" / "data" / "unit.db"
    open_database(str(path), create=True, key=KEY).close()
    assert path.exists()


def test_what_is_stored_cannot_be_read_from_the_files(sqlite_database: Database, sqlite_file: Path) -> None:
    with sqlite_database.write() as connection:
        write_people(connection)
        write_cases(connection, a_case_record(reference="42/77777/26"))
    files = sorted(sqlite_file.parent.glob("unit.db*"))
    assert [file.name for file in files] == ["unit.db", "unit.db-shm", "unit.db-wal"]
    for file in files:
        for word in (b"42/77777/26", b"Patel", b"case_record", b"SQLite format"):
            assert word not in file.read_bytes()


def test_the_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "unit.db"
    with closing(open_database(str(path), create=True, key=KEY)) as database, database.write() as connection:
        insert_all(connection, team, [BLUE])
        files = list(tmp_path.glob("unit.db*"))
        assert len(files) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_network_share_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_file: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/cases {tmp_path} cifs rw 0 0\n")
    monkeypatch.setattr(sqlite_engine, "is_network_path", lambda path: network_share.is_network_path(path, mounts))
    for path, create in ((sqlite_file, False), (tmp_path / "new.db", True)):
        with pytest.raises(StorageProblem) as refused:
            open_database(str(path), create=create, key=KEY)
        assert refused.value.code == "network_share"
    assert not (tmp_path / "new.db").exists()


@pytest.fixture
def open_folder(sqlite_file: Path) -> Iterator[Path]:
    """A folder that any account may enter, with a database in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "unit.db"
        copy.write_bytes(sqlite_file.read_bytes())
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_folder_or_file_that_may_only_be_read_is_said(open_folder: Path, folder_mode: int, file_mode: int) -> None:
    path = open_folder / "unit.db"
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    assert run(READ_ONLY, path) == ["read_only"] * (2 if folder_mode == 0o555 else 1)


def test_a_full_disk_is_said_and_what_was_kept_is_whole(sqlite_file: Path) -> None:
    code, written = run(FULL, sqlite_file)
    assert code == "disk_full"
    with closing(open_database(str(sqlite_file), key=KEY)) as database, database.read() as connection:
        assert len(load(connection, Team, team)) == int(written) * 50
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    assert int(written) > 0


def test_a_database_that_may_not_grow_is_said_and_goes_on(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
        connection.execute(text(f"PRAGMA max_page_count = {pages + 10}"))
    many = [Team(f"t{number}", f"Team {number}" * 50) for number in range(1000)]
    with pytest.raises(StorageProblem) as refused, sqlite_database.write() as connection:
        insert_all(connection, team, many)
    assert refused.value.code == "disk_full"
    with sqlite_database.write() as connection:
        insert_all(connection, team, [BLUE])
    with sqlite_database.read() as connection:
        assert load(connection, Team, team) == (BLUE,)


def test_a_damaged_file_is_said(sqlite_database: Database, sqlite_file: Path) -> None:
    with sqlite_database.write() as connection:
        insert_all(connection, team, [Team(f"t{number}", f"Team {number}" * 20) for number in range(2000)])
    sqlite_database.close()
    with closing(connect(sqlite_file, KEY)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = sqlite_file.stat().st_size
    with sqlite_file.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 4))
    with (
        closing(open_database(str(sqlite_file), key=KEY)) as database,
        pytest.raises(StorageProblem) as refused,
        database.read() as connection,
    ):
        load(connection, Team, team)
    assert refused.value.code in ("damaged", "cannot_open", "disk_error")


def driver(connection: Connection) -> sqlcipher3.dbapi2.Connection:
    """The driver's own connection."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlcipher3.dbapi2.Connection)
    return found
