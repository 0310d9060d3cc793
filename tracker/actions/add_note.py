"""A short factual note is added to a case."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.note import Note, check_note


@dataclass(frozen=True, slots=True)
class AddNote:
    """What to write on which case."""

    by: str
    case_id: str
    text: str


def add_note(request: AddNote, work: Work) -> Changes:
    """Add a note, also to a closed case; it starts and stops no clock.

    Raises:
        RuleBroken: no text, or too long, or the case was merged into another; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    case.check_not_merged()
    text = check_note(request.text)
    note = Note(work.act.new_id(), case.record.id, text, work.act.now, work.act.officer_id)
    work.kept.add(note)
    work.audit.add("add_note", case_id=case.record.id, subject_id=note.id, note=text)
    return Changes.of(case=[case.record.id])
