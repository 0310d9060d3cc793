"""The bail of one suspect as a lane of a timeline: days on bail, days that stand still apart, and its end."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from tracker.rows.bail_register import BailRow, BailSpanRow
from tracker.terms import BailState
from ui import wording
from ui.bail_wording import ends, left, next_lines, row_key
from ui.pages.case_file.lasting import lasted
from ui.widgets.timeline.lanes import Lane, Piece, Shape

translate = QCoreApplication.translate
BAIL = "bail"
SHAPES = {
    BailState.RUNNING: Shape.BAIL,
    BailState.COURT_DECIDING: Shape.BAIL,
    BailState.NO_LIMIT: Shape.BAIL,
    BailState.SUSPENDED: Shape.STILL,
    BailState.NOT_BEGUN: Shape.STILL,
    BailState.UNDER_INVESTIGATION: Shape.RELEASED,
}


def bail_lane(row: BailRow) -> Lane:
    """Give the lane of a suspect's bail; what has passed or ended leaves a gap."""
    title = translate("bail_lane", "{suspect} · bail").format(suspect=row.suspect)
    pieces = (*_arrest(row), *(piece for span in row.spans for piece in _span(row, span)), *_end(row))
    return Lane(f"bail/{row_key(row)}", title, pieces, row.state_key, wording.term(row.state))


def _arrest(row: BailRow) -> Iterable[Piece]:
    if row.arrested_on is not None:
        words = translate("bail_lane", "Arrested {day}").format(day=wording.day(row.arrested_on))
        yield Piece(Shape.EVENT, row.arrested_on, None, words, part=BAIL, key=row_key(row))


def _span(row: BailRow, span: BailSpanRow) -> Iterable[Piece]:
    shape = SHAPES.get(span.state)
    if shape is None:
        return
    state = wording.term(span.state)
    words = f"{state}, {lasted(span.since, span.until, still=span is row.spans[-1])}"
    yield Piece(shape, span.since, span.until, wording.sentence(words), state, part=BAIL, key=row_key(row))


def _end(row: BailRow) -> Iterable[Piece]:
    """Give the end of the period that is ahead or has passed, and the day on which bail ended otherwise."""
    if row.state is BailState.ENDED and row.since is not None:
        words = translate("bail_lane", "Bail ended {day}").format(day=wording.day(row.since))
        label = translate("bail_lane", "ended {day}").format(day=wording.short_day(row.since))
        yield Piece(Shape.EVENT, row.since, None, words, label, part=BAIL, key=row_key(row))
    elif row.ends is not None:
        following = next_lines(row.following[0]) if row.following else []
        words = translate("bail_lane", "Ends {day}").format(day=ends(row))
        told = ". ".join(part for part in (words, left(row), *following) if part)
        label = translate("bail_lane", "ends {day}").format(day=wording.short_day(row.ends))
        yield Piece(Shape.DUE, row.ends, None, told, label, part=BAIL, key=row_key(row))
