"""Where the pieces of a lane stand in what can be seen, and which of their labels have room; knows no widget."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ui.widgets.timeline.lanes import Lane, Piece, Shape
from ui.widgets.timeline.scale import Scale

REACH = 6.0
GAP = 4.0
LEAST_LABEL = 40.0
# what is drawn over what, from the bottom up
LAYERS = (
    Shape.HELD,
    Shape.BAIL,
    Shape.RELEASED,
    Shape.STAGE,
    Shape.PLANNED,
    Shape.DRIFT,
    Shape.STILL,
    Shape.PAUSE,
    Shape.FIRST_DUE,
    Shape.DUE,
    Shape.EVENT,
    Shape.DONE,
)
# a label stands inside these, beside all others
INSIDE = frozenset({Shape.HELD, Shape.BAIL, Shape.STILL, Shape.RELEASED})
# of these some of the pattern must stay in sight
PATTERNED, LEAST_PATTERN = INSIDE - {Shape.BAIL}, 14.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its two ends in what can be seen, and the room its label may take; none where there is too little.

    Args:
        cut_left: whether it goes on before what can be seen, and `cut_right` after it.
    """

    piece: Piece
    left: float
    right: float
    cut_left: bool = False
    cut_right: bool = False
    label_at: float = 0.0
    label_room: float = 0.0

    def covers(self, x: float) -> bool:
        """Say whether a place is on it, or next to a mark."""
        reach = REACH if self.piece.until is None else 0.0
        return self.left - reach <= x <= max(self.right, self.left + 1) + reach


def place(lane: Lane, scale: Scale, measure: Callable[[str], float], enlarged: float = 1.0) -> list[Placed]:
    """Give the pieces of a lane that can be seen, in the order in which they are drawn.

    Args:
        measure: how long a text is when it is drawn.
        enlarged: the size in use against that of the design.
    """
    seen = [piece for piece in lane.pieces if scale.sees(piece.since, piece.end)]
    placed = [_placed(piece, scale) for piece in seen]
    _give_room(placed, scale, measure, enlarged)
    return sorted(placed, key=lambda one: LAYERS.index(one.piece.shape))


def pieces_at(placed: Iterable[Placed], x: float) -> list[Piece]:
    """Give what is drawn at a place, the nearest mark first, then what lies under it from the top down."""
    found = [one for one in placed if one.covers(x)][::-1]
    marks = sorted((one for one in found if one.piece.until is None), key=lambda one: abs(one.left - x))
    return [one.piece for one in (*marks, *(one for one in found if one.piece.until is not None))]


def _placed(piece: Piece, scale: Scale) -> Placed:
    if piece.until is None:
        x = scale.x_of(piece.since) + scale.day / 2
        return Placed(piece, x, x)
    left, right = scale.clipped(piece.since, piece.until)
    return Placed(piece, left, right, scale.x_of(piece.since) < 0, scale.x_of(piece.until) > scale.width)


def _give_room(placed: list[Placed], scale: Scale, measure: Callable[[str], float], enlarged: float) -> None:
    """Give each label the room up to what stands next to it; of several marks on one day the last is named."""
    reach, gap = REACH * enlarged, GAP * enlarged
    starts = sorted(one.left for one in placed if one.piece.until is None or one.piece.shape not in INSIDE)
    last_there = {one.left: at for at, one in enumerate(placed) if one.piece.until is None and one.piece.label}
    for at, one in enumerate(placed):
        if not one.piece.label or (one.piece.until is None and last_there[one.left] != at):
            continue
        wanted = measure(one.piece.label)
        if one.piece.shape in INSIDE:
            begin, end = max(one.left, 0.0) + gap, min(one.right, scale.width) - gap
            begin = _past_marks(begin, end, starts, reach, gap)
            end -= LEAST_PATTERN if one.piece.shape in PATTERNED else 0.0
        else:
            begin = max(one.right, 0.0) + (reach + gap if one.piece.until is None else gap)
            end = next((start - reach - 1 for start in starts if start > one.right + 0.5), scale.width)
        room = min(wanted, end - begin)
        if room >= min(wanted, LEAST_LABEL * enlarged):
            placed[at] = Placed(one.piece, one.left, one.right, one.cut_left, one.cut_right, begin, room)


def _past_marks(begin: float, end: float, marks: list[float], reach: float, gap: float) -> float:
    """Give where a label inside a span begins: after the marks that stand at its very beginning."""
    for mark in marks:
        if begin - gap - 1 <= mark < min(begin + reach, end):
            begin = mark + reach + gap
    return begin
