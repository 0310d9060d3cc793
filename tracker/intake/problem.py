"""Problem: one thing a reader of the import must be told, with its line, column, value and reason."""

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_VALUE = 60


class Effect(StrEnum):
    """What a problem did to the row or cell it is about."""

    ROW_REJECTED = "row_rejected"
    ROW_SKIPPED = "row_skipped"
    ROW_CONFLICT = "row_conflict"
    CELL_LEFT_EMPTY = "cell_left_empty"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason by code (its English is in reasons.py), where it stands, and what stood there."""

    line: int
    column: str
    value: str
    code: str
    effect: Effect
    facts: dict[str, str] = field(default_factory=dict)


def shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    """Give a text short enough for a list, saying by an ellipsis that there was more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
