"""Typed settings with defaults; load and save TOML; the machine's policy wins over the account's own file."""

import errno
import json
import os
import re
import secrets
import tomllib
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tracker.errors import RuleBroken, StorageProblem
from tracker.paths import make_folder, paths
from tracker.setting_checks import (
    HIGHEST_PORT,
    LAST_HOUR,
    LEAST_IDLE,
    MOST_IDLE,
    MailTls,
    MailTo,
    NoticeSound,
    ReasonForLooking,
    SettingFault,
    Wrong,
    database_place,
    file_there,
    folder,
    hours_of,
    mail_tls,
    mailbox,
    number,
    quiet_hours,
    reason,
    recipients,
    sound,
    text_of_at_most,
)
from tracker.time_source import LONDON

__all__ = (
    "CHECKS",
    "MailTls",
    "MailTo",
    "NoticeSound",
    "ReasonForLooking",
    "SettingFault",
    "Settings",
    "changed",
    "database_address",
    "is_quiet",
    "load_settings",
    "save_settings",
)

LONGEST_NAME, LONGEST_MARKING, LONGEST_HANDLING, LONGEST_PLACE = 80, 60, 200, 200
LINE_OF_FAULT = re.compile(r"at line (\d+)")
FULL = (errno.ENOSPC, errno.EDQUOT)
OWNER_ONLY = 0o600
HEADING = "# Undrift's settings for this account. What the machine's policy sets wins over them.\n"


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes how the program behaves. `fixed` names what the machine's policy has set.

    Attributes:
        database: a full path or a server's address; empty for the account's own.
        force: the force's name, for screen and paper.
        marking: the protective marking of every page.
        handling: the line under the marking.
        answers_to: where other agencies send their answers, as it stands in letters to them.
        limits_file: the force's own file over the shipped limits.
        weights_file: the force's own editions of the weights of workload, beside the shipped ones.
        reason_for_looking: whether a reason is asked for.
        idle_minutes: after so long without a key or a click the window covers itself.
        log_folder: where the log goes, if not to the account's own place.
        notice_sound: whether a notice of the system is heard.
        quiet_hours: from when to when notices wait, such as 22:00-07:00 in London; empty for never.
        mail_host: the mail server by which the digest goes out; empty for none.
        mail_port, mail_tls: how it is reached.
        mail_account: under which name the program logs in there; the password is in the key store.
        mail_sender: from which mailbox.
        mail_hour: from which hour of each working day, in London.
        mail_to: who gets it.
    """

    database: str = ""
    force: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = "For policing and safeguarding purposes only. Keep locked away; destroy as confidential waste."
    answers_to: str = ""
    limits_file: Path | None = None
    weights_file: Path | None = None
    reason_for_looking: ReasonForLooking = ReasonForLooking.REQUIRED
    idle_minutes: int = 10
    log_folder: Path | None = None
    notice_sound: NoticeSound = NoticeSound.OFF
    quiet_hours: str = ""
    mail_host: str = ""
    mail_port: int = 587
    mail_tls: MailTls = MailTls.STARTTLS
    mail_account: str = ""
    mail_sender: str = ""
    mail_hour: int = 7
    mail_to: tuple[MailTo, ...] = ()
    fixed: frozenset[str] = frozenset()


def load_settings(own: Path | None = None, policy: Path | None = None) -> Settings:
    """Read the account's file and the machine's policy, which wins; a file that is not there sets nothing.

    Raises:
        RuleBroken: `setting_wrong`, with the file, the line, the key and what is wrong; `setting_line_wrong` where a
            line cannot be read at all.
        StorageProblem: `cannot_open`: a file is there and cannot be read.
    """
    places = paths()
    own_values = _read(own or places.settings)
    fixed = _read(policy or places.policy)
    return Settings(**(own_values | fixed), fixed=frozenset(fixed))


def changed(settings: Settings, **values: object) -> Settings:
    """Give settings with other values, as a person typed them.

    Raises:
        RuleBroken: `setting_refused`, with the field: the value cannot be, or the machine's policy has set it.
    """
    for key, value in values.items():
        try:
            settings = replace(settings, **{key: _check(key, value, settings.fixed)})
        except Wrong as wrong:
            raise RuleBroken("setting_refused", field=key, key=key, **wrong.values()) from None
    return settings


def save_settings(settings: Settings, own: Path | None = None) -> None:
    """Write the account's file, whole or not at all: what differs from the defaults and is not the machine's policy.

    Raises:
        StorageProblem: `read_only`, `disk_full`.
    """
    file = own or paths().settings
    kept = _read(file)
    default = Settings()
    lines = [HEADING]
    for key in CHECKS:
        value = kept.get(key, getattr(default, key)) if key in settings.fixed else getattr(settings, key)
        if key == "mail_to":
            lines += [_table(one) for one in value]
        elif value != getattr(default, key):
            text = str(value) if isinstance(value, int) else json.dumps(str(value or ""), ensure_ascii=False)
            lines.append(f"{key} = {text}\n")
    _write(file, "".join(lines))


def _table(one: MailTo) -> str:
    facts = (("address", one.address), ("team", one.team), ("officer", one.officer))
    said = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts if value)
    return f"\n[[mail_to]]\n{said}"


def database_address(settings: Settings | None = None) -> str:
    """Give where the database is: as in the settings, else the account's own file."""
    chosen = settings or load_settings()
    return chosen.database or str(paths().database)


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Say whether notices wait at an instant, by the clock on the wall in London; the hours may go over midnight."""
    if not settings.quiet_hours:
        return False
    begins, ends = hours_of(settings.quiet_hours)
    at = now.astimezone(LONDON).time()
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        document = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _line_wrong(file, line, SettingFault.NOT_READABLE) from None
    except tomllib.TOMLDecodeError as error:
        found = LINE_OF_FAULT.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise _line_wrong(file, line, SettingFault.NOT_TOML) from None
    except OSError as error:
        raise StorageProblem("cannot_open", place=str(file), detail=error.strerror or "") from error
    values = {}
    for key, value in document.items():
        try:
            values[key] = _check(key, value)
        except Wrong as wrong:
            line = _line_of(key, text)
            raise RuleBroken("setting_wrong", file=str(file), line=line, key=key, **wrong.values()) from None
    return values


def _line_wrong(file: Path, line: int, what: SettingFault) -> RuleBroken:
    return RuleBroken("setting_line_wrong", file=str(file), line=line, what=what)


def _line_of(key: str, text: str) -> int:
    """Give the line on which a key, or a table of that name, is first written."""
    written = re.compile(rf"""\s*\[{{0,2}}\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if written.match(line)), 1)


def _check(key: str, value: object, fixed: Collection[str] = ()) -> Any:
    if key in fixed:
        raise Wrong(SettingFault.FIXED)
    check = CHECKS.get(key)
    if check is None:
        raise Wrong(SettingFault.UNKNOWN, ", ".join(get_close_matches(key, CHECKS, 1) or CHECKS))
    return check(value)


CHECKS: Mapping[str, Callable[[object], Any]] = {
    "database": database_place,
    "force": text_of_at_most(LONGEST_NAME),
    "marking": text_of_at_most(LONGEST_MARKING, may_be_empty=False),
    "handling": text_of_at_most(LONGEST_HANDLING),
    "answers_to": text_of_at_most(LONGEST_PLACE),
    "limits_file": file_there,
    "weights_file": file_there,
    "reason_for_looking": reason,
    "idle_minutes": number(LEAST_IDLE, MOST_IDLE),
    "log_folder": folder,
    "notice_sound": sound,
    "quiet_hours": quiet_hours,
    "mail_host": text_of_at_most(LONGEST_PLACE),
    "mail_port": number(1, HIGHEST_PORT),
    "mail_tls": mail_tls,
    "mail_account": text_of_at_most(LONGEST_PLACE),
    "mail_sender": mailbox,
    "mail_hour": number(0, LAST_HOUR),
    "mail_to": recipients,
}


def _write(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        make_folder(file.parent)
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        code = "disk_full" if error.errno in FULL else "read_only"
        raise StorageProblem(code, place=str(file), detail=error.strerror or "") from error
