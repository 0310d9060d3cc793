"""The whole of one database into an empty one, also of the other engine; every table compared before it counts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from tracker.errors import StorageProblem
from tracker.storage.audit_store import chain_end
from tracker.storage.column_types import instant_text
from tracker.storage.engine import Database
from tracker.storage.records import insert_rows
from tracker.storage.tables import audit_head, metadata

AT_ONCE = 5_000
MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Transferred:
    """One table that was carried over."""

    table: str
    rows: int
    digest: str


def transfer(source: Database, target: Database) -> tuple[Transferred, ...]:
    """Carry every row over in one transaction; give what every table holds now.

    Raises:
        StorageProblem: `not_empty`: the target holds something; `transfer_differs`: a table does not hold the same.
    """
    with source.read() as reading, target.write() as writing:
        _check_empty(writing, target.address)
        for table in metadata.sorted_tables:
            if table is not audit_head:
                _carry(reading, writing, table)
        end = chain_end(reading)
        if end.place:
            writing.execute(update(audit_head).values(place=end.place, head=end.head))
        return tuple(_compared(reading, writing, table) for table in metadata.sorted_tables)


def table_digest(connection: Connection, table: Table) -> Transferred:
    """Give how many rows a table holds and a digest that does not depend on their order."""
    total, count = 0, 0
    for rows in _rows(connection, table):
        for row in rows:
            text = json.dumps([_plain(value) for value in row], sort_keys=True, separators=(",", ":"))
            total = (total + int.from_bytes(sha256(text.encode()).digest())) % MODULUS
            count += 1
    return Transferred(table.name, count, f"{total:064x}")


def _check_empty(connection: Connection, place: str) -> None:
    for table in metadata.sorted_tables:
        if table is not audit_head and connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise StorageProblem("not_empty", place=place, table=table.name)


def _carry(reading: Connection, writing: Connection, table: Table) -> None:
    names = tuple(column.name for column in table.columns)
    for rows in _rows(reading, table):
        insert_rows(writing, table, names, rows)


def _compared(reading: Connection, writing: Connection, table: Table) -> Transferred:
    there, here = table_digest(reading, table), table_digest(writing, table)
    if there != here:
        raise StorageProblem("transfer_differs", table=table.name, rows=there.rows, arrived=here.rows)
    return here


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    options = {"stream_results": True, "yield_per": AT_ONCE}
    yield from connection.execute(select(table), execution_options=options).partitions()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
