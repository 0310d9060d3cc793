"""`backup`, `restore`, `recover-key`, `audit verify`: keeping the records safe, and showing that they are whole."""

import argparse
import sys
from pathlib import Path

from tracker import wording
from tracker.cli.opening import add_database, add_json, address, opened
from tracker.cli.output import say, say_json
from tracker.errors import RuleBroken
from tracker.storage.audit_verification import verify
from tracker.storage.backup import copies_folder, copy_name, free_name, restore
from tracker.storage.encryption import keep_key, key_for, key_from_recovery_code
from tracker.storage.postgres_engine import is_server_address, without_password

MADE_BY_HAND = "by-hand"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    backup = commands.add_parser("backup", help="a copy by the engine's own means, opened and checked before it counts")
    backup.add_argument("--out", type=Path, metavar="PATH", help="else beside the database")
    backup.set_defaults(run=run_backup)
    restoring = commands.add_parser("restore", help="put a copy in the database's place; the one before is kept")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=run_restore)
    recover = commands.add_parser("recover-key", help="open an encrypted database again by its recovery code")
    recover.set_defaults(run=run_recover)
    audit = commands.add_parser("audit", help="the audit trail")
    trail = audit.add_subparsers(dest="trail", required=True, metavar="WHAT", parser_class=type(audit))
    verifying = trail.add_parser("verify", help="the chain holds, or the first entry at which it does not")
    verifying.set_defaults(run=run_verify)
    for words in (backup, restoring, recover, verifying):
        add_database(words)
        add_json(words)


def run_backup(options: argparse.Namespace) -> int:
    """Copy the database."""
    path = _file(options)
    with opened(options) as tracker:
        target = options.out or free_name(copies_folder(path) / copy_name(path, tracker.time.now(), MADE_BY_HAND))
        tracker.database.copy_to(target)
    if options.json:
        say_json({"copy": str(target)})
    else:
        say(f"Copied to {target}, which opens and is whole.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Put a copy in the place of the database."""
    path = _file(options)
    before = restore(options.file, path, key_for(path))
    if options.json:
        say_json({"database": str(path), "kept_aside": str(before) if before else None})
    else:
        say(f"{path} is now as in {options.file}." + (f" The one before is kept as {before}." if before else ""))
    return 0


def run_recover(options: argparse.Namespace) -> int:
    """Take the recovery code from standard input, and keep the key again on this machine."""
    path = _file(options)
    if sys.stdin.isatty():
        say("Recovery code:")
    kept = keep_key(path, key_from_recovery_code(path, sys.stdin.readline()))
    if options.json:
        say_json({"database": str(path), "key_kept_in": kept})
    else:
        say(wording.KEY_KEPT[kept])
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Read the whole audit trail; 1 where it is not whole."""
    with opened(options) as tracker, tracker.database.read() as connection:
        verdict = verify(connection)
    if options.json:
        say_json(verdict)
    elif verdict.ok:
        say(f"The audit trail is whole: {wording.count_of(verdict.entries, 'entry', 'entries')}.")
    else:
        say(f"The audit trail is not whole from entry {verdict.first_bad_place} on: {verdict.why}.")
    return 0 if verdict.ok else 1


def _file(options: argparse.Namespace) -> Path:
    place = address(options)
    if is_server_address(place):
        raise RuleBroken("server_keeps_itself", place=without_password(place))
    return Path(place)
