"""A demo unit made for a test, as the command line makes one, in a database that is there already."""

from datetime import date

from tracker.bootstrap import Tracker
from tracker.demo.make_demo import DemoMade, Progress, begin_demo, make_demo
from tracker.new_unit import NewUnit, set_up
from tracker.rules_in_force import shipped_rules
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.terms import Nation
from tracker.time_source import FixedTime, start_of_day

AS_OF = date(2026, 11, 20)
ACCOUNT = "tester"


def made(
    database: Database,
    *,
    cases: int,
    officers: int = 24,
    seed: int = 1,
    as_of: date = AS_OF,
    progress: Progress | None = None,
) -> DemoMade:
    """Make a demo unit in an empty database."""
    beginning = begin_demo(seed, as_of, ACCOUNT)
    unit = NewUnit("Unit North", Nation.ENGLAND, ACCOUNT, True, beginning.first_officer)
    set_up(database, unit, time=beginning.time, new_id=beginning.new_id)
    return make_demo(
        database, shipped_rules(), beginning, cases=cases, officers=officers, seed=seed, as_of=as_of, progress=progress
    )


def opened(database: Database, as_of: date = AS_OF) -> Tracker:
    """Open a demo unit on the morning of its day, for whoever made it."""
    time = FixedTime(start_of_day(as_of))
    return Tracker(database, time, ACCOUNT, IdSource(time, seed=99))
