"""Undo of a completed milestone, on the record: its clocks run on from where they stood."""

from dataclasses import dataclass, replace

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case import Case
from tracker.domain.review import FollowUp, Review
from tracker.domain.transfer import check_not_of_transfer
from tracker.terms import REVIEWS


@dataclass(frozen=True, slots=True)
class ReopenMilestone:
    """A completion is taken back, with the reason. `version` is the milestone's as the person saw it."""

    by: str
    case_id: str
    milestone_id: str
    version: int
    reason: str


def reopen_milestone(request: ReopenMilestone, work: Work) -> Changes:
    """Reopen a milestone that was done; a review that completed it is taken back with what it asked for and booked.

    Alerts that come back are told to somebody who is here and whom the case concerns now.

    Raises:
        RuleBroken: not done, a later one of its kind is done, or no reason; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_not_of_transfer(milestone.kind, work.rules.kind(milestone.kind).name)
    check_version(request.version, milestone.version, milestone.id, work)
    case.reopen_milestone(request.milestone_id, reason, work.rules, work.act)
    if milestone.kind in REVIEWS:
        _withdraw_reviews(milestone.id, case, work)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "reopen_milestone",
        case_id=case.record.id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        was_done_on=milestone.happened_on,
        note=milestone.note,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None)


def _withdraw_reviews(milestone_id: str, case: Case, work: Work) -> None:
    withdrawn = set()
    for review in work.kept.of_case(Review, case.record.id):
        if review.milestone_id == milestone_id and review.withdrawn_at is None:
            if review.next_on is not None:
                case.unplan_next_review(milestone_id, review.next_on, work.rules, work.act)
            work.kept.save(replace(review, withdrawn_at=work.act.now))
            withdrawn.add(review.id)
    for follow_up in work.kept.of_case(FollowUp, case.record.id):
        if follow_up.review_id in withdrawn and follow_up.done_on is None:
            work.kept.save(replace(follow_up, withdrawn_at=work.act.now))
