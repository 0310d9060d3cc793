"""Who may see what, as SQL: under every query, count, load and export."""

from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, not_, or_, select, true

from tracker.domain.access import Scope
from tracker.storage.tables import case_access, case_record


@lru_cache(maxsize=256)
def scope_condition(scope: Scope) -> ColumnElement[bool]:
    """Give the condition on `case_record` that leaves the cases a person may see.

    Restricted cases are left to those named on the case, whatever their role.
    """
    if scope.sees_restricted:
        return _within_reach(scope)
    return and_(_within_reach(scope), or_(not_(case_record.c.restricted), _named_on_case(scope)))


@lru_cache(maxsize=256)
def withheld_condition(scope: Scope) -> ColumnElement[bool]:
    """Give the condition that leaves the cases withheld as restricted: within reach, but the person is not named."""
    if scope.sees_restricted:
        return false()
    return and_(_within_reach(scope), case_record.c.restricted, not_(_named_on_case(scope)))


def counted_condition(scope: Scope) -> ColumnElement[bool]:
    """Give the condition that leaves the cases counted in what is said of the unit as a whole, without naming them.

    Restricted ones count only for those who may see them.
    """
    if not scope.sees_cases:
        return false()
    if scope.sees_restricted:
        return true()
    return or_(not_(case_record.c.restricted), _named_on_case(scope))


def count_withheld(connection: Connection, scope: Scope, *where: ColumnElement[bool]) -> int:
    """Count the cases withheld as restricted, among those that also meet other conditions on `case_record`."""
    counted = select(func.count()).select_from(case_record).where(withheld_condition(scope), *where)
    return connection.execute(counted).scalar_one()


def _within_reach(scope: Scope) -> ColumnElement[bool]:
    if not scope.sees_cases:
        return false()
    if scope.unit_wide:
        return true()
    mine = sorted({scope.officer_id, *scope.covered})
    own = or_(case_record.c.oic_id.in_(mine), case_record.c.supervisor_id.in_(mine))
    return own if scope.team_id is None else or_(own, case_record.c.team_id == scope.team_id)


def _named_on_case(scope: Scope) -> ColumnElement[bool]:
    return exists().where(case_access.c.case_id == case_record.c.id, case_access.c.officer_id == scope.officer_id)
