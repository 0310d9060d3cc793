"""A protective measure is looked at again: it goes on, to another day where it was extended."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.protection import Protection, check_days
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class ReviewProtection:
    """The measure goes on until a day (None: no end is known), and is looked at again on another."""

    by: str
    protection_id: str
    version: int
    until: date | None
    review_on: date | None
    note: str = ""


def review_protection(request: ReviewProtection, work: Work) -> Changes:
    """Keep that a measure was looked at, and what follows.

    Raises:
        RuleBroken: it has ended, or as `check_days`; StaleRecord: changed since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    found = work.kept.get(Protection, request.protection_id)
    check_version(request.version, found.version, found.id, work)
    if found.ended_on is not None:
        raise RuleBroken("measure_ended", on=found.ended_on)
    check_days(found.since, request.until, request.review_on, work.act)
    work.kept.save(replace(found, until=request.until, review_on=request.review_on))
    look_at_protection(work.cases.get(found.case_id), work)
    settle_case(found.case_id, work)
    work.audit.add(
        "review_protection",
        case_id=found.case_id,
        subject_id=found.id,
        measure=work.rules.measures[found.measure].name,
        was_until=found.until,
        until=request.until,
        review_on=request.review_on,
        note=request.note.strip(),
    )
    return Changes.of(case=[found.case_id], alert=None)
