"""The core's tests share the databases of tests/databases.py and the running core of tests/cores.py."""

from tests.cores import core, time
from tests.databases import (
    database,
    postgres_address,
    postgres_database,
    postgres_template,
    postgres_units,
    sqlite_database,
    sqlite_file,
    sqlite_template,
    template_of,
    unit_templates,
)

__all__ = [
    "core",
    "database",
    "postgres_address",
    "postgres_database",
    "postgres_template",
    "postgres_units",
    "sqlite_database",
    "sqlite_file",
    "sqlite_template",
    "template_of",
    "time",
    "unit_templates",
]
