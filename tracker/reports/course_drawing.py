"""The course of a case drawn small, in black and grey: planned against actual, bail, devices, who held it, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import Flowable

from tracker.reports.page_layout import BLACK, QUIET, REGULAR, RULE, WIDTH, shortened, width_of
from tracker.terms import Holder
from tracker.wording import MONTHS, term

NAMES = 128.0
LANE, SIZE = 11.0, 7.0
BAR = 5.0
HEAD, KEY = 16.0, 12.0
LEAST_SPAN = 28
"""Days: a case of its first week is drawn over four."""

#: how a holder's days are filled: a grey, the distance of lines, and whether they rise, fall or lie
PATTERNS: dict[Holder, tuple[float, float, str]] = {
    Holder.OUR_UNIT: (1.0, 0.0, ""),
    Holder.LABORATORY: (0.55, 0.0, ""),
    Holder.CPS: (1.0, 3.0, "rise"),
    Holder.COURT: (1.0, 3.0, "fall"),
    Holder.SOCIAL_CARE: (1.0, 2.2, "lie"),
    Holder.HEALTH: (0.82, 0.0, ""),
    Holder.ANOTHER_FORCE: (0.82, 3.0, "rise"),
    Holder.OTHER_AGENCY: (0.82, 3.0, "fall"),
    Holder.CHILD_OR_FAMILY: (0.82, 2.2, "lie"),
    Holder.AWAITING_ALLOCATION: (1.0, 1.6, "rise"),
    Holder.NOBODY: (0.0, 0.0, ""),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to the day before another: outlined as planned, solid as late, or filled as a holder's."""

    since: date
    until: date
    solid: bool = False
    holder: Holder | None = None
    grey: float = 1.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the drawing: spans, then dots on the days on which something was done."""

    name: str
    spans: tuple[Span, ...]
    dots: tuple[date, ...] = ()


class CourseDrawing(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The lanes under a line of months; each begins with its name, so that nothing is told by a pattern alone."""

    def __init__(self, begins: date, ends: date, today: date | None, lanes: Sequence[Lane]) -> None:
        super().__init__()
        self.begins, self.today, self.lanes = begins, today, tuple(lanes)
        self.days = max(LEAST_SPAN, (ends - begins).days)
        self.holders = [
            holder for holder in PATTERNS if any(span.holder is holder for lane in lanes for span in lane.spans)
        ]
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.height = HEAD + LANE * len(self.lanes) + (KEY if self.holders else 0)
        return WIDTH, self.height

    def draw(self) -> None:
        canvas = self.canv
        top = self.height - HEAD
        bottom = top - LANE * len(self.lanes)
        self._draw_months(canvas, top, bottom)
        for place, lane in enumerate(self.lanes):
            self._draw_lane(canvas, lane, top - LANE * (place + 1) + 3)
        if self.today is not None:
            at = self._at(self.today)
            canvas.setLineWidth(0.8)
            canvas.line(at, bottom, at, top + 3)
        self._draw_key(canvas, bottom - KEY + 3)

    def _at(self, day: date) -> float:
        part = min(max(0, (day - self.begins).days), self.days) / self.days
        return float(NAMES + part * (WIDTH - NAMES - 1))

    def _draw_months(self, canvas: Any, top: float, bottom: float) -> None:
        canvas.setFont(REGULAR, SIZE)
        canvas.setFillGray(QUIET)
        canvas.setStrokeGray(RULE)
        canvas.setLineWidth(0.3)
        last = NAMES - 40
        day = self.begins
        while (day - self.begins).days <= self.days:
            at = self._at(day)
            canvas.line(at, bottom, at, top)
            words = f"{MONTHS[day.month - 1]} {day.year % 100:02}"
            if at - last > width_of(words, REGULAR, SIZE) + 6 and at + width_of(words, REGULAR, SIZE) < WIDTH:
                canvas.drawString(at, top + 4, words)
                last = at
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        canvas.setStrokeGray(BLACK)
        canvas.setFillGray(BLACK)

    def _draw_lane(self, canvas: Any, lane: Lane, base: float) -> None:
        canvas.setFont(REGULAR, SIZE)
        canvas.drawString(0, base, shortened(lane.name, REGULAR, SIZE, NAMES - 6))
        for span in lane.spans:
            left, right = self._at(span.since), self._at(span.until)
            fill_span(canvas, left, base - 0.5, max(0.8, right - left), span)
        for dot in lane.dots:
            canvas.circle(self._at(dot), base + BAR / 2 - 0.5, 2.0, stroke=0, fill=1)

    def _draw_key(self, canvas: Any, base: float) -> None:
        left = NAMES
        canvas.setFont(REGULAR, SIZE)
        for holder in self.holders:
            words = term(holder)
            fill_span(canvas, left, base, 12, Span(self.begins, self.begins, holder=holder))
            canvas.drawString(left + 15, base, words)
            left += 15 + width_of(words, REGULAR, SIZE) + 10


def fill_span(canvas: Any, left: float, base: float, width: float, span: Span) -> None:
    """Fill the days of a span within an edge."""
    grey, distance, way = (span.grey, 0.0, "") if span.holder is None else PATTERNS[span.holder]
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.setFillGray(BLACK if span.solid else grey)
    canvas.rect(left, base, width, BAR, stroke=1, fill=1)
    if distance:
        path = canvas.beginPath()
        path.rect(left, base, width, BAR)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setLineWidth(0.4)
        if way == "lie":
            canvas.line(left, base + BAR / 3, left + width, base + BAR / 3)
            canvas.line(left, base + 2 * BAR / 3, left + width, base + 2 * BAR / 3)
        else:
            lean = BAR if way == "rise" else -BAR
            for step in range(int((width + 2 * BAR) / distance) + 1):
                at = left - BAR + step * distance
                canvas.line(at, base, at + lean, base + BAR)
    canvas.restoreState()
