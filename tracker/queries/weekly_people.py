"""Whom and what the cases of the weekly paper concern, and when anything was last done or entered in them."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from tracker.domain.access import SCHEDULER_SCOPE
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.view import View
from tracker.queries.weekly_facts import ChildFacts, DeviceFacts, Step, SuspectFacts
from tracker.queries.weekly_known import ASKED_ABOUT
from tracker.storage.scope import scope_condition
from tracker.storage.tables import audit_entry, case_record, child, device, milestone, suspect
from tracker.terms import MilestoneState, YesNo
from tracker.time_source import local_date

MERGED, IMPORTED = "merge_cases", "import_case"
CLOSINGS = ("close_case", "force_accepted", MERGED, IMPORTED)
DONE = milestone.c.state == MilestoneState.DONE.value


def on_paper(view: View, *, restricted: bool) -> ColumnElement[bool]:
    """Give the condition on a case that it may stand on a paper: that of the restricted cases, or any other."""
    return and_(scope_condition(view.scope), case_record.c.restricted if restricted else ~case_record.c.restricted)


def open_since(since: datetime) -> ColumnElement[bool]:
    """Give the condition on a case that it is open, or was at some time after an instant."""
    closed = select(audit_entry.c.case_id).where(audit_entry.c.action.in_(CLOSINGS), audit_entry.c.at > since)
    return or_(NOT_CLOSED, case_record.c.closed_on >= local_date(since), case_record.c.id.in_(closed))


def last_entries(view: View, until: datetime) -> Mapping[str, date]:
    """Give the last day on which a person recorded anything in each case, by the audit trail, up to an instant.

    What the program does by itself is left out, and so is a paper that was only printed.
    """
    found = view.connection.execute(
        select(audit_entry.c.case_id, func.max(audit_entry.c.at))
        .where(
            audit_entry.c.case_id.is_not(None),
            audit_entry.c.at <= until,
            audit_entry.c.actor != SCHEDULER_SCOPE.officer_id,
            ~audit_entry.c.action.startswith("print_"),
        )
        .group_by(audit_entry.c.case_id)
    )
    return {row[0]: local_date(row[1]) for row in found}


def last_activities(view: View, until: datetime) -> Mapping[str, date]:
    """Give the last day on which something a person recorded happened in each case, as was on record at an instant."""
    kinds = [kind.id for kind in view.rules.catalogue.kinds.values() if kind.is_activity]
    found = view.connection.execute(
        select(milestone.c.case_id, func.max(milestone.c.happened_on))
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(scope_condition(view.scope), DONE, milestone.c.recorded_at <= until, milestone.c.kind.in_(kinds))
        .group_by(milestone.c.case_id)
    )
    return {row[0]: row[1] for row in found}


def children(connection: Connection, shown: ColumnElement[bool]) -> tuple[ChildFacts, ...]:
    """Give the children of the cases that meet a condition."""
    found = connection.execute(
        select(child.c.id, child.c.case_id, child.c.label, child.c.age_at_report, child.c.ethnicity, child.c.disability)
        .select_from(child.join(case_record, case_record.c.id == child.c.case_id))
        .where(shown)
        .order_by(child.c.label, child.c.id)
    )
    return tuple([ChildFacts(*row[:5], YesNo(row.disability)) for row in found])


def suspects(connection: Connection, shown: ColumnElement[bool]) -> tuple[SuspectFacts, ...]:
    """Give the suspects in the cases that meet a condition."""
    found = connection.execute(
        select(suspect.c.id, suspect.c.case_id, suspect.c.label, suspect.c.access_to_children)
        .select_from(suspect.join(case_record, case_record.c.id == suspect.c.case_id))
        .where(shown)
        .order_by(suspect.c.label, suspect.c.id)
    )
    return tuple([SuspectFacts(*row[:3], YesNo(row.access_to_children)) for row in found])


def devices(connection: Connection, shown: ColumnElement[bool]) -> tuple[DeviceFacts, ...]:
    """Give the devices of the cases that meet a condition."""
    found = connection.execute(
        select(device.c.id, device.c.case_id, device.c.exhibit)
        .select_from(device.join(case_record, case_record.c.id == device.c.case_id))
        .where(shown)
        .order_by(device.c.exhibit, device.c.id)
    )
    return tuple([DeviceFacts(*row) for row in found])


def steps(connection: Connection, shown: ColumnElement[bool], since: datetime) -> tuple[Step, ...]:
    """Give the milestones that the questions ask about, of cases that were open at some time since an instant."""
    names = ("id", "kind", "subject_id", "turn", "state", "happened_on", "recorded_at")
    states = {state.value: state for state in MilestoneState}
    found = connection.execute(
        select(*(milestone.c[name] for name in names))
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(shown, open_since(since), milestone.c.kind.in_(ASKED_ABOUT))
    )
    return tuple([Step(row[0], row[1], row[2], row[3], states[row[4]], row[5], row[6]) for row in found])
