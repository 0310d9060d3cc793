"""Head equals the tables; an upgrade keeps the rows, copies first, and is done whole or not at all."""

from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from tests.databases import KEY, open_again
from tests.migrations import write_first
from tests.migrations.made_up_change import ADDS_A_COLUMN, FOLDER, NEXT, later
from tracker.errors import StorageProblem
from tracker.storage.backup import copies_folder
from tracker.storage.engine import Database, open_database
from tracker.storage.schema_version import NEWEST, VERSION_TABLE
from tracker.storage.tables import metadata

FAILS = ADDS_A_COLUMN + '    op.execute("INSERT INTO no_such_table VALUES (1)")\n'
BREAKS_A_REFERENCE = ADDS_A_COLUMN + "    op.execute(\"DELETE FROM team WHERE id = 'blue'\")\n"


def with_rows(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("INSERT INTO team (id, name) VALUES ('blue', 'Blue')"))
        connection.execute(
            text(
                "INSERT INTO officer (id, collar_number, surname, rank, roles, team_id, hours, detective, active)"
                " VALUES ('o1', '1', 'Patel', 'constable', '[]', 'blue', 40, true, true)"
            )
        )


def version_of(connection: Connection) -> str:
    return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one())


def columns(connection: Connection) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns("team")}


def test_the_newest_schema_equals_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False, "version_table": VERSION_TABLE}
        )
        assert compare_metadata(context, metadata) == []


def test_every_constraint_has_the_name_the_tables_give_it(database: Database) -> None:
    with database.read() as connection:
        found = inspect(connection)
        for table in metadata.sorted_tables:
            names = {one["name"] for one in found.get_unique_constraints(table.name)}
            names |= {one["name"] for one in found.get_foreign_keys(table.name)}
            names |= {one["name"] for one in found.get_check_constraints(table.name)}
            expected = {
                str(one.name) for one in table.constraints if one is not table.primary_key and one.name is not None
            }
            assert names == expected, table.name


def test_partial_indexes_are_partial_on_both_engines(database: Database) -> None:
    with database.read() as connection:
        if database.dialect == "sqlite":
            found = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql LIKE '%INDEX%WHERE%'"))
        else:
            found = connection.execute(text("SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%WHERE%'"))
        statements = "\n".join(found.scalars())
    for name in ("ix_clock_running", "ix_alert_open", "uq_officer_account", "ix_look_unsealed"):
        assert name in statements


def test_the_first_migration_is_written_from_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the first release: a table that changed is written anew by `python -m tests.migrations.write_first`."""
    shipped = write_first.TARGET.read_text()
    monkeypatch.setattr(write_first, "TARGET", tmp_path / "written.py")
    write_first.write_first()
    assert (tmp_path / "written.py").read_text() == shipped


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [NEWEST]
    versions = [one.revision for one in script.walk_revisions()]
    assert all(len(version) == 4 and version.isdigit() for version in versions)


def test_a_database_of_the_newest_schema_is_left_alone(database: Database) -> None:
    assert database.upgrade() is False


def test_an_older_database_is_upgraded_with_its_rows_after_a_copy(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rows(database)
    later(tmp_path / "migrations", ADDS_A_COLUMN, monkeypatch)
    with closing(open_again(database)) as opened, opened.read() as connection:
        assert version_of(connection) == NEXT
        row = connection.execute(text("SELECT id, name, phone FROM team")).one()
        assert tuple(row) == ("blue", "Blue", "none")
        assert connection.execute(text("SELECT team_id FROM officer")).scalar_one() == "blue"
    if database.path is not None:
        (copy,) = copies_folder(database.path).iterdir()
        assert copy.name == "unit-schema-0001.db"
        monkeypatch.undo()
        with closing(open_database(str(copy), key=KEY)) as before, before.read() as connection:
            assert version_of(connection) == "0001"


def test_a_guard_stands_after_an_upgrade(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(tmp_path / "migrations", ADDS_A_COLUMN, monkeypatch)
    with closing(open_again(database)) as opened, opened.read() as connection:
        if database.dialect == "sqlite":
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        else:
            triggers = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).scalars()
        assert sum(name.startswith(("audit_", "look_")) for name in triggers) >= 7


def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rows(database)
    later(tmp_path / "migrations", FAILS, monkeypatch)
    with pytest.raises(Exception, match="no_such_table"):
        open_again(database)
    with database.read() as connection:
        assert version_of(connection) == "0001"
        assert "phone" not in columns(connection)
        assert connection.execute(text("SELECT count(*) FROM officer")).scalar_one() == 1
    with database.write() as connection:
        if database.dialect == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_an_upgrade_that_would_break_a_reference_is_undone(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rows(sqlite_database)
    later(tmp_path / "migrations", BREAKS_A_REFERENCE, monkeypatch)
    with pytest.raises(StorageProblem) as refused:
        open_again(sqlite_database)
    assert refused.value.code == "damaged"
    with sqlite_database.read() as connection:
        assert version_of(connection) == "0001"
        assert connection.execute(text("SELECT id FROM team")).scalar_one() == "blue"


def test_no_upgrade_without_a_copy(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies_folder(tmp_path / "unit.db").write_text("a file where the folder of copies is wanted")
    later(tmp_path / "migrations", ADDS_A_COLUMN, monkeypatch)
    with pytest.raises(StorageProblem) as refused:
        open_again(sqlite_database)
    assert refused.value.code == "read_only"
    with sqlite_database.read() as connection:
        assert version_of(connection) == "0001"


def test_a_new_database_that_cannot_be_made_is_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.db"
    later(tmp_path / "migrations", FAILS, monkeypatch)
    with pytest.raises(Exception, match="no_such_table"):
        open_database(str(path), create=True, key=KEY)
    assert list(tmp_path.glob("new.db*")) == []
    monkeypatch.undo()
    open_database(str(path), create=True, key=KEY).close()
