"""The sweep: find what is overdue or missing by how things stand, and tell the right person once."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.actions.telling import staff_of, tell_who_is_here
from tracker.actions.work import Work
from tracker.changes import Changes, Notice
from tracker.domain.alert import Alert, overdue_severity
from tracker.domain.case_bail import BAIL_ENDED
from tracker.domain.clock import episode_of
from tracker.domain.drift import units_late
from tracker.domain.ladder import Staff, Told, first_told, told_of_missed_limit
from tracker.domain.sweep import CaseState, OverdueClock
from tracker.terms import AlertKind, AlertState, RiskGrade, Severity

AT_ONCE = "0"


@dataclass(frozen=True, slots=True)
class RaiseAlerts:
    """One pass of the sweep; `by` is the scheduler."""

    by: str = "scheduler"


def raise_alerts(_request: RaiseAlerts, work: Work) -> Changes:
    """Raise an alert for each overdue clock, missing owner or next action and missed limit nobody has been told of.

    What starts when a clock becomes overdue starts here, and a window that has closed ends here without an alert.

    Found by state, so that a pass missed for any reason loses nothing, and gated by a unique key, so that a second
    pass or machine adds nothing. The result is how many alerts are new.
    """
    ended = work.alerts.settle(work.act.now)
    staff = staff_of(work)
    overdue = _with_bail_in_step(_without_windows(work.alerts.due_to_raise(work.act.now), work), work)
    work.alerts.note_overdue([clock.clock_id for clock in overdue if clock.overdue_since is None])
    new = [_overdue(clock, staff, work) for clock in overdue]
    new += [_missing(AlertKind.NO_OWNER, case, staff, work) for case in work.alerts.unowned_cases()]
    new += [_missing(AlertKind.NO_NEXT_ACTION, case, staff, work) for case in work.alerts.idle_cases()]
    new += expired_limits(staff, work)
    raised = work.alerts.raise_new(new)
    started = _start_what_follows(overdue, work)
    grown = _grow(work)
    told = tell_who_is_here(work, staff)
    if not raised and not ended and not grown and not told:
        return Changes.of(result=0)
    work.audit.add("raise_alerts", raised=raised, ended=ended, grown=grown, started=started, told=told)
    worst = max((alert.severity for alert, _ in new), key=tuple(Severity).index, default=Severity.NOTICE)
    notices = [Notice("alerts_raised", worst, raised)] if raised else []
    return Changes.of(alert=None, notices=notices, result=raised)


def expired_limits(staff: Staff, work: Work) -> list[tuple[Alert, Told]]:
    """Give the alarms for cases whose outcome says that a limit on prosecution was missed: to every rung above."""
    found: list[tuple[Alert, Told]] = []
    for case in work.alerts.expired_cases():
        alert = _of_case(AlertKind.TIME_LIMIT_EXPIRED, case, Severity.CRITICAL, work)
        told = told_of_missed_limit(case.supervisor_id, case.team_id, work.act.today, staff)
        found += [(alert, one) for one in told]
    return found


def _without_windows(overdue: Sequence[OverdueClock], work: Work) -> list[OverdueClock]:
    """Close the windows among what has passed, and give the rest."""
    windows = {limit.id for limit in work.rules.pack.limits if limit.clock is not None and limit.clock.window}
    closing = [clock for clock in overdue if clock.limit_id in windows]
    for case_id in dict.fromkeys(clock.case_id for clock in closing):
        case = work.cases.get(case_id)
        for clock in closing:
            if clock.case_id == case_id:
                case.close_window(clock.clock_id, work.rules, work.act)
        work.cases.save(case)
    return [clock for clock in overdue if clock.limit_id not in windows]


def _with_bail_in_step(overdue: Sequence[OverdueClock], work: Work) -> list[OverdueClock]:
    """Give what has passed, without bail that stands still or runs on although the day of its end has come."""
    periods = [clock for clock in overdue if _stops(clock, work) == BAIL_ENDED]
    still: set[str] = set()
    for case_id in dict.fromkeys(clock.case_id for clock in periods):
        case = work.cases.get(case_id)
        if case.keep_bail_in_step(work.rules, work.act):
            work.cases.save(case)
            still |= {one.id for one in case.clocks.values() if not one.is_overdue(work.act.now)}
    return [clock for clock in overdue if clock.clock_id not in still]


def _stops(clock: OverdueClock, work: Work) -> str:
    rule = work.rules.limit(clock.limit_id, clock.limit_version).clock
    return "" if rule is None else rule.stops


def _start_what_follows(overdue: Sequence[OverdueClock], work: Work) -> int:
    """Start the clocks that start when another one becomes overdue; give how many."""
    clocks = (limit.clock for limit in work.rules.pack.limits if limit.clock is not None)
    followed = {clock.starts_when_overdue for clock in clocks} - {""}
    late = [clock for clock in overdue if clock.limit_id in followed]
    started = 0
    for case_id in dict.fromkeys(clock.case_id for clock in late):
        case = work.cases.get(case_id)
        for clock in late:
            if clock.case_id == case_id:
                started += case.start_after_overdue(clock.clock_id, work.rules, work.act)
        work.cases.save(case)
    return started


def _overdue(clock: OverdueClock, staff: Staff, work: Work) -> tuple[Alert, Told]:
    severity = _severity(clock, work)
    alert = Alert(
        work.act.new_id(),
        clock.clock_id,
        AlertKind.OVERDUE,
        AT_ONCE,
        episode_of(clock.due_at or clock.due),
        clock.case_id,
        clock.milestone_id,
        clock.clock_id,
        severity,
        AlertState.OPEN,
        work.act.now,
    )
    return alert, first_told(clock.oic_id, clock.supervisor_id, clock.team_id, work.act.today, staff)


def _grow(work: Work) -> int:
    """Make open alerts more serious whose clocks have reached a later amount of their limit."""
    rising = {limit.id for limit in work.rules.pack.limits if limit.clock is not None and limit.clock.rises}
    grown = 0
    for found in work.alerts.open_overdue(rising):
        severity = _severity(found.clock, work)
        if severity is not found.severity:
            work.alerts.grow(found.alert_id, severity)
            grown += 1
    return grown


def _severity(clock: OverdueClock, work: Work) -> Severity:
    limit = work.rules.limit(clock.limit_id, clock.limit_version)
    late = units_late(clock.measure.unit, clock.due, clock.due_at, work.rules.working_days, work.act.now)
    return overdue_severity(limit.severity, clock.measure.amount, late or 0, work.rules.rises(limit, clock.measure))


def _missing(kind: AlertKind, case: CaseState, staff: Staff, work: Work) -> tuple[Alert, Told]:
    grave = case.risk in (RiskGrade.VERY_HIGH, RiskGrade.HIGH)
    alert = _of_case(kind, case, Severity.URGENT if grave else Severity.WARNING, work)
    return alert, first_told(case.oic_id, case.supervisor_id, case.team_id, work.act.today, staff)


def _of_case(kind: AlertKind, case: CaseState, severity: Severity, work: Work) -> Alert:
    return Alert(
        work.act.new_id(),
        case.case_id,
        kind,
        AT_ONCE,
        case.since.isoformat(),
        case.case_id,
        None,
        None,
        severity,
        AlertState.OPEN,
        work.act.now,
    )
