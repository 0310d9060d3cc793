"""Copies: whole though the original is in use, checked before they count, and put back without losing either."""

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import KEY
from tests.tracker.storage.made_up import BLUE, RED, TIME
from tracker.domain.people import Team
from tracker.errors import StorageProblem
from tracker.storage import backup
from tracker.storage.backup import Copied, check_copy, copies_folder, copy_name, keep_newest, restore, take_copy
from tracker.storage.encryption import create_key, key_from_recovery_code
from tracker.storage.engine import Database, open_database
from tracker.storage.records import insert_all, load
from tracker.storage.sqlite_engine import is_encrypted
from tracker.storage.tables import team


def teams(path: Path, key: bytes | None = KEY) -> tuple[Team, ...]:
    with closing(open_database(str(path), key=key)) as database, database.read() as connection:
        return load(connection, Team, team)


def add(database: Database, *new: Team) -> None:
    with database.write() as connection:
        insert_all(connection, team, list(new))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_copy_has_what_is_still_in_the_log_and_nothing_unfinished(tmp_path: Path, key: bytes | None) -> None:
    path, target = tmp_path / "unit.db", tmp_path / "copies" / "copy.db"
    with closing(open_database(str(path), create=True, key=key)) as database:
        add(database, BLUE)
        assert (tmp_path / "unit.db-wal").stat().st_size > 0
        with database._writing("") as connection:
            insert_all(connection, team, [RED])
            assert database.copy_to(target) == Copied(target)
    assert teams(target, key) == (BLUE,)
    assert is_encrypted(target) is (key is not None)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]


def test_copying_the_open_file_would_have_lost_rows(sqlite_database: Database, sqlite_file: Path) -> None:
    """The reason for the engine's own means."""
    add(sqlite_database, BLUE)
    other = sqlite_file.with_name("copied-by-hand.db")
    other.write_bytes(sqlite_file.read_bytes())
    assert teams(other) == ()


def test_a_copy_is_not_put_over_another(sqlite_database: Database, sqlite_file: Path, tmp_path: Path) -> None:
    take_copy(sqlite_file, KEY, tmp_path / "copy.db")
    with pytest.raises(StorageProblem) as refused:
        take_copy(sqlite_file, KEY, tmp_path / "copy.db")
    assert refused.value.code == "exists_already"


def test_a_servers_database_is_copied_by_the_server(postgres_database: Database, tmp_path: Path) -> None:
    assert postgres_database.copy_to(tmp_path / "copy.db") == Copied(None, "server_keeps_copies")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_does_not_open_does_not_count(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, key: bytes | None) -> None:
        raise StorageProblem("copy_bad", place=str(path))

    monkeypatch.setattr(backup, "check_copy", refuse)
    folder = tmp_path / "copies"
    with pytest.raises(StorageProblem):
        take_copy(sqlite_file, KEY, folder / "copy.db")
    assert list(folder.iterdir()) == []


def test_a_place_that_takes_no_copy_is_said(sqlite_file: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file where a folder is wanted")
    with pytest.raises(StorageProblem) as refused:
        take_copy(sqlite_file, KEY, tmp_path / "copies" / "copy.db")
    assert refused.value.code == "read_only"


def test_copies_of_a_wrong_key_or_another_program_are_bad(sqlite_file: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague")
    for path, key in ((sqlite_file, bytes(32)), (letter, None), (letter, KEY), (tmp_path, KEY)):
        with pytest.raises(StorageProblem) as refused:
            check_copy(path, key)
        assert refused.value.code == "copy_bad"


def test_a_damaged_copy_is_bad(sqlite_database: Database, sqlite_file: Path, tmp_path: Path) -> None:
    add(sqlite_database, *(Team(f"t{number}", f"Team {number}" * 20) for number in range(500)))
    copy = tmp_path / "copy.db"
    sqlite_database.copy_to(copy)
    check_copy(copy, KEY)
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2)
        file.write(os.urandom(64))
    with pytest.raises(StorageProblem) as refused:
        check_copy(copy, KEY)
    assert refused.value.code == "copy_bad"


def test_the_newest_copies_are_kept(sqlite_file: Path, tmp_path: Path) -> None:
    folder, time = copies_folder(sqlite_file), TIME.now()
    names = [copy_name(sqlite_file, time.replace(day=day), "nightly") for day in range(1, 6)]
    assert names[0] == "unit-20261101T094107-nightly.db"
    create_key(sqlite_file)
    for name in names:
        take_copy(sqlite_file, KEY, folder / name)
    other = folder / "unit-schema-0001.db"
    take_copy(sqlite_file, KEY, other)
    assert keep_newest(folder, "unit", 2) == tuple(folder / name for name in names[:3])
    left = {file.name for file in folder.iterdir()}
    assert left == {name + end for name in (*names[3:], other.name) for end in ("", ".recovery")}
    assert keep_newest(folder, "unit", 2) == ()
    assert keep_newest(tmp_path / "none", "unit") == ()


def test_a_copy_opens_by_the_recovery_code_of_its_original(tmp_path: Path) -> None:
    path, copy = tmp_path / "unit.db", tmp_path / "carried away" / "unit.db"
    made = create_key(path)
    open_database(str(path), create=True, key=made.key).close()
    take_copy(path, made.key, copy)
    assert teams(copy, key_from_recovery_code(copy, made.recovery_code)) == ()


def test_a_restored_copy_takes_the_place_and_the_one_before_stays(
    sqlite_database: Database, sqlite_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copies" / "copy.db"
    add(sqlite_database, BLUE)
    sqlite_database.copy_to(copy)
    add(sqlite_database, RED)
    sqlite_database.close()
    before = restore(copy, sqlite_file, KEY)
    assert before == tmp_path / "unit-before-restore.db"
    assert teams(sqlite_file) == (BLUE,)
    assert teams(before) == (BLUE, RED)
    assert teams(copy) == (BLUE,)
    assert stat.S_IMODE(sqlite_file.stat().st_mode) == 0o600
    assert restore(copy, sqlite_file, KEY) == tmp_path / "unit-before-restore-2.db"


def test_a_database_in_use_is_not_replaced(
    sqlite_database: Database,
    sqlite_file: Path,
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy.db"
    sqlite_database.copy_to(copy)
    add(sqlite_database, BLUE)
    with pytest.raises(StorageProblem) as refused:
        restore(copy, sqlite_file, KEY)
    assert refused.value.code == "locked"
    add(sqlite_database, RED)
    sqlite_database.close()
    assert teams(sqlite_file) == (BLUE, RED)
    assert not (tmp_path / "unit.db.part").exists()


def test_a_bad_copy_replaces_nothing(sqlite_database: Database, sqlite_file: Path, tmp_path: Path) -> None:
    add(sqlite_database, BLUE)
    sqlite_database.close()
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague")
    with pytest.raises(StorageProblem) as refused:
        restore(letter, sqlite_file, KEY)
    assert refused.value.code == "copy_bad"
    assert teams(sqlite_file) == (BLUE,)


def test_the_one_before_comes_back_when_the_copy_does_not_open_in_its_place(
    sqlite_database: Database, sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, asked = tmp_path / "copy.db", list[Path]()
    sqlite_database.copy_to(copy)
    add(sqlite_database, BLUE)
    sqlite_database.close()

    def refuse_the_second_time(path: Path, key: bytes | None) -> None:
        asked.append(path)
        if len(asked) == 2:
            raise StorageProblem("copy_bad", place=str(path))

    monkeypatch.setattr(backup, "check_copy", refuse_the_second_time)
    with pytest.raises(StorageProblem):
        restore(copy, sqlite_file, KEY)
    assert teams(sqlite_file) == (BLUE,)


def test_a_lost_or_damaged_database_is_replaced(sqlite_database: Database, sqlite_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    add(sqlite_database, BLUE)
    sqlite_database.copy_to(copy)
    sqlite_database.close()
    sqlite_file.write_bytes(b"what a failing disk left")
    before = restore(copy, sqlite_file, KEY)
    assert before is not None
    assert before.read_bytes() == b"what a failing disk left"
    sqlite_file.unlink()
    assert restore(copy, sqlite_file, KEY) is None
    assert teams(sqlite_file) == (BLUE,)


def test_a_copy_of_a_newer_schema_is_not_restored(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.write() as connection:
        connection.execute(text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(StorageProblem) as refused:
        sqlite_database.copy_to(tmp_path / "copy.db")
    assert refused.value.code == "database_too_new"
