"""An alert is put off for a few working days, and comes back by itself."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.alert import check_open, check_snooze
from tracker.domain.clock import Clock
from tracker.terms import AlertState, AlertStep, LimitKind
from tracker.time_source import local_date


@dataclass(frozen=True, slots=True)
class SnoozeAlert:
    """An alert is put off until a day, with the reason. `version` is the alert's as the person saw it."""

    by: str
    alert_id: str
    version: int
    until: date
    reason: str


def snooze_alert(request: SnoozeAlert, work: Work) -> Changes:
    """Put an alert off: for so many working days from the first time at most, and never to or past a date set by
    law or the last day of protection.

    Raises:
        RuleBroken: no reason, the day is not ahead, too far, or past a date set by law, or the alert has ended;
            StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_reason(request.reason)
    alert = work.alerts.get(request.alert_id)
    check_open(alert)
    check_version(request.version, alert.version, alert.id, work)
    by_law = None
    if alert.clock_id is not None:
        clock = work.cases.get(alert.case_id).clock(alert.clock_id)
        if work.rules.limit(clock.limit_id, clock.limit_version).kind is LimitKind.LAW:
            by_law = _last_day(clock)
    rules = work.rules
    check_snooze(alert, request.until, by_law, work.act.today, rules.alerts.snooze_days, rules.working_days)
    work.alerts.save(
        replace(
            alert,
            state=AlertState.SNOOZED,
            acknowledged_by=None,
            acknowledged_at=None,
            next_step="",
            next_step_by=None,
            snoozed_until=request.until,
            first_snoozed_on=alert.first_snoozed_on or work.act.today,
        )
    )
    work.alerts.note(alert.id, AlertStep.SNOOZED, why=reason, until=request.until)
    work.audit.add(
        "snooze_alert", case_id=alert.case_id, subject_id=alert.id, until=request.until, reason=reason
    )  # fmt: skip
    return Changes.of(alert=[alert.id], case=[alert.case_id])


def _last_day(clock: Clock) -> date | None:
    """Give the last day that the law leaves, by the stricter of two readings of a month's end."""
    if clock.expires_at is None:
        return clock.due
    alarm = local_date(clock.expires_at - timedelta(microseconds=1))
    return alarm if clock.due is None else min(clock.due, alarm)
