"""What slipped and by how much: the ten worst of the first page, and the section with every row."""

from collections.abc import Sequence
from typing import Any

from tracker.reports.charts import Bar
from tracker.reports.page_layout import section
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.weekly_drift import SlippedRow
from tracker.terms import RiskGrade
from tracker.wording import count_of, short_day, term

WORST = 10
UNCONFIRMED = "†"
UNCONFIRMED_FOOT = f"{UNCONFIRMED} limit to be confirmed by the force: this date may change"
BAR_WORDS = "Late is in working days; the bar is solid for what was late a week ago and outlined for what came since."
NO_CAUSE = "no cause recorded"
UNALLOCATED = "unallocated"
NOT_KNOWN = "not known"


def worst_first(row: SlippedRow) -> tuple[int, str, str, str]:
    """Give the order in which slipped milestones are listed."""
    return -row.drift, row.reference, row.milestone, row.subject


def ten_worst(slipped: Sequence[SlippedRow]) -> list[Any]:
    """Draw the ten worst for the first page."""
    heading = "The ten worst" if len(slipped) >= WORST else "The worst"
    if not slipped:
        return section(heading, "No milestone was past its first due date.")
    which = "the ten milestones longest past their" if len(slipped) > WORST else "every milestone past its"
    rest = f" All {len(slipped):,} are listed after the questions." if len(slipped) > WORST else ""
    opening = f"For the unit's supervisors: {which} first due date.{rest} {BAR_WORDS}"
    columns = (
        Column("Reference", 84),
        Column("Milestone", 158),
        Column("Held by", 106),
        Column("First due", 70),
        Column("Late", 36, to_right=True),
    )
    rows = [
        Row(
            ((row.reference,), (row.milestone,), (term(row.held_by),), (_first_due(row),), (f"{row.drift:,}",)),
            bar=Bar(row.drift, row.drift_last_week),
            marked=row.to_be_confirmed,
        )
        for row in slipped[:WORST]
    ]
    table = row_table(columns, rows, foot=UNCONFIRMED_FOOT, longest=slipped[0].drift)
    return [*section(heading, opening, follows=table.beginning()), table]


def what_slipped(slipped: Sequence[SlippedRow], standing: str) -> list[Any]:
    heading = "What slipped, and by how much"
    if not slipped:
        return section(heading, f"No milestone was past its first due date {standing}.")
    cases = count_of(len({row.reference for row in slipped}), "case")
    new = sum(row.drift_last_week == 0 for row in slipped)
    standing = f"{standing}, longest late first"
    opening = (
        f"For the supervisor of each case: every milestone past its first due date {standing}: "
        f"{count_of(len(slipped), 'milestone')} in {cases}; new this week: {new:,}. {BAR_WORDS}"
    )
    columns = (
        Column("Reference", 84, "OIC"),
        Column("Milestone", 154, "whom it concerns, risk, limit"),
        Column("First due", 76, "due now"),
        Column("Held by", 112, "cause of delay"),
        Column("Late", 38, "change", to_right=True),
    )
    table = row_table(columns, [_slipped_row(row) for row in slipped], foot=UNCONFIRMED_FOOT, longest=slipped[0].drift)
    return [*section(heading, opening, follows=table.beginning(enough=220)), table]


def _slipped_row(row: SlippedRow) -> Row:
    risk = "risk not assessed" if row.risk is RiskGrade.NOT_ASSESSED else f"{term(row.risk).lower()} risk"
    moves = f"{moves_in_words(row.moves).capitalize()}. " if row.moves else ""
    return Row(
        (
            (row.reference, row.oic or UNALLOCATED),
            (row.milestone, ", ".join(part for part in (row.subject, risk, row.limit_id) if part)),
            (
                _first_due(row),
                "" if row.due == row.first_due else f"now {short_day(row.due) if row.due else NOT_KNOWN}",
            ),
            (term(row.held_by), term(row.reason) if row.reason else NO_CAUSE),
            (f"{row.drift:,}", _change(row)),
        ),
        below=f"{moves}{_entry(row.entry_days)}Next step: {row.next_step or 'none recorded'}",
        bar=Bar(row.drift, row.drift_last_week),
        marked=row.to_be_confirmed,
    )


def moves_in_words(moves: int) -> str:
    """Give how often a date was moved: "not moved", "moved once", "moved 6 times"."""
    if moves == 0:
        return "not moved"
    return "moved once" if moves == 1 else f"moved {moves:,} times"


def _entry(days: int | None) -> str:
    return f"Last entry {count_of(days, 'day')} ago. " if days else ""


def _first_due(row: SlippedRow) -> str:
    return f"{short_day(row.first_due)} {UNCONFIRMED}" if row.to_be_confirmed else short_day(row.first_due)


def _change(row: SlippedRow) -> str:
    if row.drift_last_week == 0:
        return "new"
    if row.drift == row.drift_last_week:
        return "same"
    by = row.drift - row.drift_last_week
    return f"up {by:,}" if by > 0 else f"down {-by:,}"
