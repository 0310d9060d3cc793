"""What a timeline shows, as data: lanes from top to bottom, each with spans of days and marks on a day."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Shape(StrEnum):
    """How a piece of a lane is drawn; each can be told from every other without colour."""

    PLANNED = "planned"
    DRIFT = "drift"
    PAUSE = "pause"
    HELD = "held"
    BAIL = "bail"
    STILL = "still"
    RELEASED = "released"
    STAGE = "stage"
    FIRST_DUE = "first_due"
    DUE = "due"
    DONE = "done"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of days, or a mark on one day.

    Args:
        until: the day after the last one of a span; None for a mark.
        words: all of it in a sentence: the tooltip, the row of the list, what a screen reader says.
        label: a short word, drawn where there is room for it.
        state: the key of the state whose colour, and for what was done whose shape, it has.
        holder: who held the case or the device in a span, as the key of a holder.
        part: the part of the case that it leads to, and `key` the row there.
    """

    shape: Shape
    since: date
    until: date | None
    words: str
    label: str = ""
    state: str = ""
    holder: str = ""
    part: str = ""
    key: str = ""

    @property
    def end(self) -> date:
        """The day on which it ends; of a mark its own."""
        return self.since if self.until is None else self.until


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: a milestone, a bail, a device, the holders. `state` is the key of the mark beside its title."""

    key: str
    title: str
    pieces: tuple[Piece, ...]
    state: str = ""
    state_words: str = ""

    def in_order(self) -> tuple[Piece, ...]:
        """Give the pieces as the cursor comes to them: by day, what lasts before what is on one day."""
        return tuple(sorted(self.pieces, key=lambda piece: (piece.since, piece.until is None, piece.end)))


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a case.

    Args:
        begins: the day it was reported, and `ends` the day it was closed, or today.
        lanes: those that scroll; `holders` always stands under them.
        left_out: says what is not drawn.
    """

    begins: date
    ends: date
    today: date
    lanes: tuple[Lane, ...]
    holders: Lane
    left_out: str = ""
    shown: tuple[Lane, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", (*self.lanes, self.holders))

    def first_day(self) -> date:
        """Give the first day of anything in it."""
        return min((piece.since for lane in self.shown for piece in lane.pieces), default=self.begins)

    def last_day(self) -> date:
        """Give the last day of anything in it."""
        return max((piece.end for lane in self.shown for piece in lane.pieces), default=self.ends)
