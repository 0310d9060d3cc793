"""The password for the mail server is kept in the key store, or for its owner alone, and never in a setting."""

import stat
from pathlib import Path

import pytest

from tests.tracker.storage.test_encryption import MemoryStore, store
from tracker.errors import StorageProblem
from tracker.storage.mail_password import keep_mail_password, mail_key_file, mail_password

__all__ = ("store",)

HOST, ACCOUNT, PASSWORD = "mail.force.example", "unit-north", "hunter2 ŵ"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))


def test_it_goes_into_the_key_store_and_a_file_of_before_is_removed(store: MemoryStore) -> None:
    mail_key_file().parent.mkdir(parents=True)
    mail_key_file().write_text("00", encoding="ascii")
    assert keep_mail_password(HOST, ACCOUNT, PASSWORD) == "key_store"
    assert not mail_key_file().exists()
    assert mail_password(HOST.upper(), ACCOUNT) == PASSWORD
    assert mail_password(HOST, "other") == mail_password("other", ACCOUNT) == ""


def test_without_a_key_store_it_goes_into_a_file_for_its_owner_alone() -> None:
    assert mail_password(HOST, ACCOUNT) == ""
    assert keep_mail_password(HOST, ACCOUNT, PASSWORD) == "key_file"
    assert stat.S_IMODE(mail_key_file().stat().st_mode) == 0o600
    assert PASSWORD not in mail_key_file().read_text(encoding="ascii")
    assert mail_password(HOST, ACCOUNT) == PASSWORD


def test_a_damaged_file_is_said_and_not_taken_for_none() -> None:
    keep_mail_password(HOST, ACCOUNT, PASSWORD)
    mail_key_file().write_text("not hex", encoding="ascii")
    with pytest.raises(StorageProblem, match="cannot_open"):
        mail_password(HOST, ACCOUNT)
