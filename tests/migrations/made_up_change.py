"""A made-up later change of the schema, to see how upgrades go."""

import shutil
from pathlib import Path

import pytest

from tracker.storage import engine, migrate, schema_version

FOLDER = Path(migrate.__file__).parent / "migrations"
NEXT = "0002"
ADDS_A_COLUMN = '''"""A made-up later change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column, and make one wider by making the table anew where the engine needs it."""
    with op.batch_alter_table("team") as table:
        table.add_column(sa.Column("phone", sa.Text(), server_default="none", nullable=False))
        table.alter_column("name", type_=sa.String(400))
'''


def later(folder: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program know one change more than it does."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v0002_made_up.py").write_text(change)
    monkeypatch.setattr(migrate, "FOLDER", folder)
    for module in (migrate, schema_version, engine):
        monkeypatch.setattr(module, "NEWEST", NEXT)
