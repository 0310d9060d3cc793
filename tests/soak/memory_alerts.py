"""The alerts that the actions work with, kept in memory: what `AlertStore` does with SQL, said once more without it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.soak.facts import ClockFact, MeasureFact
from tests.soak.memory import OF_CLOCK, Memory
from tracker.domain.act import Act
from tracker.domain.alert import TIME_LIMIT_OUTCOME, Alert, Step
from tracker.domain.ladder import Concern, NotTold, Telling, ToldAlert
from tracker.domain.sweep import CaseState, ClockToWarn, Lapse, LongPause, OpenOverdue, OverdueClock, UnreviewedMeasure
from tracker.errors import NotFound
from tracker.terms import (
    PAST_DUE,
    UNTIL_SEEN_TO,
    WARNINGS,
    AlertEnd,
    AlertKind,
    AlertState,
    AlertStep,
    ClockState,
    Severity,
)
from tracker.time_source import local_date

#: a warning that ended so is not told again when its clock runs on
OVER_FOR_GOOD = (AlertEnd.LATER_WARNING, AlertEnd.SKIPPED, AlertEnd.RAN_OUT, AlertEnd.SEEN_TO)
ONE_DAY = timedelta(days=1)
NOT_TAKEN_ON: dict[str, Any] = {
    "acknowledged_by": None, "acknowledged_at": None, "next_step": "", "next_step_by": None,
}  # fmt: skip


class MemoryAlerts:
    """Alerts of one unit of work. `before_each` is called first by whatever the sweep asks, and may let it crash."""

    def __init__(self, memory: Memory, act: Act, before_each: Callable[[], None] = lambda: None) -> None:
        self.memory = memory
        self.act = act
        self._before_each = before_each

    # what is found

    def due_to_raise(self, now: datetime) -> Sequence[OverdueClock]:
        self._before_each()
        found = [self.memory.clocks[key] for key in self.memory.due.until(now)]
        found.sort(key=lambda clock: (clock.expires_at, clock.id))
        return [self._overdue(clock) for clock in found]

    def clocks_to_warn(self, now: datetime, most: int) -> Sequence[ClockToWarn]:
        self._before_each()
        found = [*sorted(self.memory.unlooked)[:most], *sorted(self.memory.warn.until(now))]
        clocks = [self.memory.clocks[key] for key in found]
        return [
            ClockToWarn(
                one.id, one.case_id, one.milestone_id, one.limit_id, one.limit_version, one.episode, one.expires_at,
                self._concern(one),
            )
            for one in clocks
        ]  # fmt: skip

    def long_pauses(self, today: date) -> Sequence[LongPause]:
        self._before_each()
        found = []
        for key in sorted(self.memory.reviews.until(today)):
            one = self.memory.clocks[key]
            told = self._keys(AlertKind.PAUSED_TOO_LONG, one.id)
            if one.review_on is None or one.review_on >= today or str(one.pauses) in {alert.episode for alert in told}:
                continue
            found.append(
                LongPause(
                    one.id, one.case_id, one.milestone_id, one.limit_id, one.limit_version, one.pauses, one.review_on,
                    self._concern(one),
                )
            )  # fmt: skip
        return found

    def lapses(self, until: date) -> Sequence[Lapse]:
        self._before_each()
        found = []
        for subject in sorted({*self.memory.ends.until(until), *self.memory.lapsed}):
            one = self.memory.standing[subject]
            on = one.since if one.lapsed else one.until
            assert on is not None
            found.append(Lapse(subject, one.case_id, on, one.lapsed, self.memory.cases[one.case_id].concern()))
        return found

    def unreviewed_measures(self, today: date) -> Sequence[UnreviewedMeasure]:
        self._before_each()
        found = []
        for key in sorted(self.memory.looks.until(today - ONE_DAY)):
            one = self.memory.measures[key]
            told = [alert for alert in self._keys(AlertKind.MEASURE_REVIEW_DUE, key) if alert.id in self.memory.open]
            if one.review_on is not None and one.in_force(today) and str(one.version) not in {a.episode for a in told}:
                case = self.memory.cases[one.case_id]
                found.append(UnreviewedMeasure(key, case.id, one.version, one.review_on, case.risk, case.concern()))
        return found

    def told_of(self, kind: AlertKind, subjects: Sequence[str]) -> frozenset[tuple[str, str, str]]:
        found = (one for subject in subjects for one in self._keys(kind, subject) if one.id in self.memory.open)
        return frozenset((one.subject_id, one.threshold, one.episode) for one in found)

    def unowned_cases(self) -> Sequence[CaseState]:
        self._before_each()
        return self._states(AlertKind.NO_OWNER, self.memory.unowned, lambda case: case.waits_since or case.reported_on)

    def idle_cases(self) -> Sequence[CaseState]:
        self._before_each()
        return self._states(AlertKind.NO_NEXT_ACTION, self.memory.idle, lambda case: case.idle_since)

    def late_unprotected_cases(self, now: datetime) -> Sequence[CaseState]:
        self._before_each()
        late = [key for key in self.memory.bare if self.is_late(key, now)]
        return self._states(AlertKind.LATE_UNPROTECTED, late, lambda case: self._bare_since(case.id))

    def expired_cases(self) -> Sequence[CaseState]:
        self._before_each()
        found = []
        for one in (self.memory.cases[key] for key in sorted(self.memory.missed)):
            since = one.closed_on or one.reported_on
            told = self._keys(AlertKind.TIME_LIMIT_EXPIRED, one.id)
            seen_to = [alert for alert in told if alert.ended_because is AlertEnd.SEEN_TO]
            known = {alert.episode for alert in seen_to}
            if since.isoformat() not in known and not any(alert.id in self.memory.open for alert in told):
                found.append(CaseState(one.id, since, one.risk, one.concern()))
        return found

    def concern(self, case_id: str) -> Concern:
        return self.memory.cases[case_id].concern()

    def open_overdue(self, limit_ids: Collection[str]) -> Sequence[OpenOverdue]:
        self._before_each()
        found = []
        for key in sorted(self.memory.past_due_open):
            alert = self.memory.alerts[key]
            clock = self.memory.clocks[alert.clock_id or ""]
            if clock.limit_id in limit_ids:
                found.append(OpenOverdue(key, alert.severity, self._overdue(clock)))
        return found

    def told_to(self, officer_ids: Collection[str]) -> Sequence[ToldAlert]:
        self._before_each()
        found: set[str] = set()
        for officer_id in officer_ids:
            found.update(self.memory.open_told_to.get(officer_id, ()))
        return self._told(found)

    def unknown_to_oic(self, case_id: str | None = None) -> Sequence[ToldAlert]:
        self._before_each()
        found = self.memory.unknown_to_oic
        if case_id is not None:
            return self._told([key for key in self.memory.open_of_case.get(case_id, ()) if key in found])
        return self._told(found)

    def of_case(self, case_id: str) -> Sequence[ToldAlert]:
        return self._told(self.memory.open_of_case.get(case_id, ()))

    def to_climb(self, today: date) -> Sequence[tuple[ToldAlert, datetime]]:
        self._before_each()
        return [(one, self.memory.told[one.alert_id][-1][0]) for one in self._told(self.memory.climbs.until(today))]

    def lapsed(self, today: date) -> Sequence[ToldAlert]:
        self._before_each()
        found = self.memory.next_steps.until(today)
        alerts = [self.memory.alerts[key] for key in found]
        return self._told([one.id for one in alerts if one.next_step_by is not None and one.next_step_by < today])

    def snoozed_until(self, today: date) -> Sequence[str]:
        self._before_each()
        return sorted(self.memory.put_off.until(today))

    def raise_new(self, alerts: Sequence[tuple[Alert, Telling]]) -> int:
        count = 0
        for alert, telling in alerts:
            self._before_each()
            key = alert.subject_id, alert.kind, alert.threshold, alert.episode
            known = self.memory.by_key.get(key)
            if known is None:
                self.memory.put_alert(alert)
                self._note_telling(alert.id, telling)
                count += 1
            elif self.memory.alerts[known].state is AlertState.ENDED:
                was_skipped = self.memory.alerts[known].ended_because is AlertEnd.SKIPPED
                self._back(known)
                if was_skipped:
                    self._note_telling(known, telling)
                    self._set(known, rung=alert.rung, climbs_on=alert.climbs_on)
                count += 1
        return count

    def note_skipped(self, alerts: Sequence[Alert]) -> None:
        for alert in alerts:
            if (alert.subject_id, alert.kind, alert.threshold, alert.episode) not in self.memory.by_key:
                self.memory.put_alert(alert)

    def end_earlier_warnings(self, standing: Sequence[tuple[str, str]]) -> None:
        for subject, threshold in standing:
            lapses = self.memory.of_subject.get((AlertKind.CONDITIONS_LAPSING, subject), ())
            for key in sorted({*self.memory.of_clock.get(subject, ()), *lapses}):
                alert = self.memory.alerts[key]
                is_warning = alert.kind in WARNINGS or alert.kind is AlertKind.CONDITIONS_LAPSING
                if key in self.memory.open and is_warning and alert.threshold != threshold:
                    self._end(key, self.act.now, AlertEnd.LATER_WARNING)

    def note_warned(self, clocks: Iterable[tuple[str, str, datetime | None]]) -> None:
        for clock_id, episode, at in clocks:
            self.memory.put_warned(clock_id, episode, at)

    def note_overdue(self, clock_ids: Sequence[str]) -> None:
        for key in clock_ids:
            clock = self.memory.clocks[key]
            if clock.overdue_since is None:
                self.memory.put_clock(replace(clock, overdue_since=clock.expires_at))

    def free_from(self, officer_id: str) -> int:
        return self._free(lambda alert: alert.acknowledged_by == officer_id)

    def free_of(self, case_id: str) -> int:
        return self._free(lambda alert: alert.case_id == case_id)

    def tell(self, alert_id: str, telling: Telling, climbs_on: date | None) -> bool:
        self._before_each()
        told = self._note_telling(alert_id, telling)
        self._set(alert_id, rung=telling.reached, climbs_on=climbs_on)
        return told

    def reopen(self, alert_id: str, why: AlertStep) -> None:
        self._before_each()
        before = self.memory.alerts[alert_id]
        self._set(alert_id, state=AlertState.OPEN, snoozed_until=None, **NOT_TAKEN_ON)
        self.note(alert_id, why, recipient=before.acknowledged_by or "", until=before.next_step_by)

    def grow(self, alert_id: str, severity: Severity, climbs_on: date | None) -> None:
        self._before_each()
        before = self.memory.alerts[alert_id]
        sooner = min((day for day in (before.climbs_on, climbs_on) if day is not None), default=None)
        state = AlertState.OPEN if before.state is AlertState.SNOOZED else before.state
        self._set(alert_id, severity=severity, climbs_on=sooner, state=state)
        self.note(alert_id, AlertStep.GREW, why=severity.value)

    def settle(self, now: datetime, case_id: str | None = None) -> int:
        self._before_each()
        if case_id is None:
            looked = {
                *self.memory.dirty, *self.memory.run_out.until(now), *self.memory.late_alerts,
                *self.memory.measure_alerts,
            }  # fmt: skip
            self.memory.dirty.clear()
        else:
            looked = set(self.memory.open_of_case.get(case_id, ()))
        count = 0
        for key in sorted(looked):
            because = self.reason_gone(self.memory.alerts[key], now)
            if because is not None:
                self._end(key, now, because)
                count += 1
        for key in [] if case_id is None else self._with_reason_back(case_id, now):
            self._back(key)
            count += 1
        return count

    def get(self, alert_id: str) -> Alert:
        try:
            return self.memory.alerts[alert_id]
        except KeyError:
            raise NotFound("not_found") from None

    def save(self, changed: Alert) -> None:
        self.memory.put_alert(replace(changed, version=changed.version + 1))

    def note(
        self, alert_id: str, what: AlertStep, *, recipient: str = "", why: str = "", until: date | None = None
    ) -> None:
        act = self.act
        step = Step(act.new_id(), alert_id, act.now, what, act.officer_id, None, recipient, why, until)
        self.memory.steps.append((self.memory.history.turn, step))

    # how things stand

    def is_late(self, case_id: str, now: datetime) -> bool:
        """Say whether a clock of a case is past due."""
        clocks = (self.memory.clocks[key] for key in self.memory.clocks_of.get(case_id, ()))
        return any(
            one.state is ClockState.RUNNING and one.expires_at is not None and one.expires_at <= now for one in clocks
        )

    def _is_told_late(self, case_id: str) -> bool:
        for key in self.memory.open_of_case.get(case_id, ()):
            alert = self.memory.alerts[key]
            clock = self.memory.clocks.get(alert.clock_id or "")
            runs = clock is not None and clock.state is ClockState.RUNNING and clock.episode == alert.episode
            if runs and alert.kind in PAST_DUE:
                return True
        return False

    def reason_gone(self, alert: Alert, now: datetime) -> AlertEnd | None:
        """Say why an open alert has no reason any more; None where it has."""
        case = self.memory.cases[alert.case_id]
        clock = self.memory.clocks.get(alert.clock_id or "")
        if case.closed and alert.kind is not AlertKind.TIME_LIMIT_EXPIRED:
            return AlertEnd.CASE_CLOSED
        if clock is not None and (alert.kind in OF_CLOCK or alert.kind is AlertKind.PAUSED_TOO_LONG):
            return _of_clock(alert, clock, now)
        unprotected = any(not one.protected and one.known for one in self.memory.standings.get(case.id, ()))
        standing = self.memory.standing.get(alert.subject_id)
        untrue = {
            AlertKind.NO_OWNER: self.memory.has_owner(case),
            AlertKind.NO_NEXT_ACTION: case.idle_since is None,
            AlertKind.TIME_LIMIT_EXPIRED: case.outcome_code != TIME_LIMIT_OUTCOME,
            AlertKind.LATE_UNPROTECTED: not unprotected
            or not (self.is_late(case.id, now) or self._is_told_late(case.id)),
            AlertKind.CONDITIONS_LAPSING: standing is None or standing.episode != alert.episode,
        }
        if untrue.get(alert.kind, False) and (alert.lapses_on or date.max) < local_date(now):
            return AlertEnd.RAN_OUT
        if alert.kind is AlertKind.MEASURE_REVIEW_DUE:
            return _of_measure(alert, self.memory.measures[alert.subject_id], local_date(now))
        return AlertEnd.NO_LONGER_TRUE if untrue.get(alert.kind, False) else None

    def _with_reason_back(self, case_id: str, now: datetime) -> list[str]:
        back = []
        for clock_id in self.memory.clocks_of.get(case_id, ()):
            clock = self.memory.clocks[clock_id]
            if clock.state is not ClockState.RUNNING or clock.expires_at is None:
                continue
            for key in self.memory.of_clock.get(clock_id, ()):
                alert = self.memory.alerts[key]
                if alert.state is not AlertState.ENDED or alert.episode != clock.episode:
                    continue
                past = alert.kind in PAST_DUE
                near = alert.kind in WARNINGS and clock.expires_at > now and alert.ended_because not in OVER_FOR_GOOD
                if past or near:
                    back.append(key)
        if not self.memory.cases[case_id].closed:
            breaches = (self.memory.alerts[key] for key in self.memory.breaches_of.get(case_id, ()))
            back += [one.id for one in breaches if one.ended_because is AlertEnd.CASE_CLOSED]
        return sorted(back)

    def _keys(self, kind: AlertKind, subject: str) -> list[Alert]:
        return [self.memory.alerts[key] for key in self.memory.of_subject.get((kind, subject), ())]

    def _states(self, kind: AlertKind, cases: Iterable[str], since: Callable[[Any], Any]) -> list[CaseState]:
        found = []
        for key in sorted(cases):
            if not any(one.id in self.memory.open for one in self._keys(kind, key)):
                case = self.memory.cases[key]
                found.append(CaseState(key, since(case), case.risk, case.concern()))
        return found

    def _bare_since(self, case_id: str) -> date:
        return min(one.since for one in self.memory.standings[case_id] if not one.protected and one.known)

    def _concern(self, clock: ClockFact) -> Any:
        return self.memory.cases[clock.case_id].concern()

    def _overdue(self, clock: ClockFact) -> OverdueClock:
        assert clock.expires_at is not None
        return OverdueClock(
            clock.id, clock.case_id, clock.milestone_id, clock.limit_id, clock.limit_version, clock.measure, clock.due,
            clock.due_at, clock.overdue_since, clock.expires_at, self._concern(clock),
        )  # fmt: skip

    def _told(self, alert_ids: Iterable[str]) -> list[ToldAlert]:
        kept = self.memory.as_told
        return [
            kept.get(key) or self._as_told(key)
            for key in sorted(alert_ids)
            if key in self.memory.open and self.memory.told.get(key)
        ]

    def _as_told(self, alert_id: str) -> ToldAlert:
        alert = self.memory.alerts[alert_id]
        concern = self.memory.cases[alert.case_id].concern()
        if alert.kind in UNTIL_SEEN_TO:
            concern = replace(concern, oic_id=None)
        told = tuple(one for _, _, one in self.memory.told[alert_id])
        made = ToldAlert(alert_id, alert.case_id, alert.kind, alert.severity, told, alert.rung, concern)
        self.memory.as_told[alert_id] = made
        return made

    def _free(self, which: Callable[[Alert], bool]) -> int:
        for one in [one for one in self.memory.alerts.values() if one.state is AlertState.ENDED and which(one)]:
            if one.acknowledged_at is not None:
                self.memory.put_alert(replace(one, **NOT_TAKEN_ON))
        found = [self.memory.alerts[key] for key in sorted(self.memory.open)]
        taken = [one for one in found if one.state is AlertState.ACKNOWLEDGED and which(one)]
        for one in taken:
            self._set(one.id, state=AlertState.OPEN, **NOT_TAKEN_ON)
            self.note(one.id, AlertStep.FREED, recipient=one.acknowledged_by or "")
        return len(taken)

    def _note_telling(self, alert_id: str, telling: Telling) -> bool:
        new = [self.memory.put_told(alert_id, one, self.act.now, self.act.today) for one in telling.told]
        self._note_passed(alert_id, telling.passed)
        return any(new)

    def _note_passed(self, alert_id: str, passed: Iterable[NotTold]) -> None:
        act = self.act
        for one in passed:
            step = Step(
                act.new_id(), alert_id, act.now, AlertStep.PASSED_OVER, act.officer_id, one.rung, one.recipient,
                one.why.value, None,
            )  # fmt: skip
            self.memory.steps.append((self.memory.history.turn, step))

    def _end(self, alert_id: str, at: datetime, because: AlertEnd) -> None:
        self._set(alert_id, state=AlertState.ENDED, ended_at=at, ended_because=because)
        self.note(alert_id, AlertStep.ENDED, why=because.value)

    def _back(self, alert_id: str) -> None:
        taken_on = self.memory.alerts[alert_id].acknowledged_at is not None
        state = AlertState.ACKNOWLEDGED if taken_on else AlertState.OPEN
        self._set(alert_id, state=state, ended_at=None, ended_because=None)
        self.note(alert_id, AlertStep.BACK)

    def _set(self, alert_id: str, **values: Any) -> None:
        before = self.memory.alerts[alert_id]
        self.memory.put_alert(replace(before, version=before.version + 1, **values))


def _of_measure(alert: Alert, measure: MeasureFact, today: date) -> AlertEnd | None:
    if not measure.in_force(today):
        return AlertEnd.NO_LONGER_TRUE
    return AlertEnd.DONE if str(measure.version) != alert.episode else None


def _of_clock(alert: Alert, clock: ClockFact, now: datetime) -> AlertEnd | None:
    if clock.state is ClockState.STOPPED:
        return AlertEnd.NOT_REQUIRED if clock.not_required else AlertEnd.DONE
    if alert.kind is AlertKind.PAUSED_TOO_LONG:
        goes_on = clock.state is ClockState.RUNNING or str(clock.pauses) != alert.episode
        return AlertEnd.NO_LONGER_TRUE if goes_on else None
    if clock.state is ClockState.PAUSED:
        return AlertEnd.PAUSED
    if clock.episode != alert.episode:
        return AlertEnd.MOVED
    ran_out = alert.kind in WARNINGS and clock.expires_at is not None and clock.expires_at <= now
    return AlertEnd.RAN_OUT if ran_out else None
