"""The tables of the weekly drift report by age, ethnicity and disability: a section a row, a group a column."""

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from tracker import wording
from tracker.reports.page_layout import WIDTH, section
from tracker.reports.row_table import Column, Row, row_table
from tracker.reports.weekly_drift_questions import SECTIONS
from tracker.rows.weekly_drift import Split, SplitCount

HEADINGS = {
    "open_cases": "All open cases",
    "slipped": "What slipped",
    "moved": "Dates that were moved",
    "unallocated": "Unallocated cases",
    "no_next_action": "No next action",
}
GROUPS = {
    "white": "White",
    "mixed": "Mixed",
    "asian": "Asian",
    "black": "Black",
    "other": "Other",
    "not_stated": "Not stated",
    "not_recorded": "Not recorded",
}
ANSWERS = {"yes": "Yes", "no": "No", "not_recorded": "Not recorded"}
AGES = {band: said[:1].upper() + said[1:] for band, said in wording.AGE_BANDS.items()}
TABLES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("By age of the child at the report", "ages", AGES),
    ("By ethnicity of the child", "groups", GROUPS),
    ("By disability of the child", "disability", ANSWERS),
)
COLUMN = 54.0


def splits(rows: Sequence[Split], least_shown: int) -> list[Any]:
    """Draw the three tables; small numbers are not printed, so that nobody can be told by them."""
    if not rows:
        return []
    small = f"A number from 1 to {least_shown - 1} is printed as {_under(least_shown)}. " if least_shown > 1 else ""
    opening = (
        "For the unit head: how many lines of each section concern children of each age, ethnicity and disability, to "
        "be read beside all open cases. A line about a whole case counts once under each group its children belong to, "
        f"so that a case with two children may count twice; a case without a child counts as not recorded. {small}"
        "What is on record of a child stands as at the time of freezing. "
        "Causes of delay are those of what slipped; workload is by team and has no children."
    )
    story = section("Who it concerns", opening, follows=90)
    for title, name, words in TABLES:
        table = _table(title, rows, name, words, least_shown)
        story += [CondPageBreak(min(table.beginning(400), 400)), Spacer(0, 6), table]
    return story


def _table(title: str, rows: Sequence[Split], name: str, words: Mapping[str, str], least_shown: int) -> Any:
    counts: Sequence[SplitCount] = getattr(rows[0], name)
    buckets = [one.bucket for one in counts]
    heads = [words.get(bucket, bucket).split(" ", 1 if bucket.startswith("not_") else 0) for bucket in buckets]
    columns = (
        Column(title, WIDTH - COLUMN * len(buckets)),
        *(Column(head[0], COLUMN, head[1] if len(head) > 1 else "", to_right=True) for head in heads),
    )
    return row_table(columns, [_row(row, getattr(row, name), least_shown) for row in rows])


def _row(row: Split, counts: Sequence[SplitCount], least_shown: int) -> Row:
    heading = HEADINGS.get(row.key) or SECTIONS[row.key].heading
    return Row(((heading,), *((shown(one, least_shown),) for one in counts)))


def shown(count: SplitCount, least_shown: int) -> str:
    """Give a count as it is printed: small ones are not, but nought and what is not recorded are."""
    if count.bucket != "not_recorded" and 0 < count.lines < least_shown:
        return _under(least_shown)
    return f"{count.lines:,}"


def _under(least_shown: int) -> str:
    return f"under {least_shown}"
