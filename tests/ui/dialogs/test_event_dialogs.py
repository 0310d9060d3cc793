"""The forms that record what happened to a case, and a remand: each builds exactly the request of its action."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, a_case_file, what_can_be_recorded
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_remand import RecordRemand
from tracker.errors import RuleBroken
from tracker.rows.case_file import SubjectRow
from tracker.terms import SubjectKind
from ui.dialogs.record_event_dialog import RecordEventDialog
from ui.dialogs.record_remand_dialog import RecordRemandDialog

FILE = a_case_file()
TWO = replace(
    FILE,
    subjects=(
        *FILE.subjects,
        SubjectRow("child-2", SubjectKind.CHILD, "Child 2", ""),
        SubjectRow("suspect-2", SubjectKind.SUSPECT, "Suspect 2", ""),
    ),
)
KINDS = what_can_be_recorded()


def an_event_form(qtbot: QtBot, submit: Submit) -> RecordEventDialog:
    form: RecordEventDialog = shown(qtbot, RecordEventDialog("o", TWO, KINDS, TODAY, submit))
    return form


def a_remand_form(qtbot: QtBot, submit: Submit, file: object = FILE) -> RecordRemandDialog:
    form: RecordRemandDialog = shown(qtbot, RecordRemandDialog("o", file, KINDS, TODAY, submit))
    return form


def test_kinds_stand_under_whom_they_are_about(qtbot: QtBot) -> None:
    form = an_event_form(qtbot, Submit())
    assert form._kind.shown()[:6] == [
        "The case", "Crime recorded", "Early advice from the CPS", "Scene examined", "Strategy discussion", "A child",
    ]  # fmt: skip
    assert not form.shows_field("subject_id")
    assert not form.shows_field("at")
    assert nameless(form) == []


def test_police_protection_is_recorded_to_the_minute_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    write("protec")
    assert form._kind.choice().kind == "police_protection_started"
    press("Tab", "Down", "Down", "Tab", "Ctrl+A")
    write("19 nov")
    press("Tab")
    write("22:40")
    press("Tab")
    write("by the duty inspector")
    press("Ctrl+Return")
    at = datetime(2026, 11, 19, 22, 40, tzinfo=UTC)
    assert submit.requests == [
        RecordEvent("o", "case-0", "police_protection_started", date(2026, 11, 19), "child-2",
                    "by the duty inspector", at)
    ]  # fmt: skip
    assert form.what() == "Police protection started"


def test_what_concerns_the_case_asks_for_nobody_and_a_bare_day_will_do(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    write("scene")
    assert not form.shows_field("subject_id")
    press("Return")
    assert submit.requests == [RecordEvent("o", "case-0", "scene", TODAY, "case-0")]


def test_one_subject_is_chosen_already_and_the_note_of_the_kind_is_said(qtbot: QtBot) -> None:
    form = an_event_form(qtbot, Submit())
    write("section")
    assert "The day of the strategy discussion at which it was started" in words(form)
    assert form.shows_field("subject_id")
    assert form._subject.choice() == "child-1"
    press("Ctrl+A")
    write("remanded")
    assert "This starts no custody time limit: Record remand does." in words(form)
    press("Ctrl+A")
    write("zzz")
    assert not form.shows_field("subject_id")
    assert form.what() == ""


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ("", "kind", "Choose what happened from the list."),
        ("police protection", "subject_id", "Choose whom it is about."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, typed: str, field: str, words: str) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    write(typed)
    form.submit()
    assert (submit.requests, form.problem_of(field)) == ([], words)


def test_no_day_is_said_and_a_rule_stands_beside_its_field(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    write("scene")
    form._on.set_day(None)
    form.submit()
    assert form.problem_of("on") == "Enter the day it happened."
    form._on.set_day(TODAY)
    form.submit()
    submit.fail(RuleBroken("milestone_already_done", milestone="scene", state="done"))
    assert form.problem_of()
    assert form.record_id() == "case-0"


def test_a_remand_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_remand_form(qtbot, submit)
    assert nameless(form) == []
    press("Tab", "Down", "Down", "Tab", "Ctrl+A")
    write("18 nov")
    press("Tab")
    write("3")
    press("Tab")
    write("CPS, by e-mail")
    press("Return")
    assert submit.requests == [
        RecordRemand("o", "case-0", "suspect-1", "CPS-12-summary", date(2026, 11, 18), "CPS, by e-mail", 3)
    ]
    assert form.whom() == "Suspect 1"
    assert form.record_id() == "case-0"


def test_the_limits_are_in_words_with_what_they_mean(qtbot: QtBot) -> None:
    form = a_remand_form(qtbot, Submit())
    offered = [form._limit.itemText(place) for place in range(1, form._limit.count())]
    assert offered == [
        "Crown Court: 182 days", "Summary-only offence: 56 days", "Either way in the magistrates' court: 70 days",
    ]  # fmt: skip
    form._limit.setCurrentIndex(1)
    assert "Counted from the day the case was sent, less the days served." in words(form)
    form._limit.setCurrentIndex(2)
    assert "Counted from the day of the first remand." in words(form)


def test_days_served_may_be_left_to_be_worked_out(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_remand_form(qtbot, submit)
    form._limit.setCurrentIndex(1)
    form._confirmed_by.setText(" CPS ")
    form.submit()
    assert (submit.requests[0].days_served, submit.requests[0].confirmed_by) == (None, "CPS")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("suspect_id", "Choose the suspect."),
        ("limit_id", "Choose the limit that was confirmed."),
        ("on", "Enter the first day."),
        ("confirmed_by", "Say who confirmed the limit and the day."),
        ("days_served", "Enter a number of days, or leave it empty."),
    ],
)
def test_what_a_remand_lacks_is_said_beside_its_field(qtbot: QtBot, field: str, words: str) -> None:
    submit = Submit()
    form = a_remand_form(qtbot, submit, TWO)
    form._suspect.setCurrentIndex(0 if field == "suspect_id" else 1)
    form._limit.setCurrentIndex(0 if field == "limit_id" else 1)
    if field == "on":
        form._on.set_day(None)
    form._confirmed_by.setText("" if field == "confirmed_by" else "CPS")
    form._served.setText("some" if field == "days_served" else "")
    form.submit()
    assert (submit.requests, form.problem_of(field)) == ([], words)
