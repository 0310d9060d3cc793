"""A fresh, empty database for each test, on both engines: copied from a template that is made once."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from tests.postgres_server import PostgresServer
from tracker.storage.engine import Database, open_database

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


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh database file; opened with `KEY`."""
    return Path(shutil.copy(sqlite_template, tmp_path / "unit.db"))


@pytest.fixture
def sqlite_database(sqlite_file: Path) -> Iterator[Database]:
    """A fresh database in a file."""
    with closing(open_database(str(sqlite_file), key=KEY)) as database:
        yield database


@pytest.fixture
def postgres_address(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """The address of a fresh database on the server."""
    with postgres_server.fresh_database(template=postgres_template) as url:
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
