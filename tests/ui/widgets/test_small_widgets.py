"""Choices, officers, marks and problems."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tracker.rows.people import OfficerRow
from tracker.terms import Holder
from ui.theme import applied_theme
from ui.widgets.choice_field import ChoiceField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.mark_label import MarkLabel
from ui.widgets.officer_picker import OfficerPicker
from ui.widgets.problem_label import ProblemLabel

OFFICERS = (
    OfficerRow("o-1", "DC 3312 Patel", "t-1", "Team 1"),
    OfficerRow("o-2", "DC 2207 Hughes", "t-1", "Team 1"),
    OfficerRow("o-3", "DS 902 Ade", None, ""),
)


@pytest.fixture
def picker(qtbot: QtBot) -> OfficerPicker:
    """A picker of three officers."""
    made = OfficerPicker(OFFICERS)
    qtbot.addWidget(made)
    return made


def test_nothing_is_chosen_until_somebody_chooses(qtbot: QtBot) -> None:
    field = ChoiceField(Holder)
    qtbot.addWidget(field)
    assert field.choice() is None
    assert field.currentText() == "Choose..."


def test_choices_are_in_words_and_told(qtbot: QtBot) -> None:
    field = ChoiceField(Holder)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.chosen) as told:
        field.setCurrentText("Laboratory")
    assert told.args == [Holder.LABORATORY]
    field.set_choice(Holder.COURT)
    assert field.choice() is Holder.COURT
    field.set_choice(None)
    assert field.choice() is None


def test_a_choice_without_an_empty_one_is_always_made(qtbot: QtBot) -> None:
    field = ChoiceField([1, 2], words=lambda number: f"number {number}", empty=None)
    qtbot.addWidget(field)
    assert field.choice() == 1
    assert field.itemText(1) == "number 2"


@pytest.mark.parametrize(
    ("typed", "officer"), [("patel", "o-1"), ("2207", "o-2"), ("902", "o-3"), ("DC", None), ("x", None)]
)
def test_an_officer_is_found_by_any_part(qtbot: QtBot, picker: OfficerPicker, typed: str, officer: str | None) -> None:
    qtbot.keyClicks(picker.lineEdit(), typed)
    qtbot.keyClick(picker.lineEdit(), Qt.Key.Key_Return)
    assert picker.officer_id() == officer


def test_text_that_was_changed_after_the_choice_chooses_nobody(qtbot: QtBot, picker: OfficerPicker) -> None:
    picker.set_officer("o-1")
    assert picker.officer_id() == "o-1"
    picker.lineEdit().setText("DC 3312 Pat")
    assert picker.officer_id() is None


def test_new_officers_leave_the_choice(picker: OfficerPicker) -> None:
    picker.set_officer("o-2")
    picker.set_officers(OFFICERS[1:])
    assert picker.officer_id() == "o-2"
    picker.set_officers(OFFICERS[:1])
    assert picker.officer_id() is None


def test_the_team_is_said_with_the_officer(picker: OfficerPicker) -> None:
    assert [picker.itemText(place) for place in range(3)] == [
        "DC 3312 Patel · Team 1",
        "DC 2207 Hughes · Team 1",
        "DS 902 Ade",
    ]


def test_a_problem_takes_room_only_while_there_is_one(qtbot: QtBot) -> None:
    label = ProblemLabel()
    qtbot.addWidget(label)
    label.show_problem("A reason is needed.")
    assert not label.isHidden()
    assert label.text() == "A reason is needed."
    label.show_problem("")
    assert label.isHidden()


def test_a_long_line_gives_way_and_stands_in_the_tooltip(qtbot: QtBot) -> None:
    words = "Completed: ABE interview, 2 working days late, for 44NI/00305/26."
    label = ElidedLabel(words)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 80
    label.resize(100, 20)
    label.show()
    assert label.shown_words().endswith("…")
    assert label.toolTip() == words
    label.resize(label.sizeHint())
    assert label.shown_words() == words
    assert label.toolTip() == ""


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_mark_is_drawn_beside_the_first_line(qtbot: QtBot, wrapped: bool) -> None:
    label = MarkLabel("overdue", "2 overdue " * (20 if wrapped else 1))
    qtbot.addWidget(label)
    label.setWordWrap(wrapped)
    label.resize(200, 120)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.show()
    image = label.grab().toImage()
    wanted = applied_theme().state("overdue").rgb()
    marked = [y for y in range(image.height()) for x in range(12) if image.pixel(x, y) == wanted]
    assert marked
    assert max(marked) <= label.fontMetrics().height()
    assert label.state_key() == "overdue"
    assert QColor(image.pixel(13, 60)).rgb() != wanted
