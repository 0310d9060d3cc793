"""Enums, dates and spans in the reader's language."""

from datetime import date, datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from tracker import wording
from tracker.terms import LimitKind
from tracker.time_source import LONDON

translate = QCoreApplication.translate


def term(member: Enum) -> str:
    """Give a word of the vocabulary."""
    return translate("wording", wording.term(member))


def state(key: str) -> str:
    """Give the words of a state by its key."""
    return translate("wording", wording.STATES[key])


def marked_state(key: str) -> str:
    """Give a state as shape and words: "▲ overdue"."""
    return f"{wording.SHAPES[key]} {state(key)}"


def due(on: date | None, at: datetime | None, why_not: str = "") -> str:
    """Give a due date in full, with the time where it is timed, or that it is not known and why."""
    if at is not None:
        return wording.moment(at)
    if on is not None:
        return wording.day(on)
    return not_known(why_not)


def short_due(on: date | None, at: datetime | None = None) -> str:
    """Give a due date for a narrow column; an empty text where there is none."""
    if at is not None:
        local = at.astimezone(LONDON)
        return f"{wording.short_day(local.date())} {local:%H:%M}"
    return "" if on is None else wording.short_day(on)


def not_known(why: str = "") -> str:
    """Say that a date is not known, and why where that is on record."""
    words = translate("wording", "not known")
    return f"{words}: {why}" if why else words


def limit_kind(kind: LimitKind, *, to_be_confirmed: bool) -> str:
    """Give who sets a limit, and whether the force has still to confirm it."""
    if not to_be_confirmed:
        return term(kind)
    return translate("wording", "{kind} – to be confirmed by the force").format(kind=term(kind))


def sentence(text: str) -> str:
    """Give a text with a capital at its start."""
    return text[:1].upper() + text[1:]
