"""What a review asked for is done."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.review import FollowUp
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class CompleteFollowUp:
    """A follow-up action is done; `done` is False to take that back. `version` is its own as the person saw it."""

    by: str
    follow_up_id: str
    version: int
    done: bool = True


def complete_follow_up(request: CompleteFollowUp, work: Work) -> Changes:
    """Mark a follow-up action as done today, or take that back.

    Raises:
        RuleBroken: done already, or withdrawn with its review; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    found = work.kept.get(FollowUp, request.follow_up_id)
    check_version(request.version, found.version, found.id, work)
    if found.withdrawn_at is not None or (request.done and found.done_on is not None):
        raise RuleBroken("follow_up_done")
    by, on = (work.act.officer_id, work.act.today) if request.done else ("", None)
    work.kept.save(replace(found, done_on=on, done_by=by))
    work.audit.add(
        "complete_follow_up" if request.done else "reopen_follow_up",
        case_id=found.case_id,
        subject_id=found.id,
        what=found.what,
    )
    return Changes.of(case=[found.case_id])
