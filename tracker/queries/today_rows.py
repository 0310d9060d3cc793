"""Rows of the first page, made from what the database gives: a clock, an alert, a bail, a case, an audit entry."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.queries.bail_rows import ends_first
from tracker.queries.row_words import milestone_name
from tracker.queries.today_clocks import OVERDUE, days_late, state_of
from tracker.queries.view import View
from tracker.rows.approvals import ApprovalRow
from tracker.rows.bail_register import BailRow
from tracker.rows.today import Happened, TodayList, TodayRow
from tracker.rows.workload import WorkloadRow
from tracker.storage.tables import case_record, clock, milestone
from tracker.terms import AlertKind, AlertState, ApprovalState, CaseKind, Holder, MilestoneState, RiskGrade

#: what the rows need of a case, of a clock and of a milestone; the kind of the case under a name of its own
OF_CASE = (
    case_record.c.kind.label("case_kind"),
    *(case_record.c[name] for name in ("reference", "risk", "oic_id", "team_id", "held_by", "reported_on")),
)
OF_CLOCK = tuple(clock.c[name] for name in ("clock_class", "state", "first_due", "due", "due_at", "expires_at"))
OF_MILESTONE = (milestone.c.kind, milestone.c.subject_id, milestone.c.turn, milestone.c.planned_on)
HAPPENED = {
    "complete_milestone": Happened.COMPLETED,
    "record_event": Happened.COMPLETED,
    "reschedule_milestone": Happened.REPLANNED,
    "open_case": Happened.OPENED,
    "import_case": Happened.OPENED,
    "close_case": Happened.CLOSED,
}
MARKS = {
    Happened.COMPLETED: "done",
    Happened.REPLANNED: "running",
    Happened.NEWLY_OVERDUE: "overdue",
    Happened.OPENED: "not_started",
    Happened.CLOSED: "not_required",
}


def of_case(row: Any, in_list: TodayList) -> TodayRow:
    """Give the row of a case with nothing but what is known of the case."""
    return TodayRow(
        key=f"{in_list} {row.case_id}",
        in_list=in_list,
        state_key="none",
        case_id=row.case_id,
        reference=row.reference,
        case_kind=CaseKind(row.case_kind),
        risk=RiskGrade(row.risk),
        oic_id=row.oic_id,
        team=row.team_id or "",
        held_by=Holder(row.held_by),
        reported_on=row.reported_on,
    )


def of_milestone(row: Any, in_list: TodayList, view: View) -> TodayRow:
    """Give the row of a milestone."""
    return with_milestone(of_case(row, in_list), row, view)


def with_milestone(made: TodayRow, row: Any, view: View) -> TodayRow:
    """Give a row of a case with one of its milestones."""
    return replace(
        made,
        key=f"{made.in_list} {row.milestone_id}",
        kind=row.kind,
        name=milestone_name(row.kind, row.turn, view.rules),
        subject_id=row.subject_id,
        milestone_id=row.milestone_id,
        planned_on=row.planned_on,
        of_bail=row.kind == BAIL_ENDED,
    )


def of_clock(row: Any, in_list: TodayList, view: View) -> TodayRow:
    """Give the row of a milestone as one of its live clocks tells it."""
    return with_clock(of_milestone(row, in_list, view), row, view)


def with_clock(row: TodayRow, told_by: Any, view: View) -> TodayRow:
    """Give a row with the dates and the state of a live clock."""
    state = state_of(told_by, view.now, view.today)
    return replace(
        row,
        state_key=state,
        due=told_by.due,
        due_at=told_by.due_at,
        first_due=told_by.first_due,
        days_late=days_late(told_by.due, view) if state in OVERDUE else 0,
        replanned=told_by.due != told_by.first_due,
    )


def of_alert(row: Any, in_list: TodayList, view: View) -> TodayRow:
    """Give the row of an alert."""
    made = of_milestone(row, in_list, view) if row.kind else of_case(row, in_list)
    waits = row.alert_state == AlertState.OPEN.value
    return replace(
        made,
        key=f"{in_list} {row.id}",
        state_key="critical",
        alert_kind=AlertKind(row.alert_kind),
        due=row.due,
        due_at=row.due_at,
        first_due=row.first_due,
        days_late=days_late(row.due, view),
        drift=days_late(row.first_due, view),
        replanned=row.due != row.first_due,
        alert_id=row.id if waits else None,
        acknowledged=not waits,
        promise=row.next_step,
        promised_by=row.next_step_by,
    )


def of_bail(bail: BailRow, until: date, view: View) -> TodayRow | None:
    """Give the row of a suspect for whom somebody must decide until a day; None where nobody has to."""
    step = bail.following[0] if bail.following else None
    days = [ends_first(bail), step.lodge_by if step is not None else None]
    act_by = min((day for day in days if day is not None), default=None)
    if act_by is None or act_by > until:
        return None
    return TodayRow(
        key=f"{TodayList.TO_AUTHORISE} {bail.case_id} {bail.suspect_id} {bail.arrest_id}",
        in_list=TodayList.TO_AUTHORISE,
        state_key=bail.state_key,
        case_id=bail.case_id,
        reference=bail.reference,
        risk=bail.risk,
        subject=bail.suspect,
        due=act_by,
        days_late=days_late(act_by, view),
        who_may=step.rank if step is not None else "",
        bail=bail,
        of_bail=True,
    )


def of_decision(decided: ApprovalRow) -> TodayRow:
    """Give the row of a decision on what a person asked for."""
    approved = decided.state is ApprovalState.APPROVED
    return TodayRow(
        key=f"{TodayList.DECIDED} {decided.approval_id}",
        in_list=TodayList.DECIDED,
        state_key="done" if approved else "not_required",
        case_id=decided.case_id,
        reference=decided.reference,
        name=decided.milestone,
        decision=decided,
    )


def of_officer(carried: WorkloadRow) -> TodayRow:
    """Give the row of an officer who carries much, against the median of the team."""
    return TodayRow(
        key=f"{TodayList.OVERLOADED} {carried.officer_id}",
        in_list=TodayList.OVERLOADED,
        state_key="",
        case_id="",
        reference="",
        oic_id=carried.officer_id,
        team=carried.team_id or "",
        level=carried.level,
        open_cases=carried.cases,
        points=carried.points,
        of_median=carried.of_median,
    )


def is_undone(entry: Any) -> bool:
    """Say whether an entry tells of a completion that has been taken back since."""
    return HAPPENED[entry.action] is Happened.COMPLETED and entry.stands != MilestoneState.DONE.value


def of_entry(entry: Any, view: View) -> TodayRow:
    """Give the row of an entry of the trail."""
    of_one = bool(entry.milestone_id)
    made = of_milestone(entry, TodayList.CHANGED, view) if of_one else of_case(entry, TodayList.CHANGED)
    return as_change(made, HAPPENED[entry.action], entry.at, entry.actor)


def as_change(row: TodayRow, happened: Happened, at: datetime, by: str = "") -> TodayRow:
    """Give a row as that of what happened to it."""
    return replace(
        row,
        key=f"{row.in_list} {happened} {row.milestone_id or row.case_id}",
        state_key=MARKS[happened],
        happened=happened,
        happened_at=at,
        by=by,
    )
