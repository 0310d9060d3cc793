"""Which column was which in the last file of a source."""

from tracker.queries.view import View
from tracker.rows.column_choice import ColumnChoice, ColumnChoiceQuestion
from tracker.storage.import_store import column_choice_of


def column_choice(question: ColumnChoiceQuestion, view: View) -> ColumnChoice:
    """Give what was chosen for the last file with these headings; nothing where none was imported."""
    kept = column_choice_of(view.connection, question.source_key)
    return ColumnChoice() if kept is None else ColumnChoice(kept["columns"], kept["date_orders"])
