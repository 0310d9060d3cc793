"""Upgrade of a database's schema with Alembic: copy first, all in one transaction, then the server's rights."""

from collections.abc import Callable
from importlib.resources import files

from sqlalchemy import Connection, Engine, text

from tracker.errors import StorageProblem
from tracker.storage.schema_version import NEWEST, check_not_newer, schema_version

FOLDER = files("tracker.storage") / "migrations"
APPLICATION_ROLE = "undrift_application"
READER_ROLE = "undrift_reader"
APPEND_ONLY = ("audit_entry", "look")


def upgrade(engine: Engine, place: str, copy_first: Callable[[str], object] | None = None) -> bool:
    """Bring a database to the newest schema; say whether there was anything to do.

    Args:
        engine: the writer's.
        place: the database's address for messages.
        copy_first: makes a copy of a database that has content; is given its version.

    Raises:
        StorageProblem: `database_too_new`; `damaged` where rows would refer to nothing; as a copy or a write may raise.
    """
    with engine.connect() as connection:
        found = schema_version(connection)
    if found is not None:
        check_not_newer(found, place)
        if found == NEWEST:
            return False
        if copy_first is not None:
            copy_first(found)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _upgrade_sqlite(connection, place)
        else:
            with connection.begin():
                _run(connection)
                grant_rights(connection)
    return True


def _upgrade_sqlite(connection: Connection, place: str) -> None:
    """Foreign keys are off while tables are made anew, which can only be said outside a transaction."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise StorageProblem("cannot_open", place=place)
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            _run(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise StorageProblem("damaged", place=place)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def grant_rights(connection: Connection) -> None:
    """Give the application's and the reader's role their rights, where the server has these roles.

    The application may add audit rows and looks, but not change or delete them; a look's seal is its only column
    that it may set.
    """
    roles = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    say = connection.exec_driver_sql
    schema = connection.execute(text("SELECT current_schema()")).scalar_one()
    for role in {APPLICATION_ROLE, READER_ROLE} & roles:
        say(f'GRANT USAGE ON SCHEMA "{schema}" TO {role}')
        say(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO {role}')
    if APPLICATION_ROLE in roles:
        say(f'GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {APPLICATION_ROLE}')
        say(f"REVOKE INSERT, UPDATE, DELETE ON schema_version FROM {APPLICATION_ROLE}")
        for table in APPEND_ONLY:
            say(f"REVOKE UPDATE, DELETE ON {table} FROM {APPLICATION_ROLE}")
        say(f"REVOKE UPDATE ON audit_content FROM {APPLICATION_ROLE}")
        say(f"REVOKE DELETE ON audit_head FROM {APPLICATION_ROLE}")
        say(f"GRANT UPDATE (sealed_in) ON look TO {APPLICATION_ROLE}")
