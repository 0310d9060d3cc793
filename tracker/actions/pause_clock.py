"""Pause a target's clock for a reason, until a day on which somebody looks again; or enter a pause that is over."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.asking import ask_approval
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.clock_verbs import Pause
from tracker.errors import RuleBroken
from tracker.terms import ApprovalKind, DelayReason

# said last, of a pause that nothing else is wrong with
NEEDS_APPROVAL = "pause_needs_supervisor"


@dataclass(frozen=True, slots=True)
class PauseClock:
    """A clock stands still since a day; `until` says that it ran on again. `version` is the clock's as it was seen.

    `ours` says that the wait is our own, so that the clock still drifts. A pause that lasts needs `review_on`.
    """

    by: str
    case_id: str
    clock_id: str
    version: int
    since: date
    until: date | None
    reason: str
    cause: DelayReason
    ours: bool
    review_on: date | None


def pause_clock(request: PauseClock, work: Work) -> Changes:
    """Pause a clock.

    A limit of law or code, a period and an ordered date are never paused by a person. A detective may pause a clock
    for at most ten working days in all; more waits for a supervisor's approval, and the result says what was asked.

    Raises:
        RuleBroken: as above, no reason, no day to look again, or a day that cannot be; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    try:
        return _pause(request, None, work)
    except RuleBroken as broken:
        if broken.code != NEEDS_APPROVAL:
            raise
    clock = work.cases.get(request.case_id).clock(request.clock_id)
    return ask_approval(ApprovalKind.PAUSE, request, clock.milestone_id, request.reason.strip(), work)


def pause_as_asked(request: PauseClock, asked_by: str, work: Work) -> Changes:
    """Pause what somebody asked for, as approved by who acts; raises as `pause_clock`."""
    return _pause(request, asked_by, work)


def _pause(request: PauseClock, asked_by: str | None, work: Work) -> Changes:
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    review_on = request.review_on if request.until is None else None
    pause = Pause(request.since, request.until, reason, request.cause, request.ours, review_on)
    case.pause_clock(clock.id, pause, work.rules, work.act, asked_by)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "pause_clock",
        case_id=case.record.id,
        subject_id=clock.milestone_id,
        milestone=case.milestone(clock.milestone_id).kind,
        limit=clock.limit_id,
        since=request.since,
        until=request.until,
        cause=request.cause,
        ours=request.ours,
        reason=reason,
        review_on=review_on,
        asked_by=asked_by,
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)
