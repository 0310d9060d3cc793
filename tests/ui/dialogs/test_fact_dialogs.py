"""Forms that put right what is known: by keyboard, with what is asked only where it is needed."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.case_facts_rows import FACTS
from tests.rows_to_show import TODAY
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tracker.actions.add_child import AddChild
from tracker.actions.add_device import AddDevice
from tracker.actions.add_suspect import AddSuspect
from tracker.actions.edit_case import EditCase
from tracker.actions.edit_child import EditChild
from tracker.actions.edit_suspect import EditSuspect
from tracker.actions.grade_risk import GradeRisk
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect, OpenCase
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Nation, RiskGrade, Sex, YesNo
from ui.dialogs.add_device_dialog import AddDeviceDialog
from ui.dialogs.child_dialog import ChildDialog
from ui.dialogs.edit_case_dialog import EditCaseDialog
from ui.dialogs.grade_risk_dialog import GradeRiskDialog
from ui.dialogs.new_case_dialog import NewCaseDialog
from ui.dialogs.suspect_dialog import SuspectDialog

CHILD, SUSPECT = FACTS.children[0], FACTS.suspects[0]


def test_a_child_is_added_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ChildDialog("o", "case-0", None, FACTS.ethnicities, submit))
    write("CD")
    press("Tab", "Tab")
    write("4")
    press("Return")
    assert submit.requests == [AddChild("o", "case-0", NewChild("CD", "", 4))]
    assert nameless(form) == []


def test_a_child_is_shown_as_known_and_put_right(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ChildDialog("o", "case-0", CHILD, FACTS.ethnicities, submit))
    form._age_at_offence.setText("7")
    form._ethnicity.set_choice("A3")
    form.submit()
    known = NewChild("AB", "7001", 8, 7, Sex.FEMALE, "A3", YesNo.NO, True)
    assert submit.requests == [EditChild("o", "case-0", "child-1", 2, known)]
    form.take(replace(CHILD, version=9))
    submit.fail(RuleBroken("label_in_use", field="label", label="AB"))
    assert form.problem_of("label") == "Another in this case is called AB."


def test_an_ethnicity_of_another_list_is_kept(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ChildDialog("o", "case-0", replace(CHILD, ethnicity="X7"), FACTS.ethnicities, submit))
    form.submit()
    assert submit.requests[0].child.ethnicity == "X7"


@pytest.mark.parametrize(("label", "age", "field"), [("", "", "label"), ("CD", "about 4", "age_at_report")])
def test_a_child_has_a_label_and_whole_years(qtbot: QtBot, label: str, age: str, field: str) -> None:
    submit = Submit()
    form = shown(qtbot, ChildDialog("o", "case-0", None, FACTS.ethnicities, submit))
    form._label.setText(label)
    form._age_at_report.setText(age)
    form.submit()
    assert submit.requests == []
    assert form.problem_of(field)


def test_a_suspect_is_added_and_put_right(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, SuspectDialog("o", "case-0", None, submit))
    write("S2")
    press("Return")
    form = shown(qtbot, SuspectDialog("o", "case-0", SUSPECT, submit))
    form._access.set_choice(YesNo.NO)
    form.submit()
    assert submit.requests == [
        AddSuspect("o", "case-0", NewSuspect("S2")),
        EditSuspect("o", "case-0", "suspect-1", 3, NewSuspect("S1", "7001234", YesNo.NO)),
    ]
    assert nameless(form) == []


def test_a_device_is_added(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AddDeviceDialog("o", "case-0", submit))
    press("Return")
    assert form.problem_of("exhibit")
    write("EX2")
    press("Return")
    assert form.problem_of("kind")
    write("tablet")
    press("Return")
    assert submit.requests == [AddDevice("o", "case-0", NewDevice("EX2", "tablet", "suspect"))]
    assert nameless(form) == []


def test_a_rising_risk_asks_what_is_done_about_it(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, GradeRiskDialog("o", FACTS, TODAY, submit))
    assert "Now: Medium." in words(form)
    assert not form.shows_field("steps")
    form._risk.set_choice(RiskGrade.HIGH)
    assert form.shows_field("steps")
    assert form.shows_field("steps_by")
    form._because.setPlainText("A new disclosure")
    form._steps.setPlainText("See the child")
    form._steps_by.set_day(date(2026, 11, 23))
    form.submit()
    form._risk.set_choice(RiskGrade.LOW)
    assert not form.shows_field("steps")
    submit.fail(RuleBroken("steps_needed", field="steps"))
    form.submit()
    assert submit.requests == [
        GradeRisk("o", "case-0", 4, RiskGrade.HIGH, "A new disclosure", "See the child", date(2026, 11, 23)),
        GradeRisk("o", "case-0", 4, RiskGrade.LOW, "A new disclosure"),
    ]
    assert nameless(form) == []


def test_a_grade_and_a_reason_are_needed(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, GradeRiskDialog("o", FACTS, TODAY, submit))
    form.submit()
    assert form.problem_of("risk")
    form._risk.set_choice(RiskGrade.LOW)
    form.submit()
    assert form.problem_of("because")
    form.take(FACTS)
    assert submit.requests == []


@pytest.mark.parametrize("leads", [True, False])
def test_a_case_is_put_right(qtbot: QtBot, leads: bool) -> None:
    submit = Submit()
    form = shown(qtbot, EditCaseDialog("o", FACTS, submit, leads=leads))
    assert form.shows_field("restricted") is leads
    form._kind.set_choice(CaseKind.NEGLECT)
    form.take(replace(FACTS, version=8))
    form.submit()
    assert submit.requests == [EditCase("o", "case-0", 8, CaseKind.NEGLECT, "Larkspur", "officer-2", False)]
    assert nameless(form) == []


def test_a_new_case_is_entered_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, NewCaseDialog("o", "team-1", TODAY, submit))
    write("44NI/09001/26")
    press("Tab", "Down", "Tab", "Tab", "Tab", "Tab", "Tab")
    write("AB")
    press("Tab")
    write("9")
    press("Tab")
    write("S1")
    press("Return")
    assert submit.requests == [
        OpenCase(
            "o", "44NI/09001/26", CaseKind.RECENT_SEXUAL_ABUSE, Nation.ENGLAND, TODAY, team_id="team-1",
            children=(NewChild("AB", age_at_report=9),), suspects=(NewSuspect("S1"),),
        )
    ]  # fmt: skip
    assert nameless(form) == []


@pytest.mark.parametrize("missing", ["reference", "kind", "reported_on", "child", "age_at_report"])
def test_a_new_case_says_what_it_lacks(qtbot: QtBot, missing: str) -> None:
    submit = Submit()
    form = shown(qtbot, NewCaseDialog("o", None, TODAY, submit))
    form._reference.setText("" if missing == "reference" else "44NI/1/26")
    form._kind.set_choice(None if missing == "kind" else CaseKind.NEGLECT)
    form._reported_on.set_day(None if missing == "reported_on" else TODAY)
    form._child.setText("" if missing == "child" else "AB")
    form._age.setText("nine" if missing == "age_at_report" else "")
    form.submit()
    assert submit.requests == []
    assert form.problem_of(missing)
