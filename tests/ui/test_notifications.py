"""Desktop notices: one for a batch, without a name, silent unless wanted, after quiet hours, and never needed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.fakes import RecordedTray, StoppedTime
from tests.rows_to_show import alert_rows
from tracker.changes import Notice
from tracker.rows.open_alerts import AlertRow
from tracker.settings import NoticeSound, Settings
from tracker.terms import AlertState, Severity
from ui.notifications import AlertNews, Notifications, in_words, waiting_in_words, with_count
from ui.theme import app_icon

RAISED = Notice("alerts_raised", Severity.URGENT, 3)
Make = Callable[..., Notifications]


def some(number: int, first: int = 0, severity: Severity = Severity.WARNING) -> list[AlertRow]:
    """So many open alerts."""
    row = replace(alert_rows()[0], state=AlertState.OPEN, severity=severity)
    return [replace(row, alert_id=f"made-{place}") for place in range(first, first + number)]


@pytest.fixture
def tray() -> RecordedTray:
    return RecordedTray()


@pytest.fixture
def time() -> StoppedTime:
    """Fri 20 Nov 2026, 09:41."""
    return StoppedTime()


@pytest.fixture
def make(qtbot: QtBot, tray: RecordedTray, time: StoppedTime) -> Iterator[Make]:
    """Makes the service over the recorded tray, with choices of the test's."""
    made: list[Notifications] = []

    def notifications(**choices: Any) -> Notifications:
        chosen = replace(Settings(), **choices)
        made.append(Notifications(app_icon(), time=time, tray=tray, choices=lambda: chosen))
        return made[-1]

    yield notifications
    for one in made:
        one.shut_down()
    assert tray.removed or not made


def test_a_batch_is_one_line() -> None:
    assert in_words([RAISED]) == "3 new alerts; the most serious: urgent"
    assert in_words([Notice("alerts_raised", Severity.WARNING)]) == "1 new alert; the most serious: warning"


def test_the_worst_of_a_batch_is_named() -> None:
    batch = [RAISED, Notice("alerts_raised", Severity.CRITICAL, 1), Notice("alerts_raised", Severity.NOTICE, 9)]
    assert in_words(batch).endswith("the most serious: critical")


def test_nothing_is_said_of_nothing() -> None:
    assert in_words([]) == ""
    assert in_words([Notice("completed", Severity.NOTICE)]) == ""
    assert in_words([Notice("alerts_raised", Severity.NOTICE, 0)]) == ""


def test_without_a_tray_nothing_breaks(qtbot: QtBot) -> None:
    notifications = Notifications(QIcon())
    assert notifications.show([RAISED]) == "3 new alerts; the most serious: urgent"
    notifications.take(some(3), some(3))
    notifications.shut_down()


def test_a_batch_is_shown_once_in_the_systems_tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, tips = [], []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, *words: shown.append(words))
    monkeypatch.setattr(QSystemTrayIcon, "setToolTip", lambda self, words: tips.append(words))
    notifications = Notifications(QIcon())
    notifications.show([RAISED, RAISED])
    notifications.show([])
    notifications.take(some(2), [])
    assert [words[:2] for words in shown] == [("Undrift", "6 new alerts; the most serious: urgent")]
    assert shown[0][2] is QSystemTrayIcon.MessageIcon.Warning
    assert tips == ["Undrift", "Undrift: 2 alerts not acknowledged"]
    notifications.shut_down()


def test_the_first_list_is_no_news_and_then_only_what_has_come_is() -> None:
    news = AlertNews()
    assert news.take(some(5)) == []
    assert news.take(some(5)) == []
    assert news.take([*some(5), *some(2, 5, Severity.URGENT), *some(1, 7)]) == [
        Notice("alerts_raised", Severity.URGENT, 3)
    ]
    assert news.take(some(2)) == []
    # one that was acknowledged and lapsed is news again
    taken_on = replace(some(1)[0], state=AlertState.ACKNOWLEDGED)
    assert news.take([taken_on, *some(1, 1)]) == []
    assert news.take(some(2)) == [Notice("alerts_raised", Severity.WARNING, 1)]


def test_one_that_climbs_until_it_is_told_to_the_person_is_news_again() -> None:
    news = AlertNews("DS 902 Ade")
    (row,) = some(1)
    others = replace(row, told_to=("DC 3312 Patel",))
    assert news.take([]) == []
    assert len(news.take([others])) == 1
    assert news.take([others]) == []
    assert len(news.take([replace(others, told_to=("DC 3312 Patel", "DS 902 Ade"))])) == 1


def test_many_at_once_are_one_notice(make: Make, tray: RecordedTray) -> None:
    notifications = make()
    notifications.take([], [])
    notifications.take(some(300, severity=Severity.CRITICAL), some(180, severity=Severity.CRITICAL))
    assert tray.said == [("Undrift", "180 new alerts; the most serious: critical", True)]
    assert tray.tips[-1] == "Undrift: 300 alerts not acknowledged, 300 critical"
    notifications.take(some(300), some(180))
    assert len(tray.said) == 1


def test_what_is_acknowledged_is_not_counted_on_the_icon(make: Make, tray: RecordedTray) -> None:
    notifications = make()
    notifications.take([*some(1), replace(some(1, 1)[0], state=AlertState.ACKNOWLEDGED)], [])
    notifications.take([], [])
    assert tray.tips == ["Undrift: 1 alert not acknowledged", "Undrift: no alert waits"]


@pytest.mark.parametrize("heard", [NoticeSound.OFF, NoticeSound.ON])
def test_it_is_silent_unless_the_person_wants_to_hear_it(
    make: Make, monkeypatch: pytest.MonkeyPatch, heard: NoticeSound
) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    assert Settings().notice_sound is NoticeSound.OFF
    notifications = make(notice_sound=heard)
    notifications.take([], [])
    notifications.take(some(2), some(2))
    assert len(beeps) == (heard is NoticeSound.ON)


def test_in_quiet_hours_notices_wait_and_come_as_one_for_what_still_stands(
    make: Make, tray: RecordedTray, time: StoppedTime
) -> None:
    notifications = make(quiet_hours="09:00-10:00")
    # the first list begins it, whatever the hour
    notifications.take(some(1), some(1))
    notifications.take(some(4), some(4))
    notifications.take([*some(3), *some(3, 4)], [*some(3), *some(3, 4)])
    assert tray.said == []
    # the list does not wait
    assert tray.tips[-1] == "Undrift: 6 alerts not acknowledged"
    timer = notifications.findChild(QTimer)
    assert timer.isActive()
    timer.timeout.emit()
    assert tray.said == []
    time.forward(minutes=20)
    timer.timeout.emit()
    assert tray.said == [("Undrift", "5 new alerts; the most serious: warning", False)]
    assert not timer.isActive()


def test_the_icon_carries_the_number(qtbot: QtBot) -> None:
    plain = app_icon()
    assert with_count(plain, 0) is plain
    pictures = [with_count(plain, number).pixmap(32, 32).toImage() for number in (1, 2, 150)]
    assert all(picture != plain.pixmap(32, 32).toImage() for picture in pictures)
    assert pictures[0] != pictures[1] != pictures[2]


def test_the_tip_is_made_of_numbers() -> None:
    assert waiting_in_words(0, 0) == "Undrift: no alert waits"
    assert waiting_in_words(1, 0) == "Undrift: 1 alert not acknowledged"
    assert waiting_in_words(12, 3) == "Undrift: 12 alerts not acknowledged, 3 critical"
