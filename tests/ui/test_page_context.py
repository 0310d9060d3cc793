"""What all pages share: states, footer, drawer, commands, refresh when stale."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.ui.a_page import APage, AQuestion, a_context, a_tracker
from tests.ui.tables.a_table import ROWS
from tracker.changes import Changes
from tracker.errors import StorageProblem


@pytest.fixture
def tracker() -> FakeTracker:
    """A tracker with three rows."""
    return a_tracker()


@pytest.fixture
def page(qtbot: QtBot, tracker: FakeTracker) -> Iterator[APage]:
    """A page that is not shown yet."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = APage(a_context(tracker, owner), owner)
    yield made
    owner.close()


def show(qtbot: QtBot, page: APage) -> None:
    page.window().show()
    page.window().activateWindow()
    page.show()


def words(page: APage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_nothing_is_asked_before_the_page_is_shown(page: APage, tracker: FakeTracker) -> None:
    assert page.refreshed == 0
    tracker.commit(Changes.of(case=["c"]))
    assert page.refreshed == 0


def test_it_asks_when_it_is_first_shown(qtbot: QtBot, page: APage) -> None:
    with qtbot.waitSignal(page.counted) as told:
        show(qtbot, page)
    assert told.args == [3]
    assert page.refreshed == 1
    assert words(page, "page_title") == "A page"
    assert words(page, "page_sub_line") == "What stands here"
    assert words(page, "page_footer") == "3 of 4: 1 closed"
    assert page.view.isVisible()


def test_changes_refresh_a_page_that_is_shown(qtbot: QtBot, page: APage, tracker: FakeTracker) -> None:
    show(qtbot, page)
    tracker.commit(Changes.of(case=["c"]))
    assert page.refreshed == 2
    tracker.commit(Changes.of(report=["r"]))
    assert page.refreshed == 2


def test_changes_make_a_hidden_page_refresh_when_it_is_shown_again(
    qtbot: QtBot, page: APage, tracker: FakeTracker
) -> None:
    show(qtbot, page)
    page.hide()
    tracker.commit(Changes.of(case=["c"]))
    tracker.commit(Changes.of(case=["d"]))
    assert page.refreshed == 1
    page.show()
    assert page.refreshed == 2
    page.hide()
    page.show()
    assert page.refreshed == 2


def test_nothing_to_show_is_said(qtbot: QtBot, page: APage, tracker: FakeTracker) -> None:
    tracker.answers[AQuestion] = ()
    show(qtbot, page)
    assert words(page, "plain_heading") == "Nothing here"
    assert words(page, "plain_words") == "There is nothing to do."
    assert words(page, "page_footer") == "Not shown: 1 closed"
    assert not page.view.isVisible()


def test_a_problem_is_said_and_can_be_tried_again(qtbot: QtBot, page: APage, tracker: FakeTracker) -> None:
    tracker.answers[AQuestion] = StorageProblem("locked", place="p")
    show(qtbot, page)
    assert words(page, "plain_heading") == "This page cannot be shown"
    assert words(page, "plain_words") != ""
    tracker.answers[AQuestion] = ROWS
    again = next(button for button in page.findChildren(QPushButton) if button.text() == "&Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert page.view.isVisible()
    assert not again.isVisible()


def test_it_says_that_it_is_reading_only_while_it_has_nothing(
    qtbot: QtBot, page: APage, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Any] = []
    monkeypatch.setattr(page.context.background, "ask", lambda _question, answer, _problem=None: waiting.append(answer))
    show(qtbot, page)
    assert words(page, "plain_heading") == "Reading..."
    waiting[0](ROWS)
    page.mark_stale()
    assert page.view.isVisible()


def test_commands_are_connected_while_the_page_is_shown(qtbot: QtBot, page: APage) -> None:
    commands = page.context.commands
    show(qtbot, page)
    assert commands.action("open_case").isEnabled()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    qtbot.keyClick(page.view, Qt.Key.Key_O)
    assert page.opened == [ROWS[0]]
    commands.action("refresh").trigger()
    assert page.refreshed == 2
    page.hide()
    assert not commands.action("open_case").isEnabled()
    assert not commands.action("refresh").isEnabled()


def test_focus_goes_into_the_content_when_it_has_come(qtbot: QtBot, page: APage) -> None:
    page.focus_content()
    show(qtbot, page)
    qtbot.waitUntil(page.view.hasFocus)


def test_a_drawer_stands_beside_the_list_and_gives_the_focus_back(qtbot: QtBot, page: APage) -> None:
    page.resize(1000, 600)
    show(qtbot, page)
    first, second = QLineEdit(), QLineEdit()
    page.open_drawer(first)
    qtbot.waitUntil(first.hasFocus)
    assert page.view.isVisible()
    assert page.drawer() is first
    assert first.mapTo(page, first.rect().topLeft()).x() > page.view.mapTo(page, page.view.rect().topRight()).x()
    page.open_drawer(second)
    assert page.drawer() is second
    page.close_drawer()
    assert page.drawer() is None
    qtbot.waitUntil(page.view.hasFocus)
    page.close_drawer()


def test_the_heading_of_a_record_replaces_the_title(qtbot: QtBot, page: APage) -> None:
    show(qtbot, page)
    page.set_heading("44NI/00305/26", "")
    assert words(page, "page_title") == "44NI/00305/26"
    assert words(page, "page_sub_line") == ""
