"""One case that may be seen, for questions about a part of it."""

from sqlalchemy import func, or_, select

from tracker.domain.case_parts import CaseRecord
from tracker.errors import NotFound
from tracker.queries.view import View
from tracker.storage.case_store import folded
from tracker.storage.records import load_one
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record


def record_in_scope(case_id: str, view: View) -> CaseRecord:
    """Give the record of a case; raises NotFound where there is none, or the person may not see it."""
    return load_one(view.connection, CaseRecord, case_record, case_record.c.id == case_id, scope_condition(view.scope))


def id_of(case: str, view: View) -> str:
    """Give the id of a case that is named by its id or its reference; raises NotFound where there is none.

    One that was merged into another gives that other.
    """
    meant = or_(case_record.c.id == case, case_record.c.reference_folded == folded(case))
    goes_by = func.coalesce(case_record.c.merged_into, case_record.c.id)
    case_id: str | None = view.connection.execute(select(goes_by).where(meant)).scalar_one_or_none()
    if case_id is None:
        raise NotFound("not_found")
    return case_id


def check_in_scope(case_id: str, view: View) -> None:
    """Refuse a case that the person may not see.

    Raises:
        NotFound: there is no such case, or it is out of scope.
    """
    found = select(case_record.c.id).where(case_record.c.id == case_id, scope_condition(view.scope))
    if view.connection.execute(found).first() is None:
        raise NotFound("not_found")
