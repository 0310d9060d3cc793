"""Makes alerts of what the sweep found, each with whom it is told to at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.actions.work import Work
from tracker.domain.alert import NOW, Alert, overdue_severity
from tracker.domain.case import Case
from tracker.domain.clock import episode_of
from tracker.domain.counting import ONE_DAY
from tracker.domain.drift import units_late
from tracker.domain.ladder import Concern, Staff, Telling, climbs_by, climbs_on, first_told, told_of_missed_limit
from tracker.domain.limit import Limit
from tracker.domain.protection import Breach
from tracker.domain.rule_book import RuleBook
from tracker.domain.sweep import CaseState, ClockToWarn, Lapse, LongPause, OverdueClock, UnreviewedMeasure
from tracker.domain.warning import BAIL_ENDED, WarningAt
from tracker.terms import (
    UNTIL_SEEN_TO,
    AlertEnd,
    AlertKind,
    AlertState,
    CountUnit,
    LimitKind,
    RiskGrade,
    Rung,
    Severity,
    severity_order,
)
from tracker.time_source import local_date, start_of_day

GRAVEST = frozenset({AlertKind.LATE_UNPROTECTED, AlertKind.TIME_LIMIT_EXPIRED})
#: as serious as the risk in the case
BY_RISK = frozenset({AlertKind.NO_OWNER, AlertKind.NO_NEXT_ACTION, AlertKind.MEASURE_REVIEW_DUE})
Raised = tuple[Alert, Telling]


@dataclass(frozen=True)
class AlertMaker:
    """Makes alerts at one instant.

    Args:
        looked_at: when alerts were looked at last; None where they never were.
    """

    work: Work
    staff: Staff
    looked_at: datetime | None

    def overdue(self, clock: OverdueClock) -> Raised:
        """Make the alert of a clock that is past due, named for what it runs to."""
        rules = self.work.rules
        stops = _stops(rules.limit(clock.limit_id, clock.limit_version))
        return self._raised(
            rules.alerts.kind_of(stops), clock.clock_id, NOW, episode_of(clock.due_at or clock.due), clock.case_id,
            self.severity(clock), clock.expires_at, clock.concern, clock.milestone_id, clock.clock_id,
        )  # fmt: skip

    def severity(self, clock: OverdueClock) -> Severity:
        """Give how serious it is that a clock is past due by so much."""
        rules = self.work.rules
        limit = rules.limit(clock.limit_id, clock.limit_version)
        late = units_late(clock.measure.unit, clock.due, clock.due_at, rules.working_days, self.work.act.now)
        return overdue_severity(limit.severity, clock.measure.amount, late or 0, rules.rises(limit, clock.measure))

    def warning(self, clock: ClockToWarn, limit: Limit, at: WarningAt) -> Raised:
        """Make the warning that a clock is near its end."""
        kind = warning_kind(limit)
        near = kind is not AlertKind.DUE_SOON
        days = at.before // 24 if limit.clock is not None and limit.clock.count is CountUnit.HOURS else at.before
        severity = self.work.rules.alerts.severity_near(days) if near else Severity.NOTICE
        alert, telling = self._raised(
            kind, clock.clock_id, str(at.before), clock.episode, clock.case_id, severity, at.at, clock.concern,
            clock.milestone_id, clock.clock_id,
        )  # fmt: skip
        if kind is AlertKind.BAIL_ENDING:
            case = self.work.cases.get(clock.case_id)
            alert = replace(alert, authority=who_extends(case, clock, self.work.rules, self.work.act.today))
        return alert, telling

    def skipped(self, clock: ClockToWarn, limit: Limit, at: WarningAt) -> Alert:
        """Make the record of a warning that nobody was told, because nothing looked on its day."""
        return self._as_skipped(self.warning(clock, limit, at)[0])

    def skipped_lapse(self, lapse: Lapse, at: WarningAt) -> Alert:
        """Make the record of a warning of protection that nobody was told, because nothing looked on its day."""
        return self._as_skipped(self.lapse(lapse, at)[0])

    def long_pause(self, pause: LongPause) -> Raised:
        """Make the alert of a pause whose day of review has passed."""
        limit = self.work.rules.limit(pause.limit_id, pause.limit_version)
        severity = max(Severity.WARNING, limit.severity, key=severity_order)
        since = start_of_day(pause.review_on + ONE_DAY)
        return self._raised(
            AlertKind.PAUSED_TOO_LONG, pause.clock_id, NOW, str(pause.pause), pause.case_id, severity, since,
            pause.concern, pause.milestone_id, pause.clock_id,
        )  # fmt: skip

    def lapse(self, lapse: Lapse, at: WarningAt) -> Raised:
        """Make the warning that what protects a child ends, or the alert that it has ended."""
        severity = Severity.CRITICAL if lapse.over else self.work.rules.alerts.severity_near(at.before)
        return self._raised(
            AlertKind.CONDITIONS_LAPSING, lapse.subject, str(at.before), lapse.on.isoformat(), lapse.case_id, severity,
            at.at, lapse.concern,
        )  # fmt: skip

    def unreviewed(self, measure: UnreviewedMeasure) -> Raised:
        """Make the alert of a protective measure whose day of review has passed."""
        since = start_of_day(measure.review_on + ONE_DAY)
        return self._raised(
            AlertKind.MEASURE_REVIEW_DUE, measure.protection_id, NOW, str(measure.version), measure.case_id,
            _by_risk(measure.risk), since, measure.concern,
        )  # fmt: skip

    def lacking(self, kind: AlertKind, case: CaseState) -> Raised:
        """Make the alert of what a case lacks, or of what is wrong with it as a whole."""
        severity = Severity.CRITICAL if kind in GRAVEST else _by_risk(case.risk)
        return self._raised(
            kind, case.case_id, NOW, case.since.isoformat(), case.case_id, severity, start_of_day(case.since),
            case.concern,
        )  # fmt: skip

    def breach(self, breach: Breach) -> Raised:
        """Make the alert that what protects a child was broken: told above, until somebody has seen to it."""
        concern = self.work.alerts.concern(breach.case_id)
        return self._raised(
            AlertKind.CONDITIONS_BREACHED, breach.id, NOW, breach.on.isoformat(), breach.case_id, Severity.CRITICAL,
            start_of_day(breach.on), concern,
        )  # fmt: skip

    def climbs(self, severity: Severity) -> date | None:
        """Give the day on which an alert so serious that was told today climbs from the bottom of the ladder."""
        rules = self.work.rules
        return climbs_on(self.work.act.today, AlertKind.OVERDUE, severity, Rung.OIC, rules.alerts, rules.working_days)

    def _as_skipped(self, alert: Alert) -> Alert:
        now = self.work.act.now
        return replace(alert, state=AlertState.ENDED, climbs_on=None, ended_at=now, ended_because=AlertEnd.SKIPPED)

    def _raised(
        self, kind: AlertKind, subject: str, threshold: str, episode: str, case_id: str, severity: Severity,
        since: datetime, concern: Concern, milestone_id: str | None = None, clock_id: str | None = None,
    ) -> Raised:  # fmt: skip
        act, rules = self.work.act, self.work.rules
        telling = self._told(kind, severity, since, concern)
        climbs = climbs_on(act.today, kind, severity, telling.reached, rules.alerts, rules.working_days)
        alert = Alert(
            act.new_id(), subject, kind, threshold, episode, case_id, milestone_id, clock_id, severity, AlertState.OPEN,
            min(since, act.now), act.now, telling.reached, climbs,
        )  # fmt: skip
        return alert, telling

    def _told(self, kind: AlertKind, severity: Severity, since: datetime, concern: Concern) -> Telling:
        """Give whom an alert is told to; after an outage, also who fits how late it is."""
        act, rules = self.work.act, self.work.rules
        if kind in UNTIL_SEEN_TO:
            return told_of_missed_limit(concern, act.today, self.staff)
        known = max(since, self.looked_at) if self.looked_at is not None else act.now
        missed = climbs_by(act.today, local_date(known), kind, severity, rules.alerts, rules.working_days)
        both = severity in rules.alerts.at_once
        return first_told(concern, act.today, self.staff, missed=missed, both=both)


def who_extends(case: Case, clock: ClockToWarn, rules: RuleBook, today: date) -> str:
    """Give who can extend the bail that a clock counts: a rank or the court; empty where nobody can, or is known."""
    suspect_id = case.milestone(clock.milestone_id).subject_id
    for arrest in case.standing_arrests(suspect_id):
        bail = case.bail(arrest.id, rules, today)
        ends = None if bail.earliest is None else start_of_day(bail.earliest + ONE_DAY)
        if bail.following is not None and ends == clock.expires_at:
            return str(bail.following.rank)
    return ""


def grow_by_risk(case_id: str, risk: RiskGrade, work: Work) -> None:
    """Make the open alerts of a case more serious whose severity is that of its risk, which was graded anew."""
    severity, rules = _by_risk(risk), work.rules
    for one in work.alerts.of_case(case_id):
        if one.kind in BY_RISK and severity_order(severity) > severity_order(one.severity):
            on = climbs_on(work.act.today, one.kind, severity, one.reached, rules.alerts, rules.working_days)
            work.alerts.grow(one.alert_id, severity, on)


def warning_kind(limit: Limit) -> AlertKind:
    """Give what the warning of a limit is called."""
    if _stops(limit) == BAIL_ENDED:
        return AlertKind.BAIL_ENDING
    return AlertKind.LAW_LIMIT_NEAR if limit.kind is LimitKind.LAW else AlertKind.DUE_SOON


def _by_risk(risk: RiskGrade) -> Severity:
    return Severity.URGENT if risk in (RiskGrade.VERY_HIGH, RiskGrade.HIGH) else Severity.WARNING


def _stops(limit: Limit) -> str:
    return "" if limit.clock is None else limit.clock.stops
