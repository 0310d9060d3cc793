"""The reviews of a case, and how it stands for the next one, as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.rows.people import OfficerRow
from tracker.terms import BailCheck, DelayReason, Escalation, Holder, OtherChildren, RiskTrend, Welfare


@dataclass(frozen=True, slots=True)
class ReviewsQuestion:
    """The reviews of which case."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class LateSaidRow:
    """What a review said of one late milestone."""

    milestone: str
    cause: DelayReason | None
    awaited: Holder | None
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review. `known` is what the program knew then, by part of the review."""

    review_id: str
    milestone_id: str
    name: str
    reviewed_on: date
    by: str
    recorded_at: datetime
    risk: RiskTrend
    risk_words: str
    others: OtherChildren
    others_words: str
    voice: str
    enquiries: str
    late: tuple[LateSaidRow, ...]
    bail: BailCheck | None
    bail_words: str
    devices: str
    cps: str
    agencies: str
    escalation: Escalation
    escalation_words: str
    welfare: Welfare
    welfare_words: str
    next_on: date
    known: tuple[tuple[str, str], ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up action of a review. `state_key` is the key of its mark."""

    follow_up_id: str
    what: str
    owner: str
    due_on: date
    done_on: date | None
    done_by: str
    state_key: str
    asked_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of a case, the newest first, and their follow-up actions, what is open first."""

    case_id: str
    reviews: tuple[ReviewRow, ...]
    follow_ups: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPositionQuestion:
    """How does a case stand for a review."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class DueReviewRow:
    """A review that is to be held, and whether the person's rank may hold it.

    Args:
        planned_on: the day the review before it named.
        next_by, next_limit: if it is held today, the last day for the one after it, and by which limit.
    """

    milestone_id: str
    kind: str
    name: str
    due: date | None
    version: int
    may: bool
    rank: str
    planned_on: date | None = None
    next_by: date | None = None
    next_limit: str = ""


@dataclass(frozen=True, slots=True)
class LateRow:
    """A milestone past its due day, with what is on record of why."""

    milestone_id: str
    name: str
    due: date
    late: int | None
    cause: DelayReason | None
    awaited: Holder


@dataclass(frozen=True, slots=True)
class ReviewPositionRow:
    """What the form of a review is filled with.

    Args:
        due: the reviews to be held, what is due first at the top.
        late: what is past its due day, reviews as well; the one that is held now need not be spoken of.
        known: lines in words, each with the part of the review it belongs to.
        open_follow_ups: what earlier reviews asked for and is not done.
        next_on: the day of the next review that is proposed where no limit says by when it is due.
        officers: who may be asked to do something.
    """

    case_id: str
    reference: str
    oic_id: str | None
    due: tuple[DueReviewRow, ...]
    late: tuple[LateRow, ...]
    on_bail: bool
    devices_out: bool
    with_cps: bool
    others_awaited: bool
    known: tuple[tuple[str, str], ...]
    open_follow_ups: tuple[str, ...]
    next_on: date
    officers: tuple[OfficerRow, ...]
