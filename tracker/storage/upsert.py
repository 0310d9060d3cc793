"""Inserts that leave an existing row alone; said alike on both engines."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], unique: Sequence[str]
) -> list[Any]:
    """Insert the rows whose unique key is not there yet; give the first key column of those that were new."""
    if not rows:
        return []
    statement = _insert(connection, table).on_conflict_do_nothing(index_elements=list(unique))
    return list(connection.execute(statement.returning(*table.primary_key.columns), list(rows)).scalars())


def _insert(connection: Connection, table: Table) -> Any:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
