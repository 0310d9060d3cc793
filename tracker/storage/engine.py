"""One open database: short reads, single writes, units of work; the same over SQLite and PostgreSQL."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect

from tracker.domain.rule_book import RuleBook
from tracker.errors import StorageProblem
from tracker.storage import postgres_engine, sqlite_engine
from tracker.storage.backup import ON_SERVER, Copied, copies_folder, free_name, take_copy
from tracker.storage.migrate import upgrade
from tracker.storage.schema_version import NEWEST, check_not_newer, schema_version
from tracker.storage.storage_errors import as_storage_problems
from tracker.storage.unit_of_work import UnitOfWork, acting
from tracker.time_source import TimeSource
from tracker.watch import interrupted_by_stop

SECONDS_FOR_OWN_WRITER = 60.0
NOBODY = ""
REMEMBERED = 10_000


class Database:
    """An open database. Any thread may read; one at a time writes."""

    def __init__(
        self,
        address: str,
        writer: Engine,
        reader: Engine,
        *,
        path: Path | None = None,
        key: bytes | None = None,
        server: URL | None = None,
    ) -> None:
        self.address = address
        self.server = server
        self.path = path
        self.key = key
        self._writer = writer
        self._reader = reader
        self.own_places: deque[range] = deque(maxlen=REMEMBERED)
        self._write_lock = threading.Lock()
        self._writing_thread: int | None = None

    @property
    def dialect(self) -> str:
        """Give `sqlite` or `postgresql`."""
        return self._writer.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a short connection that sees one state of the database and cannot write."""
        with (
            as_storage_problems(self.address, self.path),
            self._reader.begin() as connection,
            interrupted_by_stop(partial(_interrupt, connection)),
        ):
            yield connection

    @contextmanager
    def write(self, officer_id: str = NOBODY) -> Iterator[Connection]:
        """Open the one writing transaction; it is committed at the end, or rolled back by an error."""
        with self._writing(officer_id) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def append(self, officer_id: str) -> Iterator[Connection]:
        """Open a short transaction for new rows that depend on no others, committed at the end.

        A server takes them also while somebody else writes; a file has to wait its turn.
        """
        if self.path is not None:
            with self.write(officer_id) as connection:
                yield connection
            return
        with as_storage_problems(self.address), self._writer.connect() as connection:
            postgres_engine.begin_acting(connection, officer_id, alone=False)
            yield connection
            connection.commit()

    @contextmanager
    def work(
        self, officer_id: str, time: TimeSource, rules: RuleBook, new_id: Callable[[], str]
    ) -> Iterator[UnitOfWork]:
        """Open a unit of work for an officer (or `scheduler`); it is rolled back unless it commits.

        Raises:
            RuleBroken: `unknown_officer`.
            StorageProblem: `locked`, `disk_full`, `read_only` and the like.
        """
        with self._writing(officer_id) as connection:
            act, scope = acting(connection, officer_id, time, new_id)
            yield UnitOfWork(connection, act, scope, rules, self._commit)

    def _commit(self, connection: Connection, places: range) -> None:
        """Commit; what was committed here is noted first, so that the change feed never takes it for another's."""
        if not places:
            connection.commit()
            return
        self.own_places.append(places)
        try:
            connection.commit()
        except BaseException:
            self.own_places.remove(places)
            raise

    def upgrade(self) -> bool:
        """Bring the schema to the newest version; say whether there was anything to do."""
        with self._own_turn(), as_storage_problems(self.address, self.path):
            return upgrade(self._writer, self.address, self._copy_before_upgrade)

    def _copy_before_upgrade(self, found: str) -> None:
        """A server's database is copied by whoever runs the server."""
        if self.path is not None:
            name = f"{self.path.stem}-schema-{found}{self.path.suffix}"
            take_copy(self.path, self.key, free_name(copies_folder(self.path) / name))

    def close(self) -> None:
        """Give back every connection."""
        self._reader.dispose()
        self._writer.dispose()

    def copy_to(self, target: Path) -> Copied:
        """Copy the database while it is in use; a server's database is not copied, and the answer says why."""
        if self.path is None:
            return Copied(None, ON_SERVER)
        return take_copy(self.path, self.key, target)

    @contextmanager
    def _writing(self, officer_id: str) -> Iterator[Connection]:
        with self._own_turn(), as_storage_problems(self.address, self.path), self._writer.connect() as connection:
            if self.path is not None:
                connection.begin()
            else:
                postgres_engine.begin_acting(connection, officer_id)
            with interrupted_by_stop(partial(_interrupt, connection)):
                yield connection

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Wait for this process's other threads in a queue, rather than by asking the file again and again."""
        me = threading.get_ident()
        if self._writing_thread == me:
            raise RuntimeError("this thread is writing already")
        if not self._write_lock.acquire(timeout=SECONDS_FOR_OWN_WRITER):
            raise StorageProblem("locked", place=self.address)
        self._writing_thread = me
        try:
            yield
        finally:
            self._writing_thread = None
            self._write_lock.release()


def open_database(address: str, *, create: bool = False, key: bytes | None = None) -> Database:
    """Open a database by its file's path or its server's address; one of an older schema is upgraded first.

    Args:
        address: a path, or `postgresql://...`.
        create: makes the database's tables; the file must not be there yet, the server's database must be empty.
        key: of an encrypted file.

    Raises:
        StorageProblem: `network_share`, `no_database`, `exists_already`, `cannot_open` (wrong key, or no database),
            `read_only`, `not_set_up`, `database_too_new`, `database_too_old` (on a server, for its owner to upgrade),
            `locked`, `disk_full`, `damaged`, `server_unreachable`, `server_refused`, `not_permitted`.
    """
    if postgres_engine.is_server_address(address):
        database = _on_server(address)
    else:
        database = _in_file(Path(address), create=create, key=key)
    try:
        _check_schema(database, create=create)
    except BaseException:
        database.close()
        if create and database.path is not None:
            sqlite_engine.remove(database.path)
        raise
    return database


def _in_file(path: Path, *, create: bool, key: bytes | None) -> Database:
    sqlite_engine.check_place(path, create=create)
    writer = sqlite_engine.writer_engine(path, key)
    return Database(str(path), writer, sqlite_engine.reader_engine(path, key), path=path, key=key)


def _on_server(address: str) -> Database:
    url = postgres_engine.server_url(address)
    shown = url.render_as_string(hide_password=True)
    return Database(shown, postgres_engine.writer_engine(url), postgres_engine.reader_engine(url), server=url)


def _check_schema(database: Database, *, create: bool) -> None:
    with database.read() as connection:
        found = schema_version(connection)
        empty = found is None and _is_empty(connection)
    if found is not None:
        if create:
            raise StorageProblem("exists_already", place=database.address)
        check_not_newer(found, database.address)
    elif not create or not empty:
        raise StorageProblem("not_set_up", place=database.address)
    if found != NEWEST:
        _upgrade(database, found)


def _upgrade(database: Database, found: str | None) -> None:
    try:
        database.upgrade()
    except StorageProblem as problem:
        if problem.code == "not_permitted" and found is not None:
            raise StorageProblem("database_too_old", place=database.address, found=found, known=NEWEST) from problem
        raise


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _interrupt(connection: Connection) -> None:
    """Interrupt what a connection is doing, from another thread; nothing where it does nothing."""
    driver = connection.connection.driver_connection
    interrupt = getattr(driver, "interrupt", None) or getattr(driver, "cancel", None)
    if interrupt is not None:
        interrupt()
