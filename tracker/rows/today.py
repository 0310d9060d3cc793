"""What needs a person today as frozen rows in lists, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.rows.approvals import ApprovalRow
from tracker.rows.bail_register import BailRow
from tracker.terms import AlertKind, CaseKind, Holder, RiskGrade, Severity, WorkloadLevel


class TodayList(StrEnum):
    """The lists of the first page; each answers one question."""

    CRITICAL = "critical"
    TO_AUTHORISE = "to_authorise"
    DECIDED = "decided"
    UNALLOCATED = "unallocated"
    UNTAKEN = "untaken"
    PLANNED = "planned"
    MINE = "mine"
    DRIFTING = "drifting"
    OVERLOADED = "overloaded"
    CHANGED = "changed"


class Happened(StrEnum):
    """What can have changed since the last working day."""

    COMPLETED = "completed"
    REPLANNED = "replanned"
    NEWLY_OVERDUE = "newly_overdue"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TodayQuestion:
    """What needs somebody.

    Args:
        mine: the cases of which this person is the OIC, and of those covered for somebody who is away.
        board: what a supervisor looks at, of a team or of the whole unit.
        team_id: whose board; None for the whole unit. Cases without a team are in every board.
        only: that list alone, and all of it. Who carries too much is told only so: to weigh every case takes longer.
    """

    by: str
    mine: bool = True
    board: bool = False
    team_id: str | None = None
    only: TodayList | None = None


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing that needs somebody. Which facts it has depends on its list.

    Args:
        key: tells it from every other row of the page.
        state_key: the key of the mark it is shown with.
        kind, name: the milestone it is about, or nothing where it is about the case.
        due, due_at: the soonest date; of what must be authorised, the day by which.
        days_late: working days past `due`.
        drift: working days past the first due date, pauses that were not ours left out.
        replanned: whether the date is not the first one.
        came_on, from_team: since when it waits in this team, and which one had it before, where it was transferred.
        who_may: who must authorise it, in words.
        severity: of an alert that nobody took on.
        alert_id: the most serious open alert about it that nobody has acknowledged.
        of_bail: whether it is the end of a bail, which only the events of the bail end.
        covered: whether the person stands in for its OIC.
        planned_on: the day it is booked for.
        decision: what was decided of something the person asked for.
        promise, promised_by: the next step and its day, where somebody acknowledged its alert.
        level, open_cases, points: of an officer; `of_median` is the load in hundredths of the median of the team.
        happened, happened_at, by: what changed, when it was recorded, and by whom.
    """

    key: str
    in_list: TodayList
    state_key: str
    case_id: str
    reference: str
    case_kind: CaseKind | None = None
    risk: RiskGrade | None = None
    oic_id: str | None = None
    oic: str = ""
    team: str = ""
    held_by: Holder | None = None
    kind: str = ""
    name: str = ""
    subject_id: str = ""
    subject: str = ""
    milestone_id: str | None = None
    due: date | None = None
    due_at: datetime | None = None
    first_due: date | None = None
    days_late: int | None = 0
    drift: int | None = 0
    replanned: bool = False
    of_bail: bool = False
    covered: bool = False
    reported_on: date | None = None
    came_on: date | None = None
    from_team: str = ""
    who_may: str = ""
    bail: BailRow | None = None
    planned_on: date | None = None
    decision: ApprovalRow | None = None
    alert_kind: AlertKind | None = None
    severity: Severity | None = None
    alert_id: str | None = None
    acknowledged: bool = False
    promise: str = ""
    promised_by: date | None = None
    level: WorkloadLevel | None = None
    open_cases: int = 0
    points: float = 0
    of_median: int | None = None
    happened: Happened | None = None
    happened_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class TodayRows:
    """One list: its first rows, and how many there are in all.

    Args:
        urgent: how many of all are overdue, critical or due within three days.
        counts: of what changed, how many of each kind.
    """

    in_list: TodayList
    rows: tuple[TodayRow, ...]
    total: int
    urgent: int = 0
    counts: tuple[tuple[Happened, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """What needs this person, list by list.

    Args:
        since: the last working day before today; what changed is told from its beginning.
        my_cases: how many open cases are theirs or covered by them, and can be seen.
        mine_restricted, board_restricted: how many cases are withheld from their own list and from the board.
    """

    as_of: date
    since: date
    lists: tuple[TodayRows, ...]
    my_cases: int = 0
    mine_restricted: int = 0
    board_restricted: int = 0

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """The rows of all lists that are about a case."""
        return tuple(row for one in self.lists for row in one.rows if row.case_id)
