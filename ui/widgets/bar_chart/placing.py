"""Where everything of a chart stands in the room it has: worked out once, so that drawing only draws."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from ui.widgets.bar_chart.chart import Chart, Mark

Measure = Callable[[str], float]
PAD, GAP = 4.0, 8.0
WIDEST_BAR, LEAST_LENGTH = 64.0, 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words and the room they have; `right` says at which edge of it they stand, None in the middle."""

    room: QRectF
    words: str
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A chart laid out: its marks, the words around them, and the line that all lengths begin at."""

    marks: tuple[tuple[Mark, QRectF], ...] = ()
    labels: tuple[Label, ...] = ()
    totals: tuple[Label, ...] = ()
    base: QRectF = field(default_factory=QRectF)
    #: the first of the places that have room, and how many do
    first: int = 0
    seen: int = 0


def place(chart: Chart, room: QRectF, line: float, wide: Measure, first: int) -> Placed:
    """Lay a chart out in a room.

    Args:
        line: the height of a line of words.
        wide: gives the width of words.
        first: the row that is on top where not all rows have room.
    """
    if not chart.places or room.width() < line or room.height() < line * 3:
        return Placed()
    return _rows(chart, room, line, wide, first) if chart.across else _columns(chart, room, line, wide)


def _columns(chart: Chart, room: QRectF, line: float, wide: Measure) -> Placed:
    count, longest = len(chart.places), max(chart.sums) or 1
    step = room.width() / count
    thick = min(step * 0.72, WIDEST_BAR * 1.6)
    top, bottom = room.top() + line, room.bottom() - line
    marks, totals, labels = [], [], []
    every = max(1, -int(-(max(map(wide, chart.places)) + GAP) // step))
    ends = [bottom] * count
    for mark in chart.marks:
        height = _length(mark.count, longest, bottom - top)
        left = room.left() + mark.place * step + (step - thick) / 2
        ends[mark.place] -= height
        marks.append((mark, QRectF(left, ends[mark.place], thick, height)))
    for number, words in enumerate(chart.places):
        left = room.left() + number * step
        if number % every == 0:
            # the last of those that take more than their own column must end within the room
            length = step if every == 1 else wide(words) + PAD
            under = QRectF(min(left, room.right() - length), bottom + PAD / 2, length, line)
            labels.append(Label(under, words, False if every > 1 else None))
        said = chart.total_words(number)
        if said and wide(said) <= step:
            totals.append(Label(QRectF(left, ends[number] - line, step, line), said))
    base = QRectF(room.left(), bottom, room.width(), 1)
    return Placed(tuple(marks), tuple(labels), tuple(totals), base, 0, count)


def _rows(chart: Chart, room: QRectF, line: float, wide: Measure, first: int) -> Placed:
    step = line + GAP + PAD
    seen = max(1, min(len(chart.places), int(room.height() // step)))
    first = max(0, min(first, len(chart.places) - seen))
    gutter = min(room.width() * 0.36, max(map(wide, chart.places)) + GAP)
    ends = max((wide(chart.total_words(number)) for number in range(len(chart.places))), default=0.0) + GAP
    length, longest = max(LEAST_LENGTH, room.width() - gutter - ends), max(chart.sums) or 1
    left = room.left() + gutter
    marks, totals, labels = [], [], []
    reached = [left] * len(chart.places)
    for mark in chart.marks:
        if first <= mark.place < first + seen:
            width = _length(mark.count, longest, length)
            at = room.top() + (mark.place - first) * step
            marks.append((mark, QRectF(reached[mark.place], at + PAD / 2, width, step - PAD)))
            reached[mark.place] += width
    for number in range(first, first + seen):
        at = room.top() + (number - first) * step
        labels.append(Label(QRectF(room.left(), at, gutter - GAP, step), chart.places[number], True))
        totals.append(Label(QRectF(reached[number] + PAD, at, ends, step), chart.total_words(number), False))
    base = QRectF(left, room.top(), 1, step * seen)
    return Placed(tuple(marks), tuple(labels), tuple(totals), base, first, seen)


def _length(count: int, longest: int, room: float) -> float:
    """Give the length of a mark; what is little can still be seen."""
    return max(LEAST_LENGTH, room * count / longest) if count else 0.0
