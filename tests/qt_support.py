"""What the window's tests are held to: no timer and no thread of Qt's outlives the test that started it."""

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakSet

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer

MILLISECONDS_TO_WIND_DOWN = 2000


def _remembering(original: Callable[..., Any], started: "WeakSet[QObject]") -> Callable[..., Any]:
    """The same method, which also keeps the object it was called on."""

    def start(self: QObject, *arguments: Any, **named: Any) -> Any:
        started.add(self)
        return original(self, *arguments, **named)

    return start


def _name(thing: QObject) -> str:
    return f"{type(thing).__name__} {thing.objectName() or 'without a name'}"


def _left_running(started: "WeakSet[QObject]") -> list[str]:
    """Names of what was started and has not ended; threads are given time to wind down."""
    left = []
    for thing in list(started):
        if not shiboken6.isValid(thing):
            continue
        match thing:
            case QTimer():
                running = thing.isActive()
            case QThread():
                running = not thing.wait(MILLISECONDS_TO_WIND_DOWN)
            case QThreadPool():
                running = not thing.waitForDone(MILLISECONDS_TO_WIND_DOWN)
            case _:
                running = False
        if running:
            left.append(_name(thing))
    return sorted(left)


@pytest.fixture(autouse=True)
def no_leftover_timers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A timer, thread or thread pool that still runs when its test is over fails it."""
    started: WeakSet[QObject] = WeakSet()
    with monkeypatch.context() as patch:
        for kind in (QTimer, QThread, QThreadPool):
            patch.setattr(kind, "start", _remembering(kind.start, started))
        yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _left_running(started)
    if left:
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)
