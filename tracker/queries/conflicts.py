"""Who must not take a case."""

from dataclasses import dataclass

from tracker.domain.conflict import Conflict
from tracker.queries.view import View
from tracker.rows.conflicts import CaseConflicts, CaseConflictsQuestion, ConflictRow
from tracker.storage.last_change import titles
from tracker.storage.records import load, load_one
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, conflict


@dataclass(frozen=True, slots=True)
class _Named:
    """A case by its reference."""

    id: str
    reference: str


def case_conflicts(question: CaseConflictsQuestion, view: View) -> CaseConflicts:
    """Give the conflicts that stand on a case, in three statements; raises NotFound where it is out of scope."""
    connection = view.connection
    record = load_one(
        connection, _Named, case_record, case_record.c.id == question.case_id, scope_condition(view.scope)
    )  # fmt: skip
    standing = load(
        connection, Conflict, conflict, conflict.c.case_id == record.id, conflict.c.withdrawn_at.is_(None)
    )  # fmt: skip
    names = titles(connection, {one.officer_id for one in standing} | {one.recorded_by for one in standing})
    return CaseConflicts(
        record.id,
        record.reference,
        tuple(
            ConflictRow(
                one.id, one.officer_id, names.get(one.officer_id, ""), one.reason, names.get(one.recorded_by, ""),
                one.recorded_at, one.version,
            )
            for one in standing
        ),
    )  # fmt: skip
