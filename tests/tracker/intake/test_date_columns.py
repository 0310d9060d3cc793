"""Date order decided from the whole column: proven, stated, in the heading, or asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.intake.files import TODAY
from tracker.errors import FileRejected
from tracker.intake.column_mapping import Table, columns_of
from tracker.intake.date_columns import DateColumn, DateReader, Settled, settle
from tracker.intake.date_text import DateOrder
from tracker.intake.sheet import Cell, Sheet

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


def settled(cells: list[Cell], stated: DateOrder | None = None, heading: str = "Date Rptd") -> DateColumn:
    rows: list[list[Cell]] = [[heading], *([cell] for cell in cells)]
    sheet = Sheet("", rows, range(1, len(rows) + 1))
    table = Table(sheet, 0, tuple(columns_of(sheet, 0)))
    return settle(table, table.columns[0], DateReader(TODAY), stated)


@pytest.mark.parametrize(
    ("cells", "stated", "order", "how"),
    [
        (["03/04/2025", "25/12/2025"], None, DMY, Settled.PROVEN),
        (["03/04/2025", "12/25/2025"], None, MDY, Settled.PROVEN),
        (["3.4.25", "25.12.25"], None, DMY, Settled.PROVEN),
        (["03/04/2025", "04/05/2025"], None, DMY, Settled.UNDECIDED),
        (["03/04/2025"], DMY, DMY, Settled.STATED),
        (["03/04/2025"], MDY, MDY, Settled.STATED),
        (["25/12/2025"], DMY, DMY, Settled.STATED),
        (["25/12/2025", "12/25/2025"], None, DMY, Settled.UNDECIDED),
        (["25/12/2025", "12/25/2025"], MDY, MDY, Settled.STATED),
        (["24/03/12", "25/04/11"], YMD, YMD, Settled.STATED),
        (["03/04/2025"], YMD, DMY, Settled.UNDECIDED),
        (["25/04/2025"], YMD, DMY, Settled.PROVEN),
        (["05/05/2025", "06/06/25"], None, DMY, Settled.NOT_NEEDED),
        (["3 Apr 2025", "2025-04-03", date(2025, 4, 3), 45750.0, "tbc", ""], None, DMY, Settled.NOT_NEEDED),
        (["31/02/2025", "45/45/2025"], None, DMY, Settled.NOT_NEEDED),
        (["31/02/2025", "03/04/2025"], None, DMY, Settled.UNDECIDED),
        ([], None, DMY, Settled.NOT_NEEDED),
    ],
)
def test_how_an_order_is_settled(cells: list[Cell], stated: DateOrder | None, order: DateOrder, how: Settled) -> None:
    column = settled(cells, stated)
    assert (column.order, column.settled) == (order, how)


@pytest.mark.parametrize(
    ("heading", "order"),
    [("Date Rptd (dd/mm/yyyy)", DMY), ("Reported MM/DD/YY", MDY), ("Reported ddmmyy", DMY)],
)
def test_an_order_written_in_the_heading_is_a_statement(heading: str, order: DateOrder) -> None:
    column = settled(["03/04/2025"], heading=heading)
    assert (column.order, column.settled) == (order, Settled.IN_HEADING)
    assert settled(["25/12/2025"], heading=heading).order is DMY


def test_a_statement_that_the_column_contradicts_is_refused_with_its_line() -> None:
    with pytest.raises(FileRejected) as refused:
        settled(["03/04/2025", "tbc", "25/12/2025 "], MDY)
    assert refused.value.code == "date_order_contradicted"
    assert refused.value.values == {"column": "Date Rptd", "line": 4, "value": "25/12/2025", "order": "mdy"}


def test_examples_of_what_is_asked_are_days_that_differ() -> None:
    assert settled(["05/05/2025", "03/04/2025"]).examples == ("03/04/2025",)


@pytest.mark.parametrize(
    ("texts", "days", "suspicious"),
    [
        (["25/12/2025", "13/01/2026", "30/06/2025"], [1, 7, 12], True),
        (["25/12/2025", "13/01/2026", "30/06/2025"], [1, 7, 13], False),
        (["25/12/2025", "13/01/2026", "03/06/2025"], [1, 7, 12], False),
        (["25/12/2025", "13/01/2026"], [1, 7, 12], False),
    ],
)
def test_dates_that_a_spreadsheet_has_turned_round(texts: list[str], days: list[int], suspicious: bool) -> None:
    cells: list[Cell] = [*texts, *(date(2025, 3, day) for day in days)]
    assert settled(cells).may_be_swapped is suspicious


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), min_size=1, max_size=30), st.sampled_from([DMY, MDY]))
def test_a_column_is_read_rightly_or_asked_about(days: list[date], written: DateOrder) -> None:
    form = "%d/%m/%Y" if written is DMY else "%m/%d/%Y"
    cells: list[Cell] = [day.strftime(form) for day in days]
    column = settled(cells)
    reader = DateReader(TODAY)
    if column.settled is Settled.UNDECIDED:
        assert all(day.day <= 12 for day in days)
        assert column.examples
        column = settled(cells, written)
    for cell, day in zip(cells, days, strict=True):
        read = reader.read(cell)
        assert read is not None
        assert not isinstance(read, str | date)
        assert read.in_order(column.order, TODAY) == day
