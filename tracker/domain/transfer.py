"""Transfers: a case goes to another team of the unit, or another force is asked to take it; both are kept with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.chase import check_line
from tracker.domain.hand_over import HandOver, WorkHandedOver
from tracker.errors import RuleBroken
from tracker.terms import ForceAnswer

LONGEST_NAME = 80
TRANSFERRED, FORCE_ASKED, FORCE_ANSWERED = "transferred", "force_transfer_asked", "force_transfer_answered"
#: what only a transfer completes, ends or takes back
OF_TRANSFERS = frozenset({TRANSFERRED, FORCE_ASKED, FORCE_ANSWERED})


@dataclass(frozen=True, slots=True)
class TeamTransfer:
    """A case went to another team with its open work, and waits there for an officer.

    `event_id` is the milestone that says so. `allocated_id` is the allocation that it opened anew, empty where the
    case was waiting for its first officer. `from_oic` and `from_supervisor` are who had it before; `named` says that
    the receiving supervisor sees the restricted case by this transfer only.
    """

    id: str
    case_id: str
    from_team: str | None
    to_team: str
    from_oic: str | None
    from_supervisor: str | None
    to_supervisor: str | None
    on: date
    reason: str
    open_work: tuple[WorkHandedOver, ...]
    alerts: int
    event_id: str
    allocated_id: str
    recorded_at: datetime
    recorded_by: str
    named: bool = False
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class ForceTransfer:
    """Another force was asked to take a case: it stays ours until they accept it.

    `role` and `accepted_by` are posts of the other force, never names. `asked_id` and `answered_id` are its
    milestones: the clock runs from the one to the other, and the second says who has the next move.
    """

    id: str
    case_id: str
    force: str
    role: str
    asked_on: date
    reason: str
    asked_id: str
    answered_id: str
    recorded_at: datetime
    recorded_by: str
    answer: ForceAnswer = ForceAnswer.AWAITED
    answered_on: date | None = None
    reference: str = ""
    accepted_by: str = ""
    because: str = ""
    answered_by: str = ""
    version: int = 1


def check_force(force: str) -> str:
    """Give the name of a force without surrounding space.

    Raises:
        RuleBroken: it is empty, or too long for a name.
    """
    name = force.strip()
    if not name:
        raise RuleBroken("force_needed", field="force")
    if len(name) > LONGEST_NAME:
        raise RuleBroken("line_too_long", field="force", length=len(name), longest=LONGEST_NAME)
    return name


def check_reference(reference: str) -> str:
    """Give the other force's reference without surrounding space; raises RuleBroken where it is empty or too long."""
    if not reference.strip():
        raise RuleBroken("their_reference_needed", field="reference")
    check_line(reference.strip(), "reference")
    return reference.strip()


def check_not_of_transfer(kind: str, name: str) -> None:
    """Refuse to record, end or take back by itself what only a transfer does.

    Raises:
        RuleBroken: `transfer_needed`.
    """
    if kind in OF_TRANSFERS:
        raise RuleBroken("transfer_needed", milestone=name)


def latest_standing(transfers: Iterable[TeamTransfer]) -> TeamTransfer | None:
    """Give the last transfer to another team that was not taken back."""
    standing = [one for one in transfers if one.withdrawn_at is None]
    return standing[-1] if standing else None


def awaiting_answer(requests: Iterable[ForceTransfer]) -> ForceTransfer | None:
    """Give the request to another force that has not been answered yet."""
    return next((one for one in requests if one.answer is ForceAnswer.AWAITED), None)


def officers_so_far(oic_id: str | None, hand_overs: Iterable[HandOver], transfers: Iterable[TeamTransfer]) -> int:
    """Count the officers who have been OIC of a case, each once, however often it came back to them."""
    known = {oic_id, *(one.from_oic for one in transfers)}
    for one in hand_overs:
        known |= {one.from_id, one.to_id}
    return len(known - {None})
