"""How far a worksheet reaches, from its XML: whether it may be read at all, which cells hold errors or no value."""

import re
from xml.parsers import expat

from tracker.errors import FileRejected
from tracker.intake.sheet import HEADING_SEARCH, MAX_COLUMNS, MAX_ROWS, NOT_CALCULATED, column_letter

#: A sheet is laid out in memory as a full rectangle, so a mark far away costs as much as everything between.
MAX_CELLS = 12_000_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

COLUMN_OF_CELL = re.compile(rb'<c r="([A-Z]{1,3})[1-9]')
FAR_ROW = re.compile(rb'<c r="[A-Z]{1,3}(?:[2-9][0-9]{5}|[0-9]{7})')
ROW_OF_CELL = re.compile(rb'<c r="[A-Z]{1,3}([1-9][0-9]{0,6})"')
REFERENCE = re.compile(r"\s*([A-Za-z]{1,3})([1-9][0-9]{0,6})\s*\Z")
ERROR_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*\bt="e"[^<>]*>(.*?)</c>', re.DOTALL)
ERROR_VALUE = re.compile(rb"<v>([^<]*)</v>")
FORMULA_WITHOUT_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def sheet_fault(xml: bytes) -> FileRejected | None:
    """Give why a sheet may not be handed to the spreadsheet library, or nothing where it may.

    Most programs write every cell as `<c r="A1"`, which can be measured at a glance; any other form is parsed.
    """
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    letters = COLUMN_OF_CELL.findall(xml, start, end)
    named_plainly = len(letters) == xml.count(b"<c", start, end) and xml.find(b":c", start, end) < 0
    if named_plainly and not FAR_ROW.search(xml, start, end):
        width = max(map(column_number, set(letters)), default=0)
        if width * (MAX_ROWS - 1) <= MAX_CELLS:
            return None
        if width <= MAX_COLUMNS and width * max(map(int, set(ROW_OF_CELL.findall(xml))), default=0) <= MAX_CELLS:
            return None
    try:
        height, width = filled_extent(xml)
    except (expat.ExpatError, ValueError, LookupError):
        return FileRejected("workbook_damaged")
    if width > MAX_COLUMNS:
        return FileRejected("too_many_columns", columns=width, limit=MAX_COLUMNS)
    if height > MAX_ROWS + HEADING_SEARCH:
        return FileRejected("too_many_rows", limit=MAX_ROWS)
    if height * width > MAX_CELLS:
        return FileRejected("sheet_too_spread", cell=f"{column_letter(width - 1)}{height}")
    return None


def filled_extent(xml: bytes) -> tuple[int, int]:
    """Give the last row and the last column with a filled cell: formatting alone, even to the edge, does not count."""
    row = column = height = width = 0

    def started(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, height, width
        name = tag.rpartition(":")[2]
        if name == "c":
            reference = attributes.get("r")
            if reference is None:
                column += 1
            else:
                match = REFERENCE.match(reference)
                if not match:
                    raise ValueError(reference)
                column, row = column_number(match[1].upper().encode()), int(match[2])
            if row > LAST_ROW or column > LAST_COLUMN:
                raise ValueError(reference)
        elif name in {"v", "is"}:
            height, width = max(height, row), max(width, column)
        elif name == "row":
            row, column = int(attributes.get("r", row + 1)), 0

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.Parse(xml, True)
    return height, width


def column_number(letters: bytes) -> int:
    """Give a column's number, from one."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def marked_cells(xml: bytes) -> dict[tuple[int, int], str]:
    """Give the cells (row and column from nought) that hold an error, or a formula saved without its value."""
    found: dict[tuple[int, int], str] = {}
    if b't="e"' in xml:
        for letters, row, inside in ERROR_CELL.findall(xml):
            value = ERROR_VALUE.search(inside)
            text = value[1].decode("ascii", "replace") if value else "#N/A"
            found[int(row) - 1, column_number(letters) - 1] = text
    if b"<f" in xml:
        for letters, row in FORMULA_WITHOUT_VALUE.findall(xml):
            found[int(row) - 1, column_number(letters) - 1] = NOT_CALCULATED
    return found
