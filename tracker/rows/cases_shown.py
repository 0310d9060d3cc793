"""Which cases an answer shows, from the rows themselves: every list that names cases is logged without being told."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

CASE_ID = "case_id"


def cases_shown(answer: object) -> list[str] | None:
    """Give the ids of the cases in an answer, in order; None for an answer that can name none.

    An empty list of cases is a look too: it says that there is nothing.
    """
    if isinstance(answer, tuple):
        return sorted(set(_in(answer))) or None
    cls: type = type(answer)
    if not is_dataclass(answer) or not _names_cases(cls):
        return None
    return sorted(set(_in(answer)))


def _in(value: object) -> Iterator[str]:
    if isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _in(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        named = getattr(value, CASE_ID, None)
        if isinstance(named, str) and named:
            yield named
        for name in _holding(type(value)):
            yield from _in(getattr(value, name))


@lru_cache(maxsize=256)
def _names_cases(cls: type) -> bool:
    return _can_name(cls, frozenset())


@lru_cache(maxsize=256)
def _holding(cls: type) -> tuple[str, ...]:
    """Give the fields of a row whose own rows may name cases."""
    hints = get_type_hints(cls)
    return tuple(field.name for field in fields(cls) if _can_name(hints[field.name], frozenset({cls})))


def _can_name(hint: Any, above: frozenset[type]) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return CASE_ID in hints or (hint not in above and any(_can_name(one, above | {hint}) for one in hints.values()))
    if get_origin(hint) is not None or isinstance(hint, types.UnionType) or get_origin(hint) is Union:
        return any(_can_name(one, above) for one in get_args(hint))
    return False
