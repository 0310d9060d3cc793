"""One record to one proposed case, or its list of faults."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from tracker.intake.case_words import (
    BECAME_DATE,
    PLAIN_REFERENCE,
    label_without_name,
    read_age,
    read_kind,
    read_outcome,
    read_reference,
    read_risk,
)
from tracker.intake.date_columns import DateColumn, DateReader
from tracker.intake.date_text import DASHES, EARLIEST, DateOrder, Numbers
from tracker.intake.heading_words import PRIVATE_FIELDS, Field
from tracker.intake.officer_text import OfficerText, names_nobody, read_officer
from tracker.intake.problem import Effect, Problem, shortened
from tracker.intake.proposed_case import MILESTONE_OF, NotRequired, ProposedCase, RejectedRow
from tracker.intake.sheet import ERROR_TEXTS, NOT_CALCULATED, Cell, text_of
from tracker.terms import CaseKind, RiskGrade

LONGEST_NOTE = 280
LONGEST_TEAM = 60
NO_BAIL = re.compile(
    r"r\.?u\.?i\b.*|released.*|(?:no|not on|off) bail.*|not bailed.*|bail cancelled.*|remand.*|nfa\b.*|vai?|charged"
    r"|none|n\s*/?\s*a|not req.*"
)
#: How far ahead a bail date may lie before it is taken for a slip of the pen.
BAIL_AHEAD = timedelta(days=5 * 366)
#: Where "not required" or "refused" is an answer that a supervisor may approve.
MAY_BE_NOT_REQUIRED = frozenset({Field.MEDICAL, Field.MEDICAL_REPORT, Field.ABE_INTERVIEW})
#: A field whose date cannot lie before that of another in the same row.
NOT_BEFORE = ((Field.MEDICAL, Field.MEDICAL_REPORT), (Field.DEVICE_SUBMITTED, Field.DEVICE_RETURNED))
OTHER_DATES = (Field.BAIL_UNTIL, Field.OUTCOME_ON, Field.CLOSED_ON, Field.LAST_UPDATE, Field.LAST_REVIEW)
TEXT_ORDER = (
    Field.OIC,
    Field.TEAM,
    Field.KIND_OF_CASE,
    Field.RISK,
    Field.CHILD_LABEL,
    Field.CHILD_AGE,
    Field.SUSPECT_LABEL,
    Field.OUTCOME,
    Field.NOTES,
)
#: Reasons that leave the cell filled, in another form.
NOTES_ONLY = frozenset({"name_cut_to_initials", "note_shortened", "outcome_without_date"})

Read = TypeVar("Read")


class TextColumn(Generic[Read]):
    """Reads the texts of one column, each once however often it occurs: a value, and the code of what is wrong."""

    def __init__(self, place: int | None, read: Callable[[str], tuple[Read | None, str]]) -> None:
        self._place = place
        self._read = read
        self._known: dict[str, tuple[Read | None, str]] = {"": (None, "")}

    def read(self, cells: Sequence[Cell]) -> tuple[Read | None, str]:
        """Give the value in a row, and the code of what is wrong with it or nothing."""
        if self._place is None:
            return None, ""
        cell = cells[self._place]
        if not isinstance(cell, str):
            return self._first(text_of(cell))
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._first(text_of(cell))
        return known

    def _first(self, text: str) -> tuple[Read | None, str]:
        if text == NOT_CALCULATED:
            return None, "formula_not_calculated"
        if text.upper() in ERROR_TEXTS:
            return None, "cell_error"
        return (None, "") if DASHES.issuperset(text) else self._read(text)


class CaseRowReader:
    """Turns the records of one table into proposed cases."""

    def __init__(
        self,
        places: Mapping[Field, int],
        labels: Mapping[Field, str],
        date_columns: Mapping[Field, DateColumn],
        dates: DateReader,
    ) -> None:
        self._labels = labels
        self._orders = {field: column.order for field, column in date_columns.items()}
        self._dates = dates
        self._today = dates.today
        self._reference_place = places[Field.REFERENCE]
        self._reported_place = places[Field.REPORTED_ON]
        self._date_places = tuple((field, places[field]) for field in (*MILESTONE_OF, *OTHER_DATES) if field in places)
        self._oic = TextColumn(places.get(Field.OIC), oic_in)
        self._team = TextColumn(places.get(Field.TEAM), team_in)
        self._kind = TextColumn(places.get(Field.KIND_OF_CASE), kind_in)
        self._risk = TextColumn(places.get(Field.RISK), risk_in)
        self._child = TextColumn(places.get(Field.CHILD_LABEL), label_in)
        self._age = TextColumn(places.get(Field.CHILD_AGE), age_in)
        self._suspect = TextColumn(places.get(Field.SUSPECT_LABEL), label_in)
        self._outcome = TextColumn(places.get(Field.OUTCOME), outcome_in)
        self._notes = TextColumn(places.get(Field.NOTES), notes_in)
        self._places = places

    def read(self, line: int, cells: Sequence[Cell]) -> ProposedCase | RejectedRow:
        """Read one record."""
        faults: list[tuple[Field, str]] = []
        reference, reference_fault = reference_in(cells[self._reference_place])
        reported_on, reported_fault = self._reported_on(cells[self._reported_place])
        if reference is None or reported_on is None:
            faults = [(Field.REFERENCE, reference_fault), (Field.REPORTED_ON, reported_fault)]
            return RejectedRow(line, tuple(map(text_of, cells)), self._problems(line, cells, faults, rejected=True))
        days: dict[Field, date] = {}
        for field, place in self._date_places:
            cell = cells[place]
            if type(cell) is date and reported_on <= cell <= self._today:
                days[field] = cell
            elif cell != "":
                day, code = self._day(field, cell, reported_on)
                if day:
                    days[field] = day
                elif code:
                    faults.append((field, code))
        for earlier, later in NOT_BEFORE:
            if earlier in days and later in days and days[later] < days[earlier]:
                del days[later]
                faults.append((later, "before_its_start"))
        return self._case(line, cells, reference, reported_on, days, faults)

    def _case(
        self,
        line: int,
        cells: Sequence[Cell],
        reference: str,
        reported_on: date,
        days: Mapping[Field, date],
        faults: list[tuple[Field, str]],
    ) -> ProposedCase:
        oic, oic_fault = self._oic.read(cells)
        kind, kind_fault = self._kind.read(cells)
        team, team_fault = self._team.read(cells)
        risk, risk_fault = self._risk.read(cells)
        child, child_fault = self._child.read(cells)
        age, age_fault = self._age.read(cells)
        suspect, suspect_fault = self._suspect.read(cells)
        outcome, outcome_fault = self._outcome.read(cells)
        notes, notes_fault = self._notes.read(cells)
        if outcome and Field.OUTCOME_ON not in days and Field.CLOSED_ON not in days:
            outcome_fault = "outcome_without_date"
        codes = (
            oic_fault,
            team_fault,
            kind_fault,
            risk_fault,
            child_fault,
            age_fault,
            suspect_fault,
            outcome_fault,
            notes_fault,
        )
        if any(codes):
            faults += [(field, code) for field, code in zip(TEXT_ORDER, codes, strict=True) if code]
        return ProposedCase(
            line,
            reference,
            reported_on,
            oic[0] if oic else "",
            oic[1] if oic else None,
            team,
            kind[1] if kind else None,
            kind[0] if kind else "",
            risk,
            None,
            child,
            age,
            suspect,
            tuple([(MILESTONE_OF[field], day) for field, day in days.items() if field in MILESTONE_OF]),
            self._not_required(cells, faults) if faults else (),
            days.get(Field.BAIL_UNTIL),
            outcome or None,
            days.get(Field.OUTCOME_ON),
            days.get(Field.CLOSED_ON),
            days.get(Field.LAST_UPDATE),
            days.get(Field.LAST_REVIEW),
            notes,
            self._problems(line, cells, faults) if faults else (),
        )

    def _reported_on(self, cell: Cell) -> tuple[date | None, str]:
        read = self._settled(Field.REPORTED_ON, cell)
        if isinstance(read, date):
            if read < EARLIEST:
                return None, "date_too_old"
            return (read, "") if read <= self._today else (None, "date_in_future")
        return None, read or "reported_missing"

    def _day(self, field: Field, cell: Cell, reported_on: date) -> tuple[date | None, str]:
        """Give the date in a cell, or the code of the reason why there is none."""
        read = self._settled(field, cell)
        if not isinstance(read, date):
            if read in {"says_not_required", "says_refused"} and field in MAY_BE_NOT_REQUIRED:
                return None, f"{read}_to_approve"
            if read and field is Field.BAIL_UNTIL and NO_BAIL.fullmatch(text_of(cell).casefold()):
                return None, "says_no_bail"
            return None, read or ""
        latest = self._today + BAIL_AHEAD if field is Field.BAIL_UNTIL else self._today
        if reported_on <= read <= latest:
            return read, ""
        if read < reported_on:
            return None, "date_too_old" if read < EARLIEST else "before_reported"
        return None, "date_too_far" if field is Field.BAIL_UNTIL else "date_in_future"

    def _settled(self, field: Field, cell: Cell) -> date | str | None:
        """Give a cell as a date in its column's order, the code of a reason, or nothing where it is empty."""
        if type(cell) is date:
            return cell
        read = self._dates.read(cell)
        if not isinstance(read, Numbers):
            return read
        day = read.in_order(self._orders[field], self._today)
        if day:
            return day
        misfit = any(read.in_order(order, self._today) for order in (DateOrder.DMY, DateOrder.MDY))
        return "date_order_misfit" if misfit else "date_impossible"

    def _not_required(self, cells: Sequence[Cell], faults: Sequence[tuple[Field, str]]) -> tuple[NotRequired, ...]:
        return tuple(
            NotRequired(MILESTONE_OF[field], shortened(text_of(cells[self._places[field]])))
            for field, code in faults
            if code.endswith("_to_approve")
        )

    def _problems(
        self, line: int, cells: Sequence[Cell], faults: Sequence[tuple[Field, str]], *, rejected: bool = False
    ) -> tuple[Problem, ...]:
        found: list[Problem] = []
        for field, code in faults:
            if not code:
                continue
            if rejected:
                effect = Effect.ROW_REJECTED
            else:
                only_note = code in NOTES_ONLY or code.endswith("_to_approve")
                effect = Effect.NOTE if only_note else Effect.CELL_LEFT_EMPTY
            value = "" if field in PRIVATE_FIELDS else shortened(text_of(cells[self._places[field]]))
            found.append(Problem(line, self._labels[field], value, code, effect))
        return tuple(found)


def reference_in(cell: Cell) -> tuple[str | None, str]:
    """Give the crime reference in a cell, or the code of the reason why there is none."""
    if not isinstance(cell, str) and (isinstance(cell, bool) or not isinstance(cell, int | float)):
        return None, "reference_became_date"
    if isinstance(cell, str) and PLAIN_REFERENCE.fullmatch(cell):
        return cell, ""
    text = text_of(cell)
    if DASHES.issuperset(text):
        return None, "reference_missing"
    if text in ERROR_TEXTS or text == NOT_CALCULATED:
        return None, "cell_error"
    if BECAME_DATE.fullmatch(text):
        return None, "reference_became_date"
    reference = read_reference(text)
    return (reference, "") if reference else (None, "reference_unreadable")


def oic_in(text: str) -> tuple[tuple[str, OfficerText | None], str]:
    """Give the text of an officer's cell with the officer it names."""
    if names_nobody(text):
        return (text, None), ""
    read = read_officer(text)
    return ((text, None), read) if isinstance(read, str) else ((text, read), "")


def kind_in(text: str) -> tuple[tuple[str, CaseKind | None], str]:
    """Give the text of an offence's cell with the kind of case it proposes."""
    read = read_kind(text)
    return ((text, read), "") if isinstance(read, CaseKind) else ((text, None), read)


def risk_in(text: str) -> tuple[RiskGrade | None, str]:
    """Give a risk grade."""
    grade = read_risk(text)
    return grade, "" if grade else "risk_not_known"


def age_in(text: str) -> tuple[int | None, str]:
    """Give an age in years."""
    age = read_age(text)
    return age, "age_not_read" if age is None else ""


def outcome_in(text: str) -> tuple[str | None, str]:
    """Give an outcome code; empty where the text says that the case is open."""
    code = read_outcome(text)
    return code, "outcome_not_known" if code is None else ""


def label_in(text: str) -> tuple[str | None, str]:
    """Give initials or a code name, never a name."""
    label, cut = label_without_name(text)
    if not label:
        return None, "label_not_read"
    return label, "name_cut_to_initials" if cut else ""


def team_in(text: str) -> tuple[str | None, str]:
    """Give a team's name."""
    return shortened(text, LONGEST_TEAM), ""


def notes_in(text: str) -> tuple[str | None, str]:
    """Give a note, cut where it is long: the tracker holds no account of what happened."""
    return shortened(text, LONGEST_NOTE), "note_shortened" if len(text) > LONGEST_NOTE else ""
