"""Two real processes tick on one database and are killed at random, while people work: what must hold of alerts."""

import json
import os
import random
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from sqlalchemy import select

from tests.fakes import StoppedTime
from tests.faults.own_process import ROOT
from tests.soak import deeds
from tests.soak.deeds import SmallUnit
from tests.soak.facts import Passed
from tests.soak.invariants import Invariants
from tracker.bootstrap import Tracker
from tracker.domain.alert import Alert, Step
from tracker.domain.ladder import Told
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.jobs.timetable import TIMETABLE
from tracker.storage.audit_verification import verify
from tracker.storage.engine import Database
from tracker.storage.records import load
from tracker.storage.tables import alert, alert_step, alert_told
from tracker.terms import Rung
from tracker.time_source import local_date

CASES, ROUNDS, KILLED = 10, 40, 5
#: two machines whose clocks differ by more are told so, and may both make a pass
CLOCKS_APART = 5
WORK = (
    deeds.completes, deeds.completes, deeds.takes_back, deeds.replans, deeds.pauses, deeds.resumes, deeds.reopens,
    deeds.hands_on, deeds.transfers, deeds.restricts, deeds.grades, deeds.protects, deeds.unprotects,
    deeds.goes, deeds.returns,
)  # fmt: skip


class Desk:
    """One of the two: a process that makes a pass when it is told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.hear()

    def tell(self, now: datetime) -> None:
        """Let it make a pass."""
        assert self.process.stdin is not None
        self.process.stdin.write(now.isoformat() + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Wait for how it went."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process ended without a word"
        return json.loads(line)

    def kill(self) -> None:
        """Let it die as in a power cut."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def desk(database: Database, machine: str) -> Iterator[Desk]:
    """Start one."""
    address = database.address if database.server is None else database.server.render_as_string(hide_password=False)
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.faults.passes_at_random",
            address,
            database.key.hex() if database.key else "",
            machine,
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Desk(process)
        process.kill()


class Course:
    """What happened, turn by turn, at instants that only go on."""

    def __init__(self, core: Tracker, time: StoppedTime, seed: int) -> None:
        self.core = core
        self.time = time
        self.random = random.Random(seed)
        self.unit = SmallUnit(core, seed, CASES)
        self.memory = self.unit.mirror.memory
        self.at = [time.now()]

    def turn(self, after: float = 90) -> datetime:
        """Begin a turn so many seconds after the last one, and give its instant."""
        self.time.forward(seconds=after)
        self.at.append(self.time.now())
        self.memory.history.turn = len(self.at) - 1
        return self.time.now()

    def somebody_works(self) -> None:
        """Somebody does something; what the rules refuse is not done."""
        self.turn()
        try:
            self.random.choice(WORK)(self.unit)
        except (RuleBroken, NotFound, StaleRecord):
            self.unit.mirror.read()

    def both_tick(self, desks: list[Desk], *, kill: bool) -> int:
        """Let both make a pass at once, and kill one in it; give which, or -1."""
        killed = self.random.randrange(2) if kill else -1
        passes = [(self.turn(after), len(self.at) - 1) for after in (90, CLOCKS_APART)]
        for one, (now, _) in zip(desks, passes, strict=True):
            one.tell(now)
        if kill:
            Event().wait(self.random.uniform(0.0, 0.15))
            desks[killed].kill()
        for place, one in enumerate(desks):
            if place != killed:
                self.note(one.hear(), *passes[place])
        self.unit.mirror.read()
        return killed

    def note(self, answer: Any, now: datetime, turn: int) -> None:
        """Keep a pass that went well."""
        if answer["good"]:
            looked_at = answer["looked_at"] and datetime.fromisoformat(answer["looked_at"])
            self.memory.history.passes.append(Passed(turn, now, local_date(now), looked_at))

    def judge(self) -> None:
        """Take the alerts from the database, and look whether everything holds."""
        memory, history = self.memory, self.memory.history
        with self.core.database.read() as connection:
            for one in load(connection, Alert, alert):
                memory.put_alert(one)
            for row in connection.execute(select(alert_told).order_by(alert_told.c.told_at)):
                history.turn = self.turn_of(row.told_at)
                told = Told(Rung(row.rung), row.recipient)
                memory.put_told(row.alert_id, told, row.told_at, local_date(row.told_at))
            memory.steps.extend((self.turn_of(one.at), one) for one in load(connection, Step, alert_step))
            assert verify(connection).ok
        history.turn = len(self.at) - 1
        history.passes.sort()
        rules = Invariants(memory, self.core.rules)
        last = history.passes[-1]
        rules.told_only_who_may_be()
        rules.nothing_rests_past_its_day(last)
        rules.somebody_there_knows(last, memory.open)
        rules.at_the_end()

    def turn_of(self, at: datetime) -> int:
        """Give in which turn something was recorded."""
        return bisect_right(self.at, at) - 1


def test_two_that_tick_and_die_at_random_lose_no_alert_and_tell_none_twice(core: Tracker, time: StoppedTime) -> None:
    course, killed = Course(core, time, seed=5), 0
    with ExitStack() as running:
        desks = [running.enter_context(desk(core.database, f"desk-{number}")) for number in (1, 2)]
        for step in range(ROUNDS):
            time.forward(hours=course.random.choice((2, 9, 24, 24, 60)))
            for _ in range(course.random.randint(0, 3)):
                course.somebody_works()
            dead = course.both_tick(desks, kill=step % (ROUNDS // KILLED) == 3)
            if dead >= 0:
                killed += 1
                time.forward(seconds=TIMETABLE[0].lease.total_seconds())
                desks[dead] = running.enter_context(desk(core.database, f"desk-{dead + 1}"))
                course.both_tick(desks, kill=False)
    course.judge()
    assert killed == KILLED
    assert len(course.memory.history.passes) >= ROUNDS
    assert len(course.memory.alerts) > 100
    assert time.now() - course.at[0] > timedelta(days=20)
