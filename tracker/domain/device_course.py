"""The course of a device from seized to returned: where it stands, what may come next, and what is out of order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.errors import RuleBroken
from tracker.terms import TO_BE_DONE, DevicePart, MilestoneState

SUBMITTED, REJECTED, ACCEPTED = "device_submitted", "device_rejected", "device_accepted"
ALLOCATED, REPORT_ISSUED, RETURNED = "device_allocated", "device_report_issued", "device_returned"
SEIZED, SAFEGUARDING_CHECK = "device_seized", "device_safeguarding_check"
STAGES = (
    SEIZED,
    "device_triaged",
    "device_risk_scored",
    SUBMITTED,
    ACCEPTED,
    "device_queued",
    ALLOCATED,
    "device_imaged",
    "device_analysed",
    "device_graded",
    "device_victim_check",
    REPORT_ISSUED,
    "device_reviewed",
    RETURNED,
)
#: What need not happen to every device; it may be recorded afterwards.
MAY_BE_PASSED = frozenset({"device_triaged", "device_queued", "device_graded", "device_victim_check"})
WAITS = (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
PLACES = {kind: place for place, kind in enumerate(STAGES)}


class StageMilestone(Protocol):
    """What is read of a milestone of a device: the milestone itself, or its columns."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def state(self) -> MilestoneState:
        """How it stands."""

    @property
    def happened_on(self) -> date | None:
        """The day it was done."""

    @property
    def turn(self) -> int:
        """Its turn, where it came round again."""

    @property
    def version(self) -> int:
        """Its version."""


@dataclass(frozen=True, slots=True)
class DeviceCourse:
    """How far a device has come.

    Args:
        stage: the furthest stage it has reached; `device_rejected` where it was sent back; empty before it was seized.
        since: the day it reached that stage.
        reached: the last day on which it reached each stage.
        ahead: the stages it may be moved to now, the next one first; then what was passed over.
        waiting: every stage it may still reach.
        rejections: how often the laboratory did not accept it.
        version: changes whenever one of its stages does.
    """

    stage: str
    since: date | None
    reached: Mapping[str, date]
    ahead: tuple[str, ...]
    waiting: frozenset[str]
    rejections: int
    version: int

    @property
    def part(self) -> DevicePart:
        """Where it waits: with us, at the laboratory not started or started, or back with us."""
        place = PLACES.get(self.stage, 0)
        if self.stage == REJECTED or place < PLACES[SUBMITTED]:
            return DevicePart.NEVER_SENT
        if place < PLACES[ALLOCATED]:
            return DevicePart.QUEUED
        if place < PLACES[REPORT_ISSUED]:
            return DevicePart.STARTED
        return DevicePart.RETURNED if self.stage == RETURNED else DevicePart.BACK


def course_of(milestones: Iterable[StageMilestone]) -> DeviceCourse:
    """Work out the course of one device from its milestones; other kinds are passed over."""
    ours = [one for one in milestones if one.kind in PLACES or one.kind == REJECTED]
    waiting = frozenset(one.kind for one in ours if one.kind in PLACES and one.state in TO_BE_DONE)
    days = [(one.kind, one.happened_on) for one in ours if one.happened_on is not None]
    reached = {kind: max(day for of, day in days if of == kind) for kind, _ in days if kind in PLACES}
    rejections = [day for kind, day in days if kind == REJECTED]
    stage = max(reached, key=PLACES.__getitem__, default="")
    sent_back = bool(rejections) and stage == SUBMITTED and SUBMITTED in waiting
    return DeviceCourse(
        REJECTED if sent_back else stage,
        max(rejections) if sent_back else reached.get(stage),
        reached,
        _ahead(ours, waiting, stage, sent_back=sent_back),
        waiting,
        len(rejections),
        sum(one.version for one in ours),
    )


def check_move(course: DeviceCourse, stage: str, on: date, exhibit: str, names: Mapping[str, str]) -> None:
    """Refuse a stage that is out of order, and a day that does not lie between those of the stages around it.

    Args:
        names: what each stage is called.
    """
    if stage not in PLACES and stage != REJECTED:
        raise RuleBroken("no_device_stage", field="stage", stage=stage)
    if stage not in course.ahead:
        _refuse(course, stage, exhibit, names)
    place = PLACES[SUBMITTED] if stage == REJECTED else PLACES[stage]
    for other, day in course.reached.items():
        before = PLACES[other] < place or (other == SUBMITTED and stage == REJECTED)
        if before and on < day:
            raise RuleBroken("device_stage_before", field="on", exhibit=exhibit, stage=names[other], on=day)
        if PLACES[other] > place and on > day:
            raise RuleBroken("device_stage_after", field="on", exhibit=exhibit, stage=names[other], on=day)
    if course.stage == REJECTED and course.since is not None and on < course.since:
        raise RuleBroken("device_stage_before", field="on", exhibit=exhibit, stage=names[REJECTED], on=course.since)


def _refuse(course: DeviceCourse, stage: str, exhibit: str, names: Mapping[str, str]) -> None:
    if stage in course.reached:
        raise RuleBroken(
            "device_stage_done", field="stage", exhibit=exhibit, stage=names[stage], on=course.reached[stage]
        )
    if stage == REJECTED:
        raise RuleBroken("device_not_at_triage", field="stage", exhibit=exhibit)
    if stage not in course.waiting:
        raise RuleBroken("device_stage_not_expected", field="stage", exhibit=exhibit, stage=names[stage])
    missing = next(one for one in course.ahead if one not in MAY_BE_PASSED)
    raise RuleBroken(
        "device_stage_out_of_order", field="stage", exhibit=exhibit, stage=names[stage], missing=names[missing]
    )


def _ahead(
    milestones: list[StageMilestone], waiting: Collection[str], stage: str, *, sent_back: bool
) -> tuple[str, ...]:
    """Give what may come next: up to and with the first stage that may not be passed over, then what was passed."""
    needed = {one.kind for one in milestones if one.kind in PLACES and one.state in WAITS} - MAY_BE_PASSED
    reached = -1 if not stage else PLACES[stage] - 1 if sent_back else PLACES[stage]
    following: list[str] = []
    for kind in STAGES[reached + 1 :]:
        if kind in waiting:
            following.append(kind)
        if kind in needed:
            break
    if stage == SUBMITTED and not sent_back and ACCEPTED in waiting:
        following.append(REJECTED)
    passed = [kind for kind in STAGES[: reached + 1] if kind in waiting]
    return (*following, *passed)
