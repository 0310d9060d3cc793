"""Background: do and ask off the GUI thread; the result or the problem comes back in it."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from tracker.changes import Changes
from tracker.watch import Watch, check, watched_by

Done = Callable[[Any], None]
Problem = Callable[[Exception], None]


class DoesAndAnswers(Protocol):
    """What the background needs of the tracker."""

    def do(self, request: Any, /) -> Changes:
        """Carry out a request."""

    def ask(self, question: Any, /) -> Any:
        """Answer a question."""

    def copy_before(self, what: str, /) -> str:
        """Copy the database before something large; give where the copy lies, or nothing where none is made."""


class _Carrier(QObject):
    """Carries one result from a worker to the GUI thread, and to whom it is for."""

    #: the work is over; carries the result and the exception, one of them None
    arrived = Signal(object, object)
    #: the same, in the GUI thread
    came = Signal()

    def __init__(self, done: Done | None, problem: Problem | None, parent: QObject) -> None:
        super().__init__(parent)
        self.done = done
        self.problem = problem
        self.watch: Watch | None = None
        self.result: Any = None
        self.failure: Exception | None = None
        self.is_here = False
        self.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def _take(self, result: Any, failure: Exception | None) -> None:
        self.result, self.failure, self.is_here = result, failure, True
        self.came.emit()


class Background(QObject):
    """One worker writes, two read; nothing else in the window starts a thread.

    Carriers are held until their result is delivered: a carrier whose last reference dies in the worker's thread
    loses its signal (PYSIDE-2921).
    """

    #: work began where there was none, or the last of it ended
    busy = Signal(bool)
    #: work has come so far; carries how much is done, of how much
    came_so_far = Signal(int, int)
    #: something failed and the caller did not ask to be told; carries the exception
    unhandled = Signal(object)

    def __init__(self, tracker: DoesAndAnswers | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tracker = tracker
        self._write_lane = self._pool("write lane", 1)
        self._read_pool = self._pool("read pool", 2)
        self._carriers: set[_Carrier] = set()
        self._asked: deque[_Carrier] = deque()
        self._open = True

    def do(self, request: Any, done: Done | None = None, problem: Problem | None = None) -> None:
        """Carry out a request on the write lane; its Changes come back to `done`."""
        tracker = self._tracker()
        self._start(self._write_lane, lambda: tracker.do(request), done, problem)

    def do_after_copy(self, what: str, request: Any, done: Done | None = None, problem: Problem | None = None) -> None:
        """Copy the database, then carry out a request; where the copy lies and the Changes come back to `done`."""
        tracker = self._tracker()

        def work() -> tuple[str, Changes]:
            copy = tracker.copy_before(what)
            check()
            return copy, tracker.do(request)

        self._start(self._write_lane, work, done, problem)

    def ask(self, question: Any, answer: Done, problem: Problem | None = None) -> None:
        """Ask a question in the read pool; answers come back in the order of their questions.

        So no page is ever left with the older of two answers.
        """
        tracker = self._tracker()
        self._start(self._read_pool, lambda: tracker.ask(question), answer, problem, in_order=True)

    def ask_aside(self, question: Any, answer: Done, problem: Problem | None = None) -> None:
        """Ask a question that may take long; its answer holds up no other."""
        tracker = self._tracker()
        self._start(self._read_pool, lambda: tracker.ask(question), answer, problem)

    def run(self, work: Callable[[], Any], done: Done | None = None, problem: Problem | None = None) -> None:
        """Do any other slow work in the read pool: drawing a page, reading a file."""
        self._start(self._read_pool, work, done, problem)

    def stop(self) -> None:
        """Stop what is under way, at its next step; what was begun is rolled back, what is done already stays done."""
        for carrier in self._carriers:
            if carrier.watch is not None:
                carrier.watch.stop()

    def shut_down(self) -> None:
        """Wait for the workers; what they bring now is dropped."""
        self._open = False
        self._write_lane.waitForDone()
        self._read_pool.waitForDone()
        self._carriers.clear()
        self._asked.clear()

    def _pool(self, name: str, workers: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setObjectName(name)
        pool.setMaxThreadCount(workers)
        return pool

    def _tracker(self) -> DoesAndAnswers:
        if self.tracker is None:
            raise RuntimeError("the tracker is not open yet")
        return self.tracker

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[], Any],
        done: Done | None,
        problem: Problem | None,
        *,
        in_order: bool = False,
    ) -> None:
        if not self._open:
            return
        carrier = _Carrier(done, problem, self)
        carrier.watch = watch = Watch(self.came_so_far.emit)
        self._carriers.add(carrier)
        if in_order:
            self._asked.append(carrier)
            carrier.came.connect(self._deliver_answers)
        else:
            carrier.came.connect(partial(self._deliver, carrier))
        if len(self._carriers) == 1:
            self.busy.emit(True)

        def carry() -> None:
            try:
                with watched_by(watch):
                    result = work()
            except Exception as failure:  # noqa: BLE001 - whatever it is, it is told in the GUI thread
                carrier.arrived.emit(None, failure)
            else:
                carrier.arrived.emit(result, None)

        pool.start(carry)

    def _deliver_answers(self) -> None:
        if not (self._asked and self._asked[0].is_here):
            return
        try:
            self._deliver(self._asked.popleft())
        finally:
            self._deliver_answers()

    def _deliver(self, carrier: _Carrier) -> None:
        if not self._open:
            return
        self._carriers.discard(carrier)
        carrier.deleteLater()
        if not self._carriers:
            self.busy.emit(False)
        done, problem, failure = carrier.done, carrier.problem, carrier.failure
        if failure is None:
            if done is not None and still_there(done):
                done(carrier.result)
        elif problem is None:
            self.unhandled.emit(failure)
        elif still_there(problem):
            problem(failure)


def still_there(callback: Callable[..., Any]) -> bool:
    """Say whether the widgets that a callback is a method of, or refers to, have not been deleted meanwhile."""
    owners = [getattr(callback, "__self__", None)]
    with suppress(ValueError):
        # a cell that is not filled yet holds no widget
        owners.extend(cell.cell_contents for cell in getattr(callback, "__closure__", None) or ())
    return all(shiboken6.isValid(owner) for owner in owners if isinstance(owner, QObject))
