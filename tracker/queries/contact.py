"""Contact with the children and families of a case that is loaded: what to mind, the last one, what is to tell."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tracker.domain.case import Case
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.contact import MILESTONES_TOLD, Contact, ContactSafety
from tracker.domain.drift import working_days_late
from tracker.domain.review_position import UPDATED
from tracker.queries.view import View
from tracker.rows.contact import CaseContact, ChildContactRow, ContactRow, ToTellRow
from tracker.storage import tables
from tracker.storage.last_change import titles
from tracker.storage.records import load_by
from tracker.terms import CaseStatus, ClockState, MilestoneState, SafeToContact

ANY_CONTACT = "family_contact"
RED_DAYS, SOON = 42, timedelta(days=3)
TO_TELL = frozenset(kind for kinds in MILESTONES_TOLD.values() for kind in kinds)


def contact_of_case(case: Case, view: View) -> CaseContact:
    """Give how the children and families of a case are kept informed, in three statements."""
    case_id = case.record.id
    safety = load_by(view.connection, ContactSafety, tables.contact_safety, "case_id", case_id)
    contacts = load_by(view.connection, Contact, tables.contact, "case_id", case_id)
    people = titles(view.connection, {one.recorded_by for one in contacts})
    labels = {child.id: child.label for child in case.children.values()}
    children = [_child(case, child, safety, view) for child in case.children.values()]
    rows = [
        ContactRow(
            one.id, labels.get(one.child_id, ""), one.on, one.way, one.who, tuple(sorted(one.told)), one.not_reached,
            one.note, people.get(one.recorded_by, ""),
        )
        for one in sorted(contacts, key=lambda one: (one.on, one.recorded_at), reverse=True)
    ]  # fmt: skip
    return CaseContact(
        tuple(sorted(children, key=lambda row: (-row.days_since, row.child))), tuple(rows), tuple(_to_tell(case, view))
    )


def _child(case: Case, child: Child, safety: Sequence[ContactSafety], view: View) -> ChildContactRow:
    theirs = [one for one in safety if one.child_id == child.id]
    now = max(theirs, key=lambda one: (one.recorded_at, one.id), default=None)
    done = [
        one.happened_on
        for one in case.milestones.values()
        if one.subject_id == child.id and one.kind in (UPDATED, ANY_CONTACT) and one.happened_on is not None
    ]
    last = max(done, default=None)
    today = min(view.today, case.record.closed_on or view.today)
    since = (today - (last or case.record.reported_on)).days
    clocks = {kind: _running(case, kind, child.id) for kind in (UPDATED, ANY_CONTACT)}
    overdue = [c.due for some in clocks.values() for c in some if c.is_overdue(view.now) and c.due is not None]
    late = working_days_late(min(overdue), view.today, view.rules.working_days) if overdue else 0
    update_due, contact_due = _soonest(clocks[UPDATED]), _soonest(clocks[ANY_CONTACT])
    agreed = None
    if now is not None and now.every_days is not None:
        agreed = (last or case.record.reported_on) + timedelta(days=now.every_days)
    return ChildContactRow(
        child.id,
        child.label,
        tuple(flag for flag in SafeToContact if now is not None and flag in now.flags),
        now.through if now is not None else None,
        now.every_days if now is not None else None,
        now.way if now is not None else None,
        last,
        since,
        agreed,
        update_due,
        contact_due,
        late or 0,
        _state(case, since, bool(overdue), (update_due, contact_due, agreed), view.today),
    )


def _state(case: Case, since: int, late: bool, dues: Iterable[date | None], today: date) -> str:
    if case.record.status is CaseStatus.CLOSED:
        return "not_required"
    days = [day for day in dues if day is not None]
    if since >= RED_DAYS:
        return "critical"
    if late or any(day < today for day in days):
        return "overdue"
    return "due_soon" if any(day - today <= SOON for day in days) else "done"


def _to_tell(case: Case, view: View) -> Iterator[ToTellRow]:
    labels = {suspect.id: suspect.label for suspect in case.suspects.values()}
    waiting = [
        one
        for one in case.milestones.values()
        if one.kind in TO_TELL and one.state in (MilestoneState.OPEN, MilestoneState.NOT_STARTED)
    ]
    for one in sorted(waiting, key=lambda one: (one.place, one.id)):
        due = _soonest([clock for clock in case.clocks_of(one.id) if clock.state is ClockState.RUNNING])
        late = working_days_late(due, view.today, view.rules.working_days) if due is not None else 0
        yield ToTellRow(one.id, view.rules.kind(one.kind).name, labels.get(one.subject_id, ""), due, late or 0)


def _running(case: Case, kind: str, child_id: str) -> list[Clock]:
    waiting = case.waiting(kind, child_id)
    clocks = case.clocks_of(waiting.id) if waiting is not None else []
    return [clock for clock in clocks if clock.state is ClockState.RUNNING]


def _soonest(clocks: Iterable[Clock]) -> date | None:
    return min((clock.due for clock in clocks if clock.due is not None), default=None)
