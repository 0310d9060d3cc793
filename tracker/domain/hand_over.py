"""Hand-over: a case passes from one officer to another, with the open work that goes with it."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.case_parts import CaseParts
from tracker.terms import ClockState, MilestoneState, OpenWork, SubjectKind


@dataclass(frozen=True, slots=True)
class WorkHandedOver:
    """One thing that waits in a case: a milestone with its soonest date, an end of bail, or a device that is out.

    `what` is the kind of milestone that is next, `subject_id` the child, suspect or device, or the case itself.
    """

    kind: OpenWork
    what: str
    subject_id: str
    due: date | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """That a case was handed over, and with what open work; of `alerts`, the open ones, the next officer is told."""

    id: str
    case_id: str
    from_id: str
    to_id: str
    handed_on: date
    open_work: tuple[WorkHandedOver, ...]
    alerts: int
    recorded_at: datetime
    recorded_by: str
    version: int = 1


def open_work(case: CaseParts) -> tuple[WorkHandedOver, ...]:
    """List what waits in a case, the soonest first; of each device only what is next."""
    found: list[WorkHandedOver] = []
    next_of_device: dict[str, int] = {}
    for milestone in sorted(case.milestones.values(), key=lambda one: (one.place, one.turn, one.id)):
        if milestone.state not in (MilestoneState.OPEN, MilestoneState.NOT_STARTED):
            continue
        live = [clock for clock in case.clocks_of(milestone.id) if clock.state is not ClockState.STOPPED]
        due = min((clock.due for clock in live if clock.due is not None), default=None)
        if milestone.subject_kind is SubjectKind.DEVICE:
            if milestone.subject_id not in next_of_device:
                next_of_device[milestone.subject_id] = milestone.place
                found.append(WorkHandedOver(OpenWork.DEVICE, milestone.kind, milestone.subject_id, due))
        elif live:
            kind = OpenWork.BAIL if milestone.kind == BAIL_ENDED else OpenWork.MILESTONE
            found.append(WorkHandedOver(kind, milestone.kind, milestone.subject_id, due))
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.what)))
