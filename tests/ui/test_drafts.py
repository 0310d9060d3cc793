"""Drafts: kept when a field is left or some letters were typed, brought back, given up with the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.case_facts_rows import FACTS
from tests.fakes import A_FRIDAY, FakeTracker, InlineBackground
from tests.rows_to_show import TODAY, a_unit
from tests.ui.dialogs.a_submit import Submit
from tests.ui.keyboard import press, write
from tracker.actions.drop_draft import DropDraft
from tracker.actions.keep_draft import KeepDraft
from tracker.errors import StorageProblem
from tracker.rows.drafts import DraftQuestion, DraftRow
from tracker.terms import RiskGrade
from ui.dialogs.child_dialog import ChildDialog
from ui.dialogs.form_draft import LETTERS, FormDraft
from ui.dialogs.grade_risk_dialog import GradeRiskDialog
from ui.drafts import Drafts, NoDrafts
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_texts import lines_of, put_text, text_of
from ui.widgets.grouped_choice import GroupedChoice
from ui.widgets.time_field import TimeField


class Kept:
    """Keeps drafts by heart."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = values
        self.calls: list[Any] = []
        self.take: Any = None

    def restore(self, form: str, take: Any) -> None:
        """Hand over what was given at the start."""
        self.calls.append(("restore", form))
        self.take = take
        if self.values is not None:
            take(DraftRow(form, self.values, A_FRIDAY))

    def keep(self, form: str, values: Mapping[str, str]) -> None:
        """Note what was kept."""
        self.calls.append(("keep", dict(values)))

    def drop(self, form: str) -> None:
        """Note that it was given up."""
        self.calls.append(("drop", form))


def a_form(qtbot: QtBot, kept: Kept, submit: Submit | None = None) -> GradeRiskDialog:
    form = GradeRiskDialog("o", FACTS, TODAY, submit or Submit())
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    form.setFocus()
    qtbot.waitUntil(form.isActiveWindow)
    FormDraft(form, kept)
    return form


def test_what_is_typed_is_kept_when_its_field_is_left(qtbot: QtBot) -> None:
    kept = Kept()
    form = a_form(qtbot, kept)
    form._because.setFocus()
    write("More")
    assert kept.calls == [("restore", "GradeRiskDialog  case-0")]
    press("Tab")
    assert kept.calls[1:] == [("keep", {"because": "More"})]
    press("Tab")
    assert len(kept.calls) == 2


def test_a_long_text_is_kept_while_it_is_typed(qtbot: QtBot) -> None:
    kept = Kept()
    form = a_form(qtbot, kept)
    form._because.setFocus()
    write("x" * (LETTERS + 3))
    assert kept.calls[1:] == [("keep", {"because": "x" * LETTERS})]


def test_a_choice_is_kept_at_once(qtbot: QtBot) -> None:
    kept = Kept()
    form = a_form(qtbot, kept)
    form._risk.set_choice(RiskGrade.HIGH)
    assert kept.calls[1:] == [("keep", {"risk": "High"})]


def test_what_was_left_behind_comes_back_and_is_said(qtbot: QtBot) -> None:
    kept = Kept({"risk": "High", "because": "More is known", "steps_by": "Mon 23 Nov 2026", "gone": "x"})
    form = a_form(qtbot, kept)
    assert form._risk.choice() is RiskGrade.HIGH
    assert form._because.toPlainText() == "More is known"
    assert form._steps_by.day() == date(2026, 11, 23)
    assert any(
        "What you typed on Fri 20 Nov 2026 09:41 is back" in label.text()
        for label in form.findChildren(QWidget)
        if hasattr(label, "text")
    )
    form.cancel()
    assert kept.calls[-1] == ("drop", "GradeRiskDialog  case-0")


def test_who_has_begun_anew_is_not_overwritten(qtbot: QtBot) -> None:
    kept = Kept()
    form = a_form(qtbot, kept)
    form._because.setPlainText("Now")
    kept.take(DraftRow("", {"because": "Then"}, A_FRIDAY))
    assert form._because.toPlainText() == "Now"


def test_sending_gives_the_draft_up_and_a_form_without_one_says_nothing(qtbot: QtBot) -> None:
    submit, kept = Submit(), Kept()
    form = a_form(qtbot, kept, submit)
    form._risk.set_choice(RiskGrade.LOW)
    form._because.setPlainText("Less")
    form.submit()
    submit.succeed()
    assert kept.calls[-1][0] == "drop"
    silent = Kept()
    a_form(qtbot, silent).cancel()
    assert [call[0] for call in silent.calls] == ["restore"]


def test_a_new_record_is_kept_under_its_case(qtbot: QtBot) -> None:
    form = ChildDialog("o", "case-7", None, (), Submit())
    qtbot.addWidget(form)
    assert form.draft_key() == "ChildDialog case-7 "


def test_drafts_are_kept_with_the_records_and_trouble_with_them_disturbs_nobody() -> None:
    tracker = a_unit()
    drafts = Drafts(InlineBackground(tracker), "officer-902")
    taken: list[DraftRow] = []
    tracker.answers[DraftQuestion] = None
    drafts.restore("form", taken.append)
    tracker.answers[DraftQuestion] = DraftRow("form", {"a": "b"}, A_FRIDAY)
    drafts.restore("form", taken.append)
    drafts.keep("form", {"a": "c"})
    drafts.drop("form")
    assert [row.values for row in taken] == [{"a": "b"}]
    assert tracker.done == [KeepDraft("officer-902", "form", {"a": "c"}), DropDraft("officer-902", "form")]
    failing = FakeTracker({DraftQuestion: StorageProblem("locked"), KeepDraft: StorageProblem("disk_full")})
    background = InlineBackground(failing)
    Drafts(background, "o").restore("form", taken.append)
    Drafts(background, "o").keep("form", {})
    assert background.problems == []
    none = NoDrafts()
    none.restore("form", taken.append)
    none.keep("form", {})
    none.drop("form")
    assert len(taken) == 1


FIELDS = {
    "line": (QLineEdit, "words"),
    "text": (QPlainTextEdit, "some\nlines"),
    "day": (lambda: DateField(TODAY), "Fri 20 Nov 2026"),
    "no day": (lambda: DateField(TODAY), "soon"),
    "time": (TimeField, "14:30"),
    "box": (QCheckBox, "yes"),
    "choice": (lambda: ChoiceField(RiskGrade), "High"),
    "checks": (lambda: ChecksField([("a", "One", ""), ("b", "Two", "")]), "Two"),
    "grouped": (lambda: GroupedChoice([("Some", ["alpha", "beta"])], str), "bet"),
    "other": (QPushButton, ""),
}


@pytest.mark.parametrize("name", FIELDS)
def test_every_kind_of_field_gives_and_takes_its_text(qtbot: QtBot, name: str) -> None:
    make, text = FIELDS[name]
    field = make()
    qtbot.addWidget(field)
    put_text(field, text)
    assert text_of(field) == text
    assert all(isinstance(line, QWidget) for line in lines_of(field))


def test_yesterday_stays_the_day_it_was(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    put_text(field, "yesterday")
    assert text_of(field) == "Thu 19 Nov 2026"
    assert field.day() == date(2026, 11, 19)


def test_a_choice_that_is_not_offered_chooses_nothing(qtbot: QtBot) -> None:
    field = QComboBox()
    qtbot.addWidget(field)
    field.addItem("One")
    put_text(field, "Two")
    assert text_of(field) == ""
