"""Everything about one case, with its clocks and their lateness."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from tracker import wording
from tracker.domain.case import Case
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.drift import slip_of_case
from tracker.domain.ledger import days_by_holder
from tracker.domain.milestone import Milestone
from tracker.domain.people import Officer
from tracker.domain.rule_book import RuleBook
from tracker.queries.audit_trail import case_history
from tracker.queries.bail_register import bail_of_case
from tracker.queries.case_transfers import transfers_of_case
from tracker.queries.clock_rows import clock_row, title
from tracker.queries.contact import contact_of_case
from tracker.queries.device_register import devices_of_case
from tracker.queries.people import team_names
from tracker.queries.protection import protection_of_case
from tracker.queries.row_words import is_soon, milestone_name
from tracker.queries.subject_labels import subject_labels
from tracker.queries.view import View
from tracker.rows.case_file import (
    CaseFile,
    CaseFileQuestion,
    ClockRow,
    DelayRow,
    HolderRow,
    MilestoneRow,
    SubjectRow,
)
from tracker.storage import tables
from tracker.storage.case_store import CaseStore
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.terms import ClockClass, ClockState, DelayReason, MilestoneState, SubjectKind
from tracker.time_source import local_date

DELAY = "delay"


def case_file(question: CaseFileQuestion, view: View) -> CaseFile:
    """Give one case in full; raises NotFound where it does not exist or is out of scope."""
    case = CaseStore(view.connection, view.scope).get(question.case_id)
    officers = {officer.id: officer for officer in load(view.connection, Officer, tables.officer)}
    teams = team_names(view.connection)
    record, today = case.record, view.today
    until = record.closed_on or today
    decisive = case.next_decisive(view.rules)
    labels = subject_labels(case)
    by_the_hour = view.rules.kinds_by_the_hour()
    rows = [
        replace(_milestone(one, case, labels, officers, view.rules, view.now), by_the_hour=one.kind in by_the_hour)
        for one in case.milestones.values()
    ]
    rows.sort(key=lambda row: (_group(row), row.subject, case.milestones[row.milestone_id].place, row.name))
    slip = slip_of_case(case.clocks.values(), view.rules.calendars, view.now)
    return CaseFile(
        case_id=record.id,
        reference=record.reference,
        kind=record.kind,
        status=record.status,
        risk=record.risk,
        oic_id=record.oic_id,
        oic=title(officers, record.oic_id),
        supervisor=title(officers, record.supervisor_id),
        team=teams.get(record.team_id or "", ""),
        reported_on=record.reported_on,
        closed_on=record.closed_on,
        outcome_code=record.outcome_code,
        age_days=(until - record.reported_on).days,
        held_by=record.held_by,
        held_days=days_by_holder(case.holdings, until).get(record.held_by, 0),
        next_decisive=view.rules.kind(decisive.kind).name if decisive else "",
        next_decisive_due=_soonest(case.clocks_of(decisive.id)) if decisive else None,
        subjects=_subjects(case),
        milestones=tuple(rows),
        holders=_holders(case, view.rules),
        history=case_history(view.connection, record.id, view.rules),
        bail=bail_of_case(case, title(officers, record.oic_id), teams.get(record.team_id or "", ""), view),
        version=record.version,
        prosecution=record.prosecution,
        offence_on=record.offence_on,
        restricted=record.restricted,
        merged_into=record.merged_into or "",
        merged_reference=_reference_of(record.merged_into, view),
        protection=protection_of_case(case, view),
        contact=contact_of_case(case, view),
        transfers=transfers_of_case(case, officers, teams, view),
        open_drift=slip.open_drift,
        total_slip=slip.total,
        moves=slip.moves,
        devices=devices_of_case(case, title(officers, record.oic_id), teams.get(record.team_id or "", ""), view),
    )


def _reference_of(case_id: str | None, view: View) -> str:
    """Give the reference of the case into which one was merged; nothing where it is out of scope, or there is none."""
    if case_id is None:
        return ""
    record = tables.case_record
    found = select(record.c.reference).where(record.c.id == case_id, scope_condition(view.scope))
    return view.connection.execute(found).scalar_one_or_none() or ""


def state_key(milestone: Milestone, clocks: tuple[ClockRow, ...], today: date) -> str:
    """Give the key of the mark a milestone is shown with."""
    if milestone.state is MilestoneState.NOT_REQUIRED:
        return "not_required"
    if milestone.state is MilestoneState.NOT_KNOWN:
        return "unknown"
    if milestone.state is MilestoneState.DONE:
        return "done_late" if any(clock.late or clock.drift for clock in clocks) else "done"
    running = [clock for clock in clocks if clock.state is ClockState.RUNNING]
    if any(clock.overdue for clock in running):
        period = any(clock.overdue and clock.clock_class is ClockClass.PERIOD for clock in running)
        return "critical" if period else "overdue"
    if any(clock.unknown for clock in running):
        return "unknown"
    if any(is_soon(clock.due, today) for clock in running):
        return "due_soon"
    if running:
        return "running"
    return "paused" if any(clock.state is ClockState.PAUSED for clock in clocks) else "not_started"


def _milestone(
    milestone: Milestone,
    case: Case,
    labels: Mapping[str, str],
    officers: Mapping[str, Officer],
    rules: RuleBook,
    now: datetime,
) -> MilestoneRow:
    kind = rules.kind(milestone.kind)
    clocks = [clock_row(clock, case, officers, rules, now) for clock in case.clocks_of(milestone.id)]
    clocks.sort(key=lambda row: (row.state is ClockState.STOPPED, row.due is None, row.due or date.max, row.limit_id))
    delays = [delay for delay in case.delays.values() if delay.milestone_id == milestone.id]
    waiting_for = next((delay.awaited for delay in delays if delay.until is None), kind.holder)
    return MilestoneRow(
        milestone_id=milestone.id,
        kind=milestone.kind,
        name=milestone_name(milestone.kind, milestone.turn, rules),
        subject_kind=milestone.subject_kind,
        subject=labels[milestone.subject_id],
        state=milestone.state,
        state_key=state_key(milestone, tuple(clocks), local_date(now)),
        happened_on=milestone.happened_on,
        recorded_at=milestone.recorded_at,
        note=milestone.note,
        decisive=kind.decisive,
        held_by=waiting_for,
        clocks=tuple(clocks),
        delays=tuple(
            DelayRow(
                delay.id, delay.milestone_id, delay.reason, delay.awaited, delay.since, delay.until, delay.next_step,
                delay.note, title(officers, delay.recorded_by),
            )
            for delay in sorted(delays, key=lambda delay: delay.since)
        ),
        version=milestone.version,
        planned_on=milestone.planned_on,
        planned_passed=milestone.is_past_planned_day(local_date(now)),
    )  # fmt: skip


def _group(row: MilestoneRow) -> int:
    return tuple(SubjectKind).index(row.subject_kind)


def _soonest(clocks: list[Clock]) -> date | None:
    return min((clock.due for clock in clocks if clock.due and clock.state is ClockState.RUNNING), default=None)


def _subjects(case: Case) -> tuple[SubjectRow, ...]:
    children = [
        SubjectRow(child.id, SubjectKind.CHILD, child.label, _child_facts(child)) for child in case.children.values()
    ]
    suspects = [
        SubjectRow(
            suspect.id, SubjectKind.SUSPECT, suspect.label,
            f"access to children: {wording.term(suspect.access_to_children)}",
        )
        for suspect in case.suspects.values()
    ]  # fmt: skip
    devices = [
        SubjectRow(device.id, SubjectKind.DEVICE, device.exhibit, f"{device.kind}, from the {device.held_from}")
        for device in case.devices.values()
    ]
    return (*children, *suspects, *devices)


def _child_facts(child: Child) -> str:
    age = "age not recorded" if child.age_at_report is None else f"aged {child.age_at_report} at the report"
    return f"{age}, {wording.term(child.sex)}"


def _holders(case: Case, rules: RuleBook) -> tuple[HolderRow, ...]:
    ends = [*(held.since for held in case.holdings[1:]), None]
    return tuple(
        HolderRow(held.since, end, held.holder, _because(held.because, rules))
        for held, end in zip(case.holdings, ends, strict=True)
    )


def _because(because: str, rules: RuleBook) -> str:
    """Put into words why a case changed hands: a milestone, a recorded delay, or a sentence as it stands."""
    kind, _, reason = because.partition(":")
    if kind == DELAY:
        return wording.term(DelayReason(reason))
    if because in wording.BECAUSE:
        return wording.BECAUSE[because]
    return rules.kind(because).name if because in rules.catalogue.kinds else because
