"""The two SQLite engines over one file: one writer, one for reading; plain or encrypted through the same driver."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from tracker.errors import StorageProblem
from tracker.storage.network_share import is_network_path

BUSY_SECONDS = 5.0
READERS = 4
CACHE_KIB = 64 * 1024
PLAIN_HEADER = b"SQLite format 3\0"
OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR
SETTINGS = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def connect(path: Path, key: bytes | None) -> Any:
    """Open a driver connection that begins no transaction of its own."""
    connection = sqlcipher3.dbapi2.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def writer_engine(path: Path, key: bytes | None) -> Engine:
    """The one connection that writes; each of its transactions takes the write lock at its beginning."""

    def open_writer() -> Any:
        connection = connect(path, key)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            for setting in SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = _engine(path, open_writer, connections=1)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(path: Path, key: bytes | None) -> Engine:
    """Connections that cannot write; each transaction sees one state of the database."""

    def open_reader() -> Any:
        connection = connect(path, key)
        try:
            for setting in SETTINGS:
                connection.execute(setting)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = _engine(path, open_reader, connections=READERS)
    event.listen(engine, "begin", _begin)
    return engine


def check_place(path: Path, *, create: bool) -> None:
    """Refuse a place where a database cannot be kept or opened; make the empty file where it is to be created.

    Raises:
        StorageProblem: `network_share`, `no_database`, `exists_already`, `cannot_open`, `read_only`.
    """
    if is_network_path(path):
        raise StorageProblem("network_share", place=str(path))
    if create:
        _make_empty(path)
    if path.is_dir():
        raise StorageProblem("cannot_open", place=str(path))
    if not path.exists():
        raise StorageProblem("no_database", place=str(path))
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StorageProblem("read_only", place=str(path))


def is_encrypted(path: Path) -> bool:
    """Say whether a file is not a plain SQLite database, and so needs a key (or is no database at all)."""
    with path.open("rb") as file:
        head = file.read(len(PLAIN_HEADER))
    return head not in (b"", PLAIN_HEADER)


def remove(path: Path) -> None:
    """Remove a database that could not be made: it was an empty file before."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(f"{path.name}{end}").unlink()


def _make_empty(path: Path) -> None:
    """Make the file readable by its owner alone before SQLite does; its side files take after it."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except FileExistsError:
        if not path.exists():
            raise StorageProblem("cannot_open", place=str(path)) from None
        if path.is_dir() or path.stat().st_size:
            raise StorageProblem("exists_already", place=str(path)) from None
    except PermissionError:
        raise StorageProblem("read_only", place=str(path)) from None
    except OSError as error:
        raise StorageProblem("cannot_open", place=str(path), detail=error.strerror or "") from error


def _engine(path: Path, creator: Callable[[], Any], connections: int) -> Engine:
    """The file in the address keeps SQLAlchemy from its pool for memory databases; `module` has it wrap the errors."""
    return create_engine(
        f"sqlite:///{path}",
        module=sqlcipher3.dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
    )


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
