"""Inserts that leave an existing row alone; said alike on both engines."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], unique: Sequence[str]
) -> list[Any]:
    """Insert the rows whose unique key is not there yet; give the first key column of those that were new."""
    if not rows:
        return []
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).on_conflict_do_nothing(index_elements=list(unique))
    return list(connection.execute(statement.returning(*table.primary_key.columns), list(rows)).scalars())
