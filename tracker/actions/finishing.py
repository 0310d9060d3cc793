"""Finishing: what whoever ends a case has to have seen, and to have held or to give a reason for."""

from collections.abc import Collection

from tracker.actions.work import Work
from tracker.domain.approval import Approval
from tracker.domain.case import Case
from tracker.domain.closing import reviewed_for_closing, still_open
from tracker.domain.protection import Protection
from tracker.domain.review import FollowUp
from tracker.errors import RuleBroken, StaleRecord


def check_open_work(case: Case, seen: Collection[str] | None, work: Work, settled: str = "") -> list[str]:
    """Give what stays open, in words for the log; refuse where it is not what was listed.

    Args:
        seen: the keys of what was listed as still open; None where nobody was shown a list.
        settled: the key of what this very step brings to its end.

    Raises:
        StaleRecord: something else is open than was listed.
    """
    case_id = case.record.id
    follow_ups, approvals = work.kept.of_case(FollowUp, case_id), work.kept.of_case(Approval, case_id)
    protections = work.kept.of_case(Protection, case_id)
    found = [
        one
        for one in still_open(case, follow_ups, approvals, protections, work.rules, work.act.now)
        if one.key != settled
    ]
    if seen is not None and set(seen) - {settled} != {one.key for one in found}:
        raise StaleRecord("open_work_changed")
    return [f"{one.kind}: {one.what}, {one.stands}" for one in found]


def check_reviewed(case: Case, without_review: str) -> str:
    """Give the reason why no review before closing was held; refuse where it was not held and there is no reason."""
    if not reviewed_for_closing(case) and not without_review.strip():
        raise RuleBroken("closing_review_needed", field="without_review")
    return without_review.strip()
