"""TableReader: takes typed values out of one table of a data file and refuses what is missing, wrong or unknown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from tracker.errors import RuleBroken

Choice = TypeVar("Choice", bound=StrEnum)
Fault = Callable[[str, object], RuleBroken]


class TableReader:
    """One table, read key by key. `fault` makes the error from a code of what is wrong and the value at fault."""

    def __init__(self, table: object, fault: Fault) -> None:
        self.fault = fault
        if not isinstance(table, Mapping):
            raise fault("not_a_table", table)
        self._table: Mapping[str, Any] = table
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Say whether a key is there."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; one that is there may not be empty."""
        value = self._take(key, default)
        if not isinstance(value, str) or (self.has(key) and not value.strip()):
            raise self.fault("not_a_text", key)
        return value

    def whole(self, key: str, default: int | None = None, *, least: int = 1) -> int:
        """Give a whole number that is not under `least`."""
        value = self._take(key, default)
        return self._whole(key, value, least if self.has(key) else min(least, value))

    def yes(self, key: str, *, default: bool | None = None) -> bool:
        """Give true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.fault("not_true_or_false", key)
        return value

    def day(self, key: str) -> date | None:
        """Give a date, or None where the key is absent."""
        if not self.has(key):
            return None
        value = self._take(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault("not_a_date", key)
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """Give a member of an enumeration."""
        value = self._take(key, default)
        return self._choice(value, choices)

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """Give a list of members of an enumeration; none where the key is absent."""
        return tuple(self._choice(value, choices) for value in self._list(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a text or a list of texts as a tuple; empty where the key is absent."""
        if self.has(key) and isinstance(self._table[key], str):
            return (self.text(key),)
        values = self._list(key)
        if any(not isinstance(value, str) or not value for value in values) or len(set(values)) != len(values):
            raise self.fault("not_a_list_of_texts", key)
        return tuple(values)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Give a list of whole numbers over nought; empty where the key is absent."""
        return tuple(self._whole(key, value, 1) for value in self._list(key))

    def raw_tables(self, key: str) -> Sequence[Any]:
        """Give the tables of a list unread, for a reader with a fault of its own; none where the key is absent."""
        return self._list(key)

    def tables(self, key: str) -> tuple["TableReader", ...]:
        """Give a reader for each table of a list; none where the key is absent."""
        return tuple(TableReader(value, self.fault) for value in self._list(key))

    def numbers(self, key: str) -> tuple[tuple[str, int], ...]:
        """Give a table of named whole numbers as pairs; empty where the key is absent."""
        table = self._take(key, {})
        if not isinstance(table, Mapping):
            raise self.fault("not_a_table", key)
        return tuple((name, self._whole(f"{key}.{name}", value, 0)) for name, value in table.items())

    def finish(self) -> None:
        """Refuse every key that nobody asked for."""
        unknown = sorted(set(self._table) - self._read)
        if unknown:
            raise self.fault("unknown_key", unknown[0])

    def _take(self, key: str, default: object) -> Any:
        self._read.add(key)
        value = self._table.get(key, default)
        if value is None:
            raise self.fault("missing", key)
        return value

    def _list(self, key: str) -> Sequence[Any]:
        values = self._take(key, ())
        if not isinstance(values, list | tuple) or (self.has(key) and not values):
            raise self.fault("not_a_list", key)
        return values

    def _whole(self, key: str, value: object, least: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.fault("not_a_number", key)
        return value

    def _choice(self, value: object, choices: type[Choice]) -> Choice:
        if not isinstance(value, str) or value not in _values(choices):
            raise self.fault("unknown_value", value)
        return choices(value)


def _values(choices: type[StrEnum]) -> Collection[str]:
    return {member.value for member in choices}
