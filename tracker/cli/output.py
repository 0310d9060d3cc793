"""What the command line prints: one JSON document, or plain lines in columns."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from tracker.time_source import LONDON

GAP = "  "


def plain(value: Any) -> Any:
    """Turn rows into what JSON can say: dates and instants as ISO 8601, instants with the offset of London."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def say(line: str = "") -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def say_json(value: Any) -> None:
    """Print one JSON document."""
    say(json.dumps(plain(value), indent=2, ensure_ascii=False))


def say_columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns under their heads."""
    table = [list(heads), *([cell.replace("\n", " ") for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in table) for place in range(len(heads))]
    for row in table:
        say(GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def check_writable(out: Path) -> None:
    """Raise OSError where a file cannot be written, before what it is to hold is numbered and logged."""
    is_new = not out.exists()
    with out.open("ab"):
        pass
    if is_new:
        out.unlink()


def complain(line: str) -> None:
    """Print a reason on standard error, on one line whatever a name in it holds."""
    sys.stderr.write(f"undrift: {' '.join(line.splitlines())}\n")
