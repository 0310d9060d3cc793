"""What differs between a record as it was opened and as it is now, field by field, in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import wording

#: what no person reads: numbers of versions, keys, and what follows from something else that is told
NOT_TOLD = ("version", "kind_key", "state_key", "days_late", "drift", "late")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its name, what stood in it and what stands in it now, in words; nothing is an empty text."""

    name: str
    label: str
    was: str
    now: str
    value: object


def differences(before: Any, now: Any, asked: Collection[str] = ()) -> list[Difference]:
    """Give what a person would see as changed between two rows of one class, and the dates of their clocks.

    Args:
        asked: the fields that a form asks for: they are told whatever they are.
    """
    return [*_of_fields(before, now, asked), *_of_clocks(before, now)]


def in_words(value: object) -> str:
    """Give a value as a form would show it."""
    match value:
        case None:
            return ""
        case bool():
            return QCoreApplication.translate("differences", "yes") if value else ""
        case Enum():
            return wording.term(value)
        case datetime():
            return wording.moment(value)
        case date():
            return wording.day(value)
        case _:
            return str(value)


def _of_fields(before: Any, now: Any, asked: Collection[str]) -> Iterator[Difference]:
    for field in fields(now):
        was, is_now = getattr(before, field.name), getattr(now, field.name)
        told = field.name in asked or not (_is_hidden(field.name, is_now) or _is_hidden(field.name, was))
        if was != is_now and told:
            words = field.name.removesuffix("_id").replace("_", " ").capitalize()
            yield Difference(field.name, words, in_words(was), in_words(is_now), is_now)


def _of_clocks(before: Any, now: Any) -> Iterator[Difference]:
    known = {clock.clock_id: clock for clock in getattr(before, "clocks", ())}
    for clock in getattr(now, "clocks", ()):
        was = known.get(clock.clock_id)
        if was is not None and (was.due, was.due_at) != (clock.due, clock.due_at):
            words = QCoreApplication.translate("differences", "Due ({0})").format(clock.limit)
            yield Difference(
                "due", words, in_words(was.due_at or was.due), in_words(clock.due_at or clock.due), clock.due
            )


def _is_hidden(name: str, value: object) -> bool:
    keyed = name in NOT_TOLD or name.endswith("_id") or name.startswith("may_")
    return keyed or not (value is None or isinstance(value, str | int | date | Enum))
