"""Which devices wait, where and for how long: never sent, queued, being examined, back; and those of one case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal_column, not_, select

from tracker.domain.case import Case
from tracker.domain.device import Device, DeviceEstimate
from tracker.domain.device_course import REJECTED, RETURNED, SAFEGUARDING_CHECK, STAGES
from tracker.queries.device_rows import DeviceClock, DeviceFacts, DeviceMilestone, device_row
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.row_words import OF_OFFICER, oic_of
from tracker.queries.view import View
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion, DeviceRow
from tracker.storage.last_change import titles
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.records import load, load_by, shape_of
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, clock, device, device_estimate, milestone, officer, team
from tracker.terms import CaseStatus, ClockState, MilestoneState, RiskGrade

MOVED = "device_moved"
OF_DEVICES = (*STAGES, REJECTED, SAFEGUARDING_CHECK, MOVED)
# written as a literal, because a bound value would hide the partial index from SQLite
OF_DEVICE: ColumnElement[bool] = literal_column("milestone.subject_kind") == literal_column("'device'")
STATES = {state.value: state for state in MilestoneState}


def device_register(question: DeviceRegisterQuestion, view: View) -> DeviceRegister:
    """Give the devices of open cases that are not returned, in seven statements; those held longest first."""
    wanted = [NOT_CLOSED, *narrowed(team_id=question.team_id, oic_id=question.oic_id)]
    shown = and_(scope_condition(view.scope), *wanted)
    waiting = not_(_is_returned())
    rows = [device_row(facts, view.rules, view.today, people) for people, facts in _found(view, and_(shown, waiting))]
    rows.sort(key=lambda row: (row.seized_on is None, row.seized_on or view.today, row.reference, row.exhibit))
    returned = view.connection.execute(
        select(func.count())
        .select_from(device.join(case_record, case_record.c.id == device.c.case_id))
        .where(shown, _is_returned())
    ).scalar_one()
    with_devices = exists().where(device.c.case_id == case_record.c.id)
    withheld = count_withheld(view.connection, view.scope, *wanted, with_devices)
    return DeviceRegister(view.today, tuple(rows), returned, withheld)


def devices_of_case(case: Case, oic: str, team_name: str, view: View) -> tuple[DeviceRow, ...]:
    """Give the devices of a case that is loaded, those returned too."""
    estimates: dict[str, list[DeviceEstimate]] = defaultdict(list)
    for one in load_by(view.connection, DeviceEstimate, device_estimate, "case_id", case.record.id):
        estimates[one.device_id].append(one)
    people = titles(view.connection, {one.recorded_by for some in estimates.values() for one in some})
    milestones: dict[str, list[DeviceMilestone]] = defaultdict(list)
    clocks: dict[str, list[DeviceClock]] = defaultdict(list)
    stages = {key: each for key, each in case.milestones.items() if each.kind in OF_DEVICES}
    for each in stages.values():
        milestones[each.subject_id].append(
            DeviceMilestone(each.id, each.kind, each.state, each.happened_on, each.turn, each.version)
        )
    for running in case.clocks.values():
        towards = stages.get(running.milestone_id)
        if towards is not None and running.state is ClockState.RUNNING:
            name = view.rules.limit(running.limit_id, running.limit_version).name
            late = running.is_overdue(view.now)
            clocks[towards.subject_id].append(DeviceClock(towards.kind, name, running.due, late))
    closed = case.record.status is CaseStatus.CLOSED
    rows = [
        device_row(
            DeviceFacts(
                one, case.record.reference, case.record.risk, oic, team_name, closed,
                milestones[one.id], clocks[one.id], estimates[one.id],
            ),
            view.rules, view.today, people, with_stages=True,
        )
        for one in case.devices.values()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.exhibit.casefold(), row.device_id)))


def _is_returned() -> ColumnElement[bool]:
    done = milestone.alias("returned")
    return exists().where(
        literal_column("returned.subject_kind") == literal_column("'device'"),
        done.c.subject_id == device.c.id,
        done.c.kind == RETURNED,
        done.c.state == MilestoneState.DONE.value,
    )


def _found(view: View, shown: ColumnElement[bool]) -> Sequence[tuple[Mapping[str, str], DeviceFacts]]:
    connection = view.connection
    ids = select(device.c.id).select_from(device.join(case_record, case_record.c.id == device.c.case_id)).where(shown)
    milestones = _milestones(connection, ids)
    clocks = _clocks(view, ids)
    estimates: dict[str, list[DeviceEstimate]] = defaultdict(list)
    for one in load(connection, DeviceEstimate, device_estimate, device_estimate.c.device_id.in_(ids)):
        estimates[one.device_id].append(one)
    people = titles(connection, {one.recorded_by for some in estimates.values() for one in some})
    shape = shape_of(Device, device)
    width = len(shape.columns)
    found = []
    for row in _devices(connection, shown, shape.columns):
        known: Device = shape.entity(row[:width])
        facts = DeviceFacts(
            known,
            row.reference,
            RiskGrade(row.risk),
            oic_of(row),
            row.team_name or "",
            False,
            milestones.get(known.id, ()),
            clocks.get(known.id, ()),
            estimates.get(known.id, ()),
        )
        found.append((people, facts))
    return found


def _devices(connection: Connection, shown: ColumnElement[bool], columns: Sequence[Any]) -> Sequence[Any]:
    return connection.execute(
        select(*columns, case_record.c.reference, case_record.c.risk, case_record.c.oic_id, *OF_OFFICER,
               team.c.name.label("team_name"))
        .select_from(device.join(case_record, case_record.c.id == device.c.case_id)
                     .outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(shown)
        .order_by(device.c.id)
    ).all()  # fmt: skip


def _milestones(connection: Connection, ids: Any) -> Mapping[str, list[DeviceMilestone]]:
    found: dict[str, list[DeviceMilestone]] = defaultdict(list)
    columns = [milestone.c[name] for name in ("subject_id", "id", "kind", "state", "happened_on", "turn", "version")]
    for row in connection.execute(
        select(*columns).where(OF_DEVICE, milestone.c.subject_id.in_(ids), milestone.c.kind.in_(OF_DEVICES))
    ):
        subject_id, key, kind, state, on, turn, version = row
        found[subject_id].append(DeviceMilestone(key, kind, STATES[state], on, turn, version))
    return found


def _clocks(view: View, ids: Any) -> Mapping[str, list[DeviceClock]]:
    found: dict[str, list[DeviceClock]] = defaultdict(list)
    rows = view.connection.execute(
        select(milestone.c.subject_id, milestone.c.kind, clock.c.limit_id, clock.c.limit_version, clock.c.due,
               clock.c.expires_at)
        .select_from(milestone.join(clock, clock.c.milestone_id == milestone.c.id))
        .where(NOT_STOPPED, RUNNING, OF_DEVICE, milestone.c.subject_id.in_(ids), milestone.c.kind.in_(OF_DEVICES))
    )  # fmt: skip
    for row in rows:
        late = row.expires_at is not None and row.expires_at <= view.now
        name = view.rules.limit(row.limit_id, row.limit_version).name
        found[row.subject_id].append(DeviceClock(row.kind, name, row.due, late))
    return found
