"""What a person had typed into a form."""

from tracker.queries.view import View
from tracker.rows.drafts import DraftQuestion, DraftRow
from tracker.storage.draft_store import draft_of


def draft(question: DraftQuestion, view: View) -> DraftRow | None:
    """Give the draft of a form of the person who asks, or None."""
    found = draft_of(view.connection, question.by, question.form)
    return None if found is None else DraftRow(found.form, found.values, found.kept_at)
