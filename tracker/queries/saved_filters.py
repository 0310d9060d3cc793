"""A person's saved filters."""

from tracker.queries.view import View
from tracker.rows.saved_filters import SavedFilterRow, SavedFiltersQuestion
from tracker.storage.filter_store import filters_of


def saved_filters(question: SavedFiltersQuestion, view: View) -> tuple[SavedFilterRow, ...]:
    """Give the filters of the person who asks, by name."""
    return tuple(SavedFilterRow(one.id, one.name, one.values) for one in filters_of(view.connection, question.by))
