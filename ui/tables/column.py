"""Column: how one value of a row is shown, sorted, spoken and copied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column as data.

    Args:
        text: the cell's words.
        sort: the value to sort by; None values come last. Without it the text is sorted, case folded.
        mark: a state key of wording's SHAPES; shape and word are painted in the state's colour.
        bar: working days late; painted as a length.
        usual: whether it is shown until the person chooses.
        leaves: how early it is left out where not all have room; of equals the one furthest right leaves first. Below
            nought: last, and its words are not cut either.
        accessible: what a screen reader says instead of "title: text".
    """

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    align: Literal["left", "right"] = "left"
    width: int = 120
    mark: Callable[[Any], str] | None = None
    bar: Callable[[Any], float] | None = None
    accessible: Callable[[Any], str] | None = None
    tooltip: Callable[[Any], str] | None = None
    bold: bool = False
    usual: bool = True
    leaves: int = 0
