"""A pass that is killed by `kill -9` a hundred times leaves no half-told alert, and loses and repeats none."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import exists, func, select

from tests.cores import ACCOUNT, open_a_case
from tests.databases import KEY, open_again
from tests.fakes import StoppedTime
from tests.faults.passes_that_die import SWEEP
from tests.faults.test_two_processes import ROOT
from tests.statements import count_statements
from tracker.bootstrap import Tracker
from tracker.jobs.tick import JobOutcome, tick
from tracker.storage.audit_verification import verify
from tracker.storage.engine import Database, open_database
from tracker.storage.ids import IdSource
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.tables import alert, alert_told
from tracker.terms import AlertState

HERE, THERE = "desk-1", "desk-2"
AFTER_A_LEASE = SWEEP[0].lease + timedelta(seconds=1)
# deaths on each day, before somebody else makes the pass that goes well
A_DAY = 5
BY_THE_CLOCK = 4
Alerts = dict[tuple[str, str, str, str], tuple[str, tuple[tuple[str, str], ...]]]


class Dying:
    """Another process that makes passes and dies in them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def pass_(self, how: str, now: datetime, number: float) -> bool:
        """Let it make a pass; say whether it died in it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{how} {now.isoformat()} {number}\n")
        self._process.stdin.flush()
        return self.hear() == "died"

    def hear(self) -> str:
        assert self._process.stdout is not None
        word = self._process.stdout.readline().strip()
        assert word, "the other process is gone"
        return word


@contextmanager
def dying(database: Database) -> Iterator[Dying]:
    """Start the other process."""
    words = [database.address if database.server is None else database.server.render_as_string(False)]
    words += [database.key.hex() if database.key else "", THERE]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.passes_that_die", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        other = Dying(process)
        assert other.hear() == "ready"
        yield other
        process.kill()


def told(database: Database) -> Alerts:
    """Every alert by its key, with its state and who was told at which rung."""
    with database.read() as connection:
        by_id: dict[str, list[tuple[str, str]]] = {}
        for row in connection.execute(select(alert_told)):
            by_id.setdefault(row.alert_id, []).append((row.rung, row.recipient))
        return {
            (row.subject_id, row.kind, row.threshold, row.episode): (row.state, tuple(sorted(by_id.pop(row.id, ()))))
            for row in connection.execute(select(alert))
        }


def half_told(database: Database) -> int:
    """Count the open alerts of which nobody was told."""
    heard = exists().where(alert_told.c.alert_id == alert.c.id)
    with database.read() as connection:
        found = select(func.count()).select_from(alert).where(alert.c.state == AlertState.OPEN.value, ~heard)
        return connection.execute(found).scalar_one()


def a_unit_with_something_due_each_day(core: Tracker, days: int) -> None:
    """Cases reported on days one after another, so that something falls due on each of the days to come."""
    today = core.time.today()
    for number in range(days):
        open_a_case(core, reference=f"44NI/{number:05}/26", reported_on=today - timedelta(days=number))


def passes_with_deaths(core: Tracker, time: StoppedTime, other: Dying, deaths: int, seed: int) -> int:
    """Let the other die so often, on one day after another; each day ends with a pass that goes well. Give the days.

    It dies at one statement after another of those that write, in no order, and now and then at any moment.
    """
    draw = random.Random(seed)
    days, died, in_the_midst, statements = 0, 0, 0, 14
    places: list[int] = []
    while died < deaths:
        time.forward(days=1)
        days += 1
        deaths_today, before = 0, len(told(core.database))
        for turn in range(A_DAY):
            by_the_clock = turn == BY_THE_CLOCK
            places = places or draw.sample(range(1, statements + 1), statements)
            number = draw.uniform(0.005, 0.12) if by_the_clock else places.pop()
            deaths_today += other.pass_("while" if by_the_clock else "statement", time.now(), number)
            assert half_told(core.database) == 0
            time.forward(seconds=AFTER_A_LEASE.total_seconds())
        with count_statements(core.database._writer) as seen:
            (outcome,) = tick(core, time.now(), HERE, SWEEP).ran
        assert outcome.failure == ""
        died += deaths_today
        if len(told(core.database)) > before:
            # they died with something to tell
            in_the_midst += deaths_today
            statements = max(statements, len(seen))
        time.forward(minutes=2)
        assert tick(core, time.now(), HERE, SWEEP).ran == (JobOutcome("sweep", 0),)
    assert in_the_midst > deaths // 3
    with core.database.read() as connection:
        assert verify(connection).ok
        assert JobRunStore(connection).last("sweep").lease_until is None
    return days


def undisturbed(database: Database, time: StoppedTime, days: int) -> Alerts:
    """Make the passes of the same days on a database where nobody dies."""
    with closing(Tracker(database, time, ACCOUNT, IdSource(time, seed=9))) as core:
        for _ in range(days):
            time.forward(days=1, seconds=A_DAY * AFTER_A_LEASE.total_seconds())
            tick(core, time.now(), HERE, SWEEP)
            time.forward(minutes=2)
            tick(core, time.now(), HERE, SWEEP)
        return told(database)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_hundred_deaths_in_a_file_change_nothing_that_is_told(
    core: Tracker, time: StoppedTime, tmp_path: Path
) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    a_unit_with_something_due_each_day(core, days=25)
    start = time.now()
    control = tmp_path / "control.db"
    core.database.copy_to(control)
    with dying(core.database) as other:
        days = passes_with_deaths(core, time, other, deaths=100, seed=seed)
    time.move_to(start)
    with closing(open_database(str(control), key=KEY)) as apart:
        expected = undisturbed(apart, time, days)
    assert len(expected) > 50
    assert told(core.database) == expected


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_deaths_on_a_server_change_nothing_that_is_told(core: Tracker, time: StoppedTime) -> None:
    a_unit_with_something_due_each_day(core, days=10)
    with dying(core.database) as other:
        passes_with_deaths(core, time, other, deaths=12, seed=4)
    raised = told(core.database)
    assert raised
    with closing(open_again(core.database)) as apart:
        assert told(apart) == raised
