"""The conditions by which lists ask for cases: those that are open, of one team, of one officer."""

from sqlalchemy import ColumnElement

from tracker.storage.tables import case_record
from tracker.terms import CaseStatus

NOT_MERGED: ColumnElement[bool] = case_record.c.merged_into.is_(None)
NOT_CLOSED: ColumnElement[bool] = case_record.c.status != CaseStatus.CLOSED.value


def narrowed(*, team_id: str | None = None, oic_id: str | None = None) -> list[ColumnElement[bool]]:
    """Give the conditions on a case that it is of a team and of an officer, where they are asked for."""
    wanted = [case_record.c.team_id == team_id] if team_id else []
    return [*wanted, case_record.c.oic_id == oic_id] if oic_id else wanted
