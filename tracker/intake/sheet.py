"""One sheet of a file that came in: its rows of cells, its merged cells, and the limits every file is held to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 500
HEADING_SEARCH = 50

#: What stands in a cell whose formula was saved without its value.
NOT_CALCULATED = "=not calculated"
ERROR_TEXTS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of cells; lines count from one, columns from nought."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells, all equally long; an empty cell is an empty text. `lines` has each row's line in the file."""

    name: str
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int]
    merges: tuple[Merge, ...] = ()
    epoch_1904: bool = False


def clean(text: str) -> str:
    """Give a text without marks nobody sees, with single spaces and none at the ends."""
    if not text.isascii():
        text = text.translate(INVISIBLE)
    text = " ".join(text.split())
    if not text.isprintable():
        text = CONTROL.sub("", text)
    return text[1:].lstrip() if text.startswith("'") else text


def text_of(cell: Cell) -> str:
    """Give a cell as the person who typed it would read it, cleaned."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return str(cell)


def is_empty(cell: Cell) -> bool:
    """Say whether nothing stands in a cell, or nothing that can be seen."""
    return isinstance(cell, str) and (not cell or not clean(cell))


def drop_blank_end(rows: list[list[Cell]]) -> None:
    """Take away the rows at the end in which nothing stands: they are no part of the table."""
    while rows and all(map(is_empty, rows[-1])):
        rows.pop()


def column_letter(index: int) -> str:
    """Give a column's letter as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
