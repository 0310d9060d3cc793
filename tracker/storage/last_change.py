"""Who last wrote an audit entry about a record, and when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, or_, select

from tracker.domain.people import title
from tracker.storage.tables import audit_entry, officer
from tracker.terms import Rank


def last_change(connection: Connection, *ids: str | None) -> tuple[str, datetime] | None:
    """Give the title of who last wrote an entry about any of these records or cases, and when."""
    known = [one for one in ids if one is not None]
    entry = connection.execute(
        select(audit_entry.c.actor, audit_entry.c.at)
        .where(or_(audit_entry.c.subject_id.in_(known), audit_entry.c.case_id.in_(known)))
        .order_by(audit_entry.c.place.desc())
        .limit(1)
    ).one_or_none()
    return None if entry is None else (title_of(connection, entry.actor), entry.at)


def title_of(connection: Connection, officer_id: str) -> str:
    """Give an officer's title; of one who is not an officer, such as the scheduler, the id itself."""
    return titles(connection, [officer_id]).get(officer_id, officer_id)


def titles(connection: Connection, officer_ids: Iterable[str]) -> dict[str, str]:
    """Give the titles of officers by id; ids that are no officer's are left out."""
    found = connection.execute(
        select(officer.c.id, officer.c.collar_number, officer.c.surname, officer.c.rank, officer.c.detective).where(
            officer.c.id.in_(list(officer_ids))
        )
    )
    return {row.id: title(row.collar_number, row.surname, Rank(row.rank), detective=row.detective) for row in found}
