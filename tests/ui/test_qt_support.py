"""The check for leftover timers and threads of Qt's sees those that run, and only those."""

from collections.abc import Iterator
from weakref import WeakSet

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer
from pytestqt.qtbot import QtBot

from tests.qt_support import _left_running, _remembering


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator["WeakSet[QObject]"]:
    """What is started during this test; the thread of the test stops what it started."""
    seen: WeakSet[QObject] = WeakSet()
    for kind in (QTimer, QThread, QThreadPool):
        monkeypatch.setattr(kind, "start", _remembering(kind.start, seen))
    return seen


def test_a_running_timer_is_named(qtbot: QtBot, started: "WeakSet[QObject]") -> None:
    timer = QTimer(objectName="countdown")
    timer.start(60_000)
    assert _left_running(started) == ["QTimer countdown"]
    timer.stop()
    assert _left_running(started) == []


def test_a_deleted_timer_is_forgotten(qtbot: QtBot, started: "WeakSet[QObject]") -> None:
    parent = QObject()
    timer = QTimer(parent)
    timer.start(60_000)
    del parent
    assert _left_running(started) == []


def test_a_thread_is_waited_for_and_then_named(
    qtbot: QtBot, started: "WeakSet[QObject]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.qt_support.MILLISECONDS_TO_WIND_DOWN", 50)
    thread = QThread(objectName="worker")
    thread.start()
    assert _left_running(started) == ["QThread worker"]
    thread.quit()
    thread.wait()
    assert _left_running(started) == []


def test_a_pool_at_work_is_named(qtbot: QtBot, started: "WeakSet[QObject]", monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    monkeypatch.setattr("tests.qt_support.MILLISECONDS_TO_WIND_DOWN", 50)
    pool, gate = QThreadPool(objectName="readers"), Event()
    pool.start(gate.wait)
    assert _left_running(started) == ["QThreadPool readers"]
    gate.set()
    pool.waitForDone()
    assert _left_running(started) == []
