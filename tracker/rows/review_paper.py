"""A supervisor's review on paper, as frozen rows: one that was held, or one to be filled in by hand."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.reviews import FollowUpRow, LateRow, ReviewRow
from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    """A review of a case.

    Args:
        held: the review that was held; None for one to be filled in, with what is known now in `known` and `late`.
        due: the reviews that are to be held, each with its day, in words.
        drift: of the milestones that are not done, the worst, in working days.
        follow_ups: what earlier reviews asked for and is not done; of one that was held, all that it asked for.
    """

    case_id: str
    reference: str
    oic: str
    team: str
    risk: str
    age_days: int
    held_by: Holder
    drift: int
    held: ReviewRow | None
    due: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    late: tuple[LateRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    next_on: date | None
