"""Blocks turn with the width they have, and are the same blocks afterwards."""

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.bail_rows import a_bail_row
from tests.gallery.pictures import settle
from ui.blocks import Block, Line
from ui.widgets.bail_account import BailAccount
from ui.widgets.blocks_view import BlocksView
from ui.widgets.turning_row import TurningRow


def an_account() -> BailAccount:
    account = BailAccount(with_events=True)
    account.show_row(a_bail_row())
    return account


def a_view() -> BlocksView:
    view = BlocksView("Device")
    view.show_blocks("Device 1", [Block(name, (Line("What", name),)) for name in ("Stages", "Estimates")])
    return view


@pytest.mark.parametrize("make", [an_account, a_view])
def test_blocks_are_not_made_anew_while_they_are_resized(qtbot: QtBot, make: type[QScrollArea]) -> None:
    view = make()
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    inside = view.widget()
    high = inside.sizeHint().height()
    texts = [label.text() for label in view.findChildren(QLabel)]
    view.resize(1400, 600)
    settle()
    assert view.widget() is inside
    assert inside.layout().sizeHint().height() < high
    view.resize(400, 600)
    assert [label.text() for label in view.findChildren(QLabel)] == texts


def test_nothing_chosen_can_be_turned_too(qtbot: QtBot) -> None:
    account = an_account()
    qtbot.addWidget(account)
    account.resize(400, 300)
    account.show()
    account.show_row(None)
    account.resize(1400, 300)
    assert "Choose a suspect to see how the bail stands." in account.lines()


def test_a_row_stands_under_or_beside(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    row = TurningRow(upright=True)
    whole.setLayout(row)
    assert row.direction() == row.Direction.TopToBottom
    row.turn(upright=False)
    assert (row.direction(), row.spacing()) == (row.Direction.LeftToRight, 24)
