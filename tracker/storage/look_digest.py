"""The digest of the looks that one audit entry seals."""

import json
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, select

from tracker.storage.column_types import instant_text
from tracker.storage.tables import look

LOOKS_SEALED = "looks_sealed"
UNSEALED = look.c.sealed_in.is_(None)


def looks_digest(connection: Connection, place: int) -> str:
    """Give the digest of the looks sealed in a place."""
    return digest_where(connection, look.c.sealed_in == place)[0]


def digest_where(connection: Connection, which: ColumnElement[bool]) -> tuple[str, list[str]]:
    """Give the digest of some looks, in order of their ids, and these ids."""
    digest, ids = sha256(), list[str]()
    for row in connection.execute(select(look).where(which).order_by(look.c.id)):
        parts = [row.id, instant_text(row.at), row.actor, row.what, row.reason, row.records]
        digest.update(json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")
        ids.append(row.id)
    return digest.hexdigest(), ids
