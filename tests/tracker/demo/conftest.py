"""One demo unit of 160 cases, made once for the tests that only look at it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.databases import KEY
from tests.tracker.demo.making import made, opened
from tracker.bootstrap import Tracker
from tracker.demo.make_demo import DemoMade
from tracker.storage.engine import open_database

CASES = 160


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tracker, DemoMade]]:
    """A running core on the demo unit, and what was said to be made."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with closing(open_database(str(path), create=True, key=KEY)) as database:
        told = made(database, cases=CASES)
        yield opened(database), told


@pytest.fixture(scope="session")
def core(demo: tuple[Tracker, DemoMade]) -> Tracker:
    """A running core on the demo unit."""
    return demo[0]
