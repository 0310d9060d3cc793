"""What every test is held to: no thread left running, no log warning that nobody expected."""

import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres_server import PostgresServer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# no test reads or writes the account's own settings, database or log
os.environ["UNDRIFT_HOME"] = tempfile.mkdtemp(prefix="undrift-tests-")

settings.register_profile("undrift", deadline=None, print_blob=True)
settings.load_profile("undrift")

PACKAGES = ("tracker", "ui")
SECONDS_TO_WIND_DOWN = 2.0


class RecordedWarnings(logging.Handler):
    """Keeps what was logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless it looks at the log itself or carries `expects_log_warning`."""
    if "caplog" in request.fixturenames or request.node.get_closest_marker("expects_log_warning"):
        yield
        return
    recorded = RecordedWarnings()
    loggers = [logging.getLogger(name) for name in PACKAGES]
    for logger in loggers:
        logger.addHandler(recorded)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(recorded)
    if recorded.records:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in recorded.records]
        pytest.fail("unexpected in the log:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def no_leftover_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread that outlives its test fails it; a thread that is winding down is waited for."""
    before = set(threading.enumerate())
    yield
    if request.node.get_closest_marker("leaves_threads"):
        return
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        if not isinstance(thread, threading._DummyThread):
            thread.join(SECONDS_TO_WIND_DOWN)
    left = [thread.name for thread in started if thread.is_alive() and not isinstance(thread, threading._DummyThread)]
    if left:
        pytest.fail(f"threads left running: {', '.join(left)}", pytrace=False)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["PostgresServer"]:
    """One PostgreSQL server for the tests of this process, started when the first test asks for it."""
    from tests.postgres_server import running_server

    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, dropped after the test."""
    with postgres_server.fresh_database() as url:
        yield url
