"""The key of an embedded database: made at random, kept by the system's key store, opened again by a recovery code."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker.errors import StorageProblem
from tracker.storage.sqlite_engine import OWNER_ONLY, is_encrypted

SERVICE = "Undrift"
KEY_BYTES = 32
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 30
CODE_GROUP = 5
LOOKALIKES = str.maketrans("OIL", "011")
TIMES, MEMORY_KIB, LANES = 3, 64 * 1024, 4
LEAST_PRIORITY = 1
KeptIn = Literal["key_store", "key_file"]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A new key, the recovery code that is shown once and kept nowhere, and where the key is kept."""

    key: bytes
    recovery_code: str
    kept_in: KeptIn


def create_key(path: Path) -> NewKey:
    """Make the key of a database that is about to be created, and keep it; see `keep_key` and `write_recovery`."""
    key = secrets.token_bytes(KEY_BYTES)
    code = write_recovery(path, key)
    return NewKey(key, code, keep_key(path, key))


def find_key(path: Path) -> bytes:
    """Give the key of a database from the system's key store, else from its key file.

    Raises:
        StorageProblem: `key_missing`: it is in neither, so that the recovery code is needed.
    """
    key = from_key_store(_key_id(path)) or _from_key_file(path)
    if key is None:
        raise StorageProblem("key_missing", place=str(path))
    return key


def key_for(path: Path) -> bytes | None:
    """Give the key a file needs, or None for a plain one.

    Raises:
        StorageProblem: `key_missing`.
    """
    return find_key(path) if path.is_file() and is_encrypted(path) else None


def keep_key(path: Path, key: bytes) -> KeptIn:
    """Keep a key in the system's key store; where there is none, in a file beside the database for its owner alone."""
    if into_key_store(_key_id(path), key):
        with suppress(FileNotFoundError):
            key_file(path).unlink()
        return "key_store"
    write_for_owner(key_file(path), key.hex() + "\n")
    return "key_file"


def write_recovery(path: Path, key: bytes) -> str:
    """Wrap a key by a new recovery code, which makes the one before useless; give the code, which is kept nowhere."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    salt = secrets.token_bytes(16)
    pad, seal = _derive(letters, salt)
    wrapped = _xor(key, pad)
    facts = {
        "key_id": _known_key_id(path) or secrets.token_hex(16),
        "made_with": "argon2id",
        "salt": salt.hex(),
        "seal": hmac.digest(seal, wrapped, hashlib.sha256).hex(),
        "wrapped": wrapped.hex(),
    }
    write_for_owner(recovery_file(path), json.dumps(facts, indent=2) + "\n")
    return "-".join(letters[first : first + CODE_GROUP] for first in range(0, CODE_LENGTH, CODE_GROUP))


def key_from_recovery_code(path: Path, code: str) -> bytes:
    """Give the key of a database by its recovery code; `keep_key` keeps it again.

    Raises:
        StorageProblem: `recovery_missing`: the recovery file is gone or damaged; `recovery_code_wrong`.
    """
    facts = _recovery_facts(path)
    if facts is None:
        raise StorageProblem("recovery_missing", place=str(recovery_file(path)))
    letters = "".join(letter for letter in code.upper() if letter.isalnum()).translate(LOOKALIKES)
    pad, seal = _derive(letters, bytes.fromhex(facts["salt"]))
    wrapped = bytes.fromhex(facts["wrapped"])
    if not hmac.compare_digest(hmac.digest(seal, wrapped, hashlib.sha256), bytes.fromhex(facts["seal"])):
        raise StorageProblem("recovery_code_wrong", place=str(path))
    return _xor(wrapped, pad)


def key_file(path: Path) -> Path:
    """Give where a key is kept when there is no key store."""
    return path.with_name(f"{path.name}.key")


def recovery_file(path: Path) -> Path:
    """Give where the key lies wrapped by the recovery code; of no use without the code."""
    return path.with_name(f"{path.name}.recovery")


def _derive(letters: str, salt: bytes) -> tuple[bytes, bytes]:
    """Give a pad for the key and a key for its seal; with a new salt each time the pad is used once."""
    from argon2.low_level import Type, hash_secret_raw

    derived = hash_secret_raw(letters.encode(), salt, TIMES, MEMORY_KIB, LANES, 2 * KEY_BYTES, Type.ID)
    return derived[:KEY_BYTES], derived[KEY_BYTES:]


def _xor(first: bytes, second: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def _key_id(path: Path) -> str:
    """Give the name of a key in the key store: it stays with the database when the files move."""
    return _known_key_id(path) or hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]


def _known_key_id(path: Path) -> str | None:
    facts = _recovery_facts(path)
    return None if facts is None else facts["key_id"]


def _recovery_facts(path: Path) -> dict[str, str] | None:
    try:
        facts = json.loads(recovery_file(path).read_text(encoding="utf-8"))
        whole = all(isinstance(facts[name], str) for name in ("key_id", "salt", "seal", "wrapped"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return facts if whole else None


def into_key_store(key_id: str, key: bytes) -> bool:
    """Say whether the system has a key store that is fit for it and gave the key back when asked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if keyring.get_keyring().priority < LEAST_PRIORITY:
            return False
        keyring.set_password(SERVICE, key_id, base64.b64encode(key).decode())
        return keyring.get_password(SERVICE, key_id) == base64.b64encode(key).decode()
    except (KeyringError, RuntimeError, OSError):
        return False


def from_key_store(key_id: str) -> bytes | None:
    """Give what the system's key store keeps under a name; None where it has nothing, or there is no key store."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(SERVICE, key_id)
    except (KeyringError, RuntimeError, OSError):
        return None
    return None if kept is None else base64.b64decode(kept)


def _from_key_file(path: Path) -> bytes | None:
    try:
        key = bytes.fromhex(key_file(path).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise StorageProblem("key_missing", place=str(key_file(path))) from None
    return key if len(key) == KEY_BYTES else None


def write_for_owner(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except OSError as error:
        with suppress(OSError):
            made.unlink()
        raise StorageProblem("read_only", place=str(path), detail=error.strerror or "") from error
