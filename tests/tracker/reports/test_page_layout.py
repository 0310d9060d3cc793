"""Text on paper: broken, cleaned, shortened; weeks in words; bars and tables."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tracker.reports.charts import Bar, draw_bar
from tracker.reports.page_layout import (
    NO_GLYPH,
    REGULAR,
    STRONG,
    clean,
    lines_of,
    load_fonts,
    shortened,
    width_of,
)
from tracker.reports.row_table import PIECE, Column, Row, row_table
from tracker.wording import week_in_words

HEAD = (Column("Reference", 84), Column("Said", 300))


@pytest.fixture(autouse=True)
def fonts() -> None:
    load_fonts()


@given(st.text(alphabet="abc WŵŷÉ,.-/0123456789\n", max_size=300), st.sampled_from([REGULAR, STRONG]))
def test_broken_lines_fit_and_lose_nothing_but_spaces(text: str, font: str) -> None:
    load_fonts()
    lines = lines_of(text, font, 8.5, 60)
    assert all(width_of(line, font, 8.5) <= 60 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_lines_break_between_words() -> None:
    assert lines_of("chase the laboratory for a date", REGULAR, 8.5, 80) == ("chase the", "laboratory for a", "date")


def test_a_letter_wider_than_the_column_still_gets_its_line() -> None:
    assert lines_of("WWW", REGULAR, 8.5, 1) == ("W", "W", "W")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\r\nc\rd", "a b\nc\nd"),
        ("a\x00\x07b\u200bc\u202e", "abc"),
        ("w\u0302 y\u0302", "ŵ ŷ"),
        ("\U0001f600 \u4f60", f"{NO_GLYPH} {NO_GLYPH}"),
        ("\ud800", NO_GLYPH),
    ],
)
def test_text_is_cleaned_and_what_cannot_be_shown_is_marked(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_running_head_is_shortened_with_an_ellipsis() -> None:
    assert shortened("Unit North", REGULAR, 8, 200) == "Unit North"
    cut = shortened("Unit " + "North " * 60, REGULAR, 8, 200)
    assert cut.endswith("…")
    assert width_of(cut, REGULAR, 8) <= 200


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2026, 11, 16), "Week 47, Mon 16 to Sun 22 Nov 2026"),
        (date(2026, 11, 30), "Week 49, Mon 30 Nov to Sun 6 Dec 2026"),
        (date(2026, 12, 28), "Week 53, Mon 28 Dec 2026 to Sun 3 Jan 2027"),
    ],
)
def test_a_week_is_given_in_words(monday: date, words: str) -> None:
    assert week_in_words(monday) == words


class DrawnBars:
    """Stands for a canvas and keeps the lengths drawn: solid, outlined, and ticks."""

    def __init__(self) -> None:
        self.solid: list[float] = []
        self.outlined: list[float] = []
        self.ticks = 0

    def line(self, *_ends: float) -> None:
        self.ticks += 1

    def rect(self, _left: float, _base: float, width: float, _height: float, *, stroke: int, fill: int) -> None:
        (self.solid if fill else self.outlined).append(round(width + 0.6 * stroke, 3))

    def setLineWidth(self, _width: float) -> None: ...  # noqa: N802 - ReportLab's own name

    def setFillGray(self, _grey: float) -> None: ...  # noqa: N802 - ReportLab's own name


@pytest.mark.parametrize(
    ("bar", "solid", "outlined"),
    [
        (Bar(50, 40), [40.0], [10.0]),
        (Bar(100, 0), [], [100.0]),
        (Bar(30, 30), [30.0], []),
        (Bar(30, 44), [30.0], []),
        (Bar(0, 0), [], []),
    ],
)
def test_a_bar_is_solid_for_what_was_there_and_outlined_for_what_came(
    bar: Bar, solid: list[float], outlined: list[float]
) -> None:
    drawn: Any = DrawnBars()
    draw_bar(drawn, 0, 0, 100, bar, longest=100)
    assert (drawn.solid, drawn.outlined, drawn.ticks) == (solid, outlined, 1)


def test_the_smallest_lateness_is_still_seen() -> None:
    drawn: Any = DrawnBars()
    draw_bar(drawn, 0, 0, 60, Bar(1, 0), longest=3000)
    assert drawn.solid == [0.8]


def heights(parts: list[Any]) -> list[float]:
    return [part.wrap(0, 0)[1] for part in parts]


def test_a_table_is_split_so_that_no_part_is_higher_than_its_page() -> None:
    table = row_table(HEAD, [Row(((f"row {number}",), ("said",))) for number in range(100)])
    whole = table.wrap(0, 0)[1]
    first, rest = table.split(0, 300)
    assert first.wrap(0, 0)[1] <= 300
    repeated_head_and_tail = sum(heights([first, rest])) - whole
    assert 15 <= repeated_head_and_tail <= 40


def test_a_last_row_is_not_left_alone_on_a_page() -> None:
    table = row_table(HEAD, [Row(((f"row {number}",), ("said",))) for number in range(12)])
    whole = table.wrap(0, 0)[1]
    first, rest = table.split(0, whole - 1)
    one_row = row_table(HEAD, [Row((("row",), ("said",)))])
    assert rest.wrap(0, 0)[1] > one_row.wrap(0, 0)[1]
    assert first.wrap(0, 0)[1] <= whole - 1


def test_a_table_without_room_for_a_row_goes_to_the_next_page() -> None:
    table = row_table(HEAD, [Row((("row",), ("said",)))] * 3)
    assert table.split(0, 20) == []


def test_a_very_long_row_is_set_in_pieces_that_fit_any_page() -> None:
    table = row_table(HEAD, [Row((("row",), ("\n".join("x" * 3 for _ in range(PIECE * 4)),)))])
    parts = table.split(0, 400)
    assert len(parts) == 2
    assert heights(parts)[0] <= 400
    assert heights(parts)[1] > 400
    canvas = Canvas(BytesIO(), invariant=1)
    for part in parts:
        part.drawOn(canvas, 36, 0)
    assert len(canvas.getpdfdata()) > 1000
