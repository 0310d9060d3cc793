"""A supervisor's review is recorded with what it holds: its clock begins anew, and the next one is booked."""

from dataclasses import dataclass
from datetime import date

from tracker import wording
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.case import Case
from tracker.domain.chase import Chase
from tracker.domain.delay import Delay
from tracker.domain.drift import worst_drift
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.review import (
    LONGEST_ANSWER,
    MOST_FOLLOW_UPS,
    FollowUp,
    Known,
    LateSaid,
    Review,
    check_review,
    may_review,
)
from tracker.domain.review_position import Beside, ReviewPosition, position_of
from tracker.errors import RuleBroken
from tracker.terms import REVIEWS, BailCheck, DelayReason, Escalation, Holder, OtherChildren, RiskTrend, Welfare


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """What is said of one late milestone: why, who has the next move, by when it is expected."""

    milestone_id: str
    cause: DelayReason | None = None
    awaited: Holder | None = None
    expected_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowUpAsked:
    """Something to be done, by whom and by when."""

    what: str
    owner_id: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RecordReview:
    """A review of a case, as the milestone that it completes. `version` is the milestone's as the person saw it.

    What an answer must be is said in `tracker.domain.review`; what does not apply is left empty.
    """

    by: str
    case_id: str
    milestone_id: str
    version: int
    on: date
    risk: RiskTrend | None = None
    risk_words: str = ""
    others: OtherChildren | None = None
    others_words: str = ""
    voice: str = ""
    enquiries: str = ""
    late: tuple[LateAnswer, ...] = ()
    bail: BailCheck | None = None
    bail_words: str = ""
    devices: str = ""
    cps: str = ""
    agencies: str = ""
    escalation: Escalation | None = None
    escalation_words: str = ""
    welfare: Welfare | None = None
    welfare_words: str = ""
    next_on: date | None = None
    follow_ups: tuple[FollowUpAsked, ...] = ()


def record_review(request: RecordReview, work: Work) -> Changes:
    """Record a review; a cause it gives of something late is recorded as one. The result is its drift in working days.

    The day it names for the next one is kept as that one's planned day.

    Raises:
        RuleBroken: not a supervisor, not a review or not one of this rank, `review_lacks` with what is missing, or as
            `Case.complete_milestone` and `Case.plan_next_review`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_version(request.version, milestone.version, milestone.id, work)
    name = work.rules.kind(milestone.kind).name
    if milestone.kind not in REVIEWS:
        raise RuleBroken("not_a_review", field="milestone_id", milestone=name)
    if not may_review(milestone.kind, work.people.officer(work.act.officer_id)):
        raise RuleBroken("review_of_rank", field="milestone_id", milestone=name, rank=REVIEWS[milestone.kind])
    kept = work.kept
    beside = Beside(
        kept.of_case(Protection, case.record.id),
        kept.of_case(BailConditionRow, case.record.id),
        kept.of_case(Chase, case.record.id),
    )
    position = position_of(case, work.rules, work.act.now, milestone.id, beside)
    review = _review(request, milestone.kind, position, work)
    next_on = check_review(review, position, work.act.today)
    follow_ups = _follow_ups(request, review, work)
    case.complete_milestone(milestone.id, request.on, "", work.rules, work.act)
    following = case.plan_next_review(milestone.id, next_on, work.rules, work.act)
    _record_causes(request, position, case, work)
    work.cases.save(case)
    work.kept.add(review)
    for follow_up in follow_ups:
        work.kept.add(follow_up)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_review",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        review=review.id,
        on=request.on,
        next_on=next_on,
        follow_ups=len(follow_ups),
        escalation=review.escalation,
    )
    late = worst_drift(case.clocks_of(milestone.id), work.rules.calendars, work.act.now)
    return Changes.of(case=[case.record.id], milestone=[milestone.id, following.id], alert=None, result=late)


def _review(request: RecordReview, kind: str, position: ReviewPosition, work: Work) -> Review:
    names = {late.milestone_id: late.name for late in position.late}
    return Review(
        id=work.act.new_id(),
        case_id=request.case_id,
        milestone_id=request.milestone_id,
        kind=kind,
        reviewed_on=request.on,
        risk=request.risk,
        risk_words=request.risk_words.strip(),
        others=request.others,
        others_words=request.others_words.strip(),
        voice=request.voice.strip(),
        enquiries=request.enquiries.strip(),
        late=tuple(
            LateSaid(
                one.milestone_id,
                names[one.milestone_id],
                one.cause,
                one.awaited,
                one.expected_on.isoformat() if one.expected_on else "",
            )
            for one in request.late
            if one.milestone_id in names
        ),
        bail=request.bail if position.on_bail else None,
        bail_words=request.bail_words.strip(),
        devices=request.devices.strip(),
        cps=request.cps.strip(),
        agencies=request.agencies.strip(),
        escalation=request.escalation,
        escalation_words=request.escalation_words.strip(),
        welfare=request.welfare,
        welfare_words=request.welfare_words.strip(),
        next_on=request.next_on,
        known=tuple(Known(part, words) for part, words in position.known),
        recorded_at=work.act.now,
        recorded_by=work.act.officer_id,
    )


def _follow_ups(request: RecordReview, review: Review, work: Work) -> list[FollowUp]:
    if len(request.follow_ups) > MOST_FOLLOW_UPS:
        raise RuleBroken("follow_ups_too_many", field="follow_ups", most=MOST_FOLLOW_UPS)
    found = []
    for place, asked in enumerate(request.follow_ups):
        what, owner_id, due_on = asked.what.strip(), asked.owner_id, asked.due_on
        if not what or owner_id is None or due_on is None:
            raise RuleBroken("follow_up_needs_all", field=f"what_{place}")
        if len(what) > LONGEST_ANSWER:
            raise RuleBroken("answer_too_long", field=f"what_{place}", longest=LONGEST_ANSWER)
        if due_on < work.act.today:
            raise RuleBroken("next_step_in_past", field=f"due_{place}", on=due_on)
        owner = work.people.officer(owner_id)
        if not owner.active:
            raise RuleBroken("officer_has_left", field=f"owner_{place}", officer=owner.title())
        act = work.act
        found.append(
            FollowUp(act.new_id(), request.case_id, review.id, what, owner.id, due_on, act.now, act.officer_id)
        )
    return found


def _record_causes(request: RecordReview, position: ReviewPosition, case: Case, work: Work) -> None:
    """Record as a cause of delay what a review says of something late, unless that is on record already."""
    known = {late.milestone_id: (late.cause, late.awaited) for late in position.late}
    for said in request.late:
        if said.milestone_id not in known or said.cause is None or said.awaited is None or said.expected_on is None:
            continue
        if known[said.milestone_id] == (said.cause, said.awaited):
            continue
        next_step = f"Expected by {wording.day(said.expected_on)}, by the review of {wording.day(request.on)}"
        delay = Delay(
            work.act.new_id(), case.record.id, said.milestone_id, said.cause, said.awaited, work.act.today, None,
            next_step, "", work.act.now, work.act.officer_id,
        )  # fmt: skip
        case.record_delay(delay, work.rules, work.act)
