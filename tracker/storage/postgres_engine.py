"""The two PostgreSQL engines: a writer that holds one advisory lock for each transaction, and one for reading."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url

LOCK_SECONDS = 5
CONNECT_SECONDS = 5
READERS = 4
WRITE_LOCK = 0x756E6472
CHANNEL = "undrift"
ACTING = f"SELECT set_config('undrift.acting', %s, true), pg_advisory_xact_lock({WRITE_LOCK})"


def is_server_address(address: str) -> bool:
    """Say whether an address is a server's and not a file's."""
    return address.startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def server_url(address: str) -> URL:
    """Give a server's address with the driver that the program uses."""
    return make_url(address).set(drivername="postgresql+psycopg")


def writer_engine(url: URL) -> Engine:
    """Connections that write, one at a time: see `begin_acting`."""
    return _engine(url, f"-c lock_timeout={LOCK_SECONDS}s", connections=2)


def reader_engine(url: URL) -> Engine:
    """Connections that cannot write; each transaction sees one state of the database."""
    return _engine(
        url,
        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read",
        connections=READERS,
    )


def begin_acting(connection: Connection, officer_id: str) -> None:
    """Take the single writer's lock for this transaction, and say to the server who acts in it."""
    connection.exec_driver_sql(ACTING, (officer_id,))


def tell_others(connection: Connection, place: int) -> None:
    """Have the server tell every listener, once this transaction is committed, how far the audit trail goes now."""
    connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (CHANNEL, str(place)))


def driver_address(url: URL) -> str:
    """Give the address as the bare driver takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def connection_settings(options: str = "") -> dict[str, Any]:
    """Give what every connection to a server is opened with."""
    return {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "undrift",
        "options": f"-c timezone=UTC {options}".strip(),
    }


def _engine(url: URL, options: str, connections: int) -> Engine:
    return create_engine(
        url,
        connect_args=connection_settings(options),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        pool_pre_ping=True,
    )
