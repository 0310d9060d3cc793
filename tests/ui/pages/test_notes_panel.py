"""The notes of a case are read when their tab is first shown, and one is added from it by keyboard."""

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.rows_to_show import a_unit
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import OpenCase
from tests.ui.parts import form_of
from tracker.actions.add_note import AddNote
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.case_notes import CaseNotes, CaseNotesQuestion
from ui.dialogs.add_note_dialog import AddNoteDialog
from ui.pages.case_file.case_file_page import CaseFilePage


def turn_to_notes(page: CaseFilePage) -> None:
    page.tabs.setCurrentWidget(page.notes)
    settle()
    page.notes.view.setFocus()


def asked(tracker: FakeTracker) -> int:
    return sum(isinstance(question, CaseNotesQuestion) for question in tracker.asked)


def title_of_tab(page: CaseFilePage) -> str:
    return page.tabs.tabText(page.tabs.indexOf(page.notes))


def test_notes_are_read_when_their_tab_is_first_shown(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    assert asked(tracker) == 0
    assert title_of_tab(page) == "Notes"
    turn_to_notes(page)
    assert asked(tracker) == 1
    assert title_of_tab(page) == "Notes 2"
    model = page.notes.view.row_model()
    assert [model.index(1, place).data() for place in range(3)] == [
        "Wed 11 Nov 2026 09:41", "DS 902 Ade", "Health visitor rang back: no further visit",
    ]  # fmt: skip
    page.tabs.setCurrentWidget(page.milestones)
    turn_to_notes(page)
    assert asked(tracker) == 1
    window.close()


def test_a_note_is_added_by_keyboard_and_the_list_read_again(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseNotesQuestion] = CaseNotes("case-0", ())
    tracker.answers[AddNote] = Changes.of(case=["case-0"])
    window, page = open_case(tracker)
    turn_to_notes(page)
    assert page.notes.words() == "No note has been written on this case."
    press("Shift+N")
    press("Ctrl+Return")
    form = form_of(page, AddNoteDialog)
    assert form.problem_of("text") == "Write the note first."
    assert focused().accessibleName() == "Note"
    write("School told")
    press("Ctrl+Return")
    assert tracker.done == [AddNote(by="officer-902", case_id="case-0", text="School told")]
    assert window.status.said.text() == "Note added: 44NI/00305/26."
    assert asked(tracker) == 2
    window.close()


def test_notes_that_cannot_be_read_say_why_and_are_read_again_at_the_next_look(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseNotesQuestion] = StorageProblem("locked")
    window, page = open_case(tracker)
    turn_to_notes(page)
    assert page.notes.words().startswith("Somebody else is writing to the database.")
    del tracker.answers[CaseNotesQuestion]
    tracker.answers[CaseNotesQuestion] = CaseNotes("case-0", ())
    page.tabs.setCurrentWidget(page.milestones)
    turn_to_notes(page)
    assert page.notes.words() == "No note has been written on this case."
    window.close()
