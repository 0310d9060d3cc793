"""The log of looking: written before rows are shown, sealed into the audit trail by the tick."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, update

from tracker.storage.audit_store import AuditStore
from tracker.storage.look_digest import LOOKS_SEALED, UNSEALED, digest_where
from tracker.storage.records import insert_rows
from tracker.storage.tables import look

AT_ONCE = 1_000
COLUMNS = ("id", "at", "actor", "what", "reason", "records")


class Writer(Protocol):
    """A database that takes new rows in one short transaction."""

    def append(self, officer_id: str) -> AbstractContextManager[Connection]:
        """Open the transaction; it is committed at the end."""


class Sealing(Protocol):
    """A unit of work, as far as the sealing needs it."""

    connection: Connection

    @property
    def audit(self) -> AuditStore:
        """The audit trail."""


def record_look(
    database: Writer,
    actor: str,
    what: str,
    records: Iterable[str],
    reason: str,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Record that somebody looks at records, in a transaction of its own that is committed on return.

    Args:
        database: where the records are.
        actor: the officer's id.
        what: the name of the page, paper or list.
        records: ids of the records shown.
        reason: why, where the person was asked.
        now: when.
        new_id: gives identifiers in order of time.
    """
    with database.append(actor) as connection:
        insert_rows(connection, look, COLUMNS, [(new_id(), now, actor, what, reason, sorted(records))])


def seal_looks(work: Sealing) -> int:
    """Bind the looks that are not bound yet to the audit trail by one entry; give how many there were.

    They are named one by one: another may be added meanwhile, and is bound by the next entry.
    """
    digest, ids = digest_where(work.connection, UNSEALED)
    if ids:
        place = work.audit.add(LOOKS_SEALED, count=len(ids), digest=digest)
        for first in range(0, len(ids), AT_ONCE):
            bound = look.c.id.in_(ids[first : first + AT_ONCE])
            work.connection.execute(update(look).where(bound).values(sealed_in=place))
    return len(ids)
