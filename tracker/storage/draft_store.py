"""What people are typing, each their own; one draft of a form at the most."""

from sqlalchemy import Connection, and_

from tracker.domain.draft import Draft
from tracker.storage.records import insert_all, load
from tracker.storage.tables import draft


class DraftStore:
    """Drafts, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, one: Draft) -> bool:
        """Store a draft in the place of the last one of its form; say whether it is the first."""
        first = not self.drop(one.officer_id, one.form)
        insert_all(self._connection, draft, [one])
        return first

    def drop(self, officer_id: str, form: str) -> bool:
        """Delete a draft; say whether there was one."""
        found = and_(draft.c.officer_id == officer_id, draft.c.form == form)
        return self._connection.execute(draft.delete().where(found)).rowcount > 0


def draft_of(connection: Connection, officer_id: str, form: str) -> Draft | None:
    """Give a person's draft of a form, if there is one."""
    found = load(connection, Draft, draft, draft.c.officer_id == officer_id, draft.c.form == form)
    return found[0] if found else None
