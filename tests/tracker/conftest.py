"""The core's tests share the databases of tests/databases.py."""

from tests.databases import (
    database,
    postgres_address,
    postgres_database,
    postgres_template,
    sqlite_database,
    sqlite_file,
    sqlite_template,
)

__all__ = [
    "database",
    "postgres_address",
    "postgres_database",
    "postgres_template",
    "sqlite_database",
    "sqlite_file",
    "sqlite_template",
]
