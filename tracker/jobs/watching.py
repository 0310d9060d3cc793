"""Watching: the timed work on a server, each minute until somebody says that it is enough."""

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from types import FrameType, TracebackType
from typing import Protocol, Self

from tracker.errors import StorageProblem
from tracker.jobs.clockwork import Clockwork
from tracker.jobs.scheduler import EACH_MINUTE, Scheduler
from tracker.jobs.tick import TickResult
from tracker.storage.unit_of_work import SCHEDULER

#: what no later pass can mend
FOR_GOOD = frozenset({"database_too_new"})
ENDING = tuple(one for one in (getattr(signal, name, None) for name in ("SIGTERM", "SIGINT", "SIGBREAK")) if one)


class Hears(Protocol):
    """Who is told how the passes go, in the timer's thread."""

    def begun(self) -> None:
        """The database is open and can be written."""

    def passed(self, result: TickResult) -> None:
        """A pass was made."""

    def missed(self, problem: Exception) -> None:
        """A pass could not be made; the next is tried in its time."""


class Bell:
    """Rung by a signal or another thread; who waits for it sleeps until then.

    A pair of sockets and not a threading event: a signal's handler that sets an event which its own thread is about to
    wait for would wait for itself.
    """

    def __init__(self) -> None:
        self._heard, self._rung = socket.socketpair()
        self._rung.setblocking(False)

    def ring(self) -> None:
        """Wake whoever waits, now or later."""
        with suppress(BlockingIOError):
            self._rung.send(b"\0")

    def wait(self) -> None:
        """Sleep until it is rung; once it was, for ever after at once."""
        select.select([self._heard], [], [])

    @contextmanager
    def rung_by_signals(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT ring it meanwhile, instead of ending the process where it stands."""
        before = {one: signal.signal(one, _let_the_bell_ring) for one in ENDING}
        woken = signal.set_wakeup_fd(self._rung.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(woken)
            for one, handler in before.items():
                signal.signal(one, handler)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._heard.close()
        self._rung.close()


def watch(clockwork: Clockwork, machine: str, bell: Bell, hears: Hears, every: timedelta = EACH_MINUTE) -> None:
    """Tick at once and each minute until the bell is rung; a pass that is under way then is finished.

    A server that goes away is waited for. Nobody listens for what others commit: what they entered is found by the
    next pass, and new calendars by its first unit of work.

    Raises:
        StorageProblem: the database cannot be written as it begins, or a newer program has changed it meanwhile.
    """
    with clockwork.database.write(SCHEDULER):
        hears.begun()
    ended_by: list[StorageProblem] = []

    def missed(problem: Exception) -> None:
        if isinstance(problem, StorageProblem) and problem.code in FOR_GOOD:
            ended_by.append(problem)
            bell.ring()
        else:
            hears.missed(problem)

    scheduler = Scheduler(clockwork, machine, hears.passed, missed)
    scheduler.start(every)
    try:
        bell.wait()
    finally:
        scheduler.stop()
    if ended_by:
        raise ended_by[0]


def _let_the_bell_ring(_number: int, _frame: FrameType | None) -> None:
    """The interpreter itself has written to the bell."""
