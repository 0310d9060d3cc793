"""Whether one case may be seen, for questions about a part of it."""

from sqlalchemy import select

from tracker.errors import NotFound
from tracker.queries.view import View
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record


def check_in_scope(case_id: str, view: View) -> None:
    """Refuse a case that the person may not see.

    Raises:
        NotFound: there is no such case, or it is out of scope.
    """
    found = select(case_record.c.id).where(case_record.c.id == case_id, scope_condition(view.scope))
    if view.connection.execute(found).first() is None:
        raise NotFound("not_found")
