"""The filters that people saved, each their own."""

from sqlalchemy import Connection

from tracker.domain.saved_filter import SavedFilter
from tracker.storage.records import insert_all, load_by, update_versioned
from tracker.storage.tables import saved_filter


class FilterStore:
    """Saved filters, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_officer(self, officer_id: str) -> tuple[SavedFilter, ...]:
        """Give a person's filters, by name."""
        return filters_of(self._connection, officer_id)

    def add(self, one: SavedFilter) -> None:
        """Store a new filter."""
        insert_all(self._connection, saved_filter, [one])

    def save(self, one: SavedFilter) -> SavedFilter:
        """Store a changed filter, and give it as stored."""
        return update_versioned(self._connection, saved_filter, one)

    def remove(self, filter_id: str) -> None:
        """Delete a filter; it is nobody's record, and nothing refers to it."""
        self._connection.execute(saved_filter.delete().where(saved_filter.c.id == filter_id))


def filters_of(connection: Connection, officer_id: str) -> tuple[SavedFilter, ...]:
    """Give a person's filters, by name."""
    found = load_by(connection, SavedFilter, saved_filter, "officer_id", officer_id)
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
