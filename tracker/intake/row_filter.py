"""Which rows of a table are no cases: blank ones, repeated headings, totals, titles between cases."""

import re
from collections.abc import Mapping, Sequence

from tracker.intake.case_row import reference_in
from tracker.intake.heading_words import PRIVATE_FIELDS, Field, plain
from tracker.intake.problem import Effect, Problem, shortened
from tracker.intake.proposed_case import ProposedCase, RejectedRow
from tracker.intake.sheet import Cell, is_empty, text_of

TOTAL = re.compile(
    r"(?:grand\s+|sub[\s\-]?)?totals?\b.*|(?:count|sum|average|mean)\b.*|(?:no\.?|number|amount) of\b.*", re.DOTALL
)
ONLY_TOTAL = re.compile(r"(?:grand\s+|sub[\s\-]?)?totals?\s*:?")
YEAR = re.compile(r"(?:19|20)\d\d")
WORD = re.compile(r"\b[^\W\d_]{4,}\b")


class RowFilter:
    """Tells rows that should have been cases from what stands between cases."""

    def __init__(self, places: Mapping[Field, int], headings: Sequence[str]) -> None:
        self._reference = places[Field.REFERENCE]
        self._reported = places[Field.REPORTED_ON]
        self._mapped = tuple(sorted(set(places.values())))
        self._private = frozenset(places[field] for field in PRIVATE_FIELDS if field in places)
        self._heading = plain(headings[self._reference])
        self._headings = headings

    def skipped(self, line: int, cells: Sequence[Cell], read: ProposedCase | RejectedRow) -> Problem | None:
        """Give why a row is no case, or nothing where it is one or claims to be.

        A row that could be read is one, unless its reference is a bare number beside the word total.
        """
        if isinstance(read, ProposedCase):
            if not read.reference.isdigit() or not any(map(self._says_total, cells[: self._reference])):
                return None
            return Problem(line, self._headings[self._reference], read.reference, "row_is_total", Effect.ROW_SKIPPED)
        filled = [index for index, cell in enumerate(cells) if not is_empty(cell)]
        if not filled:
            return Problem(line, "", "", "row_blank", Effect.ROW_SKIPPED)
        code = self._why_no_case(cells, filled)
        if not code:
            return None
        first = filled[0]
        value = "" if first in self._private else shortened(text_of(cells[first]))
        return Problem(line, self._headings[first], value, code, Effect.ROW_SKIPPED)

    def _why_no_case(self, cells: Sequence[Cell], filled: Sequence[int]) -> str:
        if self._is_heading(cells):
            return "row_repeats_headings"
        first = text_of(cells[filled[0]])
        reference = text_of(cells[self._reference])
        is_reference = reference_in(cells[self._reference])[0] is not None
        if is_empty(cells[self._reported]) and TOTAL.fullmatch(first.casefold()):
            return "row_is_total"
        if not is_reference and TOTAL.fullmatch(reference.casefold()):
            return "row_is_total"
        if len(filled) == 1 and (not is_reference or YEAR.fullmatch(first) or WORD.search(first)):
            return "row_is_title"
        return "" if any(index in self._mapped for index in filled) else "row_without_case"

    def _says_total(self, cell: Cell) -> bool:
        return isinstance(cell, str) and ONLY_TOTAL.fullmatch(text_of(cell).casefold()) is not None

    def _is_heading(self, cells: Sequence[Cell]) -> bool:
        cell = cells[self._reference]
        return isinstance(cell, str) and plain(cell) == self._heading != ""
