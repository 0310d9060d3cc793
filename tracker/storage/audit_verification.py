"""Whether the audit trail is whole: every entry bound to the one before, its content unchanged, its end there."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, text

from tracker.storage.audit_store import CONTENT_ERASED, GENESIS, chain_end
from tracker.storage.look_digest import LOOKS_SEALED, looks_digest
from tracker.storage.tables import audit_content, look

AT_ONCE = 5_000
AS_TEXT = {
    "sqlite": "entry.at",
    "postgresql": """to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}
ENTRIES = """
SELECT entry.place, {at}, entry.actor, entry.action, coalesce(entry.case_id, ''), coalesce(entry.subject_id, ''),
    entry.digest, entry.previous, entry.head, content.salt, content.content
FROM audit_entry AS entry LEFT JOIN audit_content AS content ON content.place = entry.place ORDER BY entry.place
"""


class Break(StrEnum):
    """How a trail is not whole."""

    MISSING = "missing"
    CHANGED = "changed"
    CONTENT_CHANGED = "content_changed"
    CONTENT_MISSING = "content_missing"
    CUT_SHORT = "cut_short"
    LOOKS_CHANGED = "looks_changed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the trail is whole, how many entries were read, and else the first place at which it is not."""

    ok: bool
    entries: int
    first_bad_place: int | None = None
    why: Break | None = None


def verify(connection: Connection) -> Verdict:
    """Read the whole trail and say whether it is whole."""
    found: list[tuple[int, Break]] = []
    missing: dict[str, list[int]] = {}
    erased: dict[str, int] = {}
    place, head = 0, GENESIS
    for row in _entries(connection):
        place += 1
        bad = _fault(row, place, head)
        if bad is not None:
            found.append((min(place, row[0]), bad))
            break
        head = row[8]
        if row[9] is None:
            missing.setdefault(row[4], []).append(place)
        if row[3] == CONTENT_ERASED:
            erased[row[4]] = place
    else:
        found += _cut_short(connection, place, head)
    found += [
        (gap, Break.CONTENT_MISSING)
        for case_id, gaps in missing.items()
        for gap in gaps
        if not case_id or gap >= erased.get(case_id, 0)
    ]
    found += _changed_looks(connection)
    if not found:
        return Verdict(ok=True, entries=place)
    first, why = min(found)
    return Verdict(ok=False, entries=place, first_bad_place=first, why=why)


def _fault(row: Sequence[Any], place: int, previous: str) -> Break | None:
    if row[0] != place:
        return Break.MISSING
    parts = f"{previous}\n{place}\n{row[1]}\n{row[2]}\n{row[3]}\n{row[4]}\n{row[5]}\n{row[6]}"
    if row[7] != previous or sha256(parts.encode()).hexdigest() != row[8]:
        return Break.CHANGED
    if row[9] is not None and sha256(f"{row[9]}{row[10]}".encode()).hexdigest() != row[6]:
        return Break.CONTENT_CHANGED
    return None


def _cut_short(connection: Connection, place: int, head: str) -> Iterator[tuple[int, Break]]:
    end = chain_end(connection)
    if (end.place, end.head) != (place, head):
        yield min(place, end.place) + 1, Break.CUT_SHORT


def _changed_looks(connection: Connection) -> Iterator[tuple[int, Break]]:
    """Looks are bound to the entry that sealed them: each seal's digest is worked out again."""
    seals = _seals(connection)
    sealed_in = connection.execute(select(look.c.sealed_in).where(look.c.sealed_in.is_not(None)).distinct()).scalars()
    yield from ((place, Break.LOOKS_CHANGED) for place in sealed_in if place not in seals)
    for place, digest in seals.items():
        if looks_digest(connection, place) != digest:
            yield place, Break.LOOKS_CHANGED


def _seals(connection: Connection) -> dict[int, str]:
    query = text("SELECT place FROM audit_entry WHERE action = :action")
    places = connection.execute(query, {"action": LOOKS_SEALED}).scalars().all()
    contents = connection.execute(
        select(audit_content.c.place, audit_content.c.content).where(audit_content.c.place.in_(places))
    )
    return {place: str(json.loads(content).get("digest")) for place, content in contents}


def _entries(connection: Connection) -> Iterator[Sequence[Any]]:
    """Read by the driver's own cursor: there may be millions, and each is looked at once."""
    query = ENTRIES.format(at=AS_TEXT[connection.dialect.name])
    driver: Any = connection.connection.driver_connection
    on_server = connection.dialect.name == "postgresql"
    with closing(driver.cursor(name="audit_trail") if on_server else driver.cursor()) as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
