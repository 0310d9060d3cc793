"""Who must not take a case."""

from tracker.domain.conflict import Conflict
from tracker.queries.one_case import record_in_scope
from tracker.queries.view import View
from tracker.rows.conflicts import CaseConflicts, CaseConflictsQuestion, ConflictRow
from tracker.storage.last_change import titles
from tracker.storage.records import load
from tracker.storage.tables import conflict


def case_conflicts(question: CaseConflictsQuestion, view: View) -> CaseConflicts:
    """Give the conflicts that stand on a case, in three statements; raises NotFound where it is out of scope."""
    connection = view.connection
    record = record_in_scope(question.case_id, view)
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
