"""Reading a file that came in: bytes to proposed cases, with everything that was left out and why."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.errors import FileRejected
from tracker.intake.case_row import CaseRowReader
from tracker.intake.column_mapping import ColumnMapping, Proposal, Table, find_table, propose, recognised, usable
from tracker.intake.csv_reader import read_csv
from tracker.intake.date_columns import DateColumn, DateReader, Settled, settle
from tracker.intake.date_text import DateOrder
from tracker.intake.file_notes import file_notes
from tracker.intake.heading_words import DATE_FIELDS, Field
from tracker.intake.problem import Effect, Problem, shortened
from tracker.intake.proposed_case import ProposedCase, RejectedRow
from tracker.intake.row_filter import RowFilter
from tracker.intake.sheet import MAX_BYTES, Sheet, text_of
from tracker.intake.workbook_package import COMPOUND_FILE, ZIP_START
from tracker.intake.workbook_reader import Workbook
from tracker.watch import come_so_far

ROWS_AT_ONCE = 500
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file looks like before it is read: for the step in which a person says which column is which.

    `date_columns` tells by label how each column is read where it holds dates, decided from the column alone.
    """

    sheet_names: tuple[str, ...]
    table: Table
    proposal: Proposal
    date_columns: Mapping[str, DateColumn]


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was read from a file. `read` counts every row but the headings; `notes` concern columns and the file."""

    filename: str
    sha256: str
    sheet: str
    heading_line: int
    headings: tuple[str, ...]
    mapping: ColumnMapping
    date_columns: tuple[DateColumn, ...]
    read: int
    proposed: tuple[ProposedCase, ...]
    rejected: tuple[RejectedRow, ...]
    skipped: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def needs_date_order(self) -> tuple[DateColumn, ...]:
        """The date columns that fit more than one order, or none: nothing is proposed until somebody says which."""
        return tuple(column for column in self.date_columns if column.settled is Settled.UNDECIDED)

    @property
    def references(self) -> tuple[str, ...]:
        """The references proposed, in the form cases are found by."""
        return tuple(case.reference for case in self.proposed)


def look_at(content: bytes, filename: str, *, sheet: str | None = None, today: date) -> Layout:
    """Give the headings of a file and what they are taken for, without reading its rows as cases."""
    chosen, names = open_sheet(content, filename, sheet, None)
    table = find_table(chosen)
    dates = DateReader(today, epoch_1904=chosen.epoch_1904)
    columns: dict[str, DateColumn] = {}
    for done, column in enumerate(table.columns):
        come_so_far(done, len(table.columns))
        columns[column.label] = settle(table, column, dates, None)
    return Layout(names, table, propose(table), columns)


def read_file(
    content: bytes,
    filename: str,
    *,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    date_order: DateOrder | str | None = None,
    today: date,
) -> FileReading:
    """Read a unit's own spreadsheet.

    Raises:
        FileRejected: it cannot be read as cases.
    """
    chosen, names = open_sheet(content, filename, sheet, mapping)
    table = find_table(chosen, mapping)
    proposal = propose(table)
    used = replace(mapping, source_key=table.source_key) if mapping else usable(proposal, table)
    places = used.indexes(table)
    dates = DateReader(today, epoch_1904=chosen.epoch_1904)
    columns = settled_columns(table, used, places, DateOrder(date_order) if date_order else None, dates)
    undecided = any(column.settled is Settled.UNDECIDED for column in columns.values())
    labels = tuple(column.label for column in table.columns)
    proposed, rejected, skipped = ([], [], []) if undecided else read_rows(table, places, columns, dates)
    skipped_lines = {problem.line for problem in skipped}
    return FileReading(
        filename,
        hashlib.sha256(content).hexdigest(),
        chosen.name,
        table.heading_line,
        labels,
        used,
        tuple(columns.values()),
        len(chosen.rows) - 1,
        tuple(proposed),
        tuple(rejected),
        tuple(skipped),
        file_notes(table, places, None if mapping else proposal, tuple(columns.values()), names, skipped_lines),
    )


def open_sheet(
    content: bytes, filename: str, wanted: str | None, mapping: ColumnMapping | None
) -> tuple[Sheet, tuple[str, ...]]:
    """Give the sheet to be read, and the names of the sheets that could be."""
    if len(content) > MAX_BYTES:
        raise FileRejected("file_too_big", limit_mb=MAX_BYTES // (1024 * 1024))
    if content.startswith((ZIP_START, COMPOUND_FILE)):
        workbook = Workbook(content)
        chosen = workbook.sheet(wanted) if wanted else best_sheet(workbook, mapping)
        if not chosen.rows:
            raise FileRejected("sheet_empty", sheet=chosen.name)
        return chosen, workbook.visible_names
    if not content.strip():
        raise FileRejected("file_empty")
    if filename.casefold().endswith(WORKBOOK_ENDINGS):
        raise FileRejected("not_a_workbook")
    return read_csv(content), ()


def best_sheet(workbook: Workbook, mapping: ColumnMapping | None) -> Sheet:
    """Give the sheet a mapping names, else that with the most known headings; of equals, the first with anything."""
    if mapping and mapping.sheet in workbook.sheet_names:
        return workbook.sheet(mapping.sheet)
    best: Sheet | None = None
    best_score = -1
    fault: FileRejected | None = None
    for name in workbook.visible_names or workbook.sheet_names:
        try:
            sheet = workbook.sheet(name)
        except FileRejected as refused:
            fault = fault or refused
            continue
        score = recognised(sheet, mapping) if sheet.rows else -1
        if score > best_score:
            best, best_score = sheet, score
    if fault and best_score < 2:
        raise fault
    if best is None:
        raise FileRejected("workbook_empty")
    return best


def settled_columns(
    table: Table,
    mapping: ColumnMapping,
    places: Mapping[Field, int],
    date_order: DateOrder | None,
    dates: DateReader,
) -> dict[Field, DateColumn]:
    """Give each date column with its order; the order stated for one column goes before that for the file."""
    return {
        field: settle(
            table, table.columns[place], dates, mapping.date_orders.get(table.columns[place].label, date_order)
        )
        for field, place in places.items()
        if field in DATE_FIELDS
    }


def read_rows(
    table: Table, places: Mapping[Field, int], columns: Mapping[Field, DateColumn], dates: DateReader
) -> tuple[list[ProposedCase], list[RejectedRow], list[Problem]]:
    """Read every row of a table but its headings."""
    labels = {field: table.columns[place].label for field, place in places.items()}
    reader = CaseRowReader(places, labels, columns, dates)
    row_filter = RowFilter(places, [column.label for column in table.columns])
    proposed: list[ProposedCase] = []
    rejected: list[RejectedRow] = []
    skipped = list(rows_above(table))
    first_lines: dict[str, int] = {}
    start = table.heading_index + 1
    for line, cells in zip(table.sheet.lines[start:], table.sheet.rows[start:], strict=True):
        if line % ROWS_AT_ONCE == 0:
            come_so_far(line, table.sheet.lines[-1])
        case = reader.read(line, cells)
        problem = row_filter.skipped(line, cells, case)
        if problem:
            skipped.append(problem)
            continue
        if isinstance(case, RejectedRow):
            rejected.append(case)
            continue
        first = first_lines.setdefault(case.reference, line)
        if first == line:
            proposed.append(case)
        else:
            rejected.append(repeated(case, first, labels[Field.REFERENCE], tuple(map(text_of, cells))))
    return proposed, rejected, skipped


def rows_above(table: Table) -> list[Problem]:
    """Give the rows above the headings as skipped titles."""
    found: list[Problem] = []
    for line, cells in zip(table.sheet.lines, table.sheet.rows[: table.heading_index], strict=False):
        texts = [text for text in map(text_of, cells) if text]
        code = "row_above_headings" if texts else "row_blank"
        found.append(Problem(line, "", shortened(" ".join(texts)), code, Effect.ROW_SKIPPED))
    return found


def repeated(case: ProposedCase, first: int, label: str, cells: tuple[str, ...]) -> RejectedRow:
    """Give a row as rejected because a line above has the same reference."""
    facts = {"first_line": str(first)}
    problem = Problem(case.line, label, case.reference, "reference_repeated", Effect.ROW_REJECTED, facts)
    return RejectedRow(case.line, cells, (problem,))
