"""What a driver's error means to a person; what means nothing to them is passed on as the bug it is."""

import errno
import re
import resource
import shutil
from pathlib import Path
from types import SimpleNamespace

import psycopg.errors
import pytest
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tracker import wording
from tracker.errors import StorageProblem
from tracker.storage import storage_errors
from tracker.storage.storage_errors import as_storage_problems, file_problem, is_full, problem_of, sqlite_problem

FILE = Path("/srv/undrift/unit.db")


class FromSqlite(Exception):
    """Stands in for an error of the SQLite driver."""

    def __init__(self, name: str) -> None:
        super().__init__("text that differs between versions")
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", "locked"),
        ("SQLITE_BUSY_SNAPSHOT", "locked"),
        ("SQLITE_LOCKED_SHAREDCACHE", "locked"),
        ("SQLITE_READONLY_DBMOVED", "read_only"),
        ("SQLITE_PERM", "read_only"),
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR_READ", "disk_error"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "cannot_open"),
        ("SQLITE_CANTOPEN_ISDIR", "cannot_open"),
    ],
)
def test_sqlite(name: str, code: str, tmp_path: Path) -> None:
    problem = problem_of(DBAPIError("", {}, FromSqlite(name)), "unit.db", tmp_path / "unit.db")
    assert problem is not None
    assert (problem.code, problem.values["place"]) == (code, "unit.db")
    assert sqlite_problem(FromSqlite(name), "unit.db", tmp_path / "unit.db").code == code


@pytest.mark.parametrize("name", ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_ERROR", "SQLITE_MISUSE", "None"])
def test_a_bug_is_passed_on(name: str) -> None:
    assert problem_of(DBAPIError("", {}, FromSqlite(name)), "unit.db", FILE) is None
    with pytest.raises(ProgrammingError), as_storage_problems("unit.db", FILE):
        raise ProgrammingError("", {}, FromSqlite(name))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.errors.LockNotAvailable(), "locked"),
        (psycopg.errors.DeadlockDetected(), "locked"),
        (psycopg.errors.DiskFull(), "disk_full"),
        (psycopg.errors.ReadOnlySqlTransaction(), "read_only"),
        (psycopg.errors.InsufficientPrivilege(), "not_permitted"),
        (psycopg.errors.InvalidPassword(), "server_refused"),
        (psycopg.errors.InvalidCatalogName(), "no_database"),
        (psycopg.errors.AdminShutdown(), "server_unreachable"),
        (psycopg.errors.TooManyConnections(), "server_unreachable"),
        (psycopg.OperationalError("connection refused"), "server_unreachable"),
        (psycopg.errors.UniqueViolation(), None),
        (psycopg.errors.UndefinedTable(), None),
    ],
)
def test_postgresql(error: psycopg.Error, code: str | None) -> None:
    problem = problem_of(OperationalError("", {}, error), "postgresql://server/undrift", None)
    assert (problem and problem.code) == code


def test_a_connection_that_was_lost_is_the_server() -> None:
    error = DBAPIError("", {}, psycopg.errors.UndefinedTable(), connection_invalidated=True)
    problem = problem_of(error, "postgresql://server/undrift", None)
    assert problem is not None
    assert problem.code == "server_unreachable"


def test_no_free_connection_is_locked() -> None:
    with pytest.raises(StorageProblem) as refused, as_storage_problems("unit.db", FILE):
        raise PoolTimeout
    assert refused.value.code == "locked"


def test_a_write_that_fails_is_a_full_disk_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "unit.db"
    assert not is_full(path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert is_full(path)
    assert sqlite_problem(FromSqlite("SQLITE_IOERR_WRITE"), "unit.db", path).code == "disk_full"


def test_a_write_that_fails_is_a_full_disk_where_the_file_may_not_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "unit.db"
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5 << 20, 5 << 20))
    assert not is_full(path)
    path.with_name("unit.db-wal").write_bytes(bytes((4 << 20) + 1))
    assert is_full(path)


def test_files_that_cannot_be_written() -> None:
    assert file_problem(OSError(errno.ENOSPC, "")) == "disk_full"
    assert file_problem(OSError(errno.EACCES, "")) == "read_only"


def test_every_problem_has_its_sentence() -> None:
    sources = [path.read_text() for path in Path(storage_errors.__file__).parent.glob("*.py")]
    codes = {code for source in sources for code in re.findall(r"StorageProblem\(\s*\"(\w+)\"", source)}
    codes |= {*storage_errors.SQLITE_CODES.values(), *storage_errors.POSTGRES_CODES.values(), "server_unreachable"}
    codes |= {"disk_error", "read_only", "disk_full"}
    assert len(codes) > 18
    values = {"place": "unit.db", "found": "0002", "known": "0001", "table": "team", "rows": 1, "arrived": 0}
    for code in codes:
        sentence = wording.error(code, values)
        assert sentence.endswith(".")
        assert code in wording.ERRORS
