"""Files to be read in these tests: workbooks and CSV made from rows, and workbooks taken apart and put together."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TODAY = date(2026, 11, 21)
SHEET_PART = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_workbook(
    rows: Sequence[Sequence[object]],
    *,
    name: str = "Tracker",
    epoch_1904: bool = False,
    also: Callable[[Workbook, Worksheet], None] | None = None,
) -> bytes:
    """A workbook of one sheet; dates become real dates, None an empty cell."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": epoch_1904})
    sheet = book.add_worksheet(name)
    fill(book, sheet, rows)
    if also:
        also(book, sheet)
    book.close()
    return target.getvalue()


def fill(book: Workbook, sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    """Write rows into a sheet."""
    as_date: Format = book.add_format({"num_format": "dd/mm/yyyy"})
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    pass
                case datetime():
                    sheet.write_datetime(index, column, cell, as_date)
                case date():
                    sheet.write_datetime(index, column, datetime.combine(cell, time()), as_date)
                case bool():
                    sheet.write_boolean(index, column, cell)
                case int() | float():
                    sheet.write_number(index, column, cell)
                case _:
                    sheet.write_string(index, column, str(cell))


def a_csv(
    rows: Sequence[Sequence[object]], *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    """A CSV file; dates are written as ISO 8601, None as nothing."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator=line_end)
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return target.getvalue().encode(encoding)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as container:
        return {name: container.read(name) for name in container.namelist()}


def put_together(parts: Mapping[str, bytes]) -> bytes:
    """A workbook from its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def with_sheet_data(data: str, **other: Any) -> bytes:
    """A workbook whose only sheet has this XML inside `sheetData`; `dimension` and `after` stand around it."""
    parts = parts_of(a_workbook([["x"]]))
    parts[SHEET_PART] = (
        f'<?xml version="1.0"?><worksheet {NAMESPACE}>{other.get("dimension", "")}'
        f"<sheetData>{data}</sheetData>{other.get('after', '')}</worksheet>"
    ).encode()
    return put_together(parts)
