"""A unit in a file of its own with its key beside it, as the command line finds it; and how it stands."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from tests.cores import set_up_unit
from tests.databases import KEY
from tests.fakes import StoppedTime
from tracker.storage.audit_verification import verify
from tracker.storage.engine import Database, open_database
from tracker.storage.tables import audit_entry, case_record, import_batch


def with_a_unit(place: Path) -> Path:
    """Put a unit into an empty database."""
    place.with_name(f"{place.name}.key").write_text(KEY.hex(), encoding="ascii")
    with opened(place) as database:
        set_up_unit(database, StoppedTime())
    return place


@contextmanager
def opened(place: Path) -> Iterator[Database]:
    """The database, open."""
    with closing(open_database(str(place), key=KEY)) as database:
        yield database


def standing(database: Database) -> tuple[int, int, int]:
    """Count cases, imports and audit entries; the audit trail must be whole."""
    with database.read() as connection:
        assert verify(connection).ok
        cases, imports, entries = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (case_record, import_batch, audit_entry)
        )
    return cases, imports, entries


def files_of(folder: Path) -> Mapping[str, str]:
    """The files of a folder by name, with a digest of each."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()}
