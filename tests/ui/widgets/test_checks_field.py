"""Several boxes under one label: chosen by key, offered in part, each with a name of its own."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.held import hold
from ui.widgets.checks_field import ChecksField


@pytest.fixture
def field(qtbot: QtBot) -> ChecksField:
    """Three boxes, shown."""
    made = ChecksField([("a", "First", "What the first means"), ("b", "Second", "And the second"), ("c", "Third", "")])
    hold(qtbot, made)
    made.show()
    return made


def test_what_is_ticked_is_chosen(field: ChecksField) -> None:
    field.box("a").setChecked(True)
    field.box("c").setChecked(True)
    assert field.chosen() == {"a", "c"}


def test_what_is_not_offered_is_not_chosen(field: ChecksField) -> None:
    field.box("a").setChecked(True)
    field.offer(["b", "c"])
    assert field.chosen() == frozenset()
    assert not field.box("a").isVisible()
    assert field.focusProxy() is field.box("b")
    field.offer([])
    assert field.focusProxy() is field.box("b")
    field.offer(["a"])
    assert field.chosen() == {"a"}


def test_each_box_is_named_and_told_what_it_means(field: ChecksField) -> None:
    field.name_boxes("Conditions")
    assert field.box("b").accessibleName() == "Conditions: Second"
    assert field.box("b").accessibleDescription() == "And the second"
    assert field.stops() == [field.box(choice) for choice in "abc"]
    assert "What the first means" in [label.text() for label in field.findChildren(QLabel)]
