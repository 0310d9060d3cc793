"""The record of a case and its parts, and how one is found among them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self, TypeVar

from tracker.domain.bail import BailEvent
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.domain.ledger import Holding
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest, Suspect
from tracker.errors import NotFound
from tracker.terms import (
    TO_BE_DONE,
    CaseKind,
    CaseStatus,
    Holder,
    MilestoneState,
    Nation,
    ProsecutionLimit,
    RiskGrade,
    SubjectKind,
)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The facts of a case itself. `held_by` and `status` follow from its milestones; `operation` is a code name.

    `merged_into` is the case into which this one was merged, as recorded twice; nothing happens to it any more.
    """

    id: str
    reference: str
    kind: CaseKind
    nation: Nation
    risk: RiskGrade
    reported_on: date
    offence_on: date | None = None
    prosecution: ProsecutionLimit = ProsecutionLimit.NOT_RECORDED
    status: CaseStatus = CaseStatus.AWAITING_ALLOCATION
    team_id: str | None = None
    oic_id: str | None = None
    supervisor_id: str | None = None
    closed_on: date | None = None
    outcome_code: str = ""
    restricted: bool = False
    held_by: Holder = Holder.AWAITING_ALLOCATION
    last_activity: date | None = None
    note: str = ""
    operation: str = ""
    merged_into: str | None = None
    version: int = 1


@dataclass(slots=True)
class CaseParts:
    """A case with everything that runs in it, by id."""

    record: CaseRecord
    children: dict[str, Child] = field(default_factory=dict)
    suspects: dict[str, Suspect] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    arrests: dict[str, Arrest] = field(default_factory=dict)
    bail_events: dict[str, BailEvent] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    clocks: dict[str, Clock] = field(default_factory=dict)
    delays: dict[str, Delay] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()

    def copy(self) -> Self:
        """Give the case with lists of its own, to try something out on."""
        parts = ((part.name, getattr(self, part.name)) for part in fields(self))
        lists: dict[str, Any] = {name: dict(part) for name, part in parts if isinstance(part, dict)}
        return replace(self, **lists)

    def child(self, child_id: str) -> Child:
        """Give a child of this case, or raise NotFound."""
        return _found(self.children, child_id)

    def suspect(self, suspect_id: str) -> Suspect:
        """Give a suspect of this case, or raise NotFound."""
        return _found(self.suspects, suspect_id)

    def device(self, device_id: str) -> Device:
        """Give a device of this case, or raise NotFound."""
        return _found(self.devices, device_id)

    def milestone(self, milestone_id: str) -> Milestone:
        """Give a milestone of this case, or raise NotFound."""
        return _found(self.milestones, milestone_id)

    def clock(self, clock_id: str) -> Clock:
        """Give a clock of this case, or raise NotFound."""
        return _found(self.clocks, clock_id)

    def clocks_of(self, milestone_id: str) -> list[Clock]:
        """Give the clocks that run towards a milestone."""
        return [clock for clock in self.clocks.values() if clock.milestone_id == milestone_id]

    def waiting(self, kind: str, subject_id: str) -> Milestone | None:
        """Give the milestone of a kind and subject that is not yet done, the earliest turn first."""
        waiting = [
            milestone
            for milestone in self.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject_id and milestone.state in TO_BE_DONE
        ]
        return min(waiting, key=lambda milestone: milestone.turn, default=None)

    def next_decisive(self, rules: RuleBook) -> Milestone | None:
        """Give the open decisive milestone that comes first in the plan: it says who holds the case."""
        open_ones = [
            milestone
            for milestone in self.milestones.values()
            if milestone.state in (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
            and rules.kind(milestone.kind).decisive
        ]
        return min(open_ones, key=lambda milestone: (milestone.place, milestone.id), default=None)

    def subjects(self, kind: SubjectKind) -> tuple[str, ...]:
        """Give the ids of the case's subjects of a kind."""
        by_kind: Mapping[SubjectKind, Iterable[str]] = {
            SubjectKind.CASE: (self.record.id,),
            SubjectKind.CHILD: self.children,
            SubjectKind.SUSPECT: self.suspects,
            SubjectKind.DEVICE: self.devices,
        }
        return tuple(by_kind[kind])


def _found(parts: Mapping[str, Part], part_id: str) -> Part:
    try:
        return parts[part_id]
    except KeyError:
        raise NotFound("not_found") from None
