"""What the weekly drift report says of dates that were moved, and of earlier papers that are corrected."""

from collections.abc import Sequence
from typing import Any

from tracker.reports.page_layout import section
from tracker.reports.row_table import Column, Row, row_table
from tracker.reports.weekly_drift_slipped import NOT_KNOWN, UNALLOCATED, moves_in_words
from tracker.rows.weekly_drift import Correction, CorrectionRow, MovedRow, MoveLine
from tracker.wording import count_of, short_day


def dates_moved(rows: Sequence[MovedRow]) -> list[Any]:
    """Draw every target whose date was moved, with its first date, each move and the total slip."""
    heading = "Dates that were moved"
    if not rows:
        return section(heading, "No open target was ever given another date.")
    overdue = sum(row.overdue_since is not None for row in rows)
    opening = (
        f"For the inspector: every open target whose date was moved, with each move: {count_of(len(rows), 'target')}, "
        f"of which {overdue:,} had been overdue. A new date does not take the old lateness away: the first date and "
        "the day it was missed stay on the record. The total slip is in working days from the first date to the date "
        "that holds."
    )
    columns = (
        Column("Reference", 92, "OIC"),
        Column("Milestone", 163, "whom it concerns"),
        Column("First due", 64, "due now"),
        Column("Overdue since", 84),
        Column("Moves", 76),
        Column("Total slip", 44, to_right=True),
    )
    table = row_table(columns, [_moved(row) for row in rows])
    return [*section(heading, opening, follows=table.beginning()), table]


def _moved(row: MovedRow) -> Row:
    return Row(
        (
            (row.reference, row.oic or UNALLOCATED),
            (row.milestone, row.subject),
            (short_day(row.first_due), short_day(row.due) if row.due else NOT_KNOWN),
            ("moved in time" if row.overdue_since is None else short_day(row.overdue_since),),
            (moves_in_words(len(row.moves)),),
            (NOT_KNOWN if row.slip is None else f"{row.slip:,}",),
        ),
        below="\n".join(f"{place}. {_move(move)}" for place, move in enumerate(row.moves, start=1)),
    )


def _move(move: MoveLine) -> str:
    old, new = (NOT_KNOWN if day is None else short_day(day) for day in (move.old, move.new))
    return f"{short_day(move.on)}: {old} to {new}, {_who(move)}. Reason: {move.reason or 'none recorded'}"


def _who(move: MoveLine) -> str:
    if move.asked_by and move.asked_by == move.approved_by:
        return f"asked and approved by {move.asked_by}"
    asked = f"asked by {move.asked_by}" if move.asked_by else "by the program"
    return f"{asked}, approved by {move.approved_by}" if move.approved_by else f"{asked}, no approval recorded"


def corrections(rows: Sequence[CorrectionRow]) -> list[Any]:
    """Draw what an earlier paper said otherwise, because it was entered afterwards."""
    heading = "Corrections to earlier weeks"
    if not rows:
        return section(heading, "Nothing was entered this week that changes what an earlier paper said.")
    opening = (
        "For everybody who holds an earlier paper: what was entered this week of something before it. The earlier "
        f"paper stays as it was; this is what it would say now: {count_of(len(rows), 'correction')}."
    )
    columns = (
        Column("Reference", 86),
        Column("Milestone", 131, "whom it concerns"),
        Column("The last paper said", 102),
        Column("It is now", 108),
        Column("Entered", 96, "by"),
    )
    table = row_table(columns, [_correction(row) for row in rows])
    return [*section(heading, opening, follows=table.beginning()), table]


def _correction(row: CorrectionRow) -> Row:
    said, now = _words(row)
    return Row(
        (
            (row.reference,),
            (row.milestone or "The case itself", row.subject),
            (said,),
            (now,),
            (short_day(row.recorded_on), row.recorded_by),
        )
    )


def _words(row: CorrectionRow) -> tuple[str, str]:
    """Give what the earlier paper said, and what is known now."""
    on = short_day(row.happened_on)
    then = _late(row.said) if row.said is not None else "nothing: it was not entered"
    match row.what:
        case Correction.DONE:
            return then if row.said is None else f"open, {then}", f"done {on}, {_late(row.known)}"
        case Correction.TAKEN_BACK:
            return f"done {on}", f"taken back; open, {_late(row.known)}"
        case Correction.REPORTED:
            return then, f"reported {on}"
        case Correction.CLOSED:
            return "open", f"closed {on}"


def _late(days: int) -> str:
    return f"{count_of(days, 'working day')} late" if days else "not late"
