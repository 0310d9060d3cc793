"""The weekly drift report as frozen rows: exactly what is stored, hashed and printed."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import DelayReason, Holder, RiskGrade


@dataclass(frozen=True, slots=True)
class WeeklyDriftQuestion:
    """Which week (its Monday) and which team (None: the whole unit)."""

    by: str
    monday: date
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the one of the week before (None where there is no earlier week to compare with).

    `key` is one of: open_cases, overdue_clocks, slipped_this_week, unallocated, no_next_action, replanned.
    """

    key: str
    value: int
    last_week: int | None


@dataclass(frozen=True, slots=True)
class SlippedRow:
    """A milestone that was past its first due date at the end of the week, with its worst clock.

    `drift` is in working days past the first due date; `drift_last_week` the same a week earlier (0: newly slipped).
    """

    reference: str
    oic: str
    risk: RiskGrade
    milestone: str
    subject: str
    limit_id: str
    first_due: date
    due: date | None
    drift: int
    drift_last_week: int
    moves: int
    held_by: Holder
    reason: DelayReason | None
    next_step: str
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """An agency and how many late milestones wait for it, with the longest wait in calendar days."""

    held_by: Holder
    milestones: int
    cases: int
    longest_days: int
    longest_reference: str


@dataclass(frozen=True, slots=True)
class ReplannedRow:
    """A clock that was overdue and now has a later date: the old lateness stays on the record."""

    reference: str
    oic: str
    milestone: str
    first_due: date
    due: date | None
    moves: int
    overdue_since: date
    reason: str
    moved_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class UnallocatedRow:
    """A case with no officer in the case, with its age in days since the report."""

    reference: str
    risk: RiskGrade
    reported_on: date
    days: int


@dataclass(frozen=True, slots=True)
class NoNextActionRow:
    """An open case with no running clock on a decisive milestone."""

    reference: str
    oic: str
    risk: RiskGrade
    reported_on: date
    last_activity: date | None
    days_quiet: int


@dataclass(frozen=True, slots=True)
class DoneLateRow:
    """A milestone done in the week after its first due date; `recorded_late` where done in time, entered after."""

    reference: str
    milestone: str
    subject: str
    happened_on: date
    first_due: date
    drift: int
    recorded_late: bool


@dataclass(frozen=True, slots=True)
class DelayCount:
    """How many late milestones have a cause of delay on record (None: none recorded)."""

    reason: DelayReason | None
    milestones: int


@dataclass(frozen=True, slots=True)
class WeeklyDrift:
    """Everything on one weekly drift report, as things stood at the end of the week."""

    unit: str
    team: str
    monday: date
    sunday: date
    as_at: datetime
    last_alert_check: datetime | None
    demo: bool
    figures: tuple[Figure, ...]
    changed: tuple[str, ...]
    slipped: tuple[SlippedRow, ...]
    awaited: tuple[AwaitedRow, ...]
    replanned: tuple[ReplannedRow, ...]
    unallocated: tuple[UnallocatedRow, ...]
    no_next_action: tuple[NoNextActionRow, ...]
    done_late: tuple[DoneLateRow, ...]
    delay_counts: tuple[DelayCount, ...]
    restricted_withheld: int
    audit_head: str
