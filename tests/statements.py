"""Counts the SQL statements that a piece of code sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from tracker.storage.engine import Database

NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")


class Statements(list[str]):
    """The statements, in order; its length is what a test compares."""


@contextmanager
def count_statements(target: Connection | Engine | Database) -> Iterator[Statements]:
    """Collect the statements sent inside the block; beginning and ending a transaction is not counted."""
    seen = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(NOT_COUNTED):
            seen.append(statement)

    targets = [target._writer, target._reader] if isinstance(target, Database) else [target]
    for one in targets:
        event.listen(one, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for one in targets:
            event.remove(one, "before_cursor_execute", note)
