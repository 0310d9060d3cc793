"""Finish a case with its Home Office outcome code."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.raise_alerts import expired_limits
from tracker.actions.work import Work, check_version
from tracker.changes import Changes, Notice
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.alert import TIME_LIMIT_OUTCOME
from tracker.domain.ladder import Staff
from tracker.terms import Severity


@dataclass(frozen=True, slots=True)
class CloseCase:
    """A case is finished on a day. `version` is the case's as the person saw it."""

    by: str
    case_id: str
    version: int
    outcome_code: str
    on: date


def close_case(request: CloseCase, work: Work) -> Changes:
    """Close a case: clocks stop and pending alerts end; an outcome that says a limit was missed is an alarm itself.

    Raises:
        RuleBroken: not a supervisor, closed already, or an impossible date; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    case.close(request.outcome_code, request.on, work.rules, work.act)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    work.audit.add(
        "close_case", case_id=case.record.id, subject_id=case.record.id, outcome=request.outcome_code, on=request.on
    )
    raised = _raise_alarm(work) if case.record.outcome_code == TIME_LIMIT_OUTCOME else 0
    notices = [Notice("alerts_raised", Severity.CRITICAL, raised)] if raised else []
    return Changes.of(case=[case.record.id], milestone=None, alert=None, notices=notices)


def _raise_alarm(work: Work) -> int:
    staff = Staff({officer.id: officer for officer in work.people.officers()}, work.people.absences_on(work.act.today))
    return work.alerts.raise_new(expired_limits(staff, work))
