"""The weekly drift report as canonical text, as it is stored and hashed, and read back equal."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tracker.rows.weekly_drift import WeeklyDrift

FORM = 2
READ = frozenset({1, FORM})


def weekly_drift_text(report: WeeklyDrift) -> str:
    """Give a report as text: the same text for the same report, days in ISO 8601, instants in UTC."""
    said = {"form": FORM, "report": _plain(report)}
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def weekly_drift_from(text: str) -> WeeklyDrift:
    """Read a report back from its text; of one in an earlier form what it did not have is left at its default.

    Raises:
        ValueError: it was written in a form that is not known here.
    """
    said = json.loads(text)
    if said["form"] not in READ:
        raise ValueError(f"form {said['form']} of a weekly drift report is not known")
    report: WeeklyDrift = _reader(WeeklyDrift)(said["report"])
    return report


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Give what reads a plain value of a type of the report's fields back."""
    if get_origin(hint) is UnionType:
        (some,) = [part for part in get_args(hint) if part is not NoneType]
        read_some = _reader(some)
        return lambda value: None if value is None else read_some(value)
    if get_origin(hint) is tuple:
        read_one = _reader(get_args(hint)[0])
        return lambda values: tuple([read_one(value) for value in values])
    if is_dataclass(hint):
        return _row_reader(hint)
    if issubclass(hint, date):
        read: Callable[[Any], Any] = hint.fromisoformat
        return read
    return hint if issubclass(hint, Enum) else lambda value: value


def _row_reader(row: Any) -> Callable[[Mapping[str, Any]], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(row).items()}
    return lambda values: row(**{name: read(values[name]) for name, read in readers.items() if name in values})
