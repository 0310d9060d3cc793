"""Pause a target's clock for a reason, until a day on which somebody looks again; or enter a pause that is over."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.clock_verbs import Pause
from tracker.terms import DelayReason


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
    for at most ten working days in all; more needs a supervisor.

    Raises:
        RuleBroken: as above, no reason, no day to look again, or a day that cannot be; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    clock = case.clock(request.clock_id)
    check_version(request.version, clock.version, clock.milestone_id, work)
    review_on = request.review_on if request.until is None else None
    pause = Pause(request.since, request.until, reason, request.cause, request.ours, review_on)
    case.pause_clock(clock.id, pause, work.rules, work.act)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
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
    )
    return Changes.of(case=[case.record.id], milestone=[clock.milestone_id], alert=None)
