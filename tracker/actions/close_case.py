"""Finish a case with its Home Office outcome code, knowing what is still open in it."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.raise_alerts import expired_limits
from tracker.actions.telling import staff_of
from tracker.actions.work import Work, check_version
from tracker.changes import Changes, Notice
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.alert import TIME_LIMIT_OUTCOME
from tracker.domain.approval import Approval
from tracker.domain.case import Case
from tracker.domain.closing import RESPONSIBILITY_PASSED, reviewed_for_closing, still_open
from tracker.domain.protection import Protection
from tracker.domain.review import FollowUp
from tracker.errors import RuleBroken, StaleRecord
from tracker.terms import Severity


@dataclass(frozen=True, slots=True)
class CloseCase:
    """A case is finished on a day. `version` is the case's as the person saw it.

    Args:
        reason: to whom it passed and why, where the outcome says that another body has it now.
        without_review: why no review before closing was held.
        seen: the keys of what was listed as still open; None where nobody was shown a list.
    """

    by: str
    case_id: str
    version: int
    outcome_code: str
    on: date
    reason: str = ""
    without_review: str = ""
    seen: tuple[str, ...] | None = None


def close_case(request: CloseCase, work: Work) -> Changes:
    """Close a case: clocks stop and pending alerts end; an outcome that says a limit was missed is an alarm itself.

    Raises:
        RuleBroken: not a supervisor, closed already, an impossible date, no review before closing and no reason for
            that, or passed on without saying to whom; StaleRecord, also where something else is open than was listed;
            NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    left = _check_open_work(request, case, work)
    if not reviewed_for_closing(case) and not request.without_review.strip():
        raise RuleBroken("closing_review_needed", field="without_review")
    if request.outcome_code == RESPONSIBILITY_PASSED and not request.reason.strip():
        raise RuleBroken("passed_to_whom", field="reason")
    case.close(request.outcome_code, request.on, work.rules, work.act)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    work.audit.add(
        "close_case",
        case_id=case.record.id,
        subject_id=case.record.id,
        outcome=request.outcome_code,
        on=request.on,
        reason=request.reason.strip(),
        without_review=request.without_review.strip(),
        left_open=left,
    )
    raised = _raise_alarm(work) if case.record.outcome_code == TIME_LIMIT_OUTCOME else 0
    notices = [Notice("alerts_raised", Severity.CRITICAL, raised)] if raised else []
    return Changes.of(case=[case.record.id], milestone=None, alert=None, notices=notices)


def _check_open_work(request: CloseCase, case: Case, work: Work) -> list[str]:
    """Give what stays open, in words for the log; refuse where it is not what was listed."""
    case_id = case.record.id
    follow_ups, approvals = work.kept.of_case(FollowUp, case_id), work.kept.of_case(Approval, case_id)
    protections = work.kept.of_case(Protection, case_id)
    found = still_open(case, follow_ups, approvals, protections, work.rules, work.act.now)
    if request.seen is not None and set(request.seen) != {one.key for one in found}:
        raise StaleRecord("open_work_changed")
    return [f"{one.kind}: {one.what}, {one.stands}" for one in found]


def _raise_alarm(work: Work) -> int:
    return work.alerts.raise_new(expired_limits(staff_of(work), work))
