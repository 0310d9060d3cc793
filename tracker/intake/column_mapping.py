"""Which column is which: the heading row, the proposal, and a mapping that can be remembered."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.errors import FileRejected
from tracker.intake.date_text import DateOrder
from tracker.intake.heading_words import REQUIRED, Field, field_of, plain
from tracker.intake.sheet import HEADING_SEARCH, MAX_ROWS, Cell, Sheet, column_letter, is_empty, text_of

LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `label` tells it from every other one; `group` is a heading merged above several."""

    index: int
    label: str
    heading: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet in which the heading row is known."""

    sheet: Sheet
    heading_index: int
    columns: tuple[Column, ...]

    @property
    def heading_line(self) -> int:
        """The line of the headings in the file."""
        return self.sheet.lines[self.heading_index]

    @property
    def source_key(self) -> str:
        """A key that files from the same source share: a hash of their headings, whatever their order."""
        headings = sorted({plain(column.heading) for column in self.columns} - {""})
        return hashlib.sha256("\n".join(headings).encode()).hexdigest()[:16]

    def labels(self) -> str:
        """The headings one after the other, for a message."""
        return ", ".join(column.label for column in self.columns if column.heading)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column holds which field, by label, and the date order of columns for which somebody stated it."""

    columns: Mapping[Field, str]
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)
    sheet: str = ""
    source_key: str = ""

    def indexes(self, table: Table) -> dict[Field, int]:
        """Give where each field stands in a table; refuse where a column is not there."""
        places = {comparable(column.label): column.index for column in table.columns}
        found: dict[Field, int] = {}
        for wanted, label in self.columns.items():
            index = places.get(comparable(label))
            if index is None:
                raise FileRejected("mapping_column_missing", field=wanted, column=label, headings=table.labels())
            found[wanted] = index
        missing = [wanted for wanted in REQUIRED if wanted not in found]
        if missing:
            raise FileRejected("column_missing", field=missing[0], headings=table.labels())
        return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the headings say: the mapping, fields that several columns claim, and columns that hold no field."""

    mapping: ColumnMapping
    ambiguous: Mapping[Field, tuple[str, ...]]
    unused: tuple[str, ...]


def comparable(label: str) -> str:
    """Give what two labels are compared by."""
    return plain(label) or label.strip()


def find_table(sheet: Sheet, mapping: ColumnMapping | None = None) -> Table:
    """Find the heading row: the one in which most headings are known, or else the first that looks like one."""
    scores = heading_scores(sheet, mapping)
    best_score = max(scores, default=0)
    best = scores.index(best_score) if scores else -1
    if best_score < 2:
        likely = (index for index, row in enumerate(sheet.rows[:HEADING_SEARCH]) if looks_like_headings(row))
        best = next(likely, -1)
    if best < 0:
        raise FileRejected("headings_not_found", sheet=sheet.name)
    if len(sheet.rows) - best - 1 > MAX_ROWS:
        raise FileRejected("too_many_rows", limit=MAX_ROWS)
    return Table(sheet, best, tuple(columns_of(sheet, best)))


def looks_like_headings(row: Sequence[Cell]) -> bool:
    """Say whether a row holds at least two cells, all of them texts without a figure."""
    filled = [cell for cell in row if not is_empty(cell)]
    return len(filled) > 1 and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in filled)


def columns_of(sheet: Sheet, heading_index: int) -> Iterable[Column]:
    """Give the columns with labels that differ from one another."""
    groups = groups_above(sheet, heading_index)
    taken: set[str] = set()
    for index, cell in enumerate(sheet.rows[heading_index]):
        letter = column_letter(index)
        heading = text_of(cell)[:LONGEST_HEADING].rstrip()
        label = heading or f"column {letter}"
        if comparable(label) in taken:
            label = f"{label} ({letter})"
        taken.add(comparable(label))
        yield Column(index, label, heading, groups.get(index, ""))


def groups_above(sheet: Sheet, heading_index: int) -> dict[int, str]:
    """Give the headings merged above several columns, by column; one over most of the sheet is its title."""
    heading_line = sheet.lines[heading_index]
    found: dict[int, str] = {}
    for merge in sheet.merges:
        width = merge.last_column - merge.first_column + 1
        if merge.last_line != heading_line - 1 or not 1 < width <= len(sheet.rows[heading_index]) // 2:
            continue
        text = text_of(sheet.rows[merge.first_line - sheet.lines[0]][merge.first_column])
        found |= dict.fromkeys(range(merge.first_column, merge.last_column + 1), text)
    return found


def propose(table: Table) -> Proposal:
    """Propose which column is which. Two columns with an equal claim on a field are reported, not chosen from."""
    outright: dict[Field, list[str]] = {}
    otherwise: dict[Field, list[str]] = {}
    for column in table.columns:
        found = claim(column.heading, column.group)
        if found:
            (outright if found[1] else otherwise).setdefault(found[0], []).append(column.label)
    claims = otherwise | outright
    chosen = {wanted: claims[wanted][0] for wanted in Field if len(claims.get(wanted, ())) == 1}
    ambiguous = {wanted: tuple(claims[wanted]) for wanted in Field if len(claims.get(wanted, ())) > 1}
    used = {*chosen.values(), *(label for labels in ambiguous.values() for label in labels)}
    unused = tuple(column.label for column in table.columns if column.label not in used)
    mapping = ColumnMapping(chosen, sheet=table.sheet.name, source_key=table.source_key)
    return Proposal(mapping, ambiguous, unused)


def usable(proposal: Proposal, table: Table) -> ColumnMapping:
    """Give the proposed mapping, or refuse where a field no case can do without is missing or claimed twice."""
    for wanted in REQUIRED:
        if wanted in proposal.ambiguous:
            raise FileRejected("column_ambiguous", field=wanted, columns=", ".join(proposal.ambiguous[wanted]))
        if wanted not in proposal.mapping.columns:
            raise FileRejected("column_missing", field=wanted, headings=table.labels())
    return proposal.mapping


def recognised(sheet: Sheet, mapping: ColumnMapping | None = None) -> int:
    """Give how many headings of a sheet's best row are known: what a sheet is chosen by."""
    return max(heading_scores(sheet, mapping), default=0)


def heading_scores(sheet: Sheet, mapping: ColumnMapping | None) -> list[int]:
    """Give for each of the first rows how many fields its texts stand for; one that a mapping names counts more.

    A heading merged over several columns is none of its own: it belongs to those below it.
    """
    wanted = {comparable(label) for label in mapping.columns.values()} if mapping else set()
    wide = {(merge.first_line, merge.first_column) for merge in sheet.merges if merge.last_column > merge.first_column}
    scores: list[int] = []
    for index, row in enumerate(sheet.rows[:HEADING_SEARCH]):
        line = sheet.lines[index]
        groups = groups_above(sheet, index)
        texts = {
            column: text_of(cell)
            for column, cell in enumerate(row)
            if isinstance(cell, str) and cell and (line, column) not in wide
        }
        known = {found[0] for column, text in texts.items() if (found := claim(text, groups.get(column, "")))}
        scores.append(len(known) + 2 * sum(comparable(text) in wanted for text in texts.values()))
    return scores


def claim(heading: str, group: str) -> tuple[Field, bool] | None:
    """Give the field a heading stands for, by itself or with the one merged above it."""
    return field_of(heading) or (field_of(f"{group} {heading}") if group else None)
