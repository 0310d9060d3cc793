"""Where things live: each system's own places, one folder on request, and nothing that others may read."""

import stat
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from tracker.paths import make_folder, paths, paths_on, policy_file
from tracker.storage.backup import copies_folder
from tracker.storage.encryption import key_file

LOCAL = "C:\\Users\\a\\AppData\\Local"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "UNDRIFT_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_on_linux_each_thing_is_in_its_own_place(home: Path) -> None:
    found = paths_on(Unix("undrift", appauthor=False))
    assert found.database == home / ".local/share/undrift/undrift.db"
    assert found.settings == home / ".config/undrift/settings.toml"
    assert found.logs == home / ".local/state/undrift/log"
    assert found.exports == home / ".local/share/undrift/exports"


def test_on_windows_nothing_roams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", LOCAL)
    monkeypatch.setenv("WIN_PD_OVERRIDE_APPDATA", LOCAL.replace("Local", "Roaming"))
    found = paths_on(Windows("undrift", appauthor=False, roaming=False))
    for place in (found.database, found.settings, found.logs, found.exports, found.backups, found.key):
        assert str(place).startswith(LOCAL)


def test_on_a_mac_the_library_is_used(home: Path) -> None:
    found = paths_on(MacOS("undrift", appauthor=False))
    assert found.database == home / "Library/Application Support/undrift/undrift.db"
    assert found.logs == home / "Library/Logs/undrift"


def test_no_export_is_put_among_documents_that_are_synchronised(home: Path) -> None:
    assert "Documents" not in paths({}).exports.parts


def test_one_folder_holds_everything_on_request_but_not_the_policy(home: Path) -> None:
    elsewhere = home / "elsewhere"
    found = paths({"UNDRIFT_HOME": str(elsewhere)})
    for place in (found.database, found.settings, found.logs, found.exports, found.backups, found.key):
        assert place.is_relative_to(elsewhere)
    assert found.policy == policy_file() == paths({}).policy


def test_the_folder_on_request_does_not_hang_on_where_the_program_was_started(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert paths({"UNDRIFT_HOME": "here"}).database == home / "here" / "undrift.db"
    assert paths({"UNDRIFT_HOME": "~/there"}).database == home / "there" / "undrift.db"


def test_key_and_copies_are_where_the_storage_puts_them() -> None:
    found = paths({})
    assert found.key == key_file(found.database)
    assert found.backups == copies_folder(found.database)


def test_asking_makes_nothing(home: Path) -> None:
    paths({})
    paths({"UNDRIFT_HOME": str(home / "new")})
    assert list(home.iterdir()) == []


def test_a_folder_is_made_for_its_owner_alone_with_those_above_it(home: Path) -> None:
    made = make_folder(home / "one" / "two" / "three")
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert make_folder(made) == made


def test_a_folder_that_is_there_keeps_the_rights_its_owner_gave_it(home: Path) -> None:
    shared = home / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    make_folder(shared / "own")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_an_error(home: Path) -> None:
    (home / "in the way").write_text("")
    with pytest.raises(OSError, match="in the way"):
        make_folder(home / "in the way" / "logs")
