"""Where the time goes, as things stood on a day: what slipped, and who held the cases for how many days."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import DelayReason, Holder, RiskGrade

QUARTER = 13


@dataclass(frozen=True, slots=True)
class DriftBoardQuestion:
    """Whose open cases: one officer's, one team's, or all within the person's scope; as they stood at the end of a day.

    Args:
        as_at: that day; None, or today: now. Only what was recorded by then counts.
        weeks: how long the period before that day is.
    """

    by: str
    oic_id: str | None = None
    team_id: str | None = None
    as_at: date | None = None
    weeks: int = QUARTER


@dataclass(frozen=True, slots=True)
class DriftRow:
    """A milestone past its first due date, by its worst clock. `drift` is in working days, less what was not ours.

    `holder` is who is awaited: as a recorded cause says, else as the kind of milestone suggests. `came` is how much of
    the drift came in the period. `milestone` has its turn, `kind_name` not.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    milestone_id: str
    kind: str
    kind_name: str
    milestone: str
    first_due: date
    due: date | None
    drift: int
    moves: int
    holder: Holder
    cause: DelayReason | None
    next_step: str
    came: int = 0


@dataclass(frozen=True, slots=True)
class HeldRow:
    """How many days a holder has had the open cases, and how many cases are with that holder now.

    `in_period` counts the days that fall in the period, also those of cases closed in it.
    """

    holder: Holder
    days: int
    cases: int
    in_period: int = 0


@dataclass(frozen=True, slots=True)
class CaseDrift:
    """The drift and the ledger of one case. Drift is in working days, `age` and `days` are calendar days.

    Args:
        open_drift: that of its worst milestone that is not done.
        total_slip: over all its milestones, done ones included.
        moves: how often a due date of it was moved.
        came: how many working days of drift came in the period, over all its milestones.
        days: of each holder, from the report on; they add up to the age.
        in_period: those of them that fall in the period.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    holder: Holder
    reported_on: date
    closed_on: date | None
    age: int
    open_drift: int
    total_slip: int
    moves: int
    came: int
    days: tuple[tuple[Holder, int], ...]
    in_period: tuple[tuple[Holder, int], ...]


@dataclass(frozen=True, slots=True)
class DriftGroup:
    """Drift and ledger of the open cases of one officer, team, agency or kind of milestone.

    Args:
        key: an id, a holder or a kind; empty for nobody and no team.
        cases: those open here, or in which something is late; of a kind that is nowhere late, those in which it was;
            of an agency those it has ever held.
        late: milestones not done and past their first due date, with their drift added up, their median and worst.
        total_slip: of all milestones, done ones included.
        days: of each holder, where the group is made of cases; of an agency its own alone.
    """

    key: str
    words: str
    cases: tuple[str, ...]
    late: int
    open_days: int
    median: int
    worst: int
    total_slip: int
    moves: int
    came: int
    days: tuple[tuple[Holder, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DriftBoard:
    """The milestones that slipped, the worst first, the ledger of the cases, and both gathered.

    Args:
        cases: how many open cases were looked at.
        not_known: milestones whose drift is not known, because the calendar has run out.
        restricted_not_shown: open cases withheld as restricted.
        as_at: the day it is told of; `since`, the day on which the period before it begins.
        each: the open cases, and those closed in the period.
    """

    rows: tuple[DriftRow, ...]
    held: tuple[HeldRow, ...]
    cases: int
    not_known: int
    restricted_not_shown: int
    as_at: date = date.min
    since: date = date.min
    each: tuple[CaseDrift, ...] = ()
    officers: tuple[DriftGroup, ...] = ()
    teams: tuple[DriftGroup, ...] = ()
    agencies: tuple[DriftGroup, ...] = ()
    kinds: tuple[DriftGroup, ...] = ()
