"""The forms of arrest and bail: each asks only what its kind needs, and builds exactly the request of its action."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.bail_rows import a_bail_row, a_next, under_investigation
from tests.rows_to_show import TODAY, a_case_file
from tests.ui.accessible import without_a_name
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, press
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.errors import RuleBroken
from tracker.rows.bail_register import BailRow
from tracker.rows.case_file import SubjectRow
from tracker.terms import (
    BailCondition,
    BailEventKind,
    BailRegime,
    InvestigatingBody,
    Representations,
    SubjectKind,
)
from ui.dialogs.record_arrest_dialog import RecordArrestDialog
from ui.dialogs.record_bail_event_dialog import OPTIONAL, RecordBailEventDialog
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField

FILE = a_case_file()
ASKED = {
    BailEventKind.EXTENDED: {
        "authority", "acting", "authorised_by", "conditions", "informed_on", "representations", "told_on",
    },
    BailEventKind.COURT_EXTENDED: {"months", "authorised_by", "conditions", "representations"},
    BailEventKind.COURT_ADDED: {"months", "authorised_by", "conditions", "representations"},
    BailEventKind.COURT_REFUSED: {"authorised_by"},
    BailEventKind.RETURN_DATE_SET: {"until"},
    BailEventKind.ALIGNED: {"until"},
}  # fmt: skip


def shown(qtbot: QtBot, form: Any) -> Any:
    """Show a form as its drawer would, with the focus in its first field."""
    hold(qtbot, form)
    form.resize(376, 640)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.setFocus()
    return form


def an_event_form(qtbot: QtBot, submit: Submit | None = None, row: BailRow | None = None) -> RecordBailEventDialog:
    row = row or a_bail_row(may_be_recorded=tuple(BailEventKind))
    made: RecordBailEventDialog = shown(qtbot, RecordBailEventDialog("officer-1", row, TODAY, submit or Submit()))
    return made


def words(form: RecordForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def enter(form: RecordForm, **entered: Any) -> None:
    """Fill fields in by name: a text is typed, a choice chosen, a box ticked."""
    for name, value in entered.items():
        field = form.field(name)
        if isinstance(field, QLineEdit):
            field.setText(value)
            field.textEdited.emit(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QCheckBox):
            field.setChecked(value)
        else:
            assert isinstance(field, ChoiceField)
            field.set_choice(value)


def tick(form: RecordBailEventDialog, *conditions: BailCondition) -> None:
    for condition in conditions:
        form._conditions.box(condition).setChecked(True)


@pytest.mark.parametrize("kind", list(BailEventKind))
def test_only_what_a_kind_needs_is_asked(qtbot: QtBot, kind: BailEventKind) -> None:
    form = an_event_form(qtbot)
    enter(form, kind=kind)
    assert {name for name in OPTIONAL if form.shows_field(name)} == ASKED.get(kind, set())
    assert without_a_name(form) == []
    assert nameless(form) == []


def test_what_comes_next_is_offered_first_with_what_it_would_give(qtbot: QtBot) -> None:
    form = an_event_form(qtbot)
    assert form._kind.choice() is BailEventKind.EXTENDED
    said = words(form)
    assert "44NI/00305/26 · S1: on bail, 4 days left\nEnds: Tue 24 Nov 2026" in said
    assert "First extension of bail, to 6 months: inspector or above\nBy Tue 24 Nov 2026" in said
    assert "Then it ends Wed 24 Feb 2027" in said
    enter(form, kind=BailEventKind.COURT_EXTENDED)
    assert "This is not what comes next for this suspect; the law may refuse it." in words(form)
    enter(form, kind=BailEventKind.RETURN_DATE_SET)
    assert "Not after Tue 24 Nov 2026." in words(form)


def test_an_extension_is_built_with_all_that_must_be_recorded(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    enter(
        form, on="18/11/26", authority="inspector", acting=True, authorised_by=" DI 77 Lewis ", informed_on="16/11/26",
        representations=Representations.NONE_MADE, told_on="19/11/26", note="grounds in the log",
    )  # fmt: skip
    tick(form, *BailCondition)
    form.submit()
    assert submit.requests == [
        RecordBailEvent(
            by="officer-1", case_id="case-0", arrest_id="arrest-0", version=3, kind=BailEventKind.EXTENDED,
            on=date(2026, 11, 18), authority="inspector", acting=True, authorised_by="DI 77 Lewis",
            conditions=frozenset(BailCondition), informed_on=date(2026, 11, 16),
            representations=Representations.NONE_MADE, told_on=date(2026, 11, 19), note="grounds in the log",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("authority", "Choose the rank."),
        ("authorised_by", "Say who decided."),
        ("representations", "Choose whether representations were made."),
        ("on", "Enter the day it happened."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, missing: str, sentence: str) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    entered = {"authority": "inspector", "authorised_by": "DI 77", "representations": Representations.NONE_MADE}
    enter(form, **{name: value for name, value in entered.items() if name != missing})
    if missing == "on":
        enter(form, on="")
    form.submit()
    assert form.problem_of(missing) == sentence
    assert focused() is form.field(missing)
    assert submit.requests == []


def test_a_kind_must_be_chosen(qtbot: QtBot) -> None:
    form = an_event_form(qtbot, row=a_bail_row(following=()))
    form.submit()
    assert form.problem_of("kind") == "Choose what happened."


def test_a_text_that_is_no_day_is_not_taken_for_none(qtbot: QtBot) -> None:
    form = an_event_form(qtbot)
    enter(
        form, authority="inspector", authorised_by="DI 77", representations=Representations.CONSIDERED, told_on="soon"
    )
    form.submit()
    assert form.problem_of("told_on") == "This is not a day. Leave it empty where it is not known."


def test_a_court_extends_on_three_conditions_and_for_its_own_months(qtbot: QtBot) -> None:
    submit = Submit()
    step = a_next(records=BailEventKind.COURT_EXTENDED, authority="court", rank="magistrates' court")
    form = an_event_form(qtbot, submit, a_bail_row(following=(step,), may_be_recorded=tuple(BailEventKind)))
    assert form._months.choices() == [12, 18, 24]
    assert form._months.currentText() == "Choose..."
    assert not form._conditions.box(BailCondition.A_GROUNDS).isVisible()
    tick(form, *BailCondition)
    enter(form, authorised_by="Northtown magistrates' court", representations=Representations.CONSIDERED)
    form.submit()
    assert form.problem_of("months") == "Choose for how long."
    form._months.set_choice(18)
    assert form._months.currentText() == "To the end of 18 months"
    form.submit()
    (built,) = submit.requests
    assert (built.authority, built.months, built.acting) == ("court", 18, False)
    assert built.conditions == frozenset(BailCondition) - {BailCondition.A_GROUNDS}


def test_a_later_extension_of_the_court_adds_months(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    enter(form, kind=BailEventKind.COURT_ADDED, authorised_by="the court", representations=Representations.NONE_MADE)
    assert form._months.choices() == [3, 6]
    form._months.set_choice(6)
    assert form._months.currentText() == "6 months more"
    form.submit()
    assert submit.requests[0].months == 6


def test_the_months_of_a_court_follow_the_law_of_the_arrest(qtbot: QtBot) -> None:
    form = an_event_form(qtbot, row=a_bail_row(regime=BailRegime.FROM_2017, may_be_recorded=tuple(BailEventKind)))
    enter(form, kind=BailEventKind.COURT_EXTENDED)
    assert form._months.choices() == [6, 9, 12]


def test_another_body_extends_by_its_senior_officer(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit, a_bail_row(body=InvestigatingBody.NCA))
    assert form._authority.currentText() == "Senior officer of that body"
    enter(form, authorised_by="G1 12", representations=Representations.NONE_MADE)
    form.submit()
    assert submit.requests[0].authority == "senior_officer"


def test_a_new_return_date(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    enter(form, kind=BailEventKind.RETURN_DATE_SET)
    form.submit()
    assert form.problem_of("until") == "Enter the new return date."
    enter(form, until="23/11/26")
    form.submit()
    (built,) = submit.requests
    assert (built.kind, built.until) == (BailEventKind.RETURN_DATE_SET, date(2026, 11, 23))
    assert (built.authority, built.conditions) == ("", frozenset())


def test_what_was_entered_for_one_kind_does_not_go_with_another(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    enter(form, authority="superintendent", acting=True, authorised_by="Supt 4", informed_on="yesterday")
    tick(form, *BailCondition)
    enter(form, kind=BailEventKind.CPS_REQUESTED)
    assert "for at least 7 days" in words(form)
    form.submit()
    assert submit.requests == [
        RecordBailEvent("officer-1", "case-0", "arrest-0", 3, BailEventKind.CPS_REQUESTED, TODAY)
    ]


def test_a_refused_extension_says_why_beside_the_rank_and_keeps_the_rest(qtbot: QtBot) -> None:
    submit = Submit()
    form = an_event_form(qtbot, submit)
    enter(form, authority="inspector", authorised_by="DI 77", representations=Representations.CONSIDERED)
    tick(form, *BailCondition)
    form.submit()
    submit.fail(RuleBroken("conditions_needed", field="conditions", missing="C"))
    assert form.problem_of("conditions")
    assert focused() is form._conditions.box(BailCondition.A_GROUNDS)
    form.submit()
    submit.fail(RuleBroken("bail_event_before_later", field="until", kind=BailEventKind.EXTENDED, on=TODAY))
    assert form.problem_of().startswith("This does not go with what is on record after it")
    form.submit()
    assert len(submit.requests) == 3
    assert submit.requests[0] == submit.requests[2]


def test_each_condition_has_its_words_and_a_name_of_its_own(qtbot: QtBot) -> None:
    form = an_event_form(qtbot)
    boxes = [form._conditions.box(condition) for condition in BailCondition]
    assert [box.accessibleName() for box in boxes] == [
        f"Conditions recorded as met: Condition {letter}" for letter in "ABCD"
    ]
    assert boxes[2].accessibleDescription() == (
        "That decision or investigation is being made diligently and expeditiously"
    )
    form._conditions.setFocus()
    for box in boxes:
        assert focused() is box
        press("Space", "Tab")
    assert focused() is form.field("informed_on")
    assert form._conditions.chosen() == frozenset(BailCondition)


def test_nothing_is_wider_than_the_drawer(qtbot: QtBot) -> None:
    form = an_event_form(qtbot)
    for kind in BailEventKind:
        enter(form, kind=kind)
        assert form._inside.minimumSizeHint().width() <= form._scroll.viewport().width(), kind


def test_an_arrest_needs_a_suspect_a_day_and_what_happened(qtbot: QtBot) -> None:
    submit = Submit()
    two = (*FILE.subjects, SubjectRow("suspect-2", SubjectKind.SUSPECT, "S2", ""))
    form = shown(qtbot, RecordArrestDialog("officer-1", replace(FILE, subjects=two), TODAY, submit))
    form.submit()
    assert form.problem_of("suspect_id") == "Choose the suspect."
    enter(form, suspect_id="suspect-2", on="never")
    form.submit()
    assert form.problem_of("on") == "Enter the day of the arrest."
    enter(form, on="-2")
    form.submit()
    assert form.problem_of("released") == "Choose what happened on release."
    assert not form.shows_field("released_on")
    enter(
        form, released=BailEventKind.STREET_BAIL, released_on="yesterday", return_on="1/2/27", records_number=" 12/4 "
    )
    form._body.set_choice(InvestigatingBody.NCA)
    form.submit()
    assert submit.requests == [
        RecordArrest(
            "officer-1", "case-0", "suspect-2", date(2026, 11, 18), BailEventKind.STREET_BAIL, date(2026, 11, 19),
            date(2027, 2, 1), InvestigatingBody.NCA, "12/4",
        )
    ]  # fmt: skip
    assert nameless(form) == []


@pytest.mark.parametrize(
    ("released", "asked", "said"),
    [
        (BailEventKind.RELEASED_ON_BAIL, {"released_on", "return_on"}, ""),
        (BailEventKind.STREET_BAIL, {"released_on", "return_on"}, "share one period"),
        (BailEventKind.RELEASED_FOR_CHARGING, {"released_on"}, "does not begin until the prosecutor asks for more"),
        (BailEventKind.RELEASED_UNDER_INVESTIGATION, {"released_on"}, "reviews run from the release"),
        ("not_released", set(), ""),
    ],
)
def test_each_release_asks_what_it_needs(qtbot: QtBot, released: Any, asked: set[str], said: str) -> None:
    submit = Submit()
    form = shown(qtbot, RecordArrestDialog("officer-1", FILE, TODAY, submit))
    enter(form, released=released, released_on="today", return_on="27/11/26")
    assert {name for name in ("released_on", "return_on") if form.shows_field(name)} == asked
    assert said in words(form)
    form.submit()
    (built,) = submit.requests
    assert built.released is (released if isinstance(released, BailEventKind) else None)
    assert built.released_on == (TODAY if "released_on" in asked else None)
    assert built.return_on == (date(2026, 11, 27) if "return_on" in asked else None)


def test_reviews_are_not_recorded_as_bail(qtbot: QtBot) -> None:
    form = an_event_form(qtbot, row=under_investigation())
    assert form._kind.choice() is None
    combo = form.field("kind")
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(place) for place in range(combo.count())] == ["Choose...", "Charged", "No further action"]
