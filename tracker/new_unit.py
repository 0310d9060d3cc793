"""Makes a new database: an empty unit, or a demo unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker import rules_in_force
from tracker.domain.people import Officer
from tracker.storage.calendar_store import Edition, content_digest, store_editions
from tracker.storage.encryption import NewKey, create_key
from tracker.storage.engine import Database, open_database
from tracker.storage.people_store import PeopleStore, Unit
from tracker.storage.postgres_engine import is_server_address
from tracker.storage.sqlite_engine import check_place
from tracker.terms import Nation, Rank, Role
from tracker.time_source import TimeSource

DEMO_UNIT = "Demo unit"


FIRST_ROLES = frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What a new database is made for: the unit, and the account that makes it."""

    name: str
    nation: Nation
    account: str
    demo: bool = False
    first_officer: Officer | None = None


def create_unit(address: str, unit: NewUnit, *, time: TimeSource, new_id: Callable[[], str]) -> NewKey | None:
    """Make an empty database with its unit, its calendars and its first officer.

    Give the key that was made for a file, with the recovery code that is shown once; None for a server.

    Raises:
        StorageProblem: as `open_database` with `create`.
    """
    key = None
    if not is_server_address(address):
        check_place(Path(address), create=True)
        key = create_key(Path(address))
    database = open_database(address, create=True, key=key.key if key else None)
    try:
        set_up(database, unit, time=time, new_id=new_id)
    finally:
        database.close()
    return key


def set_up(database: Database, unit: NewUnit, *, time: TimeSource, new_id: Callable[[], str]) -> None:
    """Give an empty database its unit, its calendars and its first officer."""
    officer = unit.first_officer or Officer(
        new_id(), "", unit.account, Rank.POLICE_STAFF, FIRST_ROLES, None, account=unit.account, detective=False
    )
    rules = rules_in_force.shipped_rules()
    with database.write() as connection:
        store_editions(
            connection,
            [
                Edition(rules.calendar(name), file, content_digest(file), time.now(), officer.id)
                for name, file in rules_in_force.shipped_calendars().items()
            ],
        )
        people = PeopleStore(connection)
        people.add_unit(Unit(new_id(), unit.name, unit.nation, unit.demo, time.now()))
        people.add_officer(officer)
    with database.work(officer.id, time, rules, new_id) as work:
        work.audit.add("create_unit", subject_id=officer.id, demo=unit.demo, nation=unit.nation)
        work.commit()


@dataclass(frozen=True, slots=True)
class DemoWish:
    """How large a demo unit is to be, the seed it grows from, the day it stands at, and the account that makes it."""

    cases: int
    officers: int
    seed: int
    as_of: date
    account: str


def create_demo(address: str, wish: DemoWish, progress: Callable[[int, int], None] | None = None) -> NewKey | None:
    """Make a demo unit: the same seed and date give the same unit. It stays marked as a demo for ever."""
    from tracker.demo.make_demo import begin_demo, make_demo

    beginning = begin_demo(wish.seed, wish.as_of, wish.account)
    unit = NewUnit(DEMO_UNIT, Nation.ENGLAND, wish.account, demo=True, first_officer=beginning.first_officer)
    key = create_unit(address, unit, time=beginning.time, new_id=beginning.new_id)
    database = open_database(address, key=key.key if key else None)
    try:
        make_demo(
            database,
            rules_in_force.shipped_rules(),
            beginning,
            cases=wish.cases,
            officers=wish.officers,
            seed=wish.seed,
            as_of=wish.as_of,
            progress=progress,
        )
    finally:
        database.close()
    return key
