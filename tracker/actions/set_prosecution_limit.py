"""Say within what time an offence must be charged, and when it was committed."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.terms import ProsecutionLimit


@dataclass(frozen=True, slots=True)
class SetProsecutionLimit:
    """Which limit on prosecution applies to a case. `version` is the case's as the person saw it.

    Args:
        offence_on: the day of the offence; it may lie before the report.
        reason: asked for where an earlier answer or day changes.
    """

    by: str
    case_id: str
    version: int
    limit: ProsecutionLimit
    offence_on: date | None
    reason: str = ""


def set_prosecution_limit(request: SetProsecutionLimit, work: Work) -> Changes:
    """Set the limit on prosecution: its clocks run towards the charge of each suspect, those of another answer stop.

    Raises:
        RuleBroken: no reason for a change, or as `Case.set_prosecution_limit`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    was, was_on = case.record.prosecution, case.record.offence_on
    changes = was is not ProsecutionLimit.NOT_RECORDED and (was, was_on) != (request.limit, request.offence_on)
    reason = check_reason(request.reason) if changes else request.reason.strip()
    case.set_prosecution_limit(request.limit, request.offence_on, reason, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "set_prosecution_limit",
        case_id=case.record.id,
        subject_id=case.record.id,
        was=was,
        limit=request.limit,
        offence_was=was_on,
        offence_on=request.offence_on,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
