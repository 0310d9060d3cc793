"""Rows of devices from what is on record: stage, age, estimates and lateness; for a case and for the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.device import Device, DeviceEstimate
from tracker.domain.device_course import (
    PLACES,
    REJECTED,
    REPORT_ISSUED,
    SAFEGUARDING_CHECK,
    SEIZED,
    STAGES,
    WAITS,
    DeviceCourse,
    course_of,
)
from tracker.domain.drift import working_days_late
from tracker.domain.rule_book import RuleBook
from tracker.queries.row_words import milestone_name
from tracker.rows.device_register import DeviceRow, EstimateRow, StageRow
from tracker.terms import DevicePart, MilestoneState, RiskGrade

#: A case whose risk is not assessed counts as medium until it is, as the limits of the laboratory have it.
UNASSESSED = RiskGrade.MEDIUM


@dataclass(frozen=True, slots=True)
class DeviceMilestone:
    """The columns of a milestone of a device."""

    id: str
    kind: str
    state: MilestoneState
    happened_on: date | None
    turn: int
    version: int


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """A clock that runs towards a milestone of a device."""

    kind: str
    limit: str
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device with its case, its milestones, its running clocks and what the laboratory said."""

    device: Device
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    closed: bool
    milestones: Sequence[DeviceMilestone]
    clocks: Sequence[DeviceClock]
    estimates: Sequence[DeviceEstimate]


def device_row(
    facts: DeviceFacts, rules: RuleBook, today: date, people: Mapping[str, str], *, with_stages: bool = False
) -> DeviceRow:
    """Give how a device stands today."""
    device, course = facts.device, course_of(facts.milestones)
    seized = course.reached.get(SEIZED)
    done = course.part is DevicePart.RETURNED
    estimates = _estimates(facts.estimates, rules, people)
    told, moves, slip = _awaited(facts.estimates, course)
    late = _late(facts.clocks, rules, today, of_check=False)
    check = _check(facts.milestones)
    checks = [clock.due for clock in facts.clocks if clock.kind == SAFEGUARDING_CHECK and clock.due is not None]
    checked = [one.happened_on for one in facts.milestones if one.kind == SAFEGUARDING_CHECK and one.happened_on]
    return DeviceRow(
        device_id=device.id,
        case_id=device.case_id,
        reference=facts.reference,
        risk=facts.risk,
        oic=facts.oic,
        team=facts.team,
        exhibit=device.exhibit,
        kind=device.kind,
        held_from=device.held_from,
        part=course.part,
        stage=course.stage,
        stage_name=rules.kind(course.stage).name if course.stage else "",
        stage_since=course.since,
        seized_on=seized,
        days_in_stage=None if course.since is None or done else (today - course.since).days,
        days_held=None if seized is None or done else (today - seized).days,
        band=band_of(facts.risk, rules),
        priority_asked=device.priority_asked,
        may_move_to=() if facts.closed else tuple((kind, rules.kind(kind).name) for kind in course.ahead),
        to_come=tuple((kind, rules.kind(kind).name) for kind in STAGES if kind in _to_come(course)),
        rejections=course.rejections,
        estimates=estimates,
        estimate=told.day if told else None,
        estimate_for=rules.kind(told.stage).name if told else "",
        estimate_moves=moves,
        estimate_slip=slip,
        estimate_late=told is not None and told.day < today and not facts.closed,
        due=min((c.due for c in facts.clocks if c.kind in STAGES and c.due is not None), default=None),
        days_late=late[0],
        late_limit=late[1],
        check_due=min(checks, default=None),
        check_late=_late(facts.clocks, rules, today, of_check=True)[0],
        check_last=max(checked, default=None),
        check_milestone_id=check.id if check is not None and checks else "",
        check_version=check.version if check is not None and checks else 0,
        laboratory=device.laboratory,
        accreditation=device.accreditation,
        declaration=device.declaration,
        category_a=device.category_a,
        category_b=device.category_b,
        category_c=device.category_c,
        course_version=course.version,
        version=device.version,
        closed=facts.closed,
        stages=_stages(facts.milestones, course, rules) if with_stages else (),
        awaited_id=_awaited_of_laboratory(facts, course),
    )


def band_of(risk: RiskGrade, rules: RuleBook) -> int:
    """Give the laboratory's priority band for a grade of risk."""
    graded = UNASSESSED if risk is RiskGrade.NOT_ASSESSED else risk
    return next(band.device_priority for band in rules.pack.bands if band.band is graded)


def _awaited_of_laboratory(facts: DeviceFacts, course: DeviceCourse) -> str:
    """Give the report that is waited for, else the next stage at the laboratory."""
    if course.part not in (DevicePart.QUEUED, DevicePart.STARTED):
        return ""
    wanted = (REPORT_ISSUED, *course.ahead)
    waiting = {one.kind: one.id for one in facts.milestones if one.state in WAITS}
    return next((waiting[kind] for kind in wanted if kind in waiting), "")


def _to_come(course: DeviceCourse) -> frozenset[str]:
    reached = max((PLACES[kind] for kind in course.reached), default=-1)
    return frozenset(kind for kind in course.waiting if PLACES[kind] > reached)


def _estimates(
    estimates: Sequence[DeviceEstimate], rules: RuleBook, people: Mapping[str, str]
) -> tuple[EstimateRow, ...]:
    rows: list[EstimateRow] = []
    before: dict[str, date] = {}
    for one in _in_order(estimates):
        moved = (one.day - before[one.stage]).days if one.stage in before else None
        before[one.stage] = one.day
        who = people.get(one.recorded_by, "")
        name = rules.kind(one.stage).name
        rows.append(EstimateRow(one.stage, name, one.day, one.told_on, one.told_by, who, moved))
    return tuple(reversed(rows))


def _in_order(estimates: Sequence[DeviceEstimate]) -> list[DeviceEstimate]:
    return sorted(estimates, key=lambda one: (one.told_on, one.recorded_at, one.id))


def _awaited(estimates: Sequence[DeviceEstimate], course: DeviceCourse) -> tuple[DeviceEstimate | None, int, int]:
    """Give the last estimate of a stage that is not reached, how often that day was moved, and by how many days."""
    open_ones = [one for one in _in_order(estimates) if one.stage not in course.reached]
    if not open_ones:
        return None, 0, 0
    last = open_ones[-1]
    days = [one.day for one in open_ones if one.stage == last.stage]
    moves = sum(one != before for before, one in pairwise(days))
    return last, moves, (days[-1] - days[0]).days


def _late(clocks: Sequence[DeviceClock], rules: RuleBook, today: date, *, of_check: bool) -> tuple[int, str]:
    """Give by how many working days the worst clock is late, and the name of its limit."""
    overdue = [c for c in clocks if c.overdue and c.due is not None and (c.kind == SAFEGUARDING_CHECK) == of_check]
    worst = min(overdue, key=lambda clock: clock.due or today, default=None)
    if worst is None or worst.due is None:
        return 0, ""
    return working_days_late(worst.due, today, rules.working_days) or 0, worst.limit


def _check(milestones: Sequence[DeviceMilestone]) -> DeviceMilestone | None:
    checks = [one for one in milestones if one.kind == SAFEGUARDING_CHECK and one.state in WAITS]
    return min(checks, key=lambda one: one.turn, default=None)


def _stages(milestones: Sequence[DeviceMilestone], course: DeviceCourse, rules: RuleBook) -> tuple[StageRow, ...]:
    rows = []
    for kind in (*STAGES, REJECTED):
        for one in sorted((one for one in milestones if one.kind == kind), key=lambda one: one.turn):
            name = milestone_name(kind, one.turn, rules)
            key = {
                MilestoneState.DONE: "done",
                MilestoneState.NOT_REQUIRED: "not_required",
                MilestoneState.NOT_KNOWN: "unknown",
            }.get(one.state, "due_soon" if course.ahead[:1] == (kind,) else "not_started")
            rows.append(StageRow(kind, name, one.happened_on, key))
    dated = [row for row in rows if row.on is not None]
    order = {kind: place for place, kind in enumerate((*STAGES[:4], REJECTED, *STAGES[4:]))}
    dated.sort(key=lambda row: (row.on or date.min, order[row.stage]))
    return (*dated, *(row for row in rows if row.on is None and row.stage != REJECTED))
