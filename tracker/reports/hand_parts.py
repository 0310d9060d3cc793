"""What is filled in by hand: boxes to tick beside their words, and lines to write on."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from tracker.reports.charts import BOX
from tracker.reports.page_layout import BLACK, REGULAR, RULE, WIDTH, width_of

LINE, SIZE = 17.0, 9.0
GAP = 16.0


class Boxes(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Words with a box before each, as many to a line as fit; those that were chosen have a cross in theirs."""

    def __init__(self, words: Sequence[str], chosen: str = "") -> None:
        super().__init__()
        self.chosen = chosen
        self.placed: list[tuple[float, int, str]] = []
        left, line = 0.0, 0
        for each in words:
            width = BOX + 5 + width_of(each, REGULAR, SIZE)
            if left and left + width > WIDTH:
                left, line = 0.0, line + 1
            self.placed.append((left, line, each))
            left += width + GAP
        self.lines = line + 1
        self.spaceAfter = 3

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH, self.lines * LINE

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillGray(BLACK)
        canvas.setFont(REGULAR, SIZE)
        for left, line, words in self.placed:
            base = (self.lines - line) * LINE - 13
            canvas.setLineWidth(0.7)
            canvas.rect(left, base - 1, BOX, BOX, stroke=1, fill=0)
            if words == self.chosen:
                canvas.setLineWidth(1.4)
                canvas.line(left + 1, base, left + BOX - 1, base + BOX - 2)
                canvas.line(left + 1, base + BOX - 2, left + BOX - 1, base)
            canvas.drawString(left + BOX + 5, base, words)


class WritingLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Ruled lines."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.spaceAfter = 4

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH, self.count * LINE

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.setStrokeGray(RULE)
        canvas.setLineWidth(0.4)
        for line in range(self.count):
            canvas.line(0, line * LINE + 1, WIDTH, line * LINE + 1)
        canvas.setStrokeGray(BLACK)
