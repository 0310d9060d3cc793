"""Who last wrote an audit entry about a record, and when."""

from datetime import datetime

from sqlalchemy import Connection, or_, select

from tracker.domain.people import Officer
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
    found = connection.execute(
        select(officer.c.collar_number, officer.c.surname, officer.c.rank, officer.c.detective).where(
            officer.c.id == officer_id
        )
    ).one_or_none()
    if found is None:
        return officer_id
    person = Officer(
        officer_id, found.collar_number, found.surname, Rank(found.rank), frozenset(), None, detective=found.detective
    )
    return person.title()
