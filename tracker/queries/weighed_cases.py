"""Open cases with what their points depend on, and what is coming in them; a few statements for any number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.cps_course import PLAN_MET
from tracker.domain.workload import AHEAD, Points, Weighed, points_of
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.view import View
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, child, clock, device, milestone, suspect
from tracker.terms import CaseKind, CaseStatus, Holder, MilestoneState, RiskGrade

TRIAL, INTERMEDIARY = "trial", "intermediary_needed"
TO_DO = (MilestoneState.NOT_STARTED.value, MilestoneState.OPEN.value)
UNDER_TEN = 10


@dataclass(frozen=True, slots=True)
class WeighedCase:
    """An open case with its points. `coming` are the ends of bail and the trials of the coming four weeks."""

    case_id: str
    reference: str
    kind: CaseKind
    oic_id: str | None
    team_id: str | None
    restricted: bool
    version: int
    facts: Weighed
    points: Points
    dated: bool
    coming: tuple[tuple[date, str], ...]


def weighed_cases(view: View, *wanted: ColumnElement[bool]) -> list[WeighedCase]:
    """Give the open cases within scope that meet all conditions, with their points, in seven statements."""
    within = and_(scope_condition(view.scope), NOT_CLOSED, *wanted)
    which = select(case_record.c.id).where(within)
    connection = view.connection
    children = _children(connection, which)
    suspects, devices = (_count(connection, table, which) for table in (suspect, device))
    marked = _milestones(connection, which)
    dates = _dates(connection, which)
    dated = set(
        connection.execute(
            select(clock.c.case_id)
            .where(NOT_STOPPED, RUNNING, clock.c.expires_at.is_not(None), clock.c.case_id.in_(which))
            .distinct()
        ).scalars()
    )
    columns = ("id", "reference", "kind", "status", "risk", "held_by", "oic_id", "team_id", "restricted", "version")
    rows = connection.execute(select(*(case_record.c[name] for name in columns)).where(within)).all()
    found: list[WeighedCase] = []
    points: dict[Weighed, Points] = {}
    given = view.rules.weights(view.today)
    for row in rows:
        size, youngest = children.get(row.id, (0, None))
        running = dates.get(row.id, ())
        coming = tuple(sorted((due, kind) for kind, due in running if due is not None and due <= view.today + AHEAD))
        facts = Weighed(
            status=CaseStatus(row.status),
            risk=RiskGrade(row.risk),
            held_by=Holder(row.held_by),
            children=size,
            suspects=suspects.get(row.id, 0),
            devices=devices.get(row.id, 0),
            child_under_ten=youngest is not None and youngest < UNDER_TEN,
            intermediary=(row.id, INTERMEDIARY) in marked,
            non_recent=row.kind == CaseKind.NON_RECENT_ABUSE.value,
            on_bail=any(kind == BAIL_ENDED for kind, _ in running),
            action_plan=(row.id, PLAN_MET) in marked,
            trial_soon=any(kind == TRIAL for _, kind in coming),
        )
        if facts not in points:
            points[facts] = points_of(facts, given)
        found.append(
            WeighedCase(
                row.id, row.reference, CaseKind(row.kind), row.oic_id, row.team_id, row.restricted, row.version,
                facts, points[facts], row.id in dated, coming,
            )
        )  # fmt: skip
    return found


def total_of(cases: Iterable[WeighedCase]) -> Fraction:
    """Add up the points of cases."""
    return sum((case.points.total for case in cases), Fraction(0))


def shown(points: Fraction) -> float:
    """Give points, or a load, as they are shown."""
    return round(float(points), 1)


def _children(connection: Connection, which: Any) -> Mapping[str, tuple[int, int | None]]:
    found = connection.execute(
        select(child.c.case_id, func.count(), func.min(child.c.age_at_report))
        .where(child.c.case_id.in_(which))
        .group_by(child.c.case_id)
    )
    return {row[0]: (row[1], row[2]) for row in found}


def _count(connection: Connection, table: Table, which: Any) -> Mapping[str, int]:
    found = connection.execute(
        select(table.c.case_id, func.count()).where(table.c.case_id.in_(which)).group_by(table.c.case_id)
    )
    return {row[0]: row[1] for row in found}


def _milestones(connection: Connection, which: Any) -> set[tuple[str, str]]:
    """Find the cases with an action plan to meet, and those in which an intermediary is needed."""
    open_plan = and_(milestone.c.kind == PLAN_MET, milestone.c.state.in_(TO_DO))
    needed = and_(milestone.c.kind == INTERMEDIARY, milestone.c.state == MilestoneState.DONE.value)
    found = connection.execute(
        select(milestone.c.case_id, milestone.c.kind)
        .where(or_(open_plan, needed), milestone.c.case_id.in_(which))
        .distinct()
    )
    return {(row[0], row[1]) for row in found}


def _dates(connection: Connection, which: Any) -> Mapping[str, tuple[tuple[str, date | None], ...]]:
    """Find the running ends of bail and the running clocks towards a trial."""
    dates: dict[str, tuple[tuple[str, date | None], ...]] = {}
    for row in connection.execute(
        select(clock.c.case_id, milestone.c.kind, clock.c.due)
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(NOT_STOPPED, RUNNING, milestone.c.kind.in_((BAIL_ENDED, TRIAL)), clock.c.case_id.in_(which))
    ):
        dates[row[0]] = (*dates.get(row[0], ()), (row[1], row[2]))
    return dates
