"""The chases and escalations of one case, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import ChaseWay, Holder


@dataclass(frozen=True, slots=True)
class CaseChasesQuestion:
    """Which case's chases."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One chase, or one escalation (`how` is None): of what, with which post, and what came of it.

    `asked` is what an escalation asks for and why; `until` the day promised, or by which an escalation wants it.
    `broken` says that this day has passed while what is waited for has not come. `answered_on` is of an escalation.
    """

    chase_id: str
    on: date
    agency: Holder
    how: ChaseWay | None
    role: str
    milestone_id: str
    milestone: str
    subject: str
    asked: str
    asked_by: str
    answer: str
    answered_on: date | None
    until: date | None
    broken: bool
    next_step: str
    next_chase: date | None
    recorded_by: str
    withdrawn: str
    version: int

    @property
    def escalation(self) -> bool:
        """Whether this is an escalation."""
        return self.how is None


@dataclass(frozen=True, slots=True)
class CaseChases:
    """The chases and escalations of a case, newest first, and how often each agency was escalated."""

    case_id: str
    rows: tuple[ChaseRow, ...]
    escalations: tuple[tuple[Holder, int], ...]
