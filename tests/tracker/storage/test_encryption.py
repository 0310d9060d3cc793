"""The key: random, kept where the system keeps secrets, else in a file of the owner's, and found by a code."""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringLocked, PasswordSetError

from tracker.errors import StorageProblem
from tracker.storage.encryption import (
    NewKey,
    create_key,
    find_key,
    keep_key,
    key_file,
    key_for,
    key_from_recovery_code,
    recovery_file,
    write_recovery,
)
from tracker.storage.engine import open_database


class MemoryStore(keyring.backend.KeyringBackend):
    """A key store that is as fit as a system's own, and lasts as long as the test."""

    priority: float = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class LockedStore(MemoryStore):
    """A key store that is there but stays locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError


class ForgetfulStore(MemoryStore):
    """A key store that takes everything and gives nothing back."""

    def get_password(self, service: str, username: str) -> str | None:
        return None


class PlainFileStore(MemoryStore):
    """A store that keyring itself does not recommend."""

    priority = 0.5


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    made = MemoryStore()
    with used(made):
        yield made


class used:  # noqa: N801 - reads as a word in the tests
    """Has keyring use a backend inside the block."""

    def __init__(self, backend: keyring.backend.KeyringBackend) -> None:
        self.backend = backend

    def __enter__(self) -> None:
        self.before = keyring.get_keyring()
        keyring.set_keyring(self.backend)

    def __exit__(self, *_: object) -> None:
        keyring.set_keyring(self.before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "unit.db"


def test_no_test_reaches_a_real_key_store() -> None:
    assert isinstance(keyring.get_keyring(), keyring.backends.fail.Keyring)


def test_keys_and_codes_are_random(path: Path) -> None:
    first, second = create_key(path), create_key(path)
    assert len(first.key) == len(second.key) == 32
    assert first.key != second.key
    assert first.recovery_code != second.recovery_code


def test_a_key_goes_into_the_systems_key_store(path: Path, store: MemoryStore) -> None:
    made = create_key(path)
    assert made.kept_in == "key_store"
    assert not key_file(path).exists()
    assert find_key(path) == made.key
    assert [service for service, _ in store.kept] == ["Undrift"]


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, LockedStore, ForgetfulStore, PlainFileStore],
)
def test_without_a_fit_key_store_the_key_goes_into_a_file_for_its_owner_alone(
    path: Path, backend: type[keyring.backend.KeyringBackend]
) -> None:
    with used(backend()):
        made = create_key(path)
        assert made.kept_in == "key_file"
        assert stat.S_IMODE(key_file(path).stat().st_mode) == 0o600
        assert key_file(path).read_text().strip() == made.key.hex()
        assert find_key(path) == made.key


def test_a_key_file_goes_when_a_key_store_takes_over(path: Path) -> None:
    made = create_key(path)
    with used(MemoryStore()):
        assert keep_key(path, made.key) == "key_store"
        assert not key_file(path).exists()
        assert find_key(path) == made.key


def test_the_key_is_found_after_the_files_were_moved(path: Path, tmp_path: Path, store: MemoryStore) -> None:
    made = create_key(path)
    moved = tmp_path / "elsewhere" / "unit.db"
    moved.parent.mkdir()
    recovery_file(path).rename(recovery_file(moved))
    assert find_key(moved) == made.key


def test_two_databases_have_their_own_keys(tmp_path: Path, store: MemoryStore) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    first, second = create_key(one), create_key(other)
    assert (find_key(one), find_key(other)) == (first.key, second.key)


def test_the_recovery_code_gives_the_key_however_it_is_typed(path: Path) -> None:
    made = create_key(path)
    assert len(made.recovery_code) == 35
    code = made.recovery_code
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('-', '')}\n"):
        assert key_from_recovery_code(path, typed) == made.key
    lookalike = code.replace("0", "O").replace("1", "l")
    assert key_from_recovery_code(path, lookalike) == made.key


def test_a_wrong_recovery_code_is_refused(path: Path) -> None:
    made = create_key(path)
    wrong = ("2" if made.recovery_code[0] != "2" else "3") + made.recovery_code[1:]
    for code in (wrong, "", made.recovery_code[:-1]):
        with pytest.raises(StorageProblem) as refused:
            key_from_recovery_code(path, code)
        assert refused.value.code == "recovery_code_wrong"


def test_a_new_recovery_code_makes_the_old_one_useless(path: Path, store: MemoryStore) -> None:
    made = create_key(path)
    code = write_recovery(path, made.key)
    assert key_from_recovery_code(path, code) == made.key
    with pytest.raises(StorageProblem):
        key_from_recovery_code(path, made.recovery_code)
    assert find_key(path) == made.key


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", '{"key_id": 1, "salt": "", "seal": "", "wrapped": ""}'])
def test_a_recovery_file_that_is_gone_or_damaged_is_said(path: Path, content: str | None) -> None:
    made = create_key(path)
    if content is None:
        recovery_file(path).unlink()
    else:
        recovery_file(path).write_text(content)
    with pytest.raises(StorageProblem) as refused:
        key_from_recovery_code(path, made.recovery_code)
    assert refused.value.code == "recovery_missing"
    assert find_key(path) == made.key


def test_a_changed_recovery_file_is_not_believed(path: Path) -> None:
    made = create_key(path)
    facts = json.loads(recovery_file(path).read_text())
    facts["wrapped"] = os.urandom(32).hex()
    recovery_file(path).write_text(json.dumps(facts))
    with pytest.raises(StorageProblem) as refused:
        key_from_recovery_code(path, made.recovery_code)
    assert refused.value.code == "recovery_code_wrong"


def test_neither_the_key_nor_the_code_lies_in_the_recovery_file(path: Path) -> None:
    made = create_key(path)
    written = recovery_file(path).read_text()
    assert stat.S_IMODE(recovery_file(path).stat().st_mode) == 0o600
    assert made.key.hex() not in written
    assert made.recovery_code.replace("-", "") not in written.replace("-", "")


def test_a_key_that_is_nowhere_is_said(path: Path) -> None:
    made = create_key(path)
    key_file(path).unlink()
    with pytest.raises(StorageProblem) as refused:
        find_key(path)
    assert refused.value.code == "key_missing"
    assert keep_key(path, key_from_recovery_code(path, made.recovery_code)) == "key_file"
    assert find_key(path) == made.key


@pytest.mark.parametrize("content", ["", "not hexadecimal", "ab" * 16])
def test_a_damaged_key_file_is_said(path: Path, content: str) -> None:
    create_key(path)
    key_file(path).write_text(content)
    with pytest.raises(StorageProblem) as refused:
        find_key(path)
    assert refused.value.code == "key_missing"


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "unit.db.recovery").mkdir()
    with pytest.raises(StorageProblem) as refused:
        create_key(tmp_path / "unit.db")
    assert refused.value.code == "read_only"
    assert [file.name for file in tmp_path.iterdir()] == ["unit.db.recovery"]


def test_only_an_encrypted_file_needs_a_key(tmp_path: Path, path: Path) -> None:
    plain = tmp_path / "plain.db"
    open_database(str(plain), create=True).close()
    made: NewKey = create_key(path)
    open_database(str(path), create=True, key=made.key).close()
    assert key_for(plain) is None
    assert key_for(tmp_path / "none.db") is None
    assert key_for(path) == made.key
    with closing(open_database(str(path), key=key_for(path))) as database, database.read() as connection:
        assert connection.exec_driver_sql("SELECT place FROM audit_head").scalar_one() == 0
