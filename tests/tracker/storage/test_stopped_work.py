"""What a person stops leaves nothing behind, on both engines; what is kept is kept, whatever is stopped afterwards."""

import threading

import pytest
from sqlalchemy import select, text

from tests.cores import SUPERVISOR, open_a_case
from tracker.actions.add_note import AddNote
from tracker.bootstrap import Tracker
from tracker.errors import Stopped
from tracker.rows.case_notes import CaseNotesQuestion
from tracker.storage.tables import officer
from tracker.watch import Watch, watched_by

LONG = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9e9) SELECT max(i) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 4000000000)",
}


def notes(core: Tracker, case_id: str) -> list[str]:
    return [row.text for row in core.ask(CaseNotesQuestion(SUPERVISOR, case_id)).rows]


def test_work_that_was_stopped_before_it_was_kept_leaves_nothing(core: Tracker) -> None:
    case_id = open_a_case(core)
    watch = Watch()
    watch.stop()
    with watched_by(watch), pytest.raises(Stopped):
        core.do(AddNote(SUPERVISOR, case_id, "School told"))
    assert notes(core, case_id) == []
    with watched_by(Watch()):
        core.do(AddNote(SUPERVISOR, case_id, "School told"))
    assert notes(core, case_id) == ["School told"]


def test_what_was_kept_cannot_be_stopped_any_more(core: Tracker) -> None:
    case_id = open_a_case(core)
    watch = Watch()
    core.on_changes(lambda _changes: watch.stop())
    with watched_by(watch):
        core.do(AddNote(SUPERVISOR, case_id, "School told"))
    assert notes(core, case_id) == ["School told"]


def test_a_stop_interrupts_the_database_and_it_goes_on_afterwards(core: Tracker) -> None:
    watch = Watch()
    begun, over = threading.Event(), threading.Event()

    def stop() -> None:
        begun.wait(10)
        while not over.wait(0.05):
            watch.stop()

    def ask() -> None:
        with watched_by(watch), core.database.read() as connection:
            begun.set()
            connection.execute(text(LONG[core.database.dialect]))

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Stopped):
        ask()
    over.set()
    stopper.join()
    with core.database.read() as connection:
        assert connection.execute(select(officer.c.id)).first() is not None
