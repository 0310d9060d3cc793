"""Rows of the case list, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import CaseKind, CaseStatus, Holder, RiskGrade


@dataclass(frozen=True, slots=True)
class CaseloadQuestion:
    """Which cases: those of one officer, of one team, or all within the person's scope; closed ones on request."""

    by: str
    oic_id: str | None = None
    team_id: str | None = None
    with_closed: bool = False


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One case. `next_*` is its soonest running clock; `days_late` that of its worst, in working days past due
    (None where the calendar does not reach that far). `drift` is that of its worst target not done, in working
    days past the first due date, less pauses that were not ours.

    `also` are the references of duplicates that were merged into it: it is found by them as well.
    `next_state` is a key of wording's states: overdue, due_soon, running, paused, unknown or none.
    """

    case_id: str
    reference: str
    kind: CaseKind
    status: CaseStatus
    risk: RiskGrade
    oic_id: str | None
    oic: str
    team: str
    reported_on: date
    age_days: int
    next_milestone: str
    next_due: date | None
    next_due_at: datetime | None
    next_state: str
    overdue: int
    days_late: int | None
    drift: int | None
    held_by: Holder
    version: int
    operation: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caseload:
    """The rows, and how many cases are not among them and why."""

    rows: tuple[CaseloadRow, ...]
    closed_not_shown: int
    restricted_not_shown: int
