"""What would become of each row of a file, as lines of a list, and the chosen one in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tracker.intake.heading_words import Field
from tracker.intake.preview import FieldChange, ImportPreview, PreviewRow, Verdict
from tracker.intake.problem import Effect, Problem
from tracker.intake.proposed_case import NOT_REQUIRED, VALUE_KEY
from tracker.intake.reasons import EFFECTS, FIELD_NAMES, NOTHING_HERE, reason
from tracker.terms import CaseKind, RiskGrade
from ui import wording
from ui.blocks import Block, Line
from ui.tables.column import Column

translate = QCoreApplication.translate

ALL, LOOK_AT, NOTE = "all", "look_at", "note"
LEFT_OUT = "left_out"
#: the parts of the list, in order, with their words
PARTS = {
    ALL: QT_TRANSLATE_NOOP("import_lines", "A&ll rows"),
    LOOK_AT: QT_TRANSLATE_NOOP("import_lines", "To &look at"),
    Verdict.ADD: QT_TRANSLATE_NOOP("import_lines", "Add"),
    Verdict.UPDATE: QT_TRANSLATE_NOOP("import_lines", "Update"),
    Verdict.UNCHANGED: QT_TRANSLATE_NOOP("import_lines", "Unchanged"),
    Verdict.CONFLICT: QT_TRANSLATE_NOOP("import_lines", "Conflict"),
    Verdict.REJECTED: QT_TRANSLATE_NOOP("import_lines", "Rejected"),
    Verdict.SKIPPED: QT_TRANSLATE_NOOP("import_lines", "Skipped"),
    NOTE: QT_TRANSLATE_NOOP("import_lines", "On the file"),
}
MARKS = {
    Verdict.ADD: "done",
    Verdict.UPDATE: "running",
    Verdict.UNCHANGED: "not_required",
    Verdict.CONFLICT: "due_soon",
    Verdict.REJECTED: "overdue",
    Verdict.SKIPPED: "paused",
    NOTE: "unknown",
}
FIELD_OF = {VALUE_KEY.get(field, field.value): field for field in Field}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the list: a row of the file, or something to be known of the file as a whole."""

    key: str
    line: int
    reference: str
    kind: str
    changes: tuple[FieldChange, ...]
    problems: tuple[Problem, ...]
    left_out: bool = False

    @property
    def is_case(self) -> bool:
        """Whether the row was read as a case, so that it can be left out and taken again."""
        return self.left_out or self.kind not in {Verdict.REJECTED, Verdict.SKIPPED, NOTE}


def lines_of(found: ImportPreview) -> list[ImportLine]:
    """Give the lines of a preview: what is to be known of the file first, then row by row."""
    notes = [
        ImportLine(f"note {place}", note.line, "", NOTE, (), (note,)) for place, note in enumerate(found.reading.notes)
    ]
    return [*notes, *map(_line, found.rows)]


def _line(row: PreviewRow) -> ImportLine:
    left_out = any(problem.code == LEFT_OUT for problem in row.problems)
    return ImportLine(
        f"row {row.line}", row.line, row.reference, str(row.verdict), row.changes, row.problems, left_out=left_out
    )


def in_part(part: str, line: ImportLine) -> bool:
    """Say whether a line belongs to a part of the list."""
    if part == ALL:
        return line.kind != NOTE
    if part == LOOK_AT:
        return bool(line.problems) and line.kind not in {Verdict.SKIPPED, NOTE}
    return line.kind == part


def columns() -> list[Column]:
    """Build the columns: where it stands in the file, what would become of it, and why."""
    return [
        Column(
            title=translate("import_lines", "Line"),
            text=lambda row: f"{row.line:,}",
            sort=lambda row: row.line,
            align="right",
            width=56,
        ),
        Column(
            title=translate("import_lines", "What becomes of it"),
            text=outcome,
            mark=lambda row: MARKS[row.kind],
            width=142,
        ),
        Column(title=translate("import_lines", "Reference"), text=lambda row: row.reference, width=130, bold=True),
        Column(title=translate("import_lines", "Column"), text=_column, tooltip=_column, width=130),
        Column(title=translate("import_lines", "What stands there"), text=_value, tooltip=_value, width=150),
        Column(title=translate("import_lines", "Why"), text=why, tooltip=why, width=330),
    ]


def outcome(line: ImportLine) -> str:
    """Give what would become of a line."""
    words = {
        Verdict.ADD: translate("import_lines", "will be added"),
        Verdict.UPDATE: translate("import_lines", "will be updated"),
        Verdict.UNCHANGED: translate("import_lines", "unchanged"),
        Verdict.CONFLICT: translate("import_lines", "conflict: kept as it is"),
        Verdict.REJECTED: translate("import_lines", "rejected"),
        Verdict.SKIPPED: translate("import_lines", "skipped"),
        NOTE: translate("import_lines", "to know"),
    }
    return translate("import_lines", "left out by you") if line.left_out else words[line.kind]


def why(line: ImportLine) -> str:
    """Give the first reason of a line, and how many more there are; of an update what it changes."""
    reasons = [reason(problem) for problem in line.problems]
    if line.kind == Verdict.UPDATE:
        reasons = [*(change_in_words(change) for change in line.changes), *reasons]
    if len(reasons) < 2:
        return "".join(reasons)
    return translate("import_lines", "{first} (and {more} more)").format(first=reasons[0], more=len(reasons) - 1)


def change_in_words(change: FieldChange) -> str:
    """Give what a file changes: the field, what it was, what it becomes."""
    return translate("import_lines", "{field}: {old} → {new}").format(
        field=field_name(change.field),
        old=value_in_words(change.field, change.old),
        new=value_in_words(change.field, change.new),
    )


def field_name(key: str) -> str:
    """Give the name of a field by the key under which an import compares it."""
    return FIELD_NAMES[FIELD_OF[key]]


def value_in_words(key: str, value: str | None) -> str:
    """Give a compared value as a person reads it."""
    if value is None:
        return NOTHING_HERE
    if value == NOT_REQUIRED:
        return wording.state("not_required")
    if key == "risk":
        return wording.term(RiskGrade(value))
    if key == "kind":
        return wording.term(CaseKind(value))
    try:
        return wording.day(date.fromisoformat(value))
    except ValueError:
        return value


def _column(line: ImportLine) -> str:
    return line.problems[0].column if line.problems else ""


def _value(line: ImportLine) -> str:
    return line.problems[0].value if line.problems else ""


def title(line: ImportLine) -> str:
    """Give the heading of what is told of a line."""
    words = translate("import_lines", "Line {line}: {outcome}").format(line=f"{line.line:,}", outcome=outcome(line))
    return f"{line.reference} · {words}" if line.reference else words


def blocks(line: ImportLine) -> tuple[Block, ...]:
    """Give the chosen line in blocks: what it changes, and every remark with its cell."""
    changed = [
        Line(
            field_name(one.field),
            translate("import_lines", "{old} → {new}").format(
                old=value_in_words(one.field, one.old), new=value_in_words(one.field, one.new)
            ),
        )
        for one in line.changes
        if line.kind == Verdict.UPDATE
    ]
    remarks = Block(
        translate("import_lines", "Cell by cell"),
        [_told(problem) for problem in line.problems],
        translate("import_lines", "Everything in this row could be read."),
    )
    if not changed:
        return (remarks,)
    return Block(translate("import_lines", "What changes"), changed), remarks


def _told(problem: Problem) -> Line:
    what = f"{problem.value}: {reason(problem)}" if problem.value else reason(problem)
    mark = "overdue" if problem.effect is Effect.ROW_REJECTED else ""
    return Line(problem.column or translate("import_lines", "the row"), what, EFFECTS[problem.effect], mark)


def totals(counts: dict[str, int]) -> str:
    """Give the sum that must come out: rows read, and what becomes of them."""
    return translate(
        "import_lines",
        "{read} rows read = {added} to add + {updated} to update + {unchanged} unchanged + {conflict} in conflict"
        " + {rejected} rejected + {skipped} skipped",
    ).format(**{name: f"{count:,}" for name, count in counts.items()})


def count_in(part: str, lines: Iterable[ImportLine]) -> int:
    """Count the lines of a part."""
    return sum(in_part(part, line) for line in lines)
