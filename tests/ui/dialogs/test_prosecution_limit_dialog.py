"""The form that asks within what time an offence must be charged."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, a_case_file
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tests.ui.parts import reload_of
from tracker.actions.set_prosecution_limit import SetProsecutionLimit
from tracker.errors import RuleBroken, StaleRecord
from tracker.terms import ProsecutionLimit
from ui.dialogs.prosecution_limit_dialog import ProsecutionLimitDialog

SUMMARY, DOMESTIC = ProsecutionLimit.SUMMARY_ONLY, ProsecutionLimit.DOMESTIC_ABUSE
OFFENCE = date(2026, 11, 2)
FILE = a_case_file()
ANSWERED = replace(FILE, prosecution=SUMMARY, offence_on=OFFENCE)


def form_about(qtbot: QtBot, file: object, submit: Submit) -> ProsecutionLimitDialog:
    form: ProsecutionLimitDialog = shown(qtbot, ProsecutionLimitDialog("o", file, TODAY, submit))
    return form


def test_the_limit_is_set_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, FILE, submit)
    assert "Nobody has said yet" in words(form)
    assert not form.shows_field("reason")
    press("Down")
    press("Tab")
    write("2 nov")
    press("Return")
    assert submit.requests == [SetProsecutionLimit("o", "case-0", FILE.version, SUMMARY, OFFENCE)]
    assert nameless(form) == []


def test_the_domestic_limit_says_that_both_must_be_sixteen(qtbot: QtBot) -> None:
    form = form_about(qtbot, FILE, Submit())
    said = {}
    for limit in (SUMMARY, DOMESTIC, ProsecutionLimit.NONE):
        form._limit.set_choice(limit)
        said[limit] = words(form)
    assert "both parties were 16 or over" in said[DOMESTIC]
    assert "Two years from the offence, and six months from the first statement" in said[DOMESTIC]
    assert "16 or over" not in said[SUMMARY]
    assert "no clock" in said[ProsecutionLimit.NONE]


@pytest.mark.parametrize(
    ("limit", "day", "field"), [(None, OFFENCE, "limit"), (SUMMARY, None, "offence_on"), (DOMESTIC, None, "offence_on")]
)
def test_a_limit_needs_the_day_of_the_offence(
    qtbot: QtBot, limit: ProsecutionLimit | None, day: date | None, field: str
) -> None:
    submit = Submit()
    form = form_about(qtbot, FILE, submit)
    form._limit.set_choice(limit)
    form._offence_on.set_day(day)
    form.submit()
    assert submit.requests == []
    assert form.problem_of(field)


def test_no_limit_needs_no_day(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, FILE, submit)
    form._limit.set_choice(ProsecutionLimit.NONE)
    form.submit()
    assert submit.requests == [SetProsecutionLimit("o", "case-0", FILE.version, ProsecutionLimit.NONE, None)]


def test_a_changed_answer_asks_why_beside_its_field(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, ANSWERED, submit)
    assert "Now: Summary only: six months, offence on Mon 2 Nov 2026." in words(form)
    assert form.shows_field("reason")
    form._limit.set_choice(DOMESTIC)
    form.submit()
    submit.fail(RuleBroken("reason_needed", field="reason"))
    assert form.problem_of("reason")
    form._reason.setPlainText(" both were sixteen ")
    form.submit()
    assert submit.requests[-1] == SetProsecutionLimit(
        "o", "case-0", FILE.version, DOMESTIC, OFFENCE, "both were sixteen"
    )  # fmt: skip


def test_what_was_typed_stays_when_the_case_is_read_again(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, FILE, submit)
    form._limit.set_choice(DOMESTIC)
    form._offence_on.set_day(OFFENCE)
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 902 Ade", when=None))
    assert reload_of(form).isVisible()
    form.take(replace(ANSWERED, version=7))
    assert not reload_of(form).isVisible()
    form.submit()
    assert (submit.requests[-1].version, submit.requests[-1].limit) == (7, DOMESTIC)
