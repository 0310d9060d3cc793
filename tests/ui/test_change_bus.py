"""Changes come in the GUI thread, whichever thread committed them."""

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tracker.changes import Changes
from ui.change_bus import ChangeBus


def test_changes_of_another_thread_come_in_this_one(qtbot: QtBot) -> None:
    tracker = FakeTracker()
    bus = ChangeBus(tracker)
    came: list[tuple[Changes, QThread]] = []
    bus.changed.connect(lambda changes: came.append((changes, QThread.currentThread())))
    changes = Changes.of(case=["case-1"])
    thread = threading.Thread(target=tracker.commit, args=(changes,))
    thread.start()
    thread.join()
    assert came == []
    qtbot.waitUntil(lambda: bool(came))
    assert came == [(changes, bus.thread())]


def test_changes_of_this_thread_come_at_once(qtbot: QtBot) -> None:
    tracker = FakeTracker()
    bus = ChangeBus(tracker)
    with qtbot.waitSignal(bus.changed, timeout=0) as told:
        tracker.commit(Changes.of(alert=None))
    assert told.args == [Changes.of(alert=None)]


def test_after_the_end_nothing_comes(qtbot: QtBot) -> None:
    tracker = FakeTracker()
    bus = ChangeBus(tracker)
    came: list[Changes] = []
    bus.changed.connect(came.append)
    thread = threading.Thread(target=tracker.commit, args=(Changes(),))
    thread.start()
    thread.join()
    bus.shut_down()
    tracker.commit(Changes())
    qtbot.wait(10)
    assert came == []
