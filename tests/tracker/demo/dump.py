"""Every table of a database as plain values, to compare two databases: without salts and what hangs on them."""

from typing import Any

from sqlalchemy import select

from tracker.storage.engine import Database
from tracker.storage.tables import metadata

# Salts are random, so that erased content cannot be guessed; digests and heads hang on them. Looks are no part of it.
LEFT_OUT = {
    "audit_entry": {"digest", "previous", "head"},
    "audit_content": {"salt"},
    "audit_head": {"head"},
}
NOT_COMPARED = {"look"}

Rows = list[dict[str, Any]]


def dump(database: Database) -> dict[str, Rows]:
    """Give the rows of every table, in the order of their keys."""
    found: dict[str, Rows] = {}
    with database.read() as connection:
        for table in metadata.sorted_tables:
            if table.name in NOT_COMPARED:
                continue
            columns = [column for column in table.columns if column.name not in LEFT_OUT.get(table.name, set())]
            rows = connection.execute(select(*columns).order_by(*table.primary_key.columns))
            found[table.name] = [dict(row._mapping) for row in rows]
    return found
