"""What may stand in each setting: the kinds of value, and what is said of one that cannot be."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any

LEAST_IDLE, MOST_IDLE = 1, 480
HIGHEST_PORT, LAST_HOUR = 65_535, 23
LONGEST_ADDRESS = 254
SERVER_ADDRESS = re.compile(r"postgresql(\+psycopg)?://\S+")
SPAN_OF_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
#: a mailbox with nothing around it that a mail server could take for another one, or for a line of its own
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


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
    NOT_A_MAILBOX = "not_a_mailbox"
    NOT_RECIPIENTS = "not_recipients"
    NOT_ONE_LINE = "not_one_line"
    NOT_READABLE = "not_readable"
    NOT_TOML = "not_toml"
    NO_SUCH_FILE = "no_such_file"
    UNKNOWN = "unknown"


class MailTls(StrEnum):
    """How a message is kept from being read on its way to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailTo:
    """Who gets the digest by e-mail: of a team, of an officer by collar number, or of the whole unit."""

    address: str
    team: str = ""
    officer: str = ""


class Wrong(Exception):
    """A value cannot be a setting's; `wanted` says what could be."""

    def __init__(self, what: SettingFault, wanted: str = "") -> None:
        super().__init__(what)
        self._what = what
        self._wanted = wanted

    def values(self) -> dict[str, Any]:
        """Give what is wrong and what is wanted, as an error carries them."""
        return {"what": self._what, "wanted": f": {self._wanted}" if self._wanted else ""}


def text_of_at_most(longest: int, *, may_be_empty: bool = True) -> Callable[[object], str]:
    """Give what checks a text of one line."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise Wrong(SettingFault.NOT_A_TEXT)
        text = value.strip()
        if len(text) > longest or not text.isprintable():
            raise Wrong(SettingFault.NOT_ONE_LINE, str(longest))
        if not text and not may_be_empty:
            raise Wrong(SettingFault.EMPTY)
        return text

    return check


def database_place(value: object) -> str:
    """Check where the database is: a full path, or a server's address."""
    if not isinstance(value, str):
        raise Wrong(SettingFault.NOT_A_TEXT)
    address = value.strip()
    if not address or SERVER_ADDRESS.fullmatch(address):
        return address
    if "://" in address:
        raise Wrong(SettingFault.NOT_AN_ADDRESS)
    try:
        return str(_full_path(address))
    except Wrong:
        raise Wrong(SettingFault.NOT_AN_ADDRESS) from None


def folder(value: object) -> Path | None:
    """Check the full path of a folder, or that none is named."""
    if value is None or value == "":
        return None
    if not isinstance(value, str | Path):
        raise Wrong(SettingFault.NOT_A_TEXT)
    return _full_path(str(value))


def file_there(value: object) -> Path | None:
    """Check the full path of a file that is there, or that none is named."""
    path = folder(value)
    with suppress(OSError):
        if path is None or path.is_file():
            return path
    raise Wrong(SettingFault.NO_SUCH_FILE)


def _full_path(text: str) -> Path:
    """Give a full path; "~" is the account's own home, so that one policy can serve every account."""
    try:
        path = Path(text.strip()).expanduser()
    except RuntimeError:
        raise Wrong(SettingFault.NOT_A_FULL_PATH) from None
    if not path.is_absolute() or not text.isprintable():
        raise Wrong(SettingFault.NOT_A_FULL_PATH)
    return path


def reason(value: object) -> ReasonForLooking:
    """Check whether a reason for looking is asked for."""
    choices = [str(one) for one in ReasonForLooking]
    if not isinstance(value, str) or value not in choices:
        raise Wrong(SettingFault.NOT_A_CHOICE, ", ".join(choices))
    return ReasonForLooking(value)


def sound(value: object) -> NoticeSound:
    """Check whether notices are heard."""
    choices = [str(one) for one in NoticeSound]
    if not isinstance(value, str) or value not in choices:
        raise Wrong(SettingFault.NOT_A_CHOICE, ", ".join(choices))
    return NoticeSound(value)


def quiet_hours(value: object) -> str:
    """Check from when to when notices wait, or that they never do."""
    if not isinstance(value, str):
        raise Wrong(SettingFault.NOT_A_TEXT)
    text = value.replace(" ", "").replace("\N{EN DASH}", "-")
    if not text:
        return ""
    try:
        begins, ends = hours_of(text)
    except ValueError:
        raise Wrong(SettingFault.NOT_A_SPAN) from None
    if begins == ends:
        raise Wrong(SettingFault.NOT_A_SPAN)
    return f"{begins:%H:%M}-{ends:%H:%M}"


def hours_of(text: str) -> tuple[time, time]:
    """Read a span of hours; a ValueError says that it is none."""
    found = SPAN_OF_HOURS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    begins, ends = (time(int(found[one]), int(found[one + 1])) for one in (1, 3))
    return begins, ends


def number(least: int, most: int) -> Callable[[object], int]:
    """Give what checks a whole number within bounds."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Wrong(SettingFault.NOT_A_NUMBER, f"{least} to {most}")
        return value

    return check


def mail_tls(value: object) -> MailTls:
    """Check how the way to the mail server is protected."""
    choices = [str(one) for one in MailTls]
    if not isinstance(value, str) or value not in choices:
        raise Wrong(SettingFault.NOT_A_CHOICE, ", ".join(choices))
    return MailTls(value)


def mailbox(value: object) -> str:
    """Check the address of a mailbox, or that there is none."""
    if not isinstance(value, str):
        raise Wrong(SettingFault.NOT_A_TEXT)
    address = value.strip()
    if address and (len(address) > LONGEST_ADDRESS or not MAILBOX.fullmatch(address)):
        raise Wrong(SettingFault.NOT_A_MAILBOX)
    return address


def recipients(value: object) -> tuple[MailTo, ...]:
    """Check who gets the digest: each mailbox once, for a team, an officer or, where neither is named, the unit."""
    if isinstance(value, tuple) and all(isinstance(one, MailTo) for one in value):
        return value
    if not isinstance(value, list):
        raise Wrong(SettingFault.NOT_RECIPIENTS)
    found = tuple(_recipient(one) for one in value)
    if len({one.address.casefold() for one in found}) < len(found):
        raise Wrong(SettingFault.NOT_RECIPIENTS)
    return found


def _recipient(value: object) -> MailTo:
    if not isinstance(value, dict) or not set(value) <= {"address", "team", "officer"}:
        raise Wrong(SettingFault.NOT_RECIPIENTS)
    if not all(isinstance(text, str) and text.isprintable() for text in value.values()):
        raise Wrong(SettingFault.NOT_RECIPIENTS)
    one = MailTo(mailbox(value.get("address", "")), value.get("team", "").strip(), value.get("officer", "").strip())
    if not one.address or (one.team and one.officer):
        raise Wrong(SettingFault.NOT_RECIPIENTS)
    return one
