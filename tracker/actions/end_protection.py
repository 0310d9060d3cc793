"""A protective measure ended: when and why."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.protection import Protection
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class EndProtection:
    """The first day on which the measure no longer protects, and why."""

    by: str
    protection_id: str
    version: int
    on: date
    reason: str


def end_protection(request: EndProtection, work: Work) -> Changes:
    """End a measure; it stays on record.

    Raises:
        RuleBroken: it has ended, no reason, a day in the future or before it began; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    found = work.kept.get(Protection, request.protection_id)
    check_version(request.version, found.version, found.id, work)
    reason = check_reason(request.reason)
    if found.ended_on is not None:
        raise RuleBroken("measure_ended", on=found.ended_on)
    if request.on > work.act.today:
        raise RuleBroken("date_in_future", field="on", on=request.on)
    if request.on < found.since:
        raise RuleBroken("end_before_start", field="on", on=request.on, since=found.since)
    work.kept.save(replace(found, ended_on=request.on, ended_because=reason))
    look_at_protection(work.cases.get(found.case_id), work)
    settle_case(found.case_id, work)
    work.audit.add(
        "end_protection",
        case_id=found.case_id,
        subject_id=found.id,
        measure=work.rules.measures[found.measure].name,
        on=request.on,
        because=reason,
    )
    return Changes.of(case=[found.case_id], alert=None)
