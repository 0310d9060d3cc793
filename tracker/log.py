"""Log set-up, a file a day for seven days, redaction of names and references."""

import logging
import os
import re
import traceback
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.errors import UndriftError
from tracker.paths import make_folder
from tracker.time_source import LONDON

DAYS_KEPT = 7
PACKAGES = ("tracker", "ui")
OWNER_ONLY = 0o600
LINE = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
FILE_NAME = re.compile(r"undrift-(\d{4}-\d{2}-\d{2})\.log")

LEFT_OUT = "[left out]"
CONTENT = "[case content]"
REFERENCE = "[reference]"
OFFICER = "[officer]"
EMAIL = "[e-mail]"
NUMBER = "[number]"

RANK = (
    r"(?:PC|PCSO|PSI|PS|DC|DS|DI|DCI|DCS|D?Supt|ACC|DCC|D?Sgt|D?Insp|Ch\.? ?(?:Insp|Supt)"
    r"|(?:Detective |Det\.? |Police )?(?:Chief )?(?:Constable|Sergeant|Inspector|Superintendent))"
)
PARTICLE = r"(?:(?:van|von|der|den|de|du|da|dos|di|la|le|el|al|bin|ibn|ap|ab|st\.?)[ -])"
NAME = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # a password in an address goes before the address can be taken for an e-mail
    (re.compile(r"(?<=://)[^\s/@]+@"), ""),
    (re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), EMAIL),
    # 44NI/00305/26, 44NI/00305, CR/2026/12345, 1234567/26, 26/123456X, and with spaces or hyphens 44NI 00305 26
    (re.compile(r"(?i)(?<![\w.])(?:[a-z0-9]{1,8}/)?\d{3,}[a-z]?/\d{2,}[a-z]?(?![\w-])"), REFERENCE),
    (re.compile(r"(?i)(?<![\w./])[a-z0-9]{1,8}/\d{4,}[a-z]?(?:/\d{2,4})?(?![\w-])"), REFERENCE),
    (re.compile(r"(?i)(?<!\w)\d{2}[a-z]{1,3}[ /-]?\d{4,}(?:[ /-]\d{2,4})?(?!\w)"), REFERENCE),
    # DC 3312 Patel, A/DS O'Neill, Detective Sergeant van der Berg: rank with number, name or both
    (re.compile(rf"(?<!\w)(?:[AT]/)?{RANK}\.? \d{{1,6}}(?: (?i:{PARTICLE})*{NAME})*"), OFFICER),
    (re.compile(rf"(?<!\w)(?:[AT]/)?{RANK}\.? (?i:{PARTICLE})*{NAME}(?: {NAME})?"), OFFICER),
    # a telephone, a person's number in another system
    (re.compile(r"(?<![\w.+:-])(?:\+44|0)[ \d]{9,13}\d(?![\w.])|(?<![\w.])\d{9,}(?![\w.])"), NUMBER),
)

# These say what the code did wrong, in words that repeat no value: the interpreter's own, and SQLite's of tables.
MESSAGES_KEPT = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, MemoryError)
MODULES_KEPT = ("sqlcipher3.dbapi2",)


class CaseContent:
    """Wraps a text that belongs to a case, so that nothing can log it."""

    __slots__ = ("text",)

    def __init__(self, text: object) -> None:
        self.text = text

    def __str__(self) -> str:
        return CONTENT

    __repr__ = __str__

    def __format__(self, format_spec: str) -> str:
        return CONTENT


def redact(text: str) -> str:
    """Give a text without crime references, officers, e-mail addresses, passwords and long numbers."""
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text


class RedactedLine(logging.Formatter):
    """One line a record, with the time in London and its offset; the second line of defence for case content.

    An error is written with where in the code it came from, without the values it repeats.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give a record as it may be kept; the record itself stays as it is for others."""
        safe = logging.makeLogRecord(record.__dict__)
        safe.msg, safe.args = redact(_message(record)).replace("\r", "\\r").replace("\n", "\\n"), None
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        safe.exc_text = redact(_error_text(error)) if error is not None else LEFT_OUT if record.exc_text else None
        safe.exc_info = None
        return super().format(safe)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802, ARG002 - logging's name and arguments
        """Give the instant as ISO 8601."""
        return _instant(record).isoformat(sep=" ", timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    """Give the message, with the values of an error that was logged as an argument left out."""
    if isinstance(record.args, tuple) and any(isinstance(value, BaseException) for value in record.args):
        record = logging.makeLogRecord(record.__dict__)
        record.args = tuple(_said(value) if isinstance(value, BaseException) else value for value in record.args or ())
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return f"{record.msg} {LEFT_OUT}"


def _error_text(error: BaseException) -> str:
    """Give an error with the errors behind it: where in the code each came from, and what kind it is."""
    chain: list[tuple[BaseException, str]] = [(error, "")]
    seen = {id(error)}
    while True:
        last = chain[-1][0]
        cause = last.__cause__
        behind = cause or (None if last.__suppress_context__ else last.__context__)
        if behind is None or id(behind) in seen:
            break
        seen.add(id(behind))
        chain.append((behind, "cause of:" if cause else "while handling:"))
    lines: list[str] = []
    for one, link in reversed(chain):
        lines += [line.rstrip("\n") for line in traceback.format_tb(one.__traceback__)]
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}: {_said(one)}")
        if link:
            lines.append(link)
    return "\n".join(lines)


def _said(error: BaseException) -> str:
    """Give what is safe of an error's own words: most repeat the value they are about."""
    if isinstance(error, UndriftError):
        return error.code
    if isinstance(error, OSError):
        return error.strerror or LEFT_OUT
    is_safe = isinstance(error, MESSAGES_KEPT) or type(error).__module__ in MODULES_KEPT
    return str(error) if is_safe else LEFT_OUT


class DailyFile(logging.Handler):
    """Writes to one file a day, named by its date, that its owner alone may read; several processes may share it.

    No file is ever renamed, so that a window and a command line that cross midnight together lose nothing.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.problem: OSError | None = None
        self._day: date | None = None
        self._file: TextIOWrapper | None = None
        self.setFormatter(RedactedLine(LINE))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; where that cannot be done the program goes on, and `problem` says why."""
        try:
            self._file_of(_instant(record).date()).write(self.format(record) + "\n")
            self.problem = None
        except OSError as error:
            self.problem = error
            self._close_file()

    def close(self) -> None:
        """Close the file of the day."""
        self.acquire()
        try:
            self._close_file()
        finally:
            self.release()
        super().close()

    def _file_of(self, day: date) -> TextIOWrapper:
        if self._file is None or self._day != day:
            self._close_file()
            make_folder(self.folder)
            descriptor = os.open(self.folder / f"undrift-{day}.log", os.O_APPEND | os.O_CREAT | os.O_WRONLY, OWNER_ONLY)
            # without a buffer, so that each line reaches the file in one piece
            self._file = TextIOWrapper(os.fdopen(descriptor, "ab", buffering=0), encoding="utf-8", write_through=True)
            self._day = day
            self._remove_before(day - timedelta(days=DAYS_KEPT - 1))
        return self._file

    def _remove_before(self, first: date) -> None:
        for file in self.folder.iterdir():
            found = FILE_NAME.fullmatch(file.name)
            if found and found[1] < first.isoformat():
                with suppress(OSError):
                    file.unlink()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


class Log:
    """A log that was started; as a context manager it stops at the end."""

    def __init__(self, handler: DailyFile, level: int) -> None:
        self.folder = handler.folder
        self._handler = handler
        self._levels = {name: logging.getLogger(name).level for name in PACKAGES}
        logging.getLogger().addHandler(handler)
        for name in PACKAGES:
            logging.getLogger(name).setLevel(level)

    @property
    def problem(self) -> str:
        """Say why the last line could not be written, or nothing."""
        error = self._handler.problem
        return "" if error is None else error.strerror or type(error).__name__

    def stop(self) -> None:
        """Write no more."""
        logging.getLogger().removeHandler(self._handler)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
        self._handler.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start_log(folder: Path, *, debug: bool = False) -> Log:
    """Log from now on to a folder: what the program says of itself, and the warnings of its libraries.

    A folder that cannot be written does not keep the program from running: `problem` says so.
    """
    return Log(DailyFile(folder), logging.DEBUG if debug else logging.INFO)


def _instant(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, LONDON)
