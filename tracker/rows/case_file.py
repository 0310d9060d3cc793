"""Everything about one case as frozen rows, and the question that asks for it."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.rows.bail_register import BailRow
from tracker.rows.case_transfers import CaseTransfers
from tracker.rows.contact import CaseContact
from tracker.rows.device_register import DeviceRow
from tracker.rows.protection import CaseProtection
from tracker.terms import (
    CaseKind,
    CaseStatus,
    ClockClass,
    ClockEventKind,
    ClockState,
    DelayReason,
    Holder,
    LimitKind,
    MilestoneState,
    ProsecutionLimit,
    RiskGrade,
    SubjectKind,
)

NO_PROTECTION = CaseProtection()
NO_CONTACT = CaseContact()
NO_TRANSFERS = CaseTransfers()


@dataclass(frozen=True, slots=True)
class CaseFileQuestion:
    """Which case; `reason` is why it was opened, for the log of looking."""

    by: str
    case_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PauseRow:
    """One pause of a clock, until a day (None: still), with whose need it was and when it is looked at again."""

    since: date
    until: date | None
    cause: DelayReason | None
    reason: str
    ours: bool
    review_on: date | None
    by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One change of a due date: from which day or instant to which, why, who entered it and who approved or gave it."""

    kind: ClockEventKind
    on: date
    old: date | None
    old_at: datetime | None
    new: date | None
    new_at: datetime | None
    reason: str
    by: str
    approved_by: str
    authority: str


@dataclass(frozen=True, slots=True)
class StartRow:
    """One correction of a clock's start: both days stay on record."""

    was: date
    now: date
    on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock of a milestone. Lateness is in working days past due, or in hours where `in_hours`; so is drift,
    and `drift_days` is the same in working days whatever the clock counts by.

    Of an open pause: since when, why, whose need, when it is looked at again and whether that day has passed, and its
    age in days. `fixed_by` is "order" or "re-planned" where a person set the date; then `computed` is the one the
    rules give. `slip` is by how many working days the date lies after the first; `extensions` counts them.
    """

    clock_id: str
    limit_id: str
    limit: str
    limit_kind: LimitKind
    clock_class: ClockClass
    state: ClockState
    started_on: date | None
    first_due: date | None
    first_due_at: datetime | None
    due: date | None
    due_at: datetime | None
    overdue: bool
    late: int | None
    drift: int | None
    drift_days: int | None
    in_hours: bool
    moves: int
    overdue_since: datetime | None
    provisional: bool
    to_be_confirmed: bool
    unknown: str
    basis: str
    may_be_rescheduled: bool
    version: int
    paused_since: date | None = None
    pause_cause: DelayReason | None = None
    pause_reason: str = ""
    pause_ours: bool = True
    review_on: date | None = None
    pause_age_days: int = 0
    review_passed: bool = False
    computed: date | None = None
    computed_at: datetime | None = None
    fixed_by: str = ""
    may_be_paused: bool = False
    may_be_resumed: bool = False
    may_be_ordered: bool = False
    may_be_corrected: bool = False
    extensions: int = 0
    slip: int | None = 0
    moved: tuple[MoveRow, ...] = ()
    pauses: tuple[PauseRow, ...] = ()
    starts: tuple[StartRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DelayRow:
    """A recorded cause of delay of a milestone."""

    delay_id: str
    milestone_id: str
    reason: DelayReason
    awaited: Holder
    since: date
    until: date | None
    next_step: str
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone with its clocks, worst first. `state_key` is a key of wording's states for its mark.

    `by_the_hour` says that the time of day at which it happens matters: a clock in hours starts or stops with it.
    `planned_on` is the day it is booked for, `planned_passed` that it has passed and it is still to be done.
    """

    milestone_id: str
    kind: str
    name: str
    subject_kind: SubjectKind
    subject: str
    state: MilestoneState
    state_key: str
    happened_on: date | None
    recorded_at: datetime | None
    note: str
    decisive: bool
    held_by: Holder
    clocks: tuple[ClockRow, ...]
    delays: tuple[DelayRow, ...]
    version: int
    by_the_hour: bool = False
    planned_on: date | None = None
    planned_passed: bool = False


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A child, suspect or device of the case: label and a line of coded facts."""

    subject_id: str
    subject_kind: SubjectKind
    label: str
    facts: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who held the case from a day until another (None: still)."""

    since: date
    until: date | None
    holder: Holder
    because: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the audit trail of a case, in words."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case in full.

    Of one that was merged into another: `merged_into` is that case, and `merged_reference` its reference, empty where
    it is out of scope. `open_drift` is of its worst milestone not done, `total_slip` over all, in working days.
    """

    case_id: str
    reference: str
    kind: CaseKind
    status: CaseStatus
    risk: RiskGrade
    oic_id: str | None
    oic: str
    supervisor: str
    team: str
    reported_on: date
    closed_on: date | None
    outcome_code: str
    age_days: int
    held_by: Holder
    held_days: int
    next_decisive: str
    next_decisive_due: date | None
    subjects: tuple[SubjectRow, ...]
    milestones: tuple[MilestoneRow, ...]
    holders: tuple[HolderRow, ...]
    history: tuple[HistoryRow, ...]
    bail: tuple[BailRow, ...]
    version: int
    prosecution: ProsecutionLimit = ProsecutionLimit.NOT_RECORDED
    offence_on: date | None = None
    restricted: bool = False
    merged_into: str = ""
    merged_reference: str = ""
    devices: tuple[DeviceRow, ...] = ()
    protection: CaseProtection = NO_PROTECTION
    contact: CaseContact = NO_CONTACT
    transfers: CaseTransfers = NO_TRANSFERS
    open_drift: int = 0
    total_slip: int = 0
    moves: int = 0
