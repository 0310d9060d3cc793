"""`undrift watch` as a process and on a server that goes away: it ends cleanly, comes back, tells each thing once."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.cores import open_a_case
from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.faults.a_unit import opened, standing, with_a_unit
from tests.faults.own_process import ROOT, undrift
from tests.postgres_server import PostgresServer
from tracker.bootstrap import Tracker
from tracker.cli.watch_command import Teller
from tracker.jobs.tick import TickResult
from tracker.jobs.watching import Bell, watch
from tracker.storage.audit_verification import verify
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.sqlite_engine import connect
from tracker.storage.tables import alert, alert_told

SOON = timedelta(seconds=0.05)
LONGEST_WAIT = 60.0


@contextmanager
def watch_in_a_process(home: Path, place: Path, manager: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command as the service of an account that is bound to no officer, under a manager of services."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tracker", "watch", "--db", str(place)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LOGNAME": "service",
            "UNDRIFT_HOME": str(home),
            "NOTIFY_SOCKET": str(manager),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heard_at(manager: socket.socket, folder: Path) -> Path:
    """Let the manager of services listen; the name of a socket may not be long."""
    manager.bind(str(folder / "notify"))
    manager.settimeout(LONGEST_WAIT)
    return folder / "notify"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_process_says_that_it_begins_ticks_and_ends_when_it_is_told_to(
    sqlite_file: Path, tmp_path: Path, number: signal.Signals
) -> None:
    place, manager = with_a_unit(sqlite_file), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    with (
        closing(manager),
        tempfile.TemporaryDirectory() as short,
        watch_in_a_process(tmp_path / "home", place, heard_at(manager, Path(short))) as process,
    ):
        assert process.stdout is not None
        begun = process.stdout.readline()
        assert f"{place}: timed work each minute, by " in begun
        # the first pass makes the night's copy
        assert "backup: 1" in process.stdout.readline()
        process.send_signal(number)
        said, complained = process.communicate(timeout=LONGEST_WAIT)
        told = [manager.recv(1000).decode().splitlines() for _ in range(3)]
    assert [words[0] for words in told] == ["READY=1", "WATCHDOG=1", "STOPPING=1"]
    assert (process.returncode, complained) == (0, "")
    assert said.rstrip().endswith("told to stop; no pass is under way")
    assert said.count("\n") == 1
    with opened(place) as database, database.read() as connection:
        assert verify(connection).ok
        runs = JobRunStore(connection).all()
    assert {run.job for run in runs} >= {"sweep", "seal_looks", "freeze_weekly_reports", "backup"}
    assert [run.job for run in runs if run.last_good is None or run.lease_until is not None] == []


def test_a_database_that_somebody_else_holds_is_refused(sqlite_file: Path, tmp_path: Path) -> None:
    place = with_a_unit(sqlite_file)
    with closing(connect(place, KEY)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = undrift(tmp_path / "home", "watch", "--db", place)
        other.rollback()
    assert ran.returncode == 3
    assert ran.stderr == "undrift: Somebody else is writing to the database. Nothing was changed. Try again.\n"
    with opened(place) as database:
        assert standing(database) == (0, 0, 1)


class Told(Teller):
    """As the command tells it, and a test can wait for it."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.good, self.bad = threading.Semaphore(0), threading.Semaphore(0)

    def passed(self, result: TickResult) -> None:
        super().passed(result)
        self.good.release()

    def missed(self, problem: Exception) -> None:
        super().missed(problem)
        self.bad.release()


@pytest.mark.expects_log_warning
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_is_waited_for_and_nothing_is_told_twice(
    core: Tracker, time: StoppedTime, postgres_server: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    open_a_case(core)
    told = Told(core)
    with Bell() as bell, ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(watch, core, "server-1", bell, told, SOON)
        try:
            assert told.good.acquire(timeout=LONGEST_WAIT)
            with core.database.read() as connection:
                before = connection.execute(select(func.count()).select_from(alert_told)).scalar_one()
            assert before > 0
            with postgres_server.away():
                for _ in range(3):
                    assert told.bad.acquire(timeout=LONGEST_WAIT)
            time.forward(minutes=2)
            while told.good.acquire(blocking=False):
                pass
            for _ in range(3):
                assert told.good.acquire(timeout=LONGEST_WAIT)
        finally:
            bell.ring()
        under_way.result(LONGEST_WAIT)
    lines = [line.partition("  ")[2] for line in capsys.readouterr().out.splitlines()]
    assert len([line for line in lines if line.startswith("no pass: The database server does not answer")]) == 1
    assert len([line for line in lines if line.startswith("the database answers again")]) == 1
    with core.database.read() as connection:
        assert JobRunStore(connection).last("sweep").last_good == time.now()
        assert connection.execute(select(func.count()).select_from(alert_told)).scalar_one() == before
        assert connection.execute(select(func.count(alert.c.id.distinct()))).scalar_one() <= before
        assert verify(connection).ok
