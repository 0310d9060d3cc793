"""Two copies of the program on one database: each alert once, each paper once, and nobody held up by one that died."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.cores import open_a_case
from tests.fakes import StoppedTime
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.bootstrap import Tracker
from tracker.jobs.tick import JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE
from tracker.storage.audit_verification import verify
from tracker.storage.backup import copies_folder
from tracker.storage.tables import alert, alert_told, audit_entry, frozen_report

ROOT = Path(__file__).parents[2]
CASES = 6
SWEEP = TIMETABLE[0]

Start = Callable[[str], "Other"]


class Other:
    """Another process on the same database."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def hear(self) -> Any:
        """Wait for its next line."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the other process ended without a word"
        return json.loads(line)

    def tell(self, word: str) -> None:
        """Say what it is to do."""
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def outcomes(self) -> list[JobOutcome]:
        """Wait for its end and give what it did."""
        said, _ = self._process.communicate()
        assert self._process.returncode == 0
        return [JobOutcome(*json.loads(line)) for line in said.splitlines()]

    def kill(self) -> None:
        """Let it die as in a power cut."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def start(core: Tracker) -> Iterator[Start]:
    """Start other processes, which are ended with the test."""
    running: list[subprocess.Popen[str]] = []

    def another(machine: str) -> Other:
        key = core.database.key.hex() if core.database.key else ""
        words = [core.database.address, key, core.time.now().isoformat(), machine]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.another_process", *words],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return Other(process)

    yield another
    for process in running:
        process.kill()
        process.communicate()


def both(start: Start, word: str) -> list[JobOutcome]:
    """Let two others do something at the same time, and give what they did."""
    others = [start("desk-1"), start("desk-2")]
    assert [other.hear() for other in others] == ["ready", "ready"]
    for other in others:
        other.tell(word)
    return [one for other in others for one in other.outcomes()]


def count(core: Tracker, table: Any) -> int:
    with core.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def overdue_unit(core: Tracker) -> None:
    for number in range(CASES):
        open_a_case(core, reference=f"44NI/{number:05}/26")


def what_one_process_alone_would_raise(core: Tracker) -> tuple[int, int]:
    """Count the alerts of a sweep that is not kept, and how many times it told somebody."""
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        raised = raise_alerts(RaiseAlerts(), work).result
        told = work.connection.execute(select(func.count()).select_from(alert_told)).scalar_one()
        work.rollback()
    return int(str(raised)), int(told)


def test_two_that_tick_at_once_raise_each_alert_once(core: Tracker, start: Start) -> None:
    overdue_unit(core)
    expected, told = what_one_process_alone_would_raise(core)
    outcomes = both(start, "tick 4")
    assert [one for one in outcomes if one.failure] == []
    assert expected > CASES
    assert count(core, alert) == expected
    assert count(core, alert_told) == told
    assert sum(one.count for one in outcomes if one.job == SWEEP.name) == expected
    runs = Counter(one.job for one in outcomes)
    assert runs["backup"] == runs["freeze_weekly_reports"] == runs["seal_looks"] == 1
    with core.database.read() as connection:
        assert verify(connection).ok


def test_two_that_sweep_without_asking_raise_each_alert_once(core: Tracker, start: Start) -> None:
    overdue_unit(core)
    expected, told = what_one_process_alone_would_raise(core)
    assert sorted(one.count for one in both(start, "sweep")) == [0, expected]
    assert (count(core, alert), count(core, alert_told)) == (expected, told)


def test_two_that_come_back_on_monday_freeze_each_paper_once(core: Tracker, time: StoppedTime, start: Start) -> None:
    overdue_unit(core)
    time.forward(days=3)
    outcomes = both(start, "tick 1")
    assert [one for one in outcomes if one.failure] == []
    # the unit and the one team that has cases
    assert count(core, frozen_report) == 2
    assert sum(one.count for one in outcomes if one.job == "freeze_weekly_reports") == 2
    if core.database.path is not None:
        assert len([one for one in copies_folder(core.database.path).iterdir() if one.suffix == ".db"]) == 1


def test_one_that_dies_in_the_middle_leaves_nothing_half_done_and_holds_nobody_up_for_long(
    core: Tracker, time: StoppedTime, start: Start
) -> None:
    overdue_unit(core)
    expected, _ = what_one_process_alone_would_raise(core)
    entries = count(core, audit_entry)
    other = start("desk-2")
    assert other.hear() == "ready"
    other.tell("hang")
    assert other.hear() == "in the middle"
    other.kill()
    assert tick(core, time.now(), "desk-1", (SWEEP,)).ran == ()
    assert count(core, audit_entry) == entries
    time.forward(seconds=SWEEP.lease.total_seconds())
    assert tick(core, time.now(), "desk-1", (SWEEP,)).ran == (JobOutcome(SWEEP.name, expected),)
    assert count(core, alert) == expected
