"""What a driver's error means to a person: locked, full, read-only, unreachable; anything else is a bug."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tracker.errors import StorageProblem

NEARLY_FULL = 1 << 20
SQLITE_CODES = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_FULL": "disk_full",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "cannot_open",
    "SQLITE_CANTOPEN": "cannot_open",
}
# a copy by the driver's own means fails with SQLite's words, and without the name of the error
SQLITE_NAMES = {
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
}
POSTGRES_CODES = {
    "55P03": "locked",
    "40P01": "locked",
    "53100": "disk_full",
    "25006": "read_only",
    "42501": "not_permitted",
    "28000": "server_refused",
    "28P01": "server_refused",
    "3D000": "no_database",
}
GONE = ("08", "57", "53")


@contextmanager
def as_storage_problems(place: str, path: Path | None = None) -> Iterator[None]:
    """Turn a driver's error that a person can do something about into a StorageProblem; let all others pass."""
    try:
        yield
    except PoolTimeout as error:
        raise StorageProblem("locked", place=place) from error
    except DBAPIError as error:
        problem = problem_of(error, place, path)
        if problem is None:
            raise
        raise problem from error


def problem_of(error: DBAPIError, place: str, path: Path | None) -> StorageProblem | None:
    """Give what an error means to a person, or None where it is a bug."""
    name = getattr(error.orig, "sqlite_errorname", None)
    code = _sqlite(str(name), path) if path is not None else _postgres(error)
    return None if code is None else StorageProblem(code, place=place)


def sqlite_problem(error: Exception, place: str, path: Path, needed: int = NEARLY_FULL) -> StorageProblem:
    """Give what an error of the bare SQLite driver means to a person; `needed` is the room that was asked for."""
    name = getattr(error, "sqlite_errorname", None) or SQLITE_NAMES.get(str(error), "")
    code = _sqlite(str(name), path, needed)
    return StorageProblem(code or "cannot_open", place=place, detail=str(error))


def file_problem(error: OSError) -> str:
    """Give the code for a file that could not be written."""
    return "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "read_only"


def _sqlite(name: str, path: Path | None, needed: int = NEARLY_FULL) -> str | None:
    if name.startswith("SQLITE_IOERR"):
        return "disk_full" if path is not None and is_full(path, needed) else "disk_error"
    return next((code for prefix, code in SQLITE_CODES.items() if name.startswith(prefix)), None)


def _postgres(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    if state in POSTGRES_CODES:
        return POSTGRES_CODES[state]
    is_operational = type(error.orig).__name__ in ("OperationalError", "AdminShutdown", "ConnectionTimeout")
    if error.connection_invalidated or (state is None and is_operational) or (state or "").startswith(GONE):
        return "server_unreachable"
    return None


def is_full(path: Path, needed: int = NEARLY_FULL) -> bool:
    """Say whether a file cannot grow so much: the disk has no room, or the account's limit for a file is reached."""
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < needed:
            return True
    try:
        import resource
    except ImportError:
        return False
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    grown = (path, path.with_name(f"{path.name}-wal"))
    return any(file.exists() and file.stat().st_size + needed > limit for file in grown)
