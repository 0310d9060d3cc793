"""The frame: pages, way back, banners, counts, keys, and what it says before the records are open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.rows_to_show import a_unit, alert_rows
from tests.ui.a_page import AHiddenPage, AnotherPage, APage, AQuestion, a_context
from tests.ui.tables.a_table import ROWS
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.job_health import JobHealth, JobHealthQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.terms import AlertKind, AlertState
from ui.main_window.main_window import MainWindow
from ui.menu_commands import MenuCommands
from ui.page_context import PageContext
from ui.problems import Problems
from ui.window_state import remembered_theme


class Alerts(APage):
    """Stands in for the page of the alerts."""

    page_name = "alerts"
    title = "Alerts"


class Options(APage):
    """Stands in for the page that tells how everything stands."""

    page_name = "options"
    title = "Options"


PAGES = [APage, AnotherPage, Alerts, Options, AHiddenPage]


@pytest.fixture
def tracker() -> FakeTracker:
    """A made-up unit."""
    made = a_unit()
    made.answers[AQuestion] = ROWS
    return made


@pytest.fixture
def window(qtbot: QtBot, tracker: FakeTracker) -> Iterator[MainWindow]:
    """The window, open on five pages."""
    commands, problems = MenuCommands(), Problems()
    made = MainWindow(commands, problems)
    for service in (commands, problems):
        service.setParent(made)
    qtbot.addWidget(made)
    made.show()
    made.open(context_of(made, tracker, problems), PAGES)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def context_of(window: MainWindow, tracker: FakeTracker, problems: Problems) -> PageContext:
    return replace(
        a_context(tracker, window),
        commands=window.commands,
        navigate=window.go_to,
        report=window.report,
        problems=problems,
    )


def test_alerts_that_are_not_alive_are_said_across_the_window_until_they_are(
    qtbot: QtBot, tracker: FakeTracker, window: MainWindow
) -> None:
    assert not window.stale_banner.isVisible()
    checked = tracker.answers[JobHealthQuestion].last_tick
    tracker.time.move_to(checked + timedelta(minutes=12))
    window.status._timer.timeout.emit()
    assert window.stale_banner.isVisible()
    assert window.stale_banner.words.text().startswith("Alerts have not been checked since ")
    assert window.stale_banner.words.state_key() == "critical"
    tracker.answers[JobHealthQuestion] = JobHealth(tracker.time.now(), ())
    tracker.commit(Changes.of(job=None))
    qtbot.waitUntil(lambda: not window.stale_banner.isVisible())


def test_the_banner_leads_to_how_everything_stands(qtbot: QtBot, window: MainWindow) -> None:
    window.stale_banner.set_alarm("Alerts have not been checked")
    qtbot.mouseClick(window.stale_banner.show_them, Qt.MouseButton.LeftButton)
    assert window.navigation.currentItem().text() == "Options"


def test_the_first_page_is_shown_with_the_focus_in_it(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.page("a_page")
    assert isinstance(page, APage)
    assert page.isVisible()
    qtbot.waitUntil(page.view.hasFocus)
    assert window.pages.page("another_page") is None
    assert window.windowTitle() == "Undrift – Unit North"


def test_the_person_is_named_in_full(qtbot: QtBot, window: MainWindow) -> None:
    person = window.menuBar().cornerWidget()
    assert isinstance(person, QLabel)
    assert person.text() == "DS 902 Ade · Team 1"
    qtbot.waitUntil(lambda: person.width() >= person.sizeHint().width())
    assert person.isVisible()


def test_pages_are_listed_but_for_those_reached_from_a_record(window: MainWindow) -> None:
    titles = [window.navigation.item(place).text() for place in range(window.navigation.count())]
    assert titles == ["A page", "Another page", "Alerts", "Options"]
    assert window.navigation.count_of("a_page") == 3


def test_control_and_a_number_go_to_a_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_name() == "another_page"
    page = window.pages.page("another_page")
    assert isinstance(page, AnotherPage)
    qtbot.waitUntil(page.view.hasFocus)
    assert window.navigation.currentItem().text() == "Another page"


def test_the_navigation_shows_pages_and_keeps_the_focus_until_enter(qtbot: QtBot, window: MainWindow) -> None:
    window.navigation.setFocus()
    qtbot.waitUntil(window.navigation.hasFocus)
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.pages.current_name() == "another_page"
    assert window.navigation.hasFocus()
    qtbot.keyClick(window.navigation, Qt.Key.Key_Return)
    page = window.pages.page("another_page")
    assert isinstance(page, AnotherPage)
    qtbot.waitUntil(page.view.hasFocus)


def test_alt_left_goes_back_the_way_one_came(qtbot: QtBot, window: MainWindow) -> None:
    back = window.commands.action("back")
    assert not back.isEnabled()
    window.go_to("another_page", "record-1")
    window.go_to("another_page", "record-2")
    page = window.pages.page("another_page")
    assert isinstance(page, AnotherPage)
    assert page.records == ["record-1", "record-2"]
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.records[-1] == "record-1"
    back.trigger()
    assert window.pages.current_name() == "a_page"
    assert not back.isEnabled()


def test_a_page_reached_from_a_record_leaves_no_page_marked(window: MainWindow) -> None:
    window.go_to("hidden_page")
    assert window.navigation.currentItem() is None
    window.commands.action("back").trigger()
    assert window.navigation.currentItem().text() == "A page"


def test_the_banner_counts_what_nobody_has_acknowledged(window: MainWindow, tracker: FakeTracker) -> None:
    assert window.alert_banner.isVisible()
    assert window.alert_banner.words.text() == "Alerts not acknowledged: 2 critical · 16 overdue"
    assert window.alert_banner.words.state_key() == "critical"
    rows = [*alert_rows()[:2], replace(alert_rows()[0], alert_id="bare", kind=AlertKind.LATE_UNPROTECTED)]
    window.alert_banner.set_alerts(rows)
    assert window.alert_banner.words.text() == (
        "Alerts not acknowledged: 1 critical: late, and nothing protects the child · 2 more critical"
    )
    tracker.answers[OpenAlertsQuestion] = OpenAlerts(
        tuple(replace(row, state=AlertState.ACKNOWLEDGED) for row in alert_rows()), 0
    )
    tracker.commit(Changes.of(case=["c"]))
    assert window.alert_banner.isVisible()
    tracker.commit(Changes.of(alert=["a"]))
    assert not window.alert_banner.isVisible()
    assert window.navigation.count_of("alerts") == 0


def test_the_banner_leads_to_the_alerts(qtbot: QtBot, window: MainWindow) -> None:
    assert window.navigation.count_of("alerts") == 25
    qtbot.mouseClick(window.alert_banner.show_them, Qt.MouseButton.LeftButton)
    assert window.pages.current_name() == "alerts"
    assert window.alert_banner.isVisible()


def test_overdue_alerts_alone_are_marked_as_such(window: MainWindow) -> None:
    window.alert_banner.set_alerts([row for row in alert_rows() if row.alert_id == "alert-2"])
    assert window.alert_banner.words.text() == "Alerts not acknowledged: 1 overdue"
    assert window.alert_banner.words.state_key() == "overdue"


def test_a_problem_stays_until_it_is_put_away_or_tried_again(qtbot: QtBot, window: MainWindow) -> None:
    tried: list[int] = []
    window.problem_banner.show_problem("The disk is full.", lambda: tried.append(1))
    assert window.problem_banner.isVisible()
    qtbot.mouseClick(window.problem_banner.try_again, Qt.MouseButton.LeftButton)
    assert tried == [1]
    assert not window.problem_banner.isVisible()
    window.problem_banner.show_problem("The disk is full.", None)
    assert not window.problem_banner.try_again.isVisible()
    qtbot.mouseClick(window.problem_banner.put_away, Qt.MouseButton.LeftButton)
    assert not window.problem_banner.isVisible()


def test_undo_is_offered_once_by_button_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    undone: list[str] = []
    window.report("Completed: ABE interview.", lambda: undone.append("first"))
    assert window.status.said.text() == "Completed: ABE interview."
    qtbot.mouseClick(window.status.undo_button, Qt.MouseButton.LeftButton)
    assert undone == ["first"]
    assert not window.status.undo_button.isVisible()
    window.report("Completed again.", lambda: undone.append("second"))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["first", "second"]
    window.report("Printed.")
    assert not window.commands.action("undo").isEnabled()


def test_a_long_report_makes_no_window_wider(window: MainWindow) -> None:
    before = window.minimumSizeHint().width()
    window.report("Completed: " + "a very long name of a milestone " * 20, lambda: None)
    assert window.minimumSizeHint().width() <= before + 120


def test_the_undo_button_is_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    window.report("Completed.", lambda: None)
    seen = set()
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        seen.add(focused)
    assert window.status.undo_button in seen


@pytest.mark.parametrize("command", ["shortcuts", "about"])
def test_help_opens_and_closes(qtbot: QtBot, window: MainWindow, command: str) -> None:
    window.commands.action(command).trigger()
    dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_all_keys_are_in_the_list_of_keys(window: MainWindow) -> None:
    from ui.main_window.shortcuts_dialog import ShortcutsDialog

    dialog = ShortcutsDialog(window.commands, window)
    rows = {row.name: row for row in dialog.table.row_model().rows}
    for action in window.commands.all_actions():
        if not action.shortcut().isEmpty():
            assert rows[action.objectName()].keys.split(", ")[0] == action.shortcut().toString()
    assert rows["complete_milestone"].where == "in a list"
    assert rows["refresh"].where == "anywhere"


def test_a_theme_is_chosen_in_the_menu(window: MainWindow) -> None:
    chosen: list[str] = []
    window.connect_themes(chosen.append, "system")
    assert window.commands.action("theme_system").isChecked()
    window.commands.action("theme_dark").trigger()
    assert chosen == ["dark"]
    assert not window.commands.action("theme_system").isChecked()
    assert remembered_theme() == "system"


def test_before_the_records_are_open_the_frame_says_so(qtbot: QtBot) -> None:
    window = MainWindow(MenuCommands(), Problems())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    assert window.opening.isVisible()
    assert window.opening.heading.text() == "Opening the records..."
    assert not window.navigation.isVisible()
    assert not window.opening.again.isVisible()


def test_records_that_cannot_be_opened_are_a_sentence_and_a_way_on(qtbot: QtBot) -> None:
    window = MainWindow(MenuCommands(), Problems())
    qtbot.addWidget(window)
    window.show()
    window.show_opening_problem(StorageProblem("locked", place="p"), "/srv/undrift.db")
    assert window.opening.heading.text() == "The records cannot be opened"
    assert "Traceback" not in window.opening.words.text()
    assert "/srv/undrift.db" in window.opening.place.text()
    with qtbot.waitSignal(window.retry_opening):
        qtbot.mouseClick(window.opening.again, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.opening.quit, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_the_window_comes_back_as_large_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(777, 555)
    window.close()
    again = MainWindow(MenuCommands(), Problems())
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 555)


def test_every_page_says_how_many_rows_when_it_is_shown(window: MainWindow) -> None:
    assert window.navigation.count_of("another_page") is None
    window.go_to("another_page")
    assert window.navigation.count_of("another_page") == 3
    item = window.navigation.currentItem()
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Another page, 3"


def test_the_window_stays_small() -> None:
    from ui.main_window import main_window

    lines = Path(str(main_window.__file__)).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 400
