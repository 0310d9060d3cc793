"""A fresh, empty database for each test, on both engines: copied from a template that is made once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from functools import cache
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from tests.cores import set_up_unit
from tests.fakes import StoppedTime
from tests.postgres_server import PostgresServer
from tracker.storage.engine import Database, open_database

#: gives the copy of a template in which the unit of `set_up_unit` was made at an instant
UnitTemplates = Callable[[str, datetime], str]

ENGINES = ("sqlite", "postgresql")
KEY = bytes(range(32))

keyring.set_keyring(keyring.backends.fail.Keyring())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty encrypted database file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    open_database(str(path), create=True, key=KEY).close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[str]:
    """The name of an empty database on the server, to be copied."""
    with postgres_server.fresh_database() as url:
        open_database(url, create=True).close()
        yield url.rsplit("/", 1)[1]


@pytest.fixture(scope="session")
def postgres_units(postgres_server: PostgresServer) -> Iterator[ExitStack]:
    """What drops databases with a unit from the server before it stops, whichever engine was asked for first."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def unit_templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> UnitTemplates:
    """Databases with a unit, made once for each instant at which tests begin: the calendars alone are 20,000 rows."""

    @cache
    def template(engine: str, now: datetime) -> str:
        if engine == "sqlite":
            blank: Path = request.getfixturevalue("sqlite_template")
            address = str(shutil.copy(blank, tmp_path_factory.mktemp("units") / "unit.db"))
        else:
            server: PostgresServer = request.getfixturevalue("postgres_server")
            made: ExitStack = request.getfixturevalue("postgres_units")
            address = made.enter_context(server.fresh_database(request.getfixturevalue("postgres_template")))
        with closing(open_database(address, key=KEY if engine == "sqlite" else None)) as database:
            set_up_unit(database, StoppedTime(now))
        return address

    return template


@pytest.fixture
def template_of(request: pytest.FixtureRequest) -> Callable[[str], str | None]:
    """What to copy for an engine: a database with a unit for a test of the running core, else none."""

    def template(engine: str) -> str | None:
        if "core" not in request.fixturenames:
            return None
        time: StoppedTime = request.getfixturevalue("time")
        templates: UnitTemplates = request.getfixturevalue("unit_templates")
        return templates(engine, time.now())

    return template


@pytest.fixture
def sqlite_file(sqlite_template: Path, template_of: Callable[[str], str | None], tmp_path: Path) -> Path:
    """A fresh database file; opened with `KEY`."""
    return Path(shutil.copy(template_of("sqlite") or sqlite_template, tmp_path / "unit.db"))


@pytest.fixture
def sqlite_database(sqlite_file: Path) -> Iterator[Database]:
    """A fresh database in a file."""
    with closing(open_database(str(sqlite_file), key=KEY)) as database:
        yield database


@pytest.fixture
def postgres_address(
    postgres_server: PostgresServer, postgres_template: str, template_of: Callable[[str], str | None]
) -> Iterator[str]:
    """The address of a fresh database on the server."""
    of_unit = template_of("postgresql")
    with postgres_server.fresh_database(of_unit.rsplit("/", 1)[1] if of_unit else postgres_template) as url:
        yield url


@pytest.fixture
def postgres_database(postgres_address: str) -> Iterator[Database]:
    """A fresh database on the server."""
    with closing(open_database(postgres_address)) as database:
        yield database


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database on each engine in turn."""
    made: Database = request.getfixturevalue(f"{'postgres' if request.param == 'postgresql' else 'sqlite'}_database")
    return made


def open_again(database: Database) -> Database:
    """Another workstation's view of a test's database; the caller closes it."""
    return open_database(database.address, key=database.key)
