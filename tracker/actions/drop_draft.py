"""A draft is given up, or has become a record."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Whose form it was."""

    by: str
    form: str


def drop_draft(request: DropDraft, work: Work) -> Changes:
    """Delete the draft of a form of the person who asks, where there is one."""
    if work.drafts.drop(work.act.officer_id, request.form):
        work.audit.add("drop_draft", subject_id=work.act.officer_id)
    return Changes()
