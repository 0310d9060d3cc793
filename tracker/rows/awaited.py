"""Rows of who is waited for, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import Holder, ThirdParty


@dataclass(frozen=True, slots=True)
class AwaitedQuestion:
    """Open waits for other agencies within the person's scope: of one team, of one officer, or all."""

    by: str
    team_id: str | None = None
    oic_id: str | None = None


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """One open wait: a milestone that another agency has to bring about; of a device, the most pressing one.

    `state_key` is a key of wording's states. `late` is in working days (None where the calendar does not reach).
    `broken` says that the last day promised has passed; `next_day` is the next chase, or the day an escalation set.
    `waits` says that a cause of delay is on record.
    """

    milestone_id: str
    case_id: str
    reference: str
    oic_id: str | None
    oic: str
    team: str
    agency: Holder
    source: ThirdParty | None
    what: str
    subject: str
    since: date
    days: int
    due: date | None
    late: int | None
    state_key: str
    promised_by: date | None
    broken: bool
    last_chased: date | None
    chases: int
    next_step: str
    next_day: date | None
    escalated_to: str
    escalated_on: date | None
    escalation_id: str
    waits: bool


@dataclass(frozen=True, slots=True)
class AgencyTotal:
    """How much one agency is waited for: open waits, their median days, promises broken, escalations this quarter."""

    agency: Holder
    waits: int
    median_days: int
    broken: int
    escalations: int


@dataclass(frozen=True, slots=True)
class PostUse:
    """How often within a year delays were escalated to a post of an agency, and how often it answered."""

    agency: Holder
    post: str
    times: int
    answered: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """The waits, longest first, the totals of each agency, and how many cases are withheld as restricted.

    `uses` says of each post how often it was escalated to in the last twelve months, the most used first.
    """

    rows: tuple[AwaitedRow, ...]
    totals: tuple[AgencyTotal, ...]
    quarter_from: date
    restricted_not_shown: int
    uses: tuple[PostUse, ...] = ()
