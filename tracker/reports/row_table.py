"""A table of rows that runs over pages: repeated heads, rows in groups of five, no vertical lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

from reportlab.platypus import Flowable

from tracker.reports.charts import BAR_HEIGHT, Bar, draw_bar, draw_box
from tracker.reports.page_layout import BLACK, QUIET, REGULAR, RULE, STRONG, WIDTH, lines_of, shortened, width_of

SIZE, LEADING = 8.5, 10.8
HEAD_SIZE = 8.0
GAP, GAP_AT_RIGHT = 8.0, 12.0
ABOVE, BELOW = 2.0, 5.0
GROUP = 5
TAIL = 11.0
PIECE = 24
"""Lines of the longest row that is kept whole; a longer one is set in pieces of so many."""

ROOM_FOR_NOUGHT = 40.0

Breaker = Callable[[str, str, float, float], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head in one or two lines, its width, and whether it is set to the right.

    A `box` is one to tick by hand, with a line to write on; its cells stay empty.
    """

    head: str
    width: float
    second_head: str = ""
    to_right: bool = False
    box: bool = False

    @property
    def room(self) -> float:
        return self.width - (GAP_AT_RIGHT if self.to_right else GAP)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: in each cell a first line and quieter ones; `below` runs under the cells; the bar comes last.

    `marked` rows put the table's foot line under their part of the table.
    """

    cells: tuple[tuple[str, ...], ...]
    below: str = ""
    bar: Bar | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """Lines of one cell in one piece of a row, from the line numbered `first`, at a left or a right edge."""

    first: int
    edge: float
    lines: tuple[str, ...]
    strong: bool = False
    quiet: bool = False
    to_right: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, or a part of a very long one, measured and ready to draw."""

    number: int
    name: str
    lines: int
    placed: tuple[_Placed, ...]
    bar: Bar | None
    marked: bool
    begins: bool
    ends: bool
    size: float

    @property
    def leading(self) -> float:
        return self.size * LEADING / SIZE

    @property
    def height(self) -> float:
        return self.lines * self.leading + (ABOVE if self.begins else 0) + (BELOW if self.ends else 0)


@dataclass(frozen=True, slots=True)
class _Laid:
    """The whole table, measured: what every part of it on its page has in common."""

    columns: tuple[Column, ...]
    lefts: tuple[float, ...]
    pieces: tuple[_Piece, ...]
    heights: tuple[float, ...]
    foot: str
    longest: int | None

    @property
    def head_height(self) -> float:
        if not any(column.head for column in self.columns):
            return 0.0
        return 25.5 if any(column.second_head for column in self.columns) else 15.0

    @property
    def grouped(self) -> bool:
        return self.head_height > 0


def row_table(
    columns: Sequence[Column], rows: Iterable[Row], *, foot: str = "", longest: int | None = None, size: float = SIZE
) -> "RowTable":
    """Set a table.

    Args:
        foot: explains the marks of marked rows, under each part that has one.
        longest: the length of the longest bar; bars then stand to the right of the last column.
        size: of the letters in its rows.
    """
    lefts = tuple(accumulate((column.width for column in columns), initial=0.0))
    breaker = cache(lines_of)
    pieces = tuple(
        piece for number, row in enumerate(rows) for piece in _measured(columns, lefts, breaker, number, row, size)
    )
    heights = tuple(accumulate((piece.height for piece in pieces), initial=0.0))
    return RowTable(_Laid(tuple(columns), lefts, pieces, heights, foot, longest), range(len(pieces)))


class RowTable(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A table, or the part of it that stands on one page."""

    def __init__(self, laid: _Laid, shown: range) -> None:
        super().__init__()
        self._laid = laid
        self._shown = shown
        self.spaceAfter = 4

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        heights = self._laid.heights
        rows = heights[self._shown.stop] - heights[self._shown.start]
        self.width, self.height = WIDTH, self._laid.head_height + rows + self._tail_height
        return self.width, self.height

    def beginning(self, enough: float = 120.0) -> float:
        """Give how much of the table should stand with its heading: all of a low one, of others `enough`."""
        _, height = self.wrap(WIDTH, 0)
        return float(min(height, enough))

    def split(self, _width: float, height: float) -> list[Flowable]:
        laid, first, last = self._laid, self._shown.start, self._shown.stop
        room = height - laid.head_height - TAIL + laid.heights[first]
        end = first
        while end < last - 1 and laid.heights[end + 1] <= room:
            end += 1
        if last - end == 1 and end - first > 3:
            end -= 1
        return [RowTable(laid, range(first, end)), RowTable(laid, range(end, last))] if end > first else []

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeGray(BLACK)
        top = self.height
        if self._laid.head_height:
            self._draw_heads(canvas, top)
        top -= self._laid.head_height
        for place in self._shown:
            piece = self._laid.pieces[place]
            begins_group = piece.begins and piece.number % GROUP == 0 and self._laid.grouped
            if begins_group and place > self._shown.start:
                canvas.setStrokeGray(RULE)
                canvas.setLineWidth(0.4)
                canvas.line(0, top, WIDTH, top)
                canvas.setStrokeGray(BLACK)
            self._draw_piece(canvas, piece, top, first_of_part=place == self._shown.start)
            top -= piece.height
        self._draw_tail(canvas, top)

    @property
    def _goes_on(self) -> bool:
        return self._shown.stop < len(self._laid.pieces)

    @property
    def _has_marks(self) -> bool:
        return bool(self._laid.foot) and any(self._laid.pieces[place].marked for place in self._shown)

    @property
    def _tail_height(self) -> float:
        return TAIL if self._goes_on or self._has_marks else 0.0

    def _draw_heads(self, canvas: Any, top: float) -> None:
        last_bar = self._laid.longest is not None
        for place, column in enumerate(self._laid.columns):
            say = canvas.drawRightString if column.to_right else canvas.drawString
            at = self._laid.lefts[place] + (column.room if column.to_right else 0)
            canvas.setFillGray(BLACK)
            canvas.setFont(STRONG, HEAD_SIZE)
            say(at, top - 9, column.head)
            canvas.setFillGray(QUIET)
            canvas.setFont(REGULAR, HEAD_SIZE)
            if column.second_head:
                say(at, top - 19, column.second_head)
        base = top - self._laid.head_height + 3
        if last_bar:
            if WIDTH - self._laid.lefts[-1] > ROOM_FOR_NOUGHT:
                canvas.drawString(self._laid.lefts[-1], base + 4, "0")
            canvas.drawRightString(WIDTH, base + 4, f"{self._laid.longest:,}")
        canvas.setLineWidth(0.7)
        canvas.line(0, base, WIDTH, base)
        canvas.setFillGray(BLACK)

    def _draw_piece(self, canvas: Any, piece: _Piece, top: float, *, first_of_part: bool) -> None:
        base = top - (ABOVE if piece.begins else 0) - piece.size
        text = canvas.beginText()
        if first_of_part and not piece.begins and all(placed.edge for placed in piece.placed):
            name = shortened(piece.name, REGULAR, piece.size, self._laid.columns[0].room)
            _say(text, _Placed(0, 0.0, (name, "continued"), quiet=True), base, piece)
        for placed in piece.placed:
            _say(text, placed, base, piece)
        canvas.drawText(text)
        for left, column in zip(self._laid.lefts, self._laid.columns, strict=False):
            if column.box and piece.begins:
                draw_box(canvas, left, base, column.room)
        if piece.bar is not None and self._laid.longest is not None:
            left = self._laid.lefts[-1]
            draw_bar(
                canvas, left, base + (piece.size * 0.72 - BAR_HEIGHT) / 2, WIDTH - left, piece.bar, self._laid.longest
            )

    def _draw_tail(self, canvas: Any, bottom: float) -> None:
        if not self._laid.grouped:
            return
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(RULE)
        canvas.line(0, bottom, WIDTH, bottom)
        canvas.setStrokeGray(BLACK)
        canvas.setFillGray(QUIET)
        canvas.setFont(REGULAR, HEAD_SIZE)
        if self._has_marks:
            canvas.drawString(0, bottom - 9, self._laid.foot)
        if self._goes_on:
            following = self._laid.pieces[self._shown.stop]
            name = shortened(following.name, REGULAR, HEAD_SIZE, WIDTH / 3)
            canvas.drawRightString(
                WIDTH, bottom - 9, "more overleaf" if following.begins else f"{name} goes on overleaf"
            )
        canvas.setFillGray(BLACK)


def _measured(
    columns: Sequence[Column], lefts: Sequence[float], breaker: Breaker, number: int, row: Row, size: float
) -> list[_Piece]:
    placed: list[_Placed] = []
    lines = 0
    for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        at = 0
        for rank, text in enumerate(cell):
            if not text:
                continue
            strong = rank == 0 and (place == 0 or column.to_right)
            font = STRONG if strong else REGULAR
            said = breaker(text, font, size, column.room)
            edge = lefts[place] + (column.room if column.to_right else 0)
            placed.append(_Placed(at, edge, said, strong, quiet=rank > 0, to_right=column.to_right))
            at += len(said)
        lines = max(lines, at)
    if row.below:
        left = lefts[1]
        said = breaker(row.below, REGULAR, size, WIDTH - left)
        placed.append(_Placed(lines, left, said))
        lines += len(said)
    name = row.cells[0][0] if row.cells[0] else ""
    if lines <= PIECE:
        return [_Piece(number, name, lines, tuple(placed), row.bar, row.marked, begins=True, ends=True, size=size)]
    return [
        _Piece(
            number,
            name,
            min(PIECE, lines - start),
            tuple(kept for each in placed if (kept := _within(each, start, start + PIECE)) is not None),
            None if start else row.bar,
            row.marked and start == 0,
            begins=start == 0,
            ends=start + PIECE >= lines,
            size=size,
        )
        for start in range(0, lines, PIECE)
    ]


def _within(placed: _Placed, start: int, end: int) -> _Placed | None:
    first, last = max(placed.first, start), min(placed.first + len(placed.lines), end)
    if first >= last:
        return None
    lines = placed.lines[first - placed.first : last - placed.first]
    return replace(placed, first=first - start, lines=lines)


def _say(text: Any, placed: _Placed, base: float, piece: _Piece) -> None:
    font = STRONG if placed.strong else REGULAR
    size, leading = piece.size, piece.leading
    text.setFont(font, size, leading)
    if placed.quiet:
        text.setFillGray(QUIET)
    top = base - placed.first * leading
    if placed.to_right:
        for number, line in enumerate(placed.lines):
            text.setTextOrigin(placed.edge - width_of(line, font, size), top - number * leading)
            text.textLine(line)
    else:
        text.setTextOrigin(placed.edge, top)
        for line in placed.lines:
            text.textLine(line)
    if placed.quiet:
        text.setFillGray(BLACK)
