"""One of many choices is found by typing part of it, and marked by the arrow keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, press, write
from ui.widgets.grouped_choice import GroupedChoice

GROUPS = [("Fruit", ["apple", "pear", "Ŵyn berry"]), ("Trees", ["pear tree", "oak"])]


@pytest.fixture
def field(qtbot: QtBot) -> GroupedChoice:
    """A field with the focus in its line."""
    made = GroupedChoice(GROUPS, str, lambda word: "hard wood" if word == "oak" else "")
    hold(qtbot, made)
    made.name("What")
    made.line.setAccessibleName("What")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_nothing_is_chosen_at_first(field: GroupedChoice) -> None:
    assert field.choice() is None
    assert field.shown() == ["Fruit", "apple", "pear", "Ŵyn berry", "Trees", "pear tree", "oak"]
    assert nameless(field) == []


def test_typing_narrows_and_marks_the_first(field: GroupedChoice) -> None:
    write("pear")
    assert field.shown() == ["Fruit", "pear", "Trees", "pear tree"]
    assert field.choice() == "pear"
    write(" tr")
    assert (field.shown(), field.choice()) == (["Trees", "pear tree"], "pear tree")
    assert field.line.accessibleDescription() == "Chosen: pear tree"
    press("Ctrl+A")
    write("wyn")
    assert field.choice() == "Ŵyn berry"
    press("Ctrl+A")
    write("wood")
    assert field.choice() == "oak"


def test_what_fits_nothing_chooses_nothing_and_an_empty_line_shows_all(field: GroupedChoice) -> None:
    write("zzz")
    assert (field.shown(), field.choice(), field.line.accessibleDescription()) == ([], None, "")
    field.line.clear()
    assert len(field.shown()) == 7
    assert field.choice() is None


def test_what_is_marked_stays_marked_while_it_fits(field: GroupedChoice) -> None:
    field.set_choice("pear tree")
    write("pear")
    assert field.choice() == "pear tree"
    field.line.clear()
    assert field.choice() == "pear tree"


def test_the_arrow_keys_move_from_the_line_and_pass_over_headings(qtbot: QtBot, field: GroupedChoice) -> None:
    heard: list[object] = []
    field.chosen.connect(heard.append)
    press("Down", "Down", "Down", "Down")
    assert field.choice() == "pear tree"
    press("Up")
    assert field.choice() == "Ŵyn berry"
    assert focused() is field.line
    assert heard == ["apple", "pear", "Ŵyn berry", "pear tree", "Ŵyn berry"]
    qtbot.keyClick(field.line, Qt.Key.Key_Left)
    assert field.choice() == "Ŵyn berry"


def test_a_click_marks_and_leaves_the_focus_in_the_line(qtbot: QtBot, field: GroupedChoice) -> None:
    for name, chosen in (("pear", "pear"), ("Trees", "pear")):
        item = field.list.findItems(name, Qt.MatchFlag.MatchExactly)[0]
        place = field.list.visualItemRect(item).center()
        qtbot.mouseClick(field.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (field.choice(), focused()) == (chosen, field.line)
