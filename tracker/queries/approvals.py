"""What waits for approval within the scope of a supervisor, and what became of what a person asked for."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from tracker.domain.access import SUPERVISORS
from tracker.domain.people import Officer
from tracker.queries.clock_rows import title
from tracker.queries.view import View
from tracker.rows.approvals import ApprovalRow, Approvals, ApprovalsQuestion
from tracker.storage import tables
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import approval, case_record, child, clock, device, milestone, suspect
from tracker.terms import ApprovalKind, ApprovalState

DAYS = 14


def approvals(question: ApprovalsQuestion, view: View) -> Approvals:
    """Give what waits, the oldest first, then what of the person's own was decided in the last days."""
    people = {officer.id: officer for officer in load(view.connection, Officer, tables.officer)}
    me = people.get(question.by)
    supervisor = me is not None and bool(me.roles & SUPERVISORS)
    mine = approval.c.asked_by == question.by
    recent = and_(mine, approval.c.decided_at >= view.now - timedelta(days=DAYS))
    waits = approval.c.state == ApprovalState.ASKED.value
    wanted = or_(waits if supervisor else and_(waits, mine), recent)
    rows = _rows(wanted, question.by, supervisor, people, view)
    rows.sort(key=lambda row: (row.state is not ApprovalState.ASKED, row.asked_at, row.approval_id))
    return Approvals(tuple(rows), DAYS, sum(row.may_decide for row in rows))


def decided_unseen(by: str, view: View) -> list[ApprovalRow]:
    """Give what was approved or refused of what a person asked for, and they have not seen, the newest first."""
    wanted = and_(
        approval.c.asked_by == by,
        approval.c.state.in_((ApprovalState.APPROVED.value, ApprovalState.REFUSED.value)),
        approval.c.seen_at.is_(None),
    )
    people = {officer.id: officer for officer in load(view.connection, Officer, tables.officer)}
    rows = _rows(wanted, by, False, people, view)
    return sorted(rows, key=lambda row: (row.decided_at or row.asked_at, row.approval_id), reverse=True)


def _rows(
    wanted: ColumnElement[bool], by: str, supervisor: bool, people: Mapping[str, Officer], view: View
) -> list[ApprovalRow]:
    label = func.coalesce(child.c.label, suspect.c.label, device.c.exhibit, "")
    found = view.connection.execute(
        select(approval, case_record.c.reference, milestone.c.kind.label("milestone_kind"), label.label("subject"),
               milestone.c.version.label("milestone_version"))
        .select_from(approval.join(case_record, case_record.c.id == approval.c.case_id)
                     .join(milestone, milestone.c.id == approval.c.milestone_id)
                     .outerjoin(child, child.c.id == milestone.c.subject_id)
                     .outerjoin(suspect, suspect.c.id == milestone.c.subject_id)
                     .outerjoin(device, device.c.id == milestone.c.subject_id))
        .where(wanted, scope_condition(view.scope))
    ).all()  # fmt: skip
    of_clocks = {one.request["clock_id"] for one in found if "clock_id" in one.request}
    versions = dict(
        view.connection.execute(select(clock.c.id, clock.c.version).where(clock.c.id.in_(sorted(of_clocks)))).all()
    )
    return [_row(one, people, versions, by, supervisor, view) for one in found]


def _row(
    one: Any, people: Mapping[str, Officer], versions: Mapping[str, int], by: str, supervisor: bool, view: View
) -> ApprovalRow:
    kept: Mapping[str, Any] = one.request
    waits = one.state == ApprovalState.ASKED.value
    name = view.rules.kind(one.milestone_kind).name
    now = versions.get(kept.get("clock_id", ""), one.milestone_version)
    return ApprovalRow(
        one.id,
        one.case_id,
        one.reference,
        ApprovalKind(one.kind),
        f"{name}, {one.subject}" if one.subject else name,
        one.reason,
        _day(kept.get("seen_due")),
        _day(kept.get("since")),
        _day(kept.get("to") or kept.get("until") or kept.get("review_on")),
        title(people, one.asked_by),
        one.asked_at,
        ApprovalState(one.state),
        title(people, one.decided_by),
        one.decided_at,
        one.because,
        one.asked_by == by,
        waits and supervisor and one.asked_by != by,
        waits and now != kept["version"],
        one.version,
    )


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
