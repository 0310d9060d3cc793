"""The timed work on a server: until it is told to stop, through what goes wrong, with a word to the service manager."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import StoppedTime
from tests.tracker.jobs.bare_clockwork import BareClockwork
from tracker.errors import StorageProblem
from tracker.jobs import scheduler as scheduler_module
from tracker.jobs.service_manager import ALIVE, READY, tell_service_manager
from tracker.jobs.tick import JobOutcome, TickResult, tick
from tracker.jobs.watching import Bell, watch
from tracker.storage.engine import Database
from tracker.storage.schema_version import NEWEST

SOON = timedelta(seconds=0.01)
LONGEST_WAIT = 30.0


class Heard:
    """Keeps what was told, and lets a test wait for it."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self._changed = threading.Condition()

    def begun(self) -> None:
        self._add("begun")

    def passed(self, result: TickResult) -> None:
        self._add(result)

    def missed(self, problem: Exception) -> None:
        self._add(problem)

    def wait_for(self, number: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.told) >= number, LONGEST_WAIT)

    def _add(self, what: object) -> None:
        with self._changed:
            self.told.append(what)
            self._changed.notify_all()


@pytest.fixture
def clockwork(sqlite_database: Database, time: StoppedTime) -> BareClockwork:
    return BareClockwork(sqlite_database, time)


@pytest.fixture
def bell() -> Iterator[Bell]:
    with Bell() as made:
        yield made


@contextmanager
def watching(clockwork: BareClockwork, bell: Bell, heard: Heard) -> Iterator["Future[None]"]:
    """Watch in a thread of its own, which is over when the block is."""
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(watch, clockwork, "server-1", bell, heard, SOON)
        try:
            yield under_way
        finally:
            bell.ring()


def each_pass(monkeypatch: pytest.MonkeyPatch, then: Callable[[], TickResult]) -> None:
    monkeypatch.setattr(scheduler_module, "tick", lambda _clockwork, _now, _machine: then())


def test_it_ticks_until_it_is_told_to_stop(
    clockwork: BareClockwork, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = TickResult((JobOutcome("sweep", 2),))
    each_pass(monkeypatch, lambda: done)
    heard = Heard()
    with watching(clockwork, bell, heard) as under_way:
        heard.wait_for(4)
        bell.ring()
        under_way.result(LONGEST_WAIT)
    assert heard.told[0] == "begun"
    assert set(map(type, heard.told[1:])) == {TickResult}


def test_a_pass_that_is_under_way_is_finished(
    clockwork: BareClockwork, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_it, go_on = threading.Event(), threading.Event()

    def hold() -> TickResult:
        in_it.set()
        assert go_on.wait(LONGEST_WAIT)
        return TickResult(())

    each_pass(monkeypatch, hold)
    heard = Heard()
    with watching(clockwork, bell, heard) as under_way:
        assert in_it.wait(LONGEST_WAIT)
        bell.ring()
        assert not under_way.done()
        go_on.set()
        under_way.result(LONGEST_WAIT)
    assert heard.told[-1] == TickResult(())


@pytest.mark.expects_log_warning
@pytest.mark.parametrize("fault", [StorageProblem("server_unreachable"), KeyError("a bug")], ids=["away", "bug"])
def test_what_keeps_a_pass_from_being_made_is_told_and_waited_for(
    clockwork: BareClockwork, bell: Bell, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    turns = iter((fault, fault))

    def pass_() -> TickResult:
        problem = next(turns, None)
        if problem is not None:
            raise problem
        return TickResult(())

    each_pass(monkeypatch, pass_)
    heard = Heard()
    with watching(clockwork, bell, heard):
        heard.wait_for(4)
    assert heard.told[:4] == ["begun", fault, fault, TickResult(())]


def test_a_database_that_cannot_be_written_is_refused_before_the_first_pass(
    clockwork: BareClockwork, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StorageProblem("locked", place="unit.db")

    monkeypatch.setattr(clockwork.database, "write", locked)
    heard = Heard()
    with pytest.raises(StorageProblem, match="locked"):
        watch(clockwork, "server-1", bell, heard, SOON)
    assert heard.told == []


def give_schema(database: Database, version: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE schema_version SET version_num = '{version}'")


@pytest.mark.expects_log_warning
def test_a_newer_program_that_changes_the_schema_meanwhile_ends_it(
    clockwork: BareClockwork, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.jobs.tick.tick.__defaults__", ((),))
    heard = Heard()
    with watching(clockwork, bell, heard) as under_way:
        heard.wait_for(2)
        give_schema(clockwork.database, "9999")
        with pytest.raises(StorageProblem, match="database_too_new"):
            under_way.result(LONGEST_WAIT)


def test_no_pass_of_an_old_program_touches_what_a_newer_one_has_changed(clockwork: BareClockwork) -> None:
    give_schema(clockwork.database, "9999")
    with pytest.raises(StorageProblem, match="database_too_new"):
        tick(clockwork, clockwork.time.now(), "server-1", ())
    give_schema(clockwork.database, NEWEST)
    assert tick(clockwork, clockwork.time.now(), "server-1", ()).ran == ()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_rings_the_bell_and_afterwards_means_what_it_meant_before(bell: Bell, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with bell.rung_by_signals():
        signal.raise_signal(number)
        bell.wait()
    assert signal.getsignal(number) is before


def test_a_bell_may_be_rung_any_number_of_times(bell: Bell) -> None:
    for _ in range(100_000):
        bell.ring()
    bell.wait()
    bell.wait()


@pytest.mark.parametrize("named", ["notify.sock", "@undrift-test"], ids=["a file", "without a file"])
def test_the_service_manager_is_told_in_one_datagram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    place = f"{named}-{tmp_path.name}" if named.startswith("@") else str(tmp_path / named)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{place[1:]}" if place.startswith("@") else place)
        manager.settimeout(LONGEST_WAIT)
        monkeypatch.setenv("NOTIFY_SOCKET", place)
        tell_service_manager(READY, ALIVE)
        assert manager.recv(100) == b"READY=1\nWATCHDOG=1"


def test_without_a_service_manager_or_with_one_that_has_gone_nobody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell_service_manager(ALIVE)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone.sock"))
    tell_service_manager(ALIVE)
