"""Review: what a supervisor's review holds, what it must hold to stop its clock, and the follow-up actions it sets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tracker import wording
from tracker.domain.people import Officer
from tracker.domain.review_position import ReviewPosition
from tracker.errors import RuleBroken
from tracker.terms import (
    REVIEWS,
    BailCheck,
    DelayReason,
    Escalation,
    Holder,
    OtherChildren,
    Rank,
    RiskTrend,
    Role,
    Welfare,
)

MOST_FOLLOW_UPS = 5
LONGEST_ANSWER = 500
TEXTS = (
    "risk_words", "others_words", "voice", "enquiries", "bail_words", "devices", "cps", "agencies", "escalation_words",
    "welfare_words",
)  # fmt: skip
BARE_WORDS = frozenset(
    {
        "a", "above", "as", "before", "case", "change", "changes", "continue", "continued", "continues", "continuing",
        "done", "fine", "further", "na", "nil", "no", "none", "noted", "ok", "okay", "ongoing", "read", "review",
        "reviewed", "same", "seen", "still", "the", "this", "to", "update", "updated", "with", "yes",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LateSaid:
    """What a review says of one late milestone: why, who has the next move, and by when (an ISO date)."""

    milestone_id: str
    milestone: str
    cause: DelayReason | None
    awaited: Holder | None
    expected_on: str


@dataclass(frozen=True, slots=True)
class Known:
    """A line the program knew when the review was made, under the part of the review it belongs to."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Review:
    """A supervisor's review of a case, with what the program knew then. It is added, and taken back, never changed."""

    id: str
    case_id: str
    milestone_id: str
    kind: str
    reviewed_on: date
    risk: RiskTrend | None
    risk_words: str
    others: OtherChildren | None
    others_words: str
    voice: str
    enquiries: str
    late: tuple[LateSaid, ...]
    bail: BailCheck | None
    bail_words: str
    devices: str
    cps: str
    agencies: str
    escalation: Escalation | None
    escalation_words: str
    welfare: Welfare | None
    welfare_words: str
    next_on: date | None
    known: tuple[Known, ...]
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something a review says is to be done, by whom and by when."""

    id: str
    case_id: str
    review_id: str
    what: str
    owner_id: str
    due_on: date
    recorded_at: datetime
    recorded_by: str
    done_on: date | None = None
    done_by: str = ""
    withdrawn_at: datetime | None = None
    version: int = 1


def check_not_review(kind: str, name: str) -> None:
    """Refuse to complete by itself what only a review completes.

    Raises:
        RuleBroken: `review_needed`.
    """
    if kind in REVIEWS:
        raise RuleBroken("review_needed", milestone=name)


def may_review(kind: str, officer: Officer) -> bool:
    """Say whether an officer may hold a review; a higher rank may hold one of a lower."""
    ranks = tuple(Rank)
    return Role.UNIT_HEAD in officer.roles or ranks.index(officer.rank) >= ranks.index(REVIEWS[kind])


def check_review(review: Review, position: ReviewPosition, today: date) -> date:
    """Refuse a review that lacks what it must hold where the case stands so; what does not apply need not be said.

    It gives the day of the next review.

    Raises:
        RuleBroken: `review_lacks` with what is missing in words, at the first field of it; too long an answer; a day
            of the next review, or one by which something late is expected, that is not to come.
    """
    missing = list(_missing(review, position))
    if missing or review.next_on is None:
        parts = dict.fromkeys(part for _, part in missing)
        raise RuleBroken("review_lacks", field=missing[0][0], missing=wording.review_parts(parts))
    for name in TEXTS:
        if len(getattr(review, name)) > LONGEST_ANSWER:
            raise RuleBroken("answer_too_long", field=name, longest=LONGEST_ANSWER)
    if review.next_on <= today:
        raise RuleBroken("day_not_to_come", field="next_on", on=review.next_on)
    for place, said in enumerate(review.late):
        if date.fromisoformat(said.expected_on) < today:
            raise RuleBroken("next_step_in_past", field=f"expected_{place}", on=date.fromisoformat(said.expected_on))
    return review.next_on


def says_something(words: str) -> bool:
    """Say whether an answer holds more than that the case was read and goes on."""
    return any(word not in BARE_WORDS for word in re.findall(r"\w+", words.casefold()))


def _missing(review: Review, position: ReviewPosition) -> Iterator[tuple[str, str]]:
    """Give each field that is missing, with the part of the review it belongs to, in the order of the form."""
    yield from _chosen_and_said(review.risk, review.risk_words, "risk", says_why=True)
    at_risk = review.others is OtherChildren.AT_RISK
    yield from _chosen_and_said(review.others, review.others_words, "others", says_why=at_risk)
    for name in ("voice", "enquiries"):
        if not says_something(getattr(review, name)):
            yield name, name
    said = {one.milestone_id: (place, one) for place, one in enumerate(review.late)}
    for number, late in enumerate(position.late):
        place, one = said.get(late.milestone_id, (number, None))
        for name in ("cause", "awaited", "expected_on"):
            if one is None or not getattr(one, name):
                yield f"{name.removesuffix('_on')}_{place}", "late"
    if position.on_bail:
        yield from _chosen_and_said(review.bail, review.bail_words, "bail", says_why=review.bail is not BailCheck.KEPT)
    for name, applies in (
        ("devices", position.devices_out),
        ("cps", position.with_cps),
        ("agencies", position.others_awaited),
    ):
        if applies and not says_something(getattr(review, name)):
            yield name, name
    further = review.escalation is not Escalation.NOT_NEEDED
    yield from _chosen_and_said(review.escalation, review.escalation_words, "escalation", says_why=further)
    discussed = review.welfare is Welfare.NO_CONCERN
    yield from _chosen_and_said(review.welfare, review.welfare_words, "welfare", says_why=not discussed)
    if review.next_on is None:
        yield "next_on", "next_on"


def _chosen_and_said(choice: object, words: str, part: str, *, says_why: bool) -> Iterator[tuple[str, str]]:
    if choice is None:
        yield part, part
    if says_why and not says_something(words):
        yield f"{part}_words", part
