"""The drawings on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from tracker.reports.page_layout import BLACK, QUIET, REGULAR, RULE, STRONG, WIDTH, width_of

BAR_HEIGHT = 5.0
BOX = 8.0
LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    """A length, of which `before` was already there a week earlier."""

    value: int
    before: int


@dataclass(frozen=True, slots=True)
class LargeFigure:
    """A figure in large type with what it counts and how it changed."""

    value: str
    label: str
    change: str


def draw_bar(canvas: Any, left: float, base: float, width: float, bar: Bar, longest: int) -> None:
    """Draw a drift bar: a tick at the due date, solid what was late a week ago, outlined what came since."""
    canvas.setLineWidth(0.7)
    canvas.line(left, base - 2, left, base + BAR_HEIGHT + 2)
    if bar.value <= 0 or longest <= 0:
        return
    full = max(LEAST, width * bar.value / longest)
    old = full * min(bar.before, bar.value) / bar.value
    if old > 0:
        canvas.setFillGray(BLACK)
        canvas.rect(left, base, old, BAR_HEIGHT, stroke=0, fill=1)
    if full - old > LEAST:
        canvas.setLineWidth(0.6)
        canvas.rect(left + old + 0.3, base + 0.3, full - old - 0.6, BAR_HEIGHT - 0.6, stroke=1, fill=0)
    elif full > old:
        canvas.setFillGray(BLACK)
        canvas.rect(left + old, base, full - old, BAR_HEIGHT, stroke=0, fill=1)


def draw_box(canvas: Any, left: float, base: float, width: float) -> None:
    """Draw a box to tick, and a line beside it to write on."""
    canvas.setLineWidth(0.7)
    canvas.rect(left, base - 1, BOX, BOX, stroke=1, fill=0)
    canvas.setStrokeGray(RULE)
    canvas.setLineWidth(0.4)
    canvas.line(left + BOX + 6, base - 1, left + width, base - 1)
    canvas.setStrokeGray(BLACK)


class LargeFigures(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Figures in large type, three to a line, each with a rule above it."""

    COLUMNS = 3
    GUTTER = 14.0
    LINE = 40.0
    SIZE = 18.0

    def __init__(self, figures: Sequence[LargeFigure]) -> None:
        super().__init__()
        self.figures = figures
        self.spaceBefore, self.spaceAfter = 6, 0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.height = self.LINE * -(-len(self.figures) // self.COLUMNS)
        return WIDTH, self.height

    def draw(self) -> None:
        canvas = self.canv
        column = (WIDTH - self.GUTTER * (self.COLUMNS - 1)) / self.COLUMNS
        widths = [width_of(figure.value, STRONG, self.SIZE) for figure in self.figures]
        for place, figure in enumerate(self.figures):
            down, across = divmod(place, self.COLUMNS)
            left = across * (column + self.GUTTER)
            top = self.height - down * self.LINE
            words_left = left + max(widths[across :: self.COLUMNS]) + 9
            canvas.setStrokeGray(RULE)
            canvas.setLineWidth(0.5)
            canvas.line(left, top, left + column, top)
            canvas.setStrokeGray(BLACK)
            canvas.setFillGray(BLACK)
            canvas.setFont(STRONG, self.SIZE)
            canvas.drawString(left, top - 23, figure.value)
            canvas.setFont(STRONG, 9)
            canvas.drawString(words_left, top - 14, figure.label)
            canvas.setFont(REGULAR, 9)
            canvas.setFillGray(QUIET)
            canvas.drawString(words_left, top - 26, figure.change)
            canvas.setFillGray(BLACK)
