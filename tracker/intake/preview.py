"""ImportPreview: will add, will update, unchanged, conflict, rejected, skipped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.errors import FileRejected
from tracker.intake.problem import Effect, Problem
from tracker.intake.proposed_case import VALUE_KEY, ProposedCase
from tracker.intake.reading import FileReading

#: The fields that say when something that recurs was last done: a file may only take them further.
LATEST = frozenset({"last_review", "last_update"})


class Verdict(StrEnum):
    """What an import does with a row."""

    ADD = "add"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ExistingCase:
    """A case that is here already: its fields as `ProposedCase.values` writes them, now and as last imported.

    `merged` says that it was recorded twice, and merged into another case.
    Of one that the person may not see nothing is known but that it is there.
    """

    case_id: str
    version: int
    current: Mapping[str, str | None]
    imported: Mapping[str, str | None] | None = None
    closed: bool = False
    in_scope: bool = True
    merged: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that the file would change. `conflicting`: it was changed here as well, or cannot come from a file."""

    field: str
    old: str | None
    new: str
    conflicting: bool = False


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What an import does with one row, and why."""

    line: int
    reference: str
    verdict: Verdict
    case: ProposedCase | None = None
    case_id: str | None = None
    version: int | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Every row of a file with what would become of it, in the order of the file."""

    reading: FileReading
    rows: tuple[PreviewRow, ...]

    def count(self, verdict: Verdict) -> int:
        """Give the number of rows with a verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    def counts(self) -> dict[str, int]:
        """Give the numbers to be reconciled: read equals the sum of all others."""
        return {
            "read": self.reading.read,
            "added": self.count(Verdict.ADD),
            "updated": self.count(Verdict.UPDATE),
            "unchanged": self.count(Verdict.UNCHANGED),
            "conflict": self.count(Verdict.CONFLICT),
            "rejected": self.count(Verdict.REJECTED),
            "skipped": self.count(Verdict.SKIPPED),
        }

    def problems(self) -> tuple[Problem, ...]:
        """Give everything that has to be said: first of the file and its columns, then line by line."""
        return (*self.reading.notes, *(problem for row in self.rows for problem in row.problems))


@dataclass(frozen=True, slots=True)
class ImportPreviewQuestion:
    """What an import of a file would do."""

    by: str
    reading: FileReading


def preview(
    reading: FileReading, existing: Mapping[str, ExistingCase], *, left_out: Collection[int] = ()
) -> ImportPreview:
    """Sort the rows of a file by what an import would do with them.

    Args:
        reading: what was read from the file.
        existing: the cases that are here already, by reference.
        left_out: the lines that a person left out.

    Raises:
        FileRejected: the order of some dates is not known, so nothing may be proposed.
    """
    undecided = reading.needs_date_order
    if undecided:
        raise FileRejected(
            "date_order_needed",
            columns=", ".join(column.label for column in undecided),
            example=next((text for column in undecided for text in column.examples), ""),
        )
    labels = {VALUE_KEY.get(field, field.value): label for field, label in reading.mapping.columns.items()}
    rows = [verdict_on(case, existing.get(case.reference), labels, left_out) for case in reading.proposed]
    rows += [PreviewRow(row.line, "", Verdict.REJECTED, problems=row.problems) for row in reading.rejected]
    rows += [PreviewRow(each.line, "", Verdict.SKIPPED, problems=(each,)) for each in reading.skipped]
    return ImportPreview(reading, tuple(sorted(rows, key=lambda row: row.line)))


def verdict_on(
    case: ProposedCase, known: ExistingCase | None, labels: Mapping[str, str], left_out: Collection[int]
) -> PreviewRow:
    """Say what an import does with one proposed case."""
    line, reference = case.line, case.reference
    if line in left_out:
        return _left_out(case)
    if known is None:
        return PreviewRow(line, reference, Verdict.ADD, case, problems=case.problems)
    if not known.in_scope:
        problem = Problem(line, labels["reference"], reference, "out_of_scope", Effect.ROW_CONFLICT)
        return PreviewRow(line, reference, Verdict.CONFLICT, case, problems=(*case.problems, problem))
    if known.merged:
        problem = Problem(line, labels["reference"], reference, "merged_here", Effect.ROW_CONFLICT)
        return PreviewRow(line, reference, Verdict.CONFLICT, case, known.case_id, problems=(*case.problems, problem))
    changes = tuple(changes_to(known, case))
    if not changes:
        verdict, problems = Verdict.UNCHANGED, case.problems
    elif any(change.conflicting for change in changes):
        verdict = Verdict.CONFLICT
        problems = (*case.problems, *(conflict(line, change, known, labels) for change in changes))
    else:
        verdict, problems = Verdict.UPDATE, case.problems
    return PreviewRow(line, reference, verdict, case, known.case_id, known.version, changes, problems)


def leaving_out(found: ImportPreview, left_out: Collection[int]) -> ImportPreview:
    """Give a preview as it is with some lines left out, without asking again what is here."""
    rows = (_left_out(row.case) if row.case is not None and row.line in left_out else row for row in found.rows)
    return ImportPreview(found.reading, tuple(rows))


def _left_out(case: ProposedCase) -> PreviewRow:
    problem = Problem(case.line, "", case.reference, "left_out", Effect.ROW_SKIPPED)
    return PreviewRow(case.line, case.reference, Verdict.SKIPPED, case, problems=(problem,))


def changes_to(known: ExistingCase, case: ProposedCase) -> list[FieldChange]:
    """Give the fields the file would change. What stands empty in the file, or as last time, changes nothing."""
    changes: list[FieldChange] = []
    for field, new in case.values().items():
        old = known.current.get(field)
        if new is None or same(field, new, old):
            continue
        if known.imported is None:
            changes.append(FieldChange(field, old, new, conflicting=True))
            continue
        last = known.imported.get(field)
        if not same(field, new, last):
            conflicting = known.closed or not same(field, old, last) or not_from_a_file(field, old, new) is not None
            changes.append(FieldChange(field, old, new, conflicting))
    return changes


def not_from_a_file(field: str, old: str | None, new: str) -> str | None:
    """Give why what is on record of a field cannot be changed by a file, or None: it can."""
    if field == "arrested" and old is not None:
        return "arrest_on_record"
    return "earlier_than_here" if field in LATEST and old is not None and new < old else None


def same(field: str, one: str | None, other: str | None) -> bool:
    """Say whether two values are the same fact: of an officer the collar number, or the surname, is enough."""
    if one == other:
        return True
    if field != "oic" or not one or not other:
        return False
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words


def conflict(line: int, change: FieldChange, known: ExistingCase, labels: Mapping[str, str]) -> Problem:
    """Give the line that says which value was not overwritten."""
    if known.imported is None:
        here = "never_imported"
    elif known.closed:
        here = "closed_here"
    else:
        here = not_from_a_file(change.field, change.old, change.new) or "changed_here"
    code = here if change.conflicting else "held_back"
    facts = {"here": change.old or "", "file": change.new}
    return Problem(line, labels[change.field], change.new, code, Effect.ROW_CONFLICT, facts)
