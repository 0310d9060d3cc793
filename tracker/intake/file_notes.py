"""What a reader of the import should know of the file as a whole: columns not used, merged cells, doubtful dates."""

from collections.abc import Collection, Iterable, Mapping

from tracker.intake.column_mapping import Proposal, Table
from tracker.intake.date_columns import DateColumn, Settled
from tracker.intake.heading_words import PRIVATE_FIELDS, Field
from tracker.intake.problem import Effect, Problem, shortened
from tracker.intake.sheet import Merge, is_empty, text_of


def file_notes(
    table: Table,
    places: Mapping[Field, int],
    proposal: Proposal | None,
    date_columns: Collection[DateColumn],
    sheet_names: Collection[str],
    skipped_lines: Collection[int],
) -> tuple[Problem, ...]:
    """Give every note, those on the file first, then by column, then by line."""
    return (
        *other_sheets(table, sheet_names),
        *ambiguous_columns(table, proposal),
        *unused_columns(table, places, proposal),
        *doubtful_dates(table, date_columns),
        *merged_cells(table, places, skipped_lines),
    )


def note(line: int, column: str, value: str, code: str, **facts: str) -> Problem:
    """Give a problem that is only to be known."""
    return Problem(line, column, value, code, Effect.NOTE, facts)


def other_sheets(table: Table, sheet_names: Collection[str]) -> Iterable[Problem]:
    """Name the sheets of the workbook that were not read."""
    others = [name for name in sheet_names if name != table.sheet.name]
    if others:
        yield note(table.heading_line, "", shortened(", ".join(others)), "sheets_not_read", sheet=table.sheet.name)


def ambiguous_columns(table: Table, proposal: Proposal | None) -> Iterable[Problem]:
    """Name the fields that several columns claim: none of them was used."""
    for field, labels in (proposal.ambiguous if proposal else {}).items():
        for label in labels:
            others = ", ".join(other for other in labels if other != label)
            yield note(table.heading_line, label, "", "column_claimed_twice", field=field, others=others)


def unused_columns(table: Table, places: Mapping[Field, int], proposal: Proposal | None) -> Iterable[Problem]:
    """Name the columns that hold something and were not used."""
    used = set(places.values())
    told = {label for labels in (proposal.ambiguous if proposal else {}).values() for label in labels}
    for column in table.columns:
        if column.index in used or column.label in told:
            continue
        if any(not is_empty(row[column.index]) for row in table.sheet.rows[table.heading_index + 1 :]):
            yield note(table.heading_line, column.label, "", "column_not_used")


def doubtful_dates(table: Table, date_columns: Collection[DateColumn]) -> Iterable[Problem]:
    """Name the date columns that disagree with one another, or whose dates a spreadsheet may have turned round."""
    proven = {column.order for column in date_columns if column.settled is Settled.PROVEN}
    for column in date_columns:
        if len(proven) > 1 and column.settled is Settled.PROVEN:
            yield note(table.heading_line, column.label, "", "date_orders_differ", order=column.order)
        if column.may_be_swapped:
            yield note(table.heading_line, column.label, "", "dates_may_be_swapped")


def merged_cells(table: Table, places: Mapping[Field, int], skipped_lines: Collection[int]) -> Iterable[Problem]:
    """Name the merged cells among the cases, and what was done with their value."""
    used = {place: field for field, place in places.items()}
    last_line = table.sheet.lines[-1]
    for merge in sorted(table.sheet.merges, key=lambda each: (each.first_line, each.first_column)):
        inside = table.heading_line < merge.first_line <= last_line and merge.first_line not in skipped_lines
        touched = range(merge.first_column, min(merge.last_column, len(table.columns) - 1) + 1)
        if not inside or not any(index in used for index in touched):
            continue
        yield merged_note(table, merge, used, min(merge.last_line, last_line))


def merged_note(table: Table, merge: Merge, used: Mapping[int, Field], last_line: int) -> Problem:
    """Give the note on one merged range."""
    first = merge.first_column
    cell = table.sheet.rows[merge.first_line - table.sheet.lines[0]][first]
    value = "" if used.get(first) in PRIVATE_FIELDS else shortened(text_of(cell))
    code = "merged_across" if merge.last_column > first else "merged_down"
    return note(merge.first_line, table.columns[first].label, value, code, last_line=str(last_line))
