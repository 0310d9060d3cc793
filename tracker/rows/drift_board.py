"""Where the time goes now: what has slipped past its first due date, and who held the open cases for how many days."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import DelayReason, Holder, RiskGrade


@dataclass(frozen=True, slots=True)
class DriftBoardQuestion:
    """Whose open cases: one officer's, one team's, or all within the person's scope."""

    by: str
    oic_id: str | None = None
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class DriftRow:
    """A milestone past its first due date, by its worst clock. `drift` is in working days, less what was not ours.

    `holder` is who is awaited: as a recorded cause says, else as the kind of milestone suggests.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    milestone_id: str
    kind: str
    milestone: str
    first_due: date
    due: date | None
    drift: int
    moves: int
    holder: Holder
    cause: DelayReason | None
    next_step: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """How many days a holder has had the open cases, and how many cases are with that holder now."""

    holder: Holder
    days: int
    cases: int


@dataclass(frozen=True, slots=True)
class DriftBoard:
    """The milestones that slipped, the worst first, and the days of the open cases by holder.

    Args:
        cases: how many open cases were looked at.
        not_known: milestones whose drift is not known, because the calendar has run out.
        restricted_not_shown: open cases withheld as restricted.
    """

    rows: tuple[DriftRow, ...]
    held: tuple[HeldRow, ...]
    cases: int
    not_known: int
    restricted_not_shown: int
