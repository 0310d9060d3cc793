"""What somebody is typing into a form is kept, so that a crash loses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.draft import Draft


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """The form, and the texts of its fields."""

    by: str
    form: str
    values: Mapping[str, str]


def keep_draft(request: KeepDraft, work: Work) -> Changes:
    """Keep a draft in the place of the last one of the same form; the audit trail says that it began, not its text."""
    began = work.drafts.keep(
        Draft(work.act.new_id(), work.act.officer_id, request.form, dict(request.values), work.act.now)
    )
    if began:
        work.audit.add("keep_draft", subject_id=work.act.officer_id)
    return Changes()
