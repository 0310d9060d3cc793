"""The weekly paper: its figures against their statements, its drawing against a bare table of as many rows; both."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import date
from enum import Enum
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import LongTable, SimpleDocTemplate

from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.bootstrap import Tracker
from tracker.papers import draw_weekly
from tracker.reports.page_layout import REGULAR, STRONG, load_fonts
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MONDAY = date(2026, 11, 9)
COLUMNS = 9
SIZE, LEADING = 8.5, 10.8
WIDTHS = (70, 80, 130, 90, 62, 62, 50, 100, 120)
AGAINST = "bare table of as many rows"


def weekly_paper(units: Units) -> Iterator[Comparison]:
    """Measure the paper of a whole week on a unit of 400 cases."""
    path = units.file()
    with running_core(path) as core, bare(path) as connection:
        report = figures(core)
        cells = rows_of(report)
        paper = f"{len(cells):,} rows, 400 cases"
        table = timed(partial(bare_table, cells))
        with statements_sent(core.database) as sent:
            figures(core)
        questions = [one for one in sent if one.statement.startswith("SELECT")]
        yield judged(
            partial(
                in_turn, f"figures of the weekly paper, {paper}", timed(partial(figures, core)),
                timed(partial(send, connection, questions)), against="their statements by the bare driver",
            )
        )  # fmt: skip
        drawing = partial(in_turn, f"drawing of the weekly paper, {paper}", timed(partial(draw, report)))
        yield judged(partial(drawing, table, against=AGAINST, goal=1.3))
        both = partial(in_turn, f"weekly paper, figures and drawing, {paper}", timed(lambda: draw(figures(core))))
        floor = timed(lambda: (send(connection, questions), bare_table(cells)))
        yield judged(partial(both, floor, against=f"their statements, and a {AGAINST}", goal=2.5))


def figures(core: Tracker) -> WeeklyDrift:
    """Ask for the paper's figures."""
    found: WeeklyDrift = core.ask(WeeklyDriftQuestion(HEAD, MONDAY, None))
    return found


def draw(report: WeeklyDrift) -> bytes:
    """Draw the paper."""
    return draw_weekly(report, "WD-2026-001")


def rows_of(report: WeeklyDrift) -> list[list[str]]:
    """Give the rows of every table of the paper as texts."""
    parts: Sequence[Sequence[DataclassInstance]] = (
        report.slipped, report.awaited, report.moved, report.unallocated, report.no_next_action, report.done_late,
        report.delay_counts, *(asked.lines for asked in report.questions),
    )  # fmt: skip
    return [_texts(row) for part in parts for row in part]


def bare_table(cells: Sequence[Sequence[str]]) -> bytes:
    """Draw the rows as one plain table of the library, every cell a text of one line."""
    load_fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=landscape(A4), leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=36, invariant=1
    )
    style = [
        ("FONT", (0, 0), (-1, 0), STRONG, SIZE, LEADING),
        ("FONT", (0, 1), (-1, -1), REGULAR, SIZE, LEADING),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, "black"),
    ]
    heads = [f"Column {number}" for number in range(1, COLUMNS + 1)]
    document.build([LongTable([heads, *cells], colWidths=WIDTHS, repeatRows=1, style=style)])
    return out.getvalue()


def _texts(row: "DataclassInstance") -> list[str]:
    texts = [_text(value) for value in astuple(row)][:COLUMNS]
    return texts + [""] * (COLUMNS - len(texts))


def _text(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)[:24]
