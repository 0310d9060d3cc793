"""The inspection replay on paper: each printed delay, its first alert, to whom it went, and what was still to run."""

from typing import Any

from reportlab.platypus import Spacer

from tracker.reports.charts import LargeFigure, LargeFigures
from tracker.reports.inspection_page import (
    HOLDS,
    LEAD,
    READING,
    TITLE,
    alert_in_words,
    basis,
    ladder_in_words,
    quoted,
    still_in_words,
    summary,
    told_first,
    when_in_words,
)
from tracker.reports.page_layout import STANDARD, WIDTH, Marking, PageFrame, load_fonts, paper, section, sentence
from tracker.reports.page_layout import TITLE as TITLE_STYLE
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.inspection_replay import FirstAlert, InspectionReplay, Replayed
from tracker.time_source import local_date
from tracker.wording import day

PLAYED = (
    Column("No.", 26.0),
    Column("As printed", 172.0),
    Column("Printed", 58.0),
    Column("First alert, and to whom", 132.0),
    Column("Still to run", WIDTH - 388.0),
)
LEFT_OUT = (Column("No.", 26.0), Column("As printed", 250.0), Column("Why it is no case", WIDTH - 276.0))
LEAST_OF_A_TABLE = 90.0
NO_FIGURE = "no figure"


def inspection_replay_pdf(replay: InspectionReplay, marking: Marking = STANDARD) -> bytes:
    """Draw the replay: equal rows give equal bytes."""
    load_fonts()
    said = basis(replay)
    story: list[Any] = [
        sentence(TITLE, TITLE_STYLE),
        sentence(f"{LEAD}\n{said}"),
        LargeFigures(_figures(replay)),
        Spacer(0, 6),
        sentence(f"{summary(replay)}\n{READING}\n{HOLDS}"),
        *_part("1. The first alert", "Each delay of a case that a limit watches, by the number of the example.",
               PLAYED, [_watched(row) for row in replay.watched]),
        *_part("2. Nothing watches it", "What would have put the case as a whole before somebody.",
               PLAYED, [_unwatched(row) for row in replay.unwatched]),
        *_part("3. No case is made of these", "A count, a rule, or a delay of another service.",
               LEFT_OUT, [_left_out(row) for row in replay.left_out]),
        *section("4. The reports", "\n".join(f"{letter}: {name}." for letter, name in replay.reports)),
    ]  # fmt: skip
    return paper(
        PageFrame(
            running=f"{TITLE}: made-up cases",
            number=day(local_date(replay.begins)),
            flags=(),
            foot=(said, "Every case is made up after what a published report prints"),
            marking=marking,
        ),
        story,
        title=TITLE,
        subject=said,
        made_at=replay.begins,
    )


def _part(heading: str, said: str, columns: tuple[Column, ...], rows: list[Row]) -> list[Any]:
    if not rows:
        return section(heading, "None.")
    return [*section(heading, said, follows=LEAST_OF_A_TABLE), row_table(columns, rows)]


def _figures(replay: InspectionReplay) -> list[LargeFigure]:
    return [
        LargeFigure(str(len(replay.rows)), "printed examples", f"{len(replay.left_out)} are no delay of a case"),
        LargeFigure(str(len(replay.watched)), "would have raised an alert", "about the delayed thing itself"),
        LargeFigure(str(len(replay.unwatched)), "have no limit", "that watches the delayed thing"),
    ]


def _watched(row: Replayed) -> Row:
    return _row(row, row.alert, tuple(words for words in still_in_words(row) if words))


def _unwatched(row: Replayed) -> Row:
    return _row(row, row.nearest, ("not watched",))


def _row(row: Replayed, alert: FirstAlert | None, still: tuple[str, ...]) -> Row:
    example = row.example
    said: tuple[str, ...] = ("none",)
    then = ""
    if alert is not None:
        said = (f"{when_in_words(alert.when)}, to the {told_first(alert)}", alert_in_words(alert))
        then = f" Said to be late: {when_in_words(alert.late)}. Then: {ladder_in_words(alert)}."
    return Row(
        (
            (str(example.number),), (quoted(row), example.what), (example.printed or NO_FIGURE,), said, still,
        ),
        below=f"{row.done} Nothing else was.{then} {row.note}".strip(),
    )  # fmt: skip


def _left_out(row: Replayed) -> Row:
    return Row(((str(row.example.number),), (quoted(row),), (row.example.left_out,)))
