"""Append-only audit entries, each bound to the one before; content can be erased without breaking the chain."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from tracker.domain.act import Act
from tracker.storage.column_types import instant_text
from tracker.storage.last_change import last_change
from tracker.storage.records import in_marks, insert_rows
from tracker.storage.tables import audit_content, audit_entry

GENESIS = "0" * 64
CONTENT_ERASED = "content_erased"
ENTRY_COLUMNS = ("place", "at", "actor", "action", "case_id", "subject_id", "digest", "previous", "head")
CONTENT_COLUMNS = ("place", "salt", "content")
IN_ONE_GO = """
WITH entry AS (
    INSERT INTO audit_entry (place, at, actor, action, case_id, subject_id, digest, previous, head)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
), content AS (INSERT INTO audit_content (place, salt, content) VALUES (%s, %s, %s))
UPDATE audit_head SET place = %s, head = %s
"""


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The place and the head of the last entry."""

    place: int
    head: str


class AuditStore:
    """The audit trail, on the connection of one unit of work; entries are written when it commits.

    `act` says who acts in the entries that follow.
    """

    def __init__(self, connection: Connection, act: Act) -> None:
        self._connection = connection
        self.act = act
        self._end: ChainEnd | None = None
        self._first: int | None = None
        self._entries: list[tuple[Any, ...]] = []
        self._contents: list[tuple[int, str, str]] = []

    def add(self, action: str, *, case_id: str | None = None, subject_id: str | None = None, **content: object) -> int:
        """Add an entry by whoever acts; give its place."""
        end = self._last()
        act = self.act
        salt, text = secrets.token_hex(16), canonical(content)
        place, digest = end.place + 1, content_digest(salt, text)
        self._first = self._first or place
        head = entry_head(
            end.head, place, instant_text(act.now), act.officer_id, action, case_id or "", subject_id or "", digest
        )
        self._entries.append((place, act.now, act.officer_id, action, case_id, subject_id, digest, end.head, head))
        self._contents.append((place, salt, text))
        self._end = ChainEnd(place, head)
        return place

    def places(self) -> range:
        """Give the places of the entries of this unit of work."""
        return range(0) if self._first is None else range(self._first, self._last().place + 1)

    def head(self) -> str:
        """Give the head of the chain, entries of this unit of work included."""
        return self._last().head

    def last_change(self, subject_id: str) -> tuple[str, datetime] | None:
        """Give who last wrote an entry about a record, and when."""
        return last_change(self._connection, subject_id)

    def erase_content(self, case_id: str) -> int:
        """Erase what the entries about a case say, and add an entry that it was done; give how many there were.

        Who did what and when stays, and the chain holds.
        """
        self.flush()
        about = select(audit_entry.c.place).where(audit_entry.c.case_id == case_id)
        erased = self._connection.execute(audit_content.delete().where(audit_content.c.place.in_(about))).rowcount
        self.add(CONTENT_ERASED, case_id=case_id, entries=erased)
        return erased

    def flush(self) -> None:
        """Write the entries added so far."""
        if not self._entries:
            return
        end = self._last()
        if self._connection.dialect.name == "postgresql" and len(self._entries) == 1:
            values = (*self._entries[0], *self._contents[0], end.place, end.head)
            self._connection.exec_driver_sql(IN_ONE_GO, values)
        else:
            insert_rows(self._connection, audit_entry, ENTRY_COLUMNS, self._entries)
            insert_rows(self._connection, audit_content, CONTENT_COLUMNS, self._contents)
            move = "UPDATE audit_head SET place = ?, head = ?"
            self._connection.exec_driver_sql(in_marks(move, self._connection.dialect), (end.place, end.head))
        self._entries, self._contents = [], []

    def _last(self) -> ChainEnd:
        if self._end is None:
            self._end = chain_end(self._connection)
        return self._end


def chain_end(connection: Connection) -> ChainEnd:
    """Give the place and the head of the last entry written."""
    place, head = connection.exec_driver_sql("SELECT place, head FROM audit_head").one()
    return ChainEnd(place, head)


def canonical(content: Mapping[str, object]) -> str:
    """Give a content as text, the same for the same content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def content_digest(salt: str, text: str) -> str:
    """Give the digest of a content; the salt keeps an erased one from being guessed."""
    return sha256(f"{salt}{text}".encode()).hexdigest()


def entry_head(*parts: object) -> str:
    """Give the head of an entry from the head before it and the parts of the entry, one to a line.

    Raises:
        ValueError: a part has more than one line, so that two entries might read alike.
    """
    text = "\n".join(map(str, parts))
    if text.count("\n") != len(parts) - 1:
        raise ValueError("a part of an audit entry has more than one line")
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"an audit entry cannot hold a {type(value).__name__}")
