"""The two PostgreSQL engines: a writer that holds one advisory lock for each transaction, and one for reading."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from tracker.errors import StorageProblem

LOCK_SECONDS = 5.0
CONNECT_SECONDS = 5
READERS = 4
WRITERS = 3
WRITE_LOCK = 0x756E6472
CHANNEL = "undrift"
ACTING = "SELECT set_config('undrift.acting', %s, true)"
ALONE = f"{ACTING}, pg_advisory_xact_lock({WRITE_LOCK})"


def is_server_address(address: str) -> bool:
    """Say whether an address is a server's and not a file's."""
    return address.startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def server_url(address: str) -> URL:
    """Give a server's address with the driver that the program uses.

    Raises:
        StorageProblem: `address_unreadable`; without the address, since it may hold a password.
    """
    try:
        return make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise StorageProblem("address_unreadable") from None


def without_password(place: str) -> str:
    """Give where a database is as it may be shown: of a server's address the password is left out."""
    return server_url(place).render_as_string(hide_password=True) if is_server_address(place) else place


def writer_engine(url: URL) -> Engine:
    """Connections that write, one at a time: see `begin_acting`, which also finds out whether the server is there."""
    return _engine(url, f"-c lock_timeout={int(LOCK_SECONDS * 1000)}ms", connections=WRITERS, ask_first=False)


def reader_engine(url: URL) -> Engine:
    """Connections that cannot write; each transaction sees one state of the database."""
    return _engine(
        url,
        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read",
        connections=READERS,
        ask_first=True,
    )


def begin_acting(connection: Connection, officer_id: str, *, alone: bool = True) -> None:
    """Say to the server who acts in this transaction, and (`alone`) take the single writer's lock for it.

    A connection that was kept while the server was away is replaced by a new one, once.
    """
    statement = ALONE if alone else ACTING
    connection.begin()
    try:
        connection.exec_driver_sql(statement, (officer_id,))
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        connection.rollback()
        connection.begin()
        connection.exec_driver_sql(statement, (officer_id,))


def driver_address(url: URL) -> str:
    """Give the address as the bare driver takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def connection_settings(options: str = "") -> dict[str, Any]:
    """Give what every connection to a server is opened with: a date is the same text as on the other engine."""
    return {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "undrift",
        "options": f"-c timezone=UTC -c datestyle=ISO {options}".strip(),
    }


def _engine(url: URL, options: str, connections: int, *, ask_first: bool) -> Engine:
    return create_engine(
        url,
        connect_args=connection_settings(options),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        pool_pre_ping=ask_first,
    )
