"""Whether another workstation has committed something: asked of the file, told by the server."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Protocol

import psycopg
import sqlcipher3.dbapi2
from sqlalchemy import URL, ColumnElement, Connection, func, literal_column, select

from tracker.errors import StorageProblem
from tracker.storage.engine import Database
from tracker.storage.postgres_engine import CHANNEL, connection_settings, driver_address
from tracker.storage.sqlite_engine import connect
from tracker.storage.storage_errors import sqlite_problem
from tracker.storage.tables import alert, alert_told

log = logging.getLogger(__name__)

# a literal, because a bound value would hide the partial index from SQLite
ENDED: ColumnElement[str] = literal_column("'ended'")


class ChangeFeed(Protocol):
    """Says whether others changed something; what they changed is read anew."""

    def fileno(self) -> int | None:
        """Give the socket to wait on; None where there is none, so that one asks every second or two."""

    def changed_elsewhere(self) -> bool:
        """Say whether another workstation committed since this was last asked."""

    def close(self) -> None:
        """Stop listening."""


def change_feed(database: Database) -> ChangeFeed:
    """Listen to what others commit to a database from now on.

    Raises:
        StorageProblem: `server_unreachable`, or as the file may raise.
    """
    return FileFeed(database) if database.server is None else ServerFeed(database, database.server)


class FileFeed:
    """Asks SQLite for its data version, a number in memory; only when it moved is the file read."""

    def __init__(self, database: Database) -> None:
        if database.path is None:
            raise TypeError("a server's database has no file")
        self._database = database
        self._path = database.path
        self._connection = connect(database.path, database.key)
        self._connection.execute("PRAGMA query_only = ON")
        self._seen = self._place()
        self._version = self._data_version()

    def fileno(self) -> None:
        """Give None: a file has no socket to wait on."""

    def changed_elsewhere(self) -> bool:
        """Say whether another workstation committed since this was last asked."""
        try:
            version = self._data_version()
            if version == self._version:
                return False
            before, self._seen, self._version = self._seen, self._place(), version
        except sqlcipher3.dbapi2.Error as error:
            raise sqlite_problem(error, self._database.address, self._path) from error
        return _by_others(range(before + 1, self._seen + 1), self._database.own_places)

    def close(self) -> None:
        """Stop listening."""
        self._connection.close()

    def _data_version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _place(self) -> int:
        place: int = self._connection.execute("SELECT place FROM audit_head").fetchone()[0]
        return place


class ServerFeed:
    """Listens on a connection of its own; the server says how far the audit trail goes, and nothing else."""

    def __init__(self, database: Database, server: URL) -> None:
        self._database = database
        self._server = server
        self._connection: Any = None
        self._seen = 0
        self._listen()

    def fileno(self) -> int | None:
        """Give the socket to wait on; it is another one after the server was away, and None while it is."""
        return None if self._connection is None else self._connection.fileno()

    def changed_elsewhere(self) -> bool:
        """Say whether another workstation committed since this was last asked.

        After the server was away the answer is yes, for nobody knows what was missed.
        """
        try:
            if self._connection is None:
                self._listen()
                return True
            places = [int(notice.payload) for notice in self._connection.notifies(timeout=0)]
        except psycopg.Error:
            log.warning("the server does not answer the change feed")
            self.close()
            return False
        except StorageProblem:
            return False
        if not places:
            return False
        before, self._seen = self._seen, max(self._seen, *places)
        return _by_others(range(before + 1, self._seen + 1), self._database.own_places)

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    def _listen(self) -> None:
        try:
            connection = psycopg.connect(driver_address(self._server), autocommit=True, **connection_settings())
            connection.execute(f"LISTEN {CHANNEL}")
            place = connection.execute("SELECT place FROM audit_head").fetchone()
        except psycopg.Error as error:
            raise StorageProblem("server_unreachable", place=self._database.address) from error
        self._connection = connection
        self._seen = 0 if place is None else int(place[0])


def stamp_of_alerts(connection: Connection) -> tuple[int, ...]:
    """Give numbers that differ once an alert was raised, told, taken on or ended."""
    open_ones = select(func.count(), func.coalesce(func.sum(alert.c.version), 0)).where(alert.c.state != ENDED)
    told = select(func.count()).select_from(alert_told)
    return (*connection.execute(open_ones).one(), connection.execute(told).scalar_one())


def _by_others(places: range, own: Iterable[range]) -> bool:
    """Say whether some of these places of the audit trail were not written here."""
    here = sum(len(range(max(places.start, one.start), min(places.stop, one.stop))) for one in tuple(own))
    return here < len(places)
