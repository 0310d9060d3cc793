"""The password for the mail server: kept as the database's key is, in the system's key store or a file."""

from contextlib import suppress
from pathlib import Path

from tracker.errors import StorageProblem
from tracker.paths import paths
from tracker.storage.encryption import KeptIn, from_key_store, into_key_store, write_for_owner

FILE = "mail.key"


def keep_mail_password(host: str, account: str, password: str) -> KeptIn:
    """Keep the password in the system's key store; where there is none, in a file that its owner alone may read."""
    if into_key_store(_name(host, account), password.encode()):
        with suppress(FileNotFoundError):
            mail_key_file().unlink()
        return "key_store"
    write_for_owner(mail_key_file(), password.encode().hex() + "\n")
    return "key_file"


def mail_password(host: str, account: str) -> str:
    """Give the password for an account at a mail server; empty where none is kept.

    Raises:
        StorageProblem: `cannot_open`: its file is there and cannot be read.
    """
    kept = from_key_store(_name(host, account))
    if kept is not None:
        return kept.decode()
    try:
        return bytes.fromhex(mail_key_file().read_text(encoding="ascii")).decode()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as problem:
        raise StorageProblem("cannot_open", place=str(mail_key_file()), detail="") from problem


def mail_key_file() -> Path:
    """Give where the password is kept when there is no key store."""
    return paths().settings.with_name(FILE)


def _name(host: str, account: str) -> str:
    return f"mail {account}@{host}".casefold()
