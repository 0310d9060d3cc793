"""Finish a case with its Home Office outcome code, knowing what is still open in it."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.alert_making import AlertMaker
from tracker.actions.finishing import check_open_work, check_reviewed
from tracker.actions.raise_alerts import expired_limits
from tracker.actions.telling import staff_of
from tracker.actions.work import Work, check_version
from tracker.changes import Changes, Notice
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.alert import TIME_LIMIT_OUTCOME
from tracker.domain.closing import RESPONSIBILITY_PASSED, TRANSFERRED_OUTCOME
from tracker.errors import RuleBroken
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
    if request.outcome_code == TRANSFERRED_OUTCOME:
        raise RuleBroken("transfer_by_its_answer", field="outcome_code")
    left = check_open_work(case, request.seen, work)
    without_review = check_reviewed(case, request.without_review)
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
        without_review=without_review,
        left_open=left,
    )
    raised = _raise_alarm(work) if case.record.outcome_code == TIME_LIMIT_OUTCOME else 0
    notices = [Notice("alerts_raised", Severity.CRITICAL, raised)] if raised else []
    return Changes.of(case=[case.record.id], milestone=None, alert=None, notices=notices)


def _raise_alarm(work: Work) -> int:
    return work.alerts.raise_new(expired_limits(AlertMaker(work, staff_of(work), None)))
