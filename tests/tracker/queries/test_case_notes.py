"""The notes of a case are asked for by themselves: newest first, within scope, in three statements."""

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.add_note import AddNote
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.case_notes import CaseNotesQuestion
from tracker.storage.tables import look


def test_notes_come_newest_first_with_who_and_when(core: Tracker, time: StoppedTime) -> None:
    case, other = open_a_case(core), open_a_case(core, reference="44NI/00306/26")
    for text in ("School told", "Health visitor rang"):
        core.do(AddNote(SUPERVISOR, case, text))
        time.forward(minutes=5)
    core.do(AddNote(SUPERVISOR, other, "Elsewhere"))
    rows = core.ask(CaseNotesQuestion(SUPERVISOR, case)).rows
    assert [(row.text, row.who) for row in rows] == [
        ("Health visitor rang", "DS 902 Ade"), ("School told", "DS 902 Ade"),
    ]  # fmt: skip
    assert rows[0].at > rows[1].at


def test_more_notes_cost_no_more_statements(core: Tracker) -> None:
    case = open_a_case(core)

    def statements() -> int:
        with count_statements(core.database) as seen:
            core.ask(CaseNotesQuestion(SUPERVISOR, case))
        return len(seen)

    core.do(AddNote(SUPERVISOR, case, "One"))
    few = statements()
    for number in range(20):
        core.do(AddNote(SUPERVISOR, case, f"Note {number}"))
    assert statements() == few > 0


def test_looking_at_notes_is_on_record(core: Tracker) -> None:
    case = open_a_case(core)
    core.ask(CaseNotesQuestion(SUPERVISOR, case))
    with core.database.read() as connection:
        assert [(row.what, row.records) for row in connection.execute(look.select())] == [("CaseNotes", [case])]


def test_out_of_scope_there_is_no_such_case(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    with pytest.raises(NotFound):
        core.ask(CaseNotesQuestion(DETECTIVE, case))
