"""The alerts in memory that the simulation of two years rests on are those of the database, whatever people do."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from tests.cores import ACCOUNT, set_up_unit
from tests.fakes import StoppedTime
from tests.soak.deeds import SmallUnit
from tracker.bootstrap import Tracker
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource

CASES, STEPS = 12, 70


@pytest.fixture
def small(sqlite_database: Database) -> Iterator[Tracker]:
    """A core in a file."""
    time = StoppedTime()
    set_up_unit(sqlite_database, time)
    with closing(Tracker(sqlite_database, time, ACCOUNT, IdSource(time, seed=2))) as tracker:
        yield tracker


@pytest.mark.parametrize("seed", range(3))
def test_memory_and_database_tell_the_same_of_whatever_people_do_at_random(small: Tracker, seed: int) -> None:
    unit = SmallUnit(small, seed, CASES)
    time = small.time
    assert isinstance(time, StoppedTime)
    looked_at = None
    for step in range(STEPS):
        unit.mirror.sweep(looked_at)
        assert unit.mirror.differences() == [], f"after step {step} of seed {seed}, at {time.now()}"
        looked_at = time.now()
        time.forward(hours=unit.random.choice((1, 7, 15, 24, 24, 48, 140)))
        if unit.random.random() < 0.05:
            time.forward(hours=-unit.random.choice((1, 60, 400)))
        for _ in range(unit.random.randint(0, 4)):
            unit.act()
            time.forward(minutes=5)
    assert len(unit.mirror.memory.alerts) > 300
    assert time.now() - looked_at < timedelta(days=30)
