"""Alembic's environment: the program's own connection, one transaction for all changes, on both engines."""

from alembic import context

from tracker.storage.schema_version import VERSION_TABLE
from tracker.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
