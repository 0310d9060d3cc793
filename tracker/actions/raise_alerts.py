"""The sweep: find what is overdue or missing by how things stand, and tell the right person once."""

from dataclasses import dataclass

from tracker.actions.work import CaseState, OverdueClock, Work
from tracker.changes import Changes, Notice
from tracker.domain.alert import Alert, episode_of, overdue_severity
from tracker.domain.drift import units_late
from tracker.domain.ladder import Staff, Told, first_told
from tracker.terms import AlertKind, AlertState, RiskGrade, Severity

AT_ONCE = "0"


@dataclass(frozen=True, slots=True)
class RaiseAlerts:
    """One pass of the sweep; `by` is the scheduler."""

    by: str = "scheduler"


def raise_alerts(_request: RaiseAlerts, work: Work) -> Changes:
    """Raise an alert for each overdue clock and missing owner or next action that nobody has been told of.

    Found by state, so that a pass missed for any reason loses nothing, and gated by a unique key, so that a second
    pass or machine adds nothing. The result is how many alerts are new.
    """
    ended = work.alerts.end(work.alerts.no_longer_true(), work.act.now)
    staff = Staff({officer.id: officer for officer in work.people.officers()}, work.people.absences_on(work.act.today))
    overdue = work.alerts.due_to_raise(work.act.now)
    work.alerts.note_overdue([clock.clock_id for clock in overdue if clock.overdue_since is None])
    new = [_overdue(clock, staff, work) for clock in overdue]
    new += [_missing(AlertKind.NO_OWNER, case, staff, work) for case in work.alerts.unowned_cases()]
    new += [_missing(AlertKind.NO_NEXT_ACTION, case, staff, work) for case in work.alerts.idle_cases()]
    raised = work.alerts.raise_new(new)
    if not raised and not ended:
        return Changes.of(result=0)
    work.audit.add("raise_alerts", raised=raised, ended=ended)
    worst = max((alert.severity for alert, _ in new), key=tuple(Severity).index, default=Severity.NOTICE)
    notices = [Notice("alerts_raised", worst, raised)] if raised else []
    return Changes.of(alert=None, notices=notices, result=raised)


def _overdue(clock: OverdueClock, staff: Staff, work: Work) -> tuple[Alert, Told]:
    limit = work.rules.limit(clock.limit_id, clock.limit_version)
    late = units_late(clock.measure.unit, clock.due, clock.due_at, work.rules.working_days, work.act.now)
    rises = work.rules.rises(limit, clock.measure)
    severity = overdue_severity(limit.severity, clock.measure.amount, late, rises)
    alert = Alert(
        work.act.new_id(),
        clock.clock_id,
        AlertKind.OVERDUE,
        AT_ONCE,
        episode_of(clock.due, clock.due_at),
        clock.case_id,
        clock.milestone_id,
        clock.clock_id,
        severity,
        AlertState.OPEN,
        work.act.now,
    )
    return alert, first_told(clock.oic_id, clock.supervisor_id, clock.team_id, work.act.today, staff)


def _missing(kind: AlertKind, case: CaseState, staff: Staff, work: Work) -> tuple[Alert, Told]:
    grave = case.risk in (RiskGrade.VERY_HIGH, RiskGrade.HIGH)
    alert = Alert(
        work.act.new_id(),
        case.case_id,
        kind,
        AT_ONCE,
        case.since.isoformat(),
        case.case_id,
        None,
        None,
        Severity.URGENT if grave else Severity.WARNING,
        AlertState.OPEN,
        work.act.now,
    )
    return alert, first_told(case.oic_id, case.supervisor_id, case.team_id, work.act.today, staff)
