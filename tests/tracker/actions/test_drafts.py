"""What is typed is kept for its own person, once a form, until it is sent or given up; its text is in no trail."""

from tests.cores import DETECTIVE, SUPERVISOR, open_a_case
from tracker.actions.drop_draft import DropDraft
from tracker.actions.keep_draft import KeepDraft
from tracker.bootstrap import Tracker
from tracker.rows.drafts import DraftQuestion, DraftRow
from tracker.storage.tables import audit_content, audit_entry

FORM = "AddNoteDialog case-1 "


def kept(core: Tracker, by: str = SUPERVISOR) -> DraftRow | None:
    found: DraftRow | None = core.ask(DraftQuestion(by, FORM))
    return found


def test_the_last_words_are_kept_for_the_one_who_typed_them(core: Tracker) -> None:
    assert kept(core) is None
    core.do(KeepDraft(SUPERVISOR, FORM, {"text": "School t"}))
    core.do(KeepDraft(SUPERVISOR, FORM, {"text": "School told"}))
    assert kept(core) == DraftRow(FORM, {"text": "School told"}, core.time.now())
    assert kept(core, DETECTIVE) is None


def test_a_draft_is_given_up_once_and_by_its_own_person(core: Tracker) -> None:
    core.do(KeepDraft(SUPERVISOR, FORM, {"text": "School told"}))
    core.do(DropDraft(DETECTIVE, FORM))
    assert kept(core) is not None
    core.do(DropDraft(SUPERVISOR, FORM))
    core.do(DropDraft(SUPERVISOR, FORM))
    assert kept(core) is None


def test_the_trail_says_that_a_draft_began_and_never_what_it_says(core: Tracker) -> None:
    open_a_case(core)
    for text in ("A", "AB", "ABC"):
        core.do(KeepDraft(SUPERVISOR, FORM, {"text": f"secret {text}"}))
    core.do(DropDraft(SUPERVISOR, FORM))
    with core.database.read() as connection:
        actions = [row.action for row in connection.execute(audit_entry.select().order_by(audit_entry.c.place))]
        contents = [row.content for row in connection.execute(audit_content.select())]
    assert actions[-2:] == ["keep_draft", "drop_draft"]
    assert actions.count("keep_draft") == 1
    assert not any("secret" in content for content in contents)
