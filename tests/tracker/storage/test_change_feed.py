"""What other workstations commit is noticed; what this one commits is not."""

import select
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tests.databases import open_again
from tests.tracker.storage.made_up import NEW_ID, TIME, working
from tracker.errors import StorageProblem
from tracker.storage import change_feed as feeds
from tracker.storage.change_feed import ChangeFeed, change_feed
from tracker.storage.engine import Database
from tracker.storage.looks import record_look

SECONDS = 5.0


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    with closing(open_again(database)) as opened:
        yield opened


@pytest.fixture
def feed(database: Database) -> Iterator[ChangeFeed]:
    with closing(change_feed(database)) as listening:
        yield listening


def change(database: Database, times: int = 1) -> None:
    for _ in range(times):
        with working(database) as work:
            work.audit.add("change")
            work.commit()


def told(feed: ChangeFeed) -> bool:
    """Ask when there is something to ask about."""
    socket = feed.fileno()
    if socket is not None:
        select.select([socket], [], [], SECONDS)
    return feed.changed_elsewhere()


def test_nothing_happened(feed: ChangeFeed) -> None:
    assert not feed.changed_elsewhere()


def test_anothers_commit_is_noticed_once(feed: ChangeFeed, other: Database) -> None:
    change(other, times=3)
    assert told(feed)
    assert not feed.changed_elsewhere()


def test_ones_own_commit_is_not_noticed(feed: ChangeFeed, database: Database, other: Database) -> None:
    change(database, times=3)
    assert not told(feed)
    change(database)
    change(other)
    change(database)
    waited = 0
    while not told(feed):
        waited += 1
        assert waited < 3


def test_what_is_rolled_back_is_not_noticed(feed: ChangeFeed, other: Database) -> None:
    with working(other) as work:
        work.audit.add("never")
    assert not feed.changed_elsewhere()


def test_a_look_is_no_change(feed: ChangeFeed, other: Database) -> None:
    record_look(other, "officer-1", "caseload", [], "", TIME.now(), NEW_ID)
    assert not feed.changed_elsewhere()


def test_a_failed_commit_is_not_taken_for_ones_own(
    feed: ChangeFeed, database: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working(database) as work:
        work.audit.add("never")
        monkeypatch.setattr(work.connection, "commit", lambda: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            work.commit()
    change(other)
    assert told(feed)


def test_a_file_has_no_socket(sqlite_database: Database) -> None:
    with closing(change_feed(sqlite_database)) as feed:
        assert feed.fileno() is None


def test_the_server_tells_a_number_and_nothing_else(postgres_database: Database, postgres_address: str) -> None:
    with psycopg.connect(postgres_address.replace("+psycopg", ""), autocommit=True) as listener:
        listener.execute("LISTEN undrift")
        change(postgres_database)
        (notice,) = listener.notifies(timeout=SECONDS, stop_after=1)
    assert notice.payload == "1"


@pytest.mark.expects_log_warning
def test_a_feed_listens_again_after_the_server_was_away(
    postgres_database: Database, postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(change_feed(postgres_database)) as feed:
        with psycopg.connect(postgres_address.replace("+psycopg", ""), autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert not told(feed)
        assert feed.fileno() is None or not told(feed)
        assert feed.fileno() is None

        def away(*_: object, **__: object) -> None:
            raise psycopg.OperationalError

        with monkeypatch.context() as patched:
            patched.setattr(feeds.psycopg, "connect", away)
            assert not feed.changed_elsewhere()
        assert feed.changed_elsewhere()
        assert not feed.changed_elsewhere()
        with closing(open_again(postgres_database)) as other:
            change(other)
            assert told(feed)


def test_a_server_that_is_away_at_the_start_is_said(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise psycopg.OperationalError

    monkeypatch.setattr(feeds.psycopg, "connect", away)
    with pytest.raises(StorageProblem) as refused:
        change_feed(postgres_database)
    assert refused.value.code == "server_unreachable"
