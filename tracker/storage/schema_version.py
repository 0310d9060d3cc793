"""Which schema a database has, and which is the newest this program knows; read without Alembic."""

from sqlalchemy import Connection, inspect

from tracker.errors import StorageProblem

NEWEST = "0001"
VERSION_TABLE = "schema_version"


def schema_version(connection: Connection) -> str | None:
    """Give the version of the database's schema, or None where it has none of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one_or_none()  # noqa: S608 - a constant


def check_not_newer(found: str, place: str) -> None:
    """Refuse a database that a newer program has made or upgraded.

    Raises:
        StorageProblem: `database_too_new`, with what was found and what is known.
    """
    if found > NEWEST:
        raise StorageProblem("database_too_new", place=place, found=found, known=NEWEST)
