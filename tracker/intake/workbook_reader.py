"""The unit's spreadsheet to records (python-calamine)."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tracker.errors import FileRejected
from tracker.intake.sheet import HEADING_SEARCH, MAX_COLUMNS, MAX_ROWS, Cell, Merge, Sheet, drop_blank_end
from tracker.intake.sheet_extent import marked_cells
from tracker.intake.workbook_package import Package, open_package

T = TypeVar("T")


class Workbook:
    """A workbook whose sheets can be read one by one."""

    def __init__(self, content: bytes) -> None:
        self._package: Package = open_package(content)
        self._workbook = guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(self._package.content)))
        sheets = [sheet for sheet in self._workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.sheet_names = tuple(sheet.name for sheet in sheets)
        self.visible_names = tuple(sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible)
        if not sheets:
            raise FileRejected("workbook_empty")

    def sheet(self, name: str) -> Sheet:
        """Read one sheet; its name is matched without regard to case and outer spaces."""
        wanted = name.strip().casefold()
        known = next((each for each in self.sheet_names if each.strip().casefold() == wanted), None)
        if known is None:
            raise FileRejected("sheet_not_found", sheet=name, sheets=", ".join(self.sheet_names))
        fault = self._package.fault_of(known)
        if fault:
            raise fault
        raw = guarded(lambda: self._workbook.get_sheet_by_name(known))
        if raw.height > MAX_ROWS + HEADING_SEARCH:
            raise FileRejected("too_many_rows", limit=MAX_ROWS)
        if raw.total_width > MAX_COLUMNS:
            raise FileRejected("too_many_columns", columns=raw.total_width, limit=MAX_COLUMNS)
        return self._with_marks(known, raw)

    def _with_marks(self, name: str, raw: CalamineSheet) -> Sheet:
        """Give the sheet with its error cells as text and its merged values repeated downwards."""
        rows: list[list[Cell]] = guarded(lambda: raw.to_python(skip_empty_area=False))
        for (row, column), text in marked_cells(self._package.xml_of(name)).items():
            if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
                rows[row][column] = text
        drop_blank_end(rows)
        ranges = raw.merged_cell_ranges or []
        merges = tuple(Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges)
        sheet = Sheet(name, rows, range(1, len(rows) + 1), merges, self._package.epoch_1904)
        return spread_down(sheet, rows)


def spread_down(sheet: Sheet, rows: list[list[Cell]]) -> Sheet:
    """Repeat the value of a merged range in its first column down the lines it covers.

    A value merged across columns stays in the first: repeated, a title or a note would look like a date in each.
    """
    height = len(rows)
    merges = tuple(merge for merge in sheet.merges if merge.first_line <= height)
    for merge in merges:
        top = rows[merge.first_line - 1]
        if merge.first_column >= len(top) or top[merge.first_column] == "":
            continue
        for line in range(merge.first_line + 1, min(merge.last_line, height) + 1):
            rows[line - 1][merge.first_column] = top[merge.first_column]
    return replace(sheet, merges=merges)


def guarded(read: Callable[[], T]) -> T:
    """Turn every way in which the spreadsheet library gives up on a file into a refusal."""
    try:
        return read()
    except (CalamineError, OSError, ValueError, OverflowError, UnicodeDecodeError) as fault:
        raise FileRejected("workbook_damaged") from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise FileRejected("workbook_damaged") from fault
