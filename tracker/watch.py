"""Work that takes long: how far it has come, and that a person wants it stopped; known to whoever does it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tracker.errors import Stopped


class Watch:
    """Looks after one piece of work that runs in another thread than the one that may stop it.

    Args:
        told: hears how much is done, of how much, in the thread of the work.
    """

    def __init__(self, told: Callable[[int, int], None] | None = None) -> None:
        self._told = told
        self._stopped = threading.Event()
        self._settled = False
        self._interrupts: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody wants the work stopped while it still can be."""
        return self._stopped.is_set() and not self._settled

    def stop(self) -> None:
        """Stop the work at its next step, and what the database does for it at once."""
        self._stopped.set()
        with self._lock:
            for interrupt in self._interrupts:
                interrupt()

    def settle(self) -> None:
        """Take note that what was done is kept: from now on nothing of it can be stopped."""
        self._settled = True

    def tell(self, done: int, total: int) -> None:
        """Say how far the work has come."""
        if self._told is not None:
            self._told(done, total)

    @contextmanager
    def interrupting(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """Let a stop interrupt what runs meanwhile; never anything that runs afterwards."""
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)


_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched_by(watch: Watch) -> Iterator[None]:
    """Let a watch look after what this thread does meanwhile."""
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)


def check() -> None:
    """Go on, unless the work is to be stopped.

    Raises:
        Stopped: it is; what was begun is rolled back.
    """
    watch = _WATCH.get()
    if watch is not None and watch.is_stopped:
        raise Stopped("stopped")


def come_so_far(done: int, total: int) -> None:
    """Say how far the work of this thread has come, and go on unless it is to be stopped."""
    check()
    watch = _WATCH.get()
    if watch is not None:
        watch.tell(done, total)


def settled() -> None:
    """Say that what this thread did is kept."""
    watch = _WATCH.get()
    if watch is not None:
        watch.settle()


@contextmanager
def interrupted_by_stop(interrupt: Callable[[], None]) -> Iterator[None]:
    """Let a stop interrupt what this thread does meanwhile, where anybody watches it.

    Raises:
        Stopped: in place of whatever an interrupted step raises.
    """
    watch = _WATCH.get()
    if watch is None:
        yield
        return
    with watch.interrupting(interrupt):
        try:
            yield
        except Stopped:
            raise
        except Exception as problem:
            if watch.is_stopped:
                raise Stopped("stopped") from problem
            raise
