"""Writes the first migration anew from tables.py; of use until the first release, run as a module."""

import subprocess
import sys
from pathlib import Path

import sqlcipher3.dbapi2
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

from tracker.storage.column_types import Instant, Json
from tracker.storage.tables import metadata

TARGET = Path(__file__).parents[2] / "tracker/storage/migrations/versions/v0001_first_tables.py"
HEAD = '''"""Every table of the first schema, and the guards of the audit trail."""

import sqlalchemy as sa
from alembic import op

from tracker.storage import column_types
from tracker.storage.migrations import append_only

revision = "0001"
down_revision = None

GENESIS = "0" * 64


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table
    """Make the tables and their guards."""
'''
TAIL = """
    op.execute(f"INSERT INTO audit_head (id, place, head) VALUES (1, 0, '{GENESIS}')")  # noqa: S608 - a constant
    for statement in append_only.statements(op.get_bind().dialect.name):
        op.execute(statement)
"""


def _type(kind: str, value: object, _context: object) -> str | bool:
    if kind == "type" and isinstance(value, Instant | Json):
        return f"column_types.{type(value).__name__}()"
    return False


def on_both_engines(tables: MetaData) -> MetaData:
    """Give the tables with each partial index's condition also as PostgreSQL has it."""
    copied = MetaData(naming_convention=tables.naming_convention)
    for table in tables.tables.values():
        for index in table.to_metadata(copied).indexes:
            condition = index.dialect_kwargs.get("sqlite_where")
            if condition is not None:
                index.dialect_kwargs["postgresql_where"] = condition
    return copied


def write_first() -> None:
    """Compare the tables with an empty database and write what is missing, which is everything."""
    with create_engine("sqlite://", module=sqlcipher3.dbapi2).connect() as connection:
        options = {"render_item": _type, "render_as_batch": False}
        context = MigrationContext.configure(connection, opts=options)
        made = produce_migrations(context, on_both_engines(metadata))
        assert made.upgrade_ops is not None
        body = render_python_code(made.upgrade_ops, migration_context=context, render_item=_type)
    lines = [line.rstrip() for line in body.splitlines() if not line.strip().startswith("#")]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n" + TAIL)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(TARGET)], check=True)


if __name__ == "__main__":
    write_first()
