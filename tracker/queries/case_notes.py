"""The notes of one case, asked for when its notes are looked at."""

from tracker.domain.note import Note
from tracker.queries.one_case import check_in_scope
from tracker.queries.view import View
from tracker.rows.case_notes import CaseNotes, CaseNotesQuestion, NoteRow
from tracker.storage.last_change import titles
from tracker.storage.records import load
from tracker.storage.tables import note


def case_notes(question: CaseNotesQuestion, view: View) -> CaseNotes:
    """Give the notes of a case, newest first, in three statements; raises NotFound out of scope."""
    check_in_scope(question.case_id, view)
    newest = (note.c.recorded_at.desc(), note.c.id.desc())
    notes = load(view.connection, Note, note, note.c.case_id == question.case_id, order_by=newest)
    names = titles(view.connection, {one.recorded_by for one in notes})
    rows = (NoteRow(one.id, one.text, one.recorded_at, names.get(one.recorded_by, one.recorded_by)) for one in notes)
    return CaseNotes(question.case_id, tuple(rows))
