"""Two people on one record: what differs is told field by field, nothing typed is lost, nothing stale is sent."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.case_facts_rows import FACTS
from tests.fakes import A_FRIDAY
from tests.rows_to_show import TODAY, a_case_file
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown
from tracker.actions.edit_case import EditCase
from tracker.actions.edit_child import EditChild
from tracker.actions.open_case import NewChild
from tracker.errors import StaleRecord
from tracker.terms import MilestoneState, Sex, YesNo
from ui.dialogs.child_dialog import ChildDialog
from ui.dialogs.complete_milestone_dialog import CompleteMilestoneDialog
from ui.dialogs.differences import differences, in_words
from ui.dialogs.edit_case_dialog import EditCaseDialog

CHILD = FACTS.children[0]
FILE = a_case_file()
OPEN = next(row for row in FILE.milestones if row.state is not MilestoneState.DONE and row.clocks)


def test_a_person_sees_what_changed_and_no_keys(qtbot: QtBot) -> None:
    row = OPEN
    later = replace(row.clocks[0], due=date(2026, 12, 24), version=9)
    now = replace(
        row, state=MilestoneState.DONE, happened_on=TODAY, version=row.version + 1, state_key="done", clocks=(later,)
    )
    told = [(one.label, one.now) for one in differences(row, now)]
    assert told == [
        ("State", "done"),
        ("Happened on", "Fri 20 Nov 2026"),
        (f"Due ({later.limit})", "Thu 24 Dec 2026"),
    ]
    assert differences(row, row) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (True, "yes"), (False, ""), (7, "7"), (Sex.MALE, "Male"), (TODAY, "Fri 20 Nov 2026"), ("W1", "W1")],
)
def test_values_are_told_as_a_form_shows_them(value: object, words: str) -> None:
    assert in_words(value).casefold() == words.casefold()


def test_an_instant_is_told_with_its_time() -> None:
    assert in_words(A_FRIDAY) == "Fri 20 Nov 2026 09:41"


def test_untouched_fields_take_the_news_and_touched_ones_stay(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ChildDialog("o", "case-0", CHILD, FACTS.ethnicities, submit))
    form._age_at_report.setText("6")
    form.submit()
    submit.fail(StaleRecord("stale", who="DC 2207 Hughes", when="10:42"))
    changed = replace(CHILD, version=3, age_at_report=9, sex=Sex.MALE, label="XY", ethnicity="A3", disability=YesNo.YES)
    form.take(changed)
    news = form._news.text()
    assert "Age at report: 9, was 8; yours is kept" in news
    assert "Label: XY, was AB" in news
    assert (form._age_at_report.text(), form._label.text()) == ("6", "XY")
    form.submit()
    assert submit.requests[-1] == EditChild(
        "o", "case-0", "child-1", 3, NewChild("XY", "7001", 6, None, Sex.MALE, "A3", YesNo.YES, True)
    )


def test_the_same_record_again_says_nothing(qtbot: QtBot) -> None:
    form = shown(qtbot, ChildDialog("o", "case-0", CHILD, FACTS.ethnicities, Submit()))
    form.take(replace(CHILD, version=3))
    assert form._news.isHidden()


def test_what_the_form_has_no_field_for_is_told_too(qtbot: QtBot) -> None:
    row = OPEN
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, row, TODAY, Submit()))
    form.take(replace(row, state=MilestoneState.DONE, happened_on=TODAY))
    assert "State: done" in form._news.text()


def test_another_supervisor_is_taken_over(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, EditCaseDialog("o", FACTS, submit, leads=True))
    form._operation.setText("Elder")
    form.take(replace(FACTS, version=9, supervisor_id="officer-1", restricted=True))
    form.submit()
    assert submit.requests == [EditCase("o", "case-0", 9, FACTS.kind, "Elder", "officer-1", True)]
    submit.fail(StaleRecord("stale", who="DC 2207 Hughes", when="10:42"))
    form.take(replace(FACTS, version=10, supervisor_id=None))
    form.submit()
    assert submit.requests[-1].supervisor_id is None
