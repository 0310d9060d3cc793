"""Alert: when one is raised and ended, how serious it is, and the unique key that lets it be told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.calendar import CalendarUnknown, WorkingCalendar
from tracker.domain.limit import Rise
from tracker.errors import RuleBroken
from tracker.terms import AlertEnd, AlertKind, AlertState, AlertStep, Rung, Severity, severity_order

#: the threshold of what is true already
NOW = "0"
TIME_LIMIT_OUTCOME = "17"
"""The Home Office outcome that says a time limit on prosecution was missed."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A record that something is overdue or missing. The key is subject, kind, threshold and episode.

    An episode is one due value of a clock (or one stretch of a missing owner); a new due value begins a new one.

    Args:
        threshold: of a warning, how many units before the end it was due; nought of what is true already.
        since: the instant from which it was true, which comes before `raised_at` where nothing looked for a while.
        rung: the highest place of the ladder that was told.
        climbs_on: the day on which the next place is told if nobody has taken it on; None at the top.
        authority: of bail that ends, the rank or the court that can extend it.
        snoozed_until: the day on which it comes back.
    """

    id: str
    subject_id: str
    kind: AlertKind
    threshold: str
    episode: str
    case_id: str
    milestone_id: str | None
    clock_id: str | None
    severity: Severity
    state: AlertState
    since: datetime
    raised_at: datetime
    rung: Rung = Rung.OIC
    climbs_on: date | None = None
    authority: str = ""
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    next_step: str = ""
    next_step_by: date | None = None
    snoozed_until: date | None = None
    first_snoozed_on: date | None = None
    ended_at: datetime | None = None
    ended_because: AlertEnd | None = None
    version: int = 1

    @property
    def lapses_on(self) -> date | None:
        """The last day of the protection that a warning is about; None of any other alert."""
        is_ahead = self.kind is AlertKind.CONDITIONS_LAPSING and self.threshold != NOW
        return date.fromisoformat(self.episode) if is_ahead else None


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an alert, besides who was told. `rung` and `recipient` say whom it concerns, `why` a code."""

    id: str
    alert_id: str
    at: datetime
    what: AlertStep
    by: str
    rung: Rung | None
    recipient: str
    why: str
    until: date | None


def overdue_severity(base: Severity, amount: int, units_late: int, rises: Sequence[Rise]) -> Severity:
    """Give how serious an overdue clock is: its limit's severity, raised by the limit's later amounts.

    Args:
        base: the severity of the limit when it becomes overdue.
        amount: the amount the clock counts, in its own unit.
        units_late: how many of the same unit it is past due.
        rises: later amounts from the same start, each with the severity it brings.
    """
    reached = [rise.severity for rise in rises if amount + units_late >= rise.amount]
    return max((base, *reached), key=severity_order)


def check_open(alert: Alert) -> None:
    """Refuse to change an alert that has ended: what is done stays done.

    Raises:
        RuleBroken: `alert_ended`.
    """
    if alert.state is AlertState.ENDED:
        raise RuleBroken("alert_ended")


def check_next_step(by: date, today: date, most: int, working_days: WorkingCalendar) -> None:
    """Refuse to take an alert on for a day that has passed, or for so long that nobody would think of it again.

    Raises:
        RuleBroken: `next_step_in_past` or `next_step_too_far`, with the last day allowed.
    """
    if by < today:
        raise RuleBroken("next_step_in_past", field="next_step_by", on=by)
    last = _after(today, most, working_days)
    if by > last:
        raise RuleBroken("next_step_too_far", field="next_step_by", last=last, most=most)


def check_snooze(
    alert: Alert, until: date, by_law: date | None, today: date, most: int, working_days: WorkingCalendar
) -> None:
    """Refuse to put an alert off for too long.

    Args:
        by_law: the due date of its clock, where the law set it.
        most: so many working days from the first time it was put off.

    Raises:
        RuleBroken: `snooze_not_ahead`, `snooze_past_law`, `snooze_past_protection` or `snooze_too_long`, with the last
            day allowed.
    """
    if until <= today:
        raise RuleBroken("snooze_not_ahead", field="until", on=until)
    if by_law is not None and until >= by_law:
        raise RuleBroken("snooze_past_law", field="until", due=by_law)
    if alert.lapses_on is not None and until >= alert.lapses_on:
        raise RuleBroken("snooze_past_protection", field="until", due=alert.lapses_on)
    last = _after(alert.first_snoozed_on or today, most, working_days)
    if until > last:
        raise RuleBroken("snooze_too_long", field="until", last=last, most=most)


def _after(day: date, most: int, working_days: WorkingCalendar) -> date:
    """Give the day so many working days later; past the calendar's end so many days."""
    try:
        return working_days.nth_after(day, most)
    except CalendarUnknown:
        return day + timedelta(days=most)
