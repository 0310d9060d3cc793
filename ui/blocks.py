"""What is known of a row, as blocks of lines under headings, for a panel to show."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A short word or day, what belongs to it, a hint under that; `mark` is a state whose shape stands before it."""

    left: str
    right: str
    hint: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading, or a sentence where there are none."""

    heading: str
    lines: Sequence[Line]
    nothing: str = ""
