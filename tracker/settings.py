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
from datetime import datetime, time
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from tracker.errors import RuleBroken, StorageProblem
from tracker.paths import make_folder, paths
from tracker.time_source import LONDON

LONGEST_NAME, LONGEST_MARKING, LONGEST_HANDLING, LONGEST_PLACE = 80, 60, 200, 200
LEAST_IDLE, MOST_IDLE = 1, 480
SERVER_ADDRESS = re.compile(r"postgresql(\+psycopg)?://\S+")
SPAN_OF_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
LINE_OF_FAULT = re.compile(r"at line (\d+)")
FULL = (errno.ENOSPC, errno.EDQUOT)
OWNER_ONLY = 0o600
HEADING = "# Undrift's settings for this account. What the machine's policy sets wins over them.\n"


class ReasonForLooking(StrEnum):
    """Whether a person says why they look at a case that is not theirs."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class NoticeSound(StrEnum):
    """Whether a notice of the system is heard."""

    ON = "on"
    OFF = "off"


class SettingFault(StrEnum):
    """What can be wrong with a setting."""

    EMPTY = "empty"
    FIXED = "fixed"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_FULL_PATH = "not_a_full_path"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_SPAN = "not_a_span"
    NOT_A_TEXT = "not_a_text"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_ONE_LINE = "not_one_line"
    NOT_READABLE = "not_readable"
    NOT_TOML = "not_toml"
    NO_SUCH_FILE = "no_such_file"
    UNKNOWN = "unknown"


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
        reason_for_looking: whether a reason is asked for.
        idle_minutes: after so long without a key or a click the window covers itself.
        log_folder: where the log goes, if not to the account's own place.
        notice_sound: whether a notice of the system is heard.
        quiet_hours: from when to when notices wait, such as 22:00-07:00 in London; empty for never.
    """

    database: str = ""
    force: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = "For policing and safeguarding purposes only. Keep locked away; destroy as confidential waste."
    answers_to: str = ""
    limits_file: Path | None = None
    reason_for_looking: ReasonForLooking = ReasonForLooking.REQUIRED
    idle_minutes: int = 10
    log_folder: Path | None = None
    notice_sound: NoticeSound = NoticeSound.OFF
    quiet_hours: str = ""
    fixed: frozenset[str] = frozenset()


class _Wrong(Exception):
    """A value cannot be a setting's; `wanted` says what could be."""

    def __init__(self, what: SettingFault, wanted: str = "") -> None:
        super().__init__(what)
        self._what = what
        self._wanted = wanted

    def values(self) -> dict[str, Any]:
        """Give what is wrong and what is wanted, as an error carries them."""
        return {"what": self._what, "wanted": f": {self._wanted}" if self._wanted else ""}


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
        except _Wrong as wrong:
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
        if value != getattr(default, key):
            text = str(value) if isinstance(value, int) else json.dumps(str(value or ""), ensure_ascii=False)
            lines.append(f"{key} = {text}\n")
    _write(file, "".join(lines))


def database_address(settings: Settings | None = None) -> str:
    """Give where the database is: as in the settings, else the account's own file."""
    chosen = settings or load_settings()
    return chosen.database or str(paths().database)


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Say whether notices wait at an instant, by the clock on the wall in London; the hours may go over midnight."""
    if not settings.quiet_hours:
        return False
    begins, ends = _hours(settings.quiet_hours)
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
        except _Wrong as wrong:
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
        raise _Wrong(SettingFault.FIXED)
    check = CHECKS.get(key)
    if check is None:
        raise _Wrong(SettingFault.UNKNOWN, ", ".join(get_close_matches(key, CHECKS, 1) or CHECKS))
    return check(value)


def _text(longest: int, *, may_be_empty: bool = True) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str):
            raise _Wrong(SettingFault.NOT_A_TEXT)
        text = value.strip()
        if len(text) > longest or not text.isprintable():
            raise _Wrong(SettingFault.NOT_ONE_LINE, str(longest))
        if not text and not may_be_empty:
            raise _Wrong(SettingFault.EMPTY)
        return text

    return check


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong(SettingFault.NOT_A_TEXT)
    address = value.strip()
    if not address or SERVER_ADDRESS.fullmatch(address):
        return address
    if "://" in address:
        raise _Wrong(SettingFault.NOT_AN_ADDRESS)
    try:
        return str(_full_path(address))
    except _Wrong:
        raise _Wrong(SettingFault.NOT_AN_ADDRESS) from None


def _folder(value: object) -> Path | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str | Path):
        raise _Wrong(SettingFault.NOT_A_TEXT)
    return _full_path(str(value))


def _file(value: object) -> Path | None:
    path = _folder(value)
    with suppress(OSError):
        if path is None or path.is_file():
            return path
    raise _Wrong(SettingFault.NO_SUCH_FILE)


def _full_path(text: str) -> Path:
    """Give a full path; "~" is the account's own home, so that one policy can serve every account."""
    try:
        path = Path(text.strip()).expanduser()
    except RuntimeError:
        raise _Wrong(SettingFault.NOT_A_FULL_PATH) from None
    if not path.is_absolute() or not text.isprintable():
        raise _Wrong(SettingFault.NOT_A_FULL_PATH)
    return path


def _reason(value: object) -> ReasonForLooking:
    choices = [str(one) for one in ReasonForLooking]
    if not isinstance(value, str) or value not in choices:
        raise _Wrong(SettingFault.NOT_A_CHOICE, ", ".join(choices))
    return ReasonForLooking(value)


def _sound(value: object) -> NoticeSound:
    choices = [str(one) for one in NoticeSound]
    if not isinstance(value, str) or value not in choices:
        raise _Wrong(SettingFault.NOT_A_CHOICE, ", ".join(choices))
    return NoticeSound(value)


def _quiet_hours(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong(SettingFault.NOT_A_TEXT)
    text = value.replace(" ", "").replace("\N{EN DASH}", "-")
    if not text:
        return ""
    try:
        begins, ends = _hours(text)
    except ValueError:
        raise _Wrong(SettingFault.NOT_A_SPAN) from None
    if begins == ends:
        raise _Wrong(SettingFault.NOT_A_SPAN)
    return f"{begins:%H:%M}-{ends:%H:%M}"


def _hours(text: str) -> tuple[time, time]:
    """Read a span of hours; a ValueError says that it is none."""
    found = SPAN_OF_HOURS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    begins, ends = (time(int(found[one]), int(found[one + 1])) for one in (1, 3))
    return begins, ends


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not LEAST_IDLE <= value <= MOST_IDLE:
        raise _Wrong(SettingFault.NOT_A_NUMBER, f"{LEAST_IDLE} to {MOST_IDLE}")
    return value


CHECKS: Mapping[str, Callable[[object], Any]] = {
    "database": _address,
    "force": _text(LONGEST_NAME),
    "marking": _text(LONGEST_MARKING, may_be_empty=False),
    "handling": _text(LONGEST_HANDLING),
    "answers_to": _text(LONGEST_PLACE),
    "limits_file": _file,
    "reason_for_looking": _reason,
    "idle_minutes": _minutes,
    "log_folder": _folder,
    "notice_sound": _sound,
    "quiet_hours": _quiet_hours,
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
