"""Bad cases 32, 37, 38, 47, 48 at a desk: notices that nobody sees, come once, wait, and never hold a name."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from tests.cores import ACCOUNT
from tests.fakes import RecordedTray, StoppedTime
from tests.journeys.conftest import no_ticks, place, sit_down, time, unit_made
from tests.journeys.desk import Desk, another_workstation, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT
from tests.qt_settings import settings_of_its_own
from tests.qt_support import no_leftover_timers
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.jobs import scheduler as scheduler_module
from tracker.rows.open_alerts import OpenAlertsQuestion
from ui import notifications as notifications_module

__all__ = ["no_leftover_timers", "no_ticks", "place", "settings_of_its_own", "sit_down", "time", "unit_made"]

SitDown = Callable[[str], Desk]
NAMES = (
    "44NI", "00305", "Patel", "3312", "Ade", "902", "Lewis", "AB", "EX1", "interview", "child", "suspect", "abuse",
)  # fmt: skip


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> RecordedTray:
    """A system whose tray takes everything and shows nothing of it."""
    recorded = RecordedTray()

    class HiddenTray(QObject):
        clicked = Signal()

        def __init__(self, icon: QIcon, parent: QObject) -> None:
            super().__init__(parent)

        def say(self, title: str, words: str, *, serious: bool) -> None:
            recorded.say(title, words, serious=serious)

        def show_count(self, icon: QIcon, tip: str) -> None:
            recorded.show_count(icon, tip)

        def remove(self) -> None:
            recorded.remove()

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(notifications_module, "SystemTray", HiddenTray)
    return recorded


def test_case_47_where_notices_are_suppressed_the_list_is_the_truth_and_is_the_same_after_a_restart(
    sit_down: SitDown, no_ticks: None, time: StoppedTime, tray: RecordedTray
) -> None:
    desk = sit_down(ACCOUNT)
    desk.tick()
    told = len(tray.said)
    time.forward(days=4)
    desk.tick()
    assert len(tray.said) == told + 1
    desk.go_to("alerts")
    shown, waiting, banner = rows_of(desk.list()), desk.waiting(), desk.banner()
    assert waiting == len(shown) > 0
    assert banner.startswith("Alerts not acknowledged: ")
    desk.leave()
    again = sit_down(ACCOUNT)
    again.go_to("alerts")
    assert (rows_of(again.list()), again.waiting(), again.banner()) == (shown, waiting, banner)
    # what waited before the start is no news; the list, the count and the banner say it
    assert len(tray.said) == told + 1


def test_case_47_without_a_tray_everything_is_in_the_window(
    sit_down: SitDown, no_ticks: None, time: StoppedTime
) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    desk = sit_down(ACCOUNT)
    desk.tick()
    before = desk.waiting()
    time.forward(days=4)
    desk.tick()
    assert before is not None
    assert (desk.waiting() or 0) > before
    assert desk.banner()


def test_case_47_a_server_that_ticks_is_heard_in_a_window_that_is_open(
    sit_down: SitDown, place: Path, time: StoppedTime, tray: RecordedTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler_module, "LISTENS_EVERY", timedelta(milliseconds=50))
    desk = sit_down(ACCOUNT)
    desk.wait_until(lambda: desk.window.status.checked.text().startswith("Alerts checked"))
    desk.settle()
    before, said = desk.waiting() or 0, len(tray.said)
    time.forward(days=4)
    with another_workstation(place, time, ACCOUNT) as server:
        assert int(str(server.do(RaiseAlerts()).result)) > 0
    desk.wait_until(lambda: (desk.waiting() or 0) > before)
    desk.settle()
    assert len(tray.said) == said + 1


def test_case_48_no_notice_title_icon_or_tip_holds_a_name(
    sit_down: SitDown, no_ticks: None, time: StoppedTime, tray: RecordedTray
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    titles: set[str] = set()

    def look() -> None:
        titles.update(window.windowTitle() for window in QApplication.topLevelWidgets() if window.isVisible())
        titles.update(window.title() for window in QGuiApplication.topLevelWindows())
        titles.add(QGuiApplication.applicationDisplayName())

    desk.tick()
    time.forward(days=4)
    desk.tick()
    for page in ("today", "caseload", "bail", "devices", "awaited", "alerts"):
        desk.go_to(page)
        look()
    desk.press("O")
    look()
    assert desk.case().reference
    said = [words for one in tray.said for words in one[:2]]
    assert said
    assert tray.tips
    for words in (*titles, *said, *tray.tips):
        assert [name for name in NAMES if name.casefold() in words.casefold()] == [], words


def test_case_37_a_day_of_passes_with_nothing_new_brings_no_notice(
    sit_down: SitDown, no_ticks: None, time: StoppedTime, tray: RecordedTray
) -> None:
    desk = sit_down(ACCOUNT)
    desk.tick()
    said = len(tray.said)
    for _ in range(4):
        time.forward(minutes=15)
        desk.tick()
    assert len(tray.said) == said


def test_case_32_after_a_long_sleep_one_notice_tells_all_that_fell_due(
    sit_down: SitDown, no_ticks: None, time: StoppedTime, tray: RecordedTray
) -> None:
    desk = sit_down(ACCOUNT)
    desk.tick()
    said, before = len(tray.said), open_alerts(desk)
    time.forward(days=20)
    desk.tick()
    (notice,) = tray.said[said:]
    assert notice[1].startswith(f"{len(open_alerts(desk) - before)} new alerts; the most serious: ")


def open_alerts(desk: Desk) -> set[str]:
    """Give the open alerts of who sits there."""
    core = desk.opening._tracker
    return {row.alert_id for row in core.ask(OpenAlertsQuestion(core.person.officer_id)).rows}
