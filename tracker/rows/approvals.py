"""What waits for a supervisor's approval, and what became of it, as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import ApprovalKind, ApprovalState


@dataclass(frozen=True, slots=True)
class Asked:
    """What an action gives instead of its own result where a supervisor must approve it first."""

    approval_id: str


@dataclass(frozen=True, slots=True)
class ApprovalsQuestion:
    """What waits that the person may decide, and what became of what the person asked for."""

    by: str


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One request.

    Args:
        seen_due, since, to: of a date that is to move, and of a pause, what was seen and what is asked for.
        mine: whether the person asked it.
        may_decide: whether the person may approve or refuse it now.
        changed: whether what it concerns has been changed since, so that it can only be refused.
    """

    approval_id: str
    case_id: str
    reference: str
    kind: ApprovalKind
    milestone: str
    reason: str
    seen_due: date | None
    since: date | None
    to: date | None
    asked_by: str
    asked_at: datetime
    state: ApprovalState
    decided_by: str
    decided_at: datetime | None
    because: str
    mine: bool
    may_decide: bool
    changed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Approvals:
    """What waits first, the oldest at the top; then what was decided of the person's own in the last days.

    Args:
        days: how many days back what was decided is shown.
        to_decide: how many the person may decide.
    """

    rows: tuple[ApprovalRow, ...]
    days: int
    to_decide: int
