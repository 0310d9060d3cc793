"""Notes of a case: kept in order, told in the history, within scope, short, and on a closed case too."""

from dataclasses import replace

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tracker.actions.add_note import AddNote
from tracker.actions.close_case import CloseCase
from tracker.bootstrap import Tracker
from tracker.domain.note import LONGEST_NOTE, Note
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.storage.tables import note


def notes(core: Tracker, case_id: str, by: str = SUPERVISOR) -> list[str]:
    with core.database.work(by, core.time, core.rules, core.new_id) as work:
        return [one.text for one in work.kept.of_case(Note, case_id)]


def test_notes_are_kept_in_order_and_told_in_the_history(core: Tracker) -> None:
    case = open_a_case(core)
    core.do(AddNote(SUPERVISOR, case, "  School told of the visit  "))
    core.do(AddNote(SUPERVISOR, case, "Health visitor rang back"))
    assert notes(core, case) == ["School told of the visit", "Health visitor rang back"]
    assert case_file(core, case).history[0].what == "Added a note: Health visitor rang back"


def test_a_closed_case_takes_notes_too(core: Tracker) -> None:
    case = open_a_case(core)
    core.do(
        CloseCase(
            SUPERVISOR,
            case,
            case_file(core, case).version,
            "18",
            core.time.today(),
            without_review="held in the meeting",
        )
    )
    core.do(AddNote(SUPERVISOR, case, "Papers sent to the archive"))
    assert notes(core, case) == ["Papers sent to the archive"]


@pytest.mark.parametrize(("text", "code"), [(" \n", "note_needed"), ("x" * (LONGEST_NOTE + 1), "note_too_long")])
def test_a_note_says_something_and_is_short(core: Tracker, text: str, code: str) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken) as refused:
        core.do(AddNote(SUPERVISOR, case, text))
    assert (refused.value.code, refused.value.field) == (code, "text")
    assert notes(core, case) == []


def test_out_of_scope_there_are_no_notes(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    core.do(AddNote(SUPERVISOR, case, "Seen in the south"))
    with core.database.read() as connection:
        key = connection.execute(note.select()).one().id
    assert notes(core, case, DETECTIVE) == []
    with core.database.work(DETECTIVE, core.time, core.rules, core.new_id) as work, pytest.raises(NotFound):
        work.kept.get(Note, key)
    with pytest.raises(NotFound):
        core.do(AddNote(DETECTIVE, case, "Not mine to write on"))


def test_a_record_changed_meanwhile_is_not_overwritten(core: Tracker) -> None:
    case = open_a_case(core)
    core.do(AddNote(SUPERVISOR, case, "One"))
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        (found,) = work.kept.of_case(Note, case)
        assert work.kept.get(Note, found.id) == found
        saved = work.kept.save(replace(found, text="Two"))
        assert saved == replace(found, text="Two", version=2)
        with pytest.raises(StaleRecord):
            work.kept.save(found)
