"""Copies by the engine's own means, opened and checked before they count; so many are kept; one can be restored."""

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from tracker.errors import StorageProblem
from tracker.storage.encryption import recovery_file
from tracker.storage.schema_version import VERSION_TABLE, check_not_newer
from tracker.storage.sqlite_engine import OWNER_ONLY, connect
from tracker.storage.storage_errors import file_problem, sqlite_problem

KEEP = 14
SIDE_FILES = ("-wal", "-shm")
ON_SERVER = "server_keeps_copies"


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a copy lies; or no path, and why none was made."""

    path: Path | None
    reason: str = ""


def copies_folder(path: Path) -> Path:
    """Give where the copies of a database lie, unless the force wants them elsewhere."""
    return path.parent / f"{path.stem}-copies"


def copy_name(path: Path, at: datetime, why: str) -> str:
    """Give the name of a copy; names sort by time."""
    return f"{path.stem}-{at:%Y%m%dT%H%M%S}-{why}{path.suffix}"


def take_copy(path: Path, key: bytes | None, target: Path) -> Copied:
    """Copy a database, also what is still in its write-ahead log, and check the copy.

    Raises:
        StorageProblem: `exists_already`, `copy_bad`, `disk_full`, `read_only`.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if target.exists():
            raise StorageProblem("exists_already", place=str(target))
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        with closing(connect(path, key)) as source, closing(connect(part, key)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        check_copy(part, key)
        part.replace(target)
        if recovery_file(path).exists():
            shutil.copy2(recovery_file(path), recovery_file(target))
    except sqlcipher3.dbapi2.Error as error:
        raise sqlite_problem(error, str(target), part, needed=path.stat().st_size) from error
    except OSError as error:
        raise StorageProblem(file_problem(error), place=str(target), detail=error.strerror or "") from error
    finally:
        for leftover in (part, *(part.with_name(part.name + side) for side in SIDE_FILES)):
            with suppress(OSError):
                leftover.unlink()
    return Copied(target)


def check_copy(path: Path, key: bytes | None) -> None:
    """Open a copy and read all of it.

    Raises:
        StorageProblem: `copy_bad`, with the first fault; `database_too_new`.
    """
    try:
        with closing(connect(path, key)) as copy:
            _check_whole(copy, path)
            found = copy.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - a constant
    except sqlcipher3.dbapi2.Error as error:
        raise StorageProblem("copy_bad", place=str(path), detail=str(error)) from error
    if found is None:
        raise StorageProblem("copy_bad", place=str(path), detail="")
    check_not_newer(str(found[0]), str(path))


def _check_whole(copy: Any, path: Path) -> None:
    for check in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
        first = copy.execute(check).fetchone()
        if first is not None and first[0] != "ok":
            raise StorageProblem("copy_bad", place=str(path), detail=str(first[0]))


def keep_newest(folder: Path, stem: str, newest: int = KEEP) -> tuple[Path, ...]:
    """Remove all but the newest copies of a database; give those removed."""
    copies = sorted(file for file in folder.glob(f"{stem}-*T*-*") if file.suffix not in (".recovery", ".part"))
    removed = tuple(copies[: max(0, len(copies) - newest)])
    for copy in removed:
        copy.unlink()
        recovery_file(copy).unlink(missing_ok=True)
    return removed


def free_name(path: Path) -> Path:
    """Give a path that is not taken: the one asked for, else with a number."""
    if not path.exists():
        return path
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(one for one in numbered if not one.exists())


def restore(copy: Path, path: Path, key: bytes | None) -> Path | None:
    """Put a copy in the place of a database; give where the one before now lies, if there was one.

    The copy is checked before anything is moved, and the one before is put back if the copy does not open.

    Raises:
        StorageProblem: as `check_copy`; `locked`: the database is in use; `read_only`, `disk_full`.
    """
    check_copy(copy, key)
    part = path.with_name(f"{path.name}.part")
    before: Path | None = None
    try:
        part.unlink(missing_ok=True)
        shutil.copyfile(copy, part)
        part.chmod(OWNER_ONLY)
        if path.exists():
            _close_for_good(path, key)
            before = free_name(path.with_name(f"{path.stem}-before-restore{path.suffix}"))
            path.replace(before)
        part.replace(path)
        check_copy(path, key)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if before is not None:
            before.replace(path)
        if isinstance(error, OSError):
            raise StorageProblem(file_problem(error), place=str(path), detail=error.strerror or "") from error
        raise
    return before


def _close_for_good(path: Path, key: bytes | None) -> None:
    """Bring everything into the one file, which only succeeds while nobody else has it open."""
    try:
        with closing(connect(path, key)) as last:
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            last.execute("PRAGMA journal_mode = DELETE")
    except sqlcipher3.dbapi2.Error as error:
        problem = sqlite_problem(error, str(path), path)
        if problem.code == "locked":
            raise problem from error
