"""The weekly drift report as frozen rows: exactly what is stored, hashed and printed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.terms import ClockEventKind, DelayReason, Holder, RiskGrade

#: what rests on alerts is not known where they were last checked so long before
CHECK_IS_OLD = timedelta(hours=24)


class Correction(StrEnum):
    """What was entered afterwards."""

    DONE = "done"
    TAKEN_BACK = "taken_back"
    REPORTED = "reported"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class WeeklyDriftQuestion:
    """Which week (its Monday) and which team (None: the whole unit; `restricted`: its restricted cases)."""

    by: str
    monday: date
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the one of the week before (None where there is no earlier week to compare with).

    `value` is None where it is not known, because alerts had not been checked for long.
    `key` is one of: open_cases, overdue_clocks, critical, unallocated, bail_ending, devices_long.
    """

    key: str
    value: int | None
    last_week: int | None


@dataclass(frozen=True, slots=True)
class SlippedRow:
    """A milestone that was past its first due date at the end of the week, with its worst clock.

    `drift` is in working days past the first due date; `drift_last_week` the same a week earlier (0: newly slipped).
    `entry_days` is for how many days nobody had recorded anything in the case; None where that is not known.
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
    entry_days: int | None = None


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """An agency and how many late milestones wait for it, with the longest wait in calendar days."""

    held_by: Holder
    milestones: int
    cases: int
    longest_days: int
    longest_reference: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move of a due date: when, from where to where (None: not known), why, who asked for it, who approved it."""

    on: date
    kind: ClockEventKind
    old: date | None
    new: date | None
    reason: str
    asked_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A target whose date was moved: the first date and every move stay on the record.

    `overdue_since` is the day it had become overdue before a move; None where each move came in time. `slip` is how
    many working days the date that holds lies after the first one; None where that is not known.
    """

    reference: str
    oic: str
    milestone: str
    subject: str
    first_due: date
    due: date | None
    overdue_since: date | None
    slip: int | None
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What was entered in the week of something before it, so that an earlier paper said otherwise.

    Args:
        said: how many working days late the milestone was on the paper of the week before; 0 where it was not late on
            it, None where the case was not on it.
        known: how many working days late it was, by what is known now: then, or when it was done; of what was taken
            back, at the end of this week.
        happened_on: the day on which it was done, or was said to be, or that of the report or the closing.
    """

    reference: str
    milestone: str
    subject: str
    what: Correction
    said: int | None
    known: int
    happened_on: date
    recorded_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class UnitListRow:
    """How many alerts that say the same stood on the unit list, taken on by nobody, and for how many days the longest.

    `says` is the milestone that is overdue, or else what the alert is called.
    """

    says: str
    alerts: int
    cases: int
    longest_days: int
    longest_reference: str


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
class QuestionLine:
    """A line of a question: what its cells say, the reference first, and how long its bar is (None: it has none)."""

    cells: tuple[str, ...]
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the paper with its lines, in order; `key` finds its heading and columns.

    `as_it_is` where some of it has no history, so that it stands as it was when the paper was made.
    """

    key: str
    lines: tuple[QuestionLine, ...]
    as_it_is: bool = False


@dataclass(frozen=True, slots=True)
class SplitCount:
    """How many lines concern a child of an age band, an ethnic group, or with an answer on disability."""

    bucket: str
    lines: int


@dataclass(frozen=True, slots=True)
class Split:
    """The lines of a section by the children they concern, each bucket once and in the same order for every section."""

    key: str
    ages: tuple[SplitCount, ...]
    groups: tuple[SplitCount, ...]
    disability: tuple[SplitCount, ...]


@dataclass(frozen=True, slots=True)
class CountsAs:
    """What the paper counts as long, in days, and the least number that its tables by children print.

    For its forecasts: how many finished ones they take, and how many in ten lie within a range.
    """

    quiet_days: int = 28
    bail_days: int = 42
    device_days: int = 90
    least_shown: int = 5
    least_finished: int = 20
    range_in_ten: int = 8


@dataclass(frozen=True, slots=True)
class WeeklyDrift:
    """Everything on one weekly drift report, as things stood at the end of the week.

    What has a default came later than the first papers: those frozen before read back without it. `restricted_cases`
    are the ids of the cases on a paper of restricted ones: it is for those named on each of them.
    """

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
    unallocated: tuple[UnallocatedRow, ...]
    no_next_action: tuple[NoNextActionRow, ...]
    done_late: tuple[DoneLateRow, ...]
    delay_counts: tuple[DelayCount, ...]
    restricted_withheld: int
    audit_head: str
    moved: tuple[MovedRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    questions: tuple[Question, ...] = ()
    splits: tuple[Split, ...] = ()
    quiet_cases: int = 0
    counts_as: CountsAs = CountsAs()
    restricted_cases: tuple[str, ...] = ()
    unit_list: tuple[UnitListRow, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether anything stands on it: cases, now or a week before, or what was done, corrected or changed."""
        listed = (
            self.slipped, self.awaited, self.moved, self.unallocated, self.no_next_action, self.done_late,
            self.delay_counts, self.corrections, self.changed,
        )  # fmt: skip
        figures = any(one.value or one.last_week for one in self.figures)
        return figures or any(listed) or self.restricted_withheld > 0
