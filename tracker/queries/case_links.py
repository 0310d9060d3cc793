"""The cases that one case is linked with, asked for when its links are looked at."""

from typing import Any

from sqlalchemy import and_, case, or_, select

from tracker.queries.one_case import check_in_scope
from tracker.queries.row_words import OF_OFFICER, oic_of
from tracker.queries.view import View
from tracker.rows.case_links import CaseLinks, CaseLinksQuestion, LinkRow
from tracker.storage.last_change import titles
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_link, case_record, officer, team
from tracker.terms import CaseKind, CaseStatus, LinkKind, RiskGrade


def case_links(question: CaseLinksQuestion, view: View) -> CaseLinks:
    """Give the linked cases within scope, in four statements; raises NotFound where the case itself is not."""
    check_in_scope(question.case_id, view)
    own = or_(case_link.c.case_id == question.case_id, case_link.c.other_id == question.case_id)
    linked = case((case_link.c.case_id == question.case_id, case_link.c.other_id), else_=case_link.c.case_id)
    found = view.connection.execute(
        select(case_link, case_record.c.reference, case_record.c.id.label("linked_id"),
               case_record.c.kind.label("case_kind"), case_record.c.status, case_record.c.risk, case_record.c.oic_id,
               *OF_OFFICER, team.c.name.label("team_name"))
        .select_from(case_link.join(case_record, case_record.c.id == linked)
                     .outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(own, scope_condition(view.scope))
        .order_by(case_link.c.withdrawn_at.is_not(None), case_record.c.reference, case_link.c.id)
    ).all()  # fmt: skip
    standing = select(linked).where(and_(own, case_link.c.withdrawn_at.is_(None)))
    withheld = count_withheld(view.connection, view.scope, case_record.c.id.in_(standing))
    names = titles(view.connection, {name for one in found for name in (one.recorded_by, one.withdrawn_by) if name})
    return CaseLinks(question.case_id, tuple(_row(one, names) for one in found), withheld)


def _row(one: Any, names: dict[str, str]) -> LinkRow:
    return LinkRow(
        one.id,
        LinkKind(one.kind),
        one.reason,
        one.linked_id,
        one.reference,
        CaseKind(one.case_kind),
        CaseStatus(one.status),
        RiskGrade(one.risk),
        oic_of(one),
        one.team_name or "",
        names.get(one.recorded_by, one.recorded_by),
        one.recorded_at,
        one.withdrawn_because,
        names.get(one.withdrawn_by, one.withdrawn_by),
        one.version,
    )
