"""Date order, decided column by column from the whole column: proven, stated, or asked for, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.errors import FileRejected
from tracker.intake.column_mapping import Column, Table
from tracker.intake.date_text import DateOrder, Numbers, ReadDate, read_date, read_date_text
from tracker.intake.heading_words import plain
from tracker.intake.sheet import Cell

IN_HEADING = {"dd mm": DateOrder.DMY, "ddmm": DateOrder.DMY, "mm dd": DateOrder.MDY, "mmdd": DateOrder.MDY}
BY_YEAR_LAST = (DateOrder.DMY, DateOrder.MDY)
ENOUGH_TO_SUSPECT = 3


class Settled(StrEnum):
    """How the order of a date column was settled."""

    NOT_NEEDED = "not_needed"
    PROVEN = "proven"
    IN_HEADING = "in_heading"
    STATED = "stated"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A date column, the order its texts are read in, and how that was settled.

    `examples` are texts that could be two days; `may_be_swapped` says that its real dates look as if a spreadsheet had
    turned day and month round.
    """

    label: str
    order: DateOrder
    settled: Settled
    examples: tuple[str, ...] = ()
    may_be_swapped: bool = False


class DateReader:
    """Reads cells as dates, each text once however often it occurs."""

    def __init__(self, today: date, *, epoch_1904: bool = False) -> None:
        self.today = today
        self._epoch_1904 = epoch_1904
        self._texts: dict[str, ReadDate | None] = {}

    def read(self, cell: Cell) -> ReadDate | None:
        """Read one cell."""
        if not isinstance(cell, str):
            return read_date(cell, self.today, epoch_1904=self._epoch_1904)
        if cell not in self._texts:
            self._texts[cell] = read_date_text(cell, self.today, epoch_1904=self._epoch_1904)
        return self._texts[cell]


def settle(table: Table, column: Column, reader: DateReader, stated: DateOrder | None) -> DateColumn:
    """Decide in which order a column's texts are read.

    A statement that every text obeys is followed; one that no order of the column allows is refused; in a column that
    obeys no single order it decides, and the texts that do not fit are reported one by one.
    """
    rows = table.sheet.rows[table.heading_index + 1 :]
    texts = sorted({cell for row in rows if type(cell := row[column.index]) is str and cell})
    numbers = {text: found for text in texts if isinstance(found := reader.read(text), Numbers)}
    swapped = may_be_swapped(numbers.values(), (row[column.index] for row in rows), reader)
    by_order = {order: fitting(numbers, order, reader.today) for order in DateOrder}
    any_order = by_order[DateOrder.DMY] | by_order[DateOrder.MDY]
    possible = [order for order in BY_YEAR_LAST if by_order[order] == any_order]
    unlike = tuple(text for text, each in numbers.items() if reads_two_ways(each, reader.today))
    if stated is DateOrder.YMD and not any(each.short for each in numbers.values()):
        stated = None
    if stated:
        if any_order <= by_order[stated] or not possible:
            return DateColumn(column.label, stated, Settled.STATED, may_be_swapped=swapped)
        line, text = first_unfit(table, column, numbers, by_order[stated])
        raise FileRejected("date_order_contradicted", column=column.label, line=line, value=text, order=stated)
    if len(possible) == 1:
        return DateColumn(column.label, possible[0], Settled.PROVEN, may_be_swapped=swapped)
    if possible and not unlike:
        return DateColumn(column.label, DateOrder.DMY, Settled.NOT_NEEDED, may_be_swapped=swapped)
    written = order_in_heading(column.heading)
    if written:
        return DateColumn(column.label, written, Settled.IN_HEADING, may_be_swapped=swapped)
    return DateColumn(column.label, DateOrder.DMY, Settled.UNDECIDED, examples=(unlike or tuple(sorted(any_order)))[:3])


def fitting(numbers: dict[str, Numbers], order: DateOrder, today: date) -> set[str]:
    """Give the texts that are a day of the calendar in an order."""
    return {text for text, each in numbers.items() if each.in_order(order, today)}


def reads_two_ways(numbers: Numbers, today: date) -> bool:
    """Say whether day first and month first give two different days."""
    day_first, month_first = (numbers.in_order(order, today) for order in BY_YEAR_LAST)
    return day_first is not None and month_first is not None and day_first != month_first


def first_unfit(table: Table, column: Column, numbers: dict[str, Numbers], fits: set[str]) -> tuple[int, str]:
    """Give the first line whose text cannot be read in the stated order."""
    for index in range(table.heading_index + 1, len(table.sheet.rows)):
        cell = table.sheet.rows[index][column.index]
        if isinstance(cell, str) and cell in numbers and cell not in fits:
            return table.sheet.lines[index], cell.strip()
    raise AssertionError("a contradicted order has a line that contradicts it")


def order_in_heading(heading: str) -> DateOrder | None:
    """Give the order a heading states, as in "Date (dd/mm/yy)"."""
    words = plain(heading)
    return next((order for pattern, order in IN_HEADING.items() if pattern in words), None)


def may_be_swapped(numbers: Iterable[Numbers], cells: Iterable[Cell], reader: DateReader) -> bool:
    """Say whether real dates beside texts look turned round.

    A spreadsheet set to another country turns 03/04 into a real date, the wrong one, and leaves 25/12 as text: then all
    texts have a day after the twelfth, and no real date has.
    """
    texts = list(numbers)
    if len(texts) < ENOUGH_TO_SUSPECT or any(reads_two_ways(each, reader.today) for each in texts):
        return False
    days = [cell.day for cell in cells if isinstance(cell, date)]
    return len(days) >= ENOUGH_TO_SUSPECT and all(day <= 12 for day in days)
