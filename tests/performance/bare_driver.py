"""The driver without anything above it: the floor of everything that reads or writes the database."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.performance.made_up_unit import KEY
from tracker.storage.engine import Database
from tracker.storage.sqlite_engine import SETTINGS, connect


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement as it was sent to the driver."""

    statement: str
    values: Any
    many: bool


@contextmanager
def bare(path: Path, key: bytes | None = KEY) -> Iterator[Any]:
    """A connection of the driver, set as the program sets its own."""
    with closing(connect(path, key)) as connection:
        for setting in ("PRAGMA journal_mode = WAL", *SETTINGS):
            connection.execute(setting)
        yield connection


@contextmanager
def statements_sent(database: Database) -> Iterator[list[Sent]]:
    """Collect what is sent inside the block, to be sent once more by the bare driver."""
    sent: list[Sent] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(Sent(statement, values, many))

    engines = (database._writer, database._reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def send(connection: Any, sent: Iterable[Sent], begin: str = "BEGIN IMMEDIATE") -> None:
    """Send statements in one transaction, and take whatever rows they give."""
    connection.execute(begin)
    for one in sent:
        if one.many:
            connection.executemany(one.statement, one.values)
        else:
            connection.execute(one.statement, one.values).fetchall()
    connection.execute("COMMIT")
