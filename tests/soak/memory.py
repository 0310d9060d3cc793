"""A unit's facts and alerts in memory: plain tables with indices by what is looked for, and an undo for a crash."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from tests.soak.facts import CaseFact, ClockFact, History, MeasureFact, ToldOnce
from tracker.domain.alert import TIME_LIMIT_OUTCOME, Alert, Step
from tracker.domain.ladder import Told, ToldAlert
from tracker.domain.people import Absence, Officer
from tracker.domain.protection_standing import ProtectionStanding
from tracker.terms import PAST_DUE, UNTIL_SEEN_TO, WARNINGS, AlertKind, AlertState, ClockState

Key = tuple[str, str, str, str]
OF_CLOCK = PAST_DUE | WARNINGS
Ids = dict[str, None]


class ByDay:
    """Things by the day or the instant from which they are to be looked at."""

    def __init__(self) -> None:
        self._at: dict[str, Any] = {}
        self._of: dict[Any, Ids] = {}

    def put(self, key: str, at: Any) -> None:
        """Look at a thing from then on; None: never."""
        before = self._at.get(key)
        if before == at:
            return
        if before is not None:
            of = self._of[before]
            del of[key]
            if not of:
                del self._of[before]
            del self._at[key]
        if at is not None:
            self._at[key] = at
            self._of.setdefault(at, {})[key] = None

    def until(self, at: Any) -> list[str]:
        """Give what is to be looked at by then."""
        return [key for when, of in self._of.items() if when <= at for key in of]

    def next_after(self, at: Any) -> Any:
        """Give when something is to be looked at next; None where nothing is."""
        return min((when for when in self._of if when > at), default=None)


class Memory:
    """The tables. Whatever changes one goes through a `put`, which keeps the indices and how to undo it."""

    def __init__(self) -> None:
        self.history = History()
        self.cases: dict[str, CaseFact] = {}
        self.clocks: dict[str, ClockFact] = {}
        self.standings: dict[str, tuple[ProtectionStanding, ...]] = {}
        self.standing: dict[str, ProtectionStanding] = {}
        self.measures: dict[str, MeasureFact] = {}
        self.officers: dict[str, Officer] = {}
        self.absences: dict[str, Absence] = {}
        self.alerts: dict[str, Alert] = {}
        self.told: dict[str, list[tuple[datetime, str, Told]]] = {}
        self.steps: list[tuple[int, Step]] = []
        self.warned: dict[str, tuple[str, datetime | None]] = {}
        # what is looked for
        self.by_key: dict[Key, str] = {}
        self.of_subject: dict[tuple[AlertKind, str], Ids] = {}
        self.open_of_case: dict[str, Ids] = {}
        self.of_clock: dict[str, Ids] = {}
        self.breaches_of: dict[str, Ids] = {}
        self.clocks_of: dict[str, Ids] = {}
        self.measures_of: dict[str, Ids] = {}
        self.open_told_to: dict[str, Ids] = {}
        self.open: Ids = {}
        self.as_told: dict[str, ToldAlert] = {}
        self.unknown_to_oic: Ids = {}
        self.dirty: Ids = {}
        self.late_alerts: Ids = {}
        self.past_due_open: Ids = {}
        self.measure_alerts: Ids = {}
        self.bare: Ids = {}
        self.lapsed: Ids = {}
        self.unlooked: Ids = {}
        self.unowned: Ids = {}
        self.idle: Ids = {}
        self.missed: Ids = {}
        self.due, self.warn, self.reviews, self.ends, self.looks = ByDay(), ByDay(), ByDay(), ByDay(), ByDay()
        self.climbs, self.next_steps, self.put_off, self.run_out = ByDay(), ByDay(), ByDay(), ByDay()
        self.staff_changes = 0
        self._undo: list[Callable[[], object]] | None = None
        self._marks = (0, 0)

    # a pass is kept whole, or not at all

    def begin(self) -> None:
        """Begin what may be undone."""
        self._undo = []
        self._marks = len(self.steps), len(self.history.told)

    def commit(self) -> None:
        """Keep what was done."""
        self._undo = None

    def rollback(self) -> None:
        """Undo everything since the beginning, the last thing first."""
        undo, self._undo = self._undo or [], None
        for one in reversed(undo):
            one()
        del self.steps[self._marks[0] :]
        del self.history.told[self._marks[1] :]

    def _note(self, undo: Callable[[], object]) -> None:
        if self._undo is not None:
            self._undo.append(undo)

    # people

    def put_officer(self, officer: Officer) -> None:
        """Keep an officer."""
        before = self.officers.get(officer.id)
        self.officers[officer.id] = officer
        if before is None or before.active != officer.active:
            for case in (one for one in self.cases.values() if one.oic_id == officer.id):
                put_if(self.unowned, case.id, not self.has_owner(case) and not case.closed)
        self.history.note("officer", officer.id, officer)
        self.staff_changes += 1

    def put_absence(self, key: str, absence: Absence | None) -> None:
        """Keep an absence, or take it away."""
        if absence is None:
            self.absences.pop(key, None)
        else:
            self.absences[key] = absence
        self.history.note("absence", key, absence)
        self.staff_changes += 1

    # cases and what runs in them

    def has_owner(self, case: CaseFact) -> bool:
        """Say whether somebody who has not left has a case."""
        return case.oic_id in self.officers and self.officers[case.oic_id].active

    def put_case(self, case: CaseFact) -> None:
        """Keep a case."""
        before = self.cases.get(case.id)
        self.cases[case.id] = case
        self.history.note("case", case.id, case)
        if before is not None:
            self._note(lambda: self.put_case(before))
        put_if(self.unowned, case.id, not self.has_owner(case) and not case.closed)
        put_if(self.idle, case.id, case.idle_since is not None and case.oic_id is not None and not case.closed)
        put_if(self.missed, case.id, case.outcome_code == TIME_LIMIT_OUTCOME)
        if before is None or before.closed != case.closed:
            for clock_id in self.clocks_of.get(case.id, ()):
                self._index_clock(self.clocks[clock_id])
            self._index_standings(case.id)
            for key in self.measures_of.get(case.id, ()):
                self._index_measure(self.measures[key])
        for alert_id in self.open_of_case.get(case.id, ()):
            self.dirty[alert_id] = None
            self.as_told.pop(alert_id, None)
            self._index_told(alert_id)

    def put_clock(self, clock: ClockFact) -> None:
        """Keep a clock."""
        before = self.clocks.get(clock.id)
        self.clocks[clock.id] = clock
        self.history.note("clock", clock.id, clock)
        self.clocks_of.setdefault(clock.case_id, {})[clock.id] = None
        self._note(lambda: self.forget_clock(clock.id) if before is None else self.put_clock(before))
        self._index_clock(clock)
        for alert_id in self.of_clock.get(clock.id, ()):
            if alert_id in self.open:
                self.dirty[alert_id] = None
                self._index_run_out(self.alerts[alert_id])

    def forget_clock(self, clock_id: str) -> None:
        """Take a clock away that never was."""
        clock = self.clocks.pop(clock_id)
        del self.clocks_of[clock.case_id][clock_id]
        self.history.was.pop(("clock", clock_id), None)
        self.warned.pop(clock_id, None)
        self.unlooked.pop(clock_id, None)
        for index in (self.due, self.warn, self.reviews):
            index.put(clock_id, None)

    def put_warned(self, clock_id: str, episode: str, warn_from: datetime | None) -> None:
        """Keep that a due value was looked at for its warnings."""
        before = self.warned.get(clock_id, ("", None))
        self._note(lambda: self.put_warned(clock_id, *before))
        self.warned[clock_id] = episode, warn_from
        self._index_clock(self.clocks[clock_id])

    def _index_clock(self, clock: ClockFact) -> None:
        counts = not self.cases[clock.case_id].closed
        runs = counts and clock.state is ClockState.RUNNING
        told = runs and self.is_past_due_told(clock)
        self.due.put(clock.id, clock.expires_at if runs and not told else None)
        episode, warn_from = self.warned.get(clock.id, ("", None))
        put_if(self.unlooked, clock.id, runs and episode != clock.episode)
        self.warn.put(clock.id, warn_from if runs and episode == clock.episode else None)
        paused = counts and clock.state is ClockState.PAUSED
        self.reviews.put(clock.id, clock.review_on if paused else None)

    def unprotected_late_after(self, at: datetime) -> datetime | None:
        """Give when a case that nothing protects is late next.

        Its clock may have been told to be late before, by a machine whose own clock was ahead.
        """
        clocks = (self.clocks[key] for case_id in self.bare for key in self.clocks_of.get(case_id, ()))
        ends = (one.expires_at for one in clocks if one.state is ClockState.RUNNING and one.expires_at is not None)
        return min((end for end in ends if end > at), default=None)

    def is_past_due_told(self, clock: ClockFact) -> bool:
        """Say whether an alert stands that says that a clock has run out, for its present due value."""
        return any(
            key in self.open and self.alerts[key].kind in PAST_DUE and self.alerts[key].episode == clock.episode
            for key in self.of_clock.get(clock.id, ())
        )

    def put_standings(self, case_id: str, standings: Iterable[ProtectionStanding]) -> None:
        """Keep how the children of a case stand."""
        before = self.standings.get(case_id, ())
        now = tuple(sorted(standings, key=lambda one: one.subject))
        if now == before:
            return
        for one in before:
            self.ends.put(one.subject, None)
            self.lapsed.pop(one.subject, None)
            del self.standing[one.subject]
        self.standings[case_id] = now
        self.standing.update((one.subject, one) for one in now)
        self.history.note("standings", case_id, now)
        self._note(lambda: self.put_standings(case_id, before))
        self._index_standings(case_id)
        self.dirty.update(self.open_of_case.get(case_id, {}))

    def _index_standings(self, case_id: str) -> None:
        counts, found = not self.cases[case_id].closed, self.standings.get(case_id, ())
        put_if(self.bare, case_id, counts and any(not one.protected and one.known for one in found))
        for one in found:
            self.ends.put(one.subject, one.until if counts else None)
            put_if(self.lapsed, one.subject, counts and one.lapsed)

    def put_measure(self, measure: MeasureFact) -> None:
        """Keep a protective measure."""
        self.measures[measure.id] = measure
        self.measures_of.setdefault(measure.case_id, {})[measure.id] = None
        self.history.note("measure", measure.id, measure)
        self._index_measure(measure)
        self.dirty.update(self.open_of_case.get(measure.case_id, {}))

    def _index_measure(self, measure: MeasureFact) -> None:
        self.looks.put(measure.id, None if self.cases[measure.case_id].closed else measure.review_on)

    # alerts

    def put_alert(self, alert: Alert) -> None:
        """Keep an alert."""
        before = self.alerts.get(alert.id)
        self.alerts[alert.id] = alert
        self.as_told.pop(alert.id, None)
        self._note(lambda: self._forget_alert(alert) if before is None else self.put_alert(before))
        is_open = alert.state is not AlertState.ENDED
        if before is None:
            self.by_key[alert.subject_id, alert.kind, alert.threshold, alert.episode] = alert.id
            self.of_subject.setdefault((alert.kind, alert.subject_id), {})[alert.id] = None
            if alert.clock_id is not None:
                self.of_clock.setdefault(alert.clock_id, {})[alert.id] = None
            if alert.kind is AlertKind.CONDITIONS_BREACHED:
                self.breaches_of.setdefault(alert.case_id, {})[alert.id] = None
        put_if(self.open, alert.id, is_open)
        put_if(self.open_of_case.setdefault(alert.case_id, {}), alert.id, is_open)
        put_if(self.late_alerts, alert.id, is_open and alert.kind is AlertKind.LATE_UNPROTECTED)
        put_if(self.measure_alerts, alert.id, is_open and alert.kind is AlertKind.MEASURE_REVIEW_DUE)
        put_if(self.past_due_open, alert.id, is_open and alert.kind in PAST_DUE)
        put_if(self.dirty, alert.id, is_open)
        self.climbs.put(alert.id, alert.climbs_on if alert.state is AlertState.OPEN else None)
        self.next_steps.put(alert.id, alert.next_step_by if alert.state is AlertState.ACKNOWLEDGED else None)
        self.put_off.put(alert.id, alert.snoozed_until if alert.state is AlertState.SNOOZED else None)
        self._index_run_out(alert)
        self._index_told(alert.id)
        if alert.kind in PAST_DUE and alert.clock_id in self.clocks:
            self._index_clock(self.clocks[alert.clock_id])

    def _forget_alert(self, alert: Alert) -> None:
        self.put_alert_ended_for_good(alert)
        del self.alerts[alert.id]
        del self.by_key[alert.subject_id, alert.kind, alert.threshold, alert.episode]
        del self.of_subject[alert.kind, alert.subject_id][alert.id]
        self.breaches_of.get(alert.case_id, {}).pop(alert.id, None)
        if alert.clock_id is not None:
            del self.of_clock[alert.clock_id][alert.id]
            if alert.clock_id in self.clocks:
                self._index_clock(self.clocks[alert.clock_id])

    def put_alert_ended_for_good(self, alert: Alert) -> None:
        """Take an alert out of every list of what is open."""
        for ids in (
            self.open, self.open_of_case[alert.case_id], self.late_alerts, self.past_due_open, self.measure_alerts,
            self.dirty,
        ):  # fmt: skip
            ids.pop(alert.id, None)
        for index in (self.climbs, self.next_steps, self.put_off, self.run_out):
            index.put(alert.id, None)
        self.unknown_to_oic.pop(alert.id, None)
        for _, recipient, _ in self.told.get(alert.id, ()):
            self.open_told_to[recipient].pop(alert.id, None)

    def _index_run_out(self, alert: Alert) -> None:
        clock = self.clocks.get(alert.clock_id or "")
        waits = alert.kind in WARNINGS and alert.state is not AlertState.ENDED and clock is not None
        self.run_out.put(alert.id, clock.expires_at if waits and clock is not None else None)

    def _index_told(self, alert_id: str) -> None:
        alert = self.alerts[alert_id]
        is_open, told = alert_id in self.open, self.told.get(alert_id, ())
        for _, recipient, _ in told:
            put_if(self.open_told_to.setdefault(recipient, {}), alert_id, is_open)
        oic = self.cases[alert.case_id].oic_id
        unknown = oic is not None and alert.kind not in UNTIL_SEEN_TO and all(one[1] != oic for one in told)
        put_if(self.unknown_to_oic, alert_id, is_open and unknown and bool(told))

    def put_told(self, alert_id: str, told: Told, at: datetime, today: date) -> bool:
        """Keep that somebody was told; say whether that is new."""
        kept = self.told.setdefault(alert_id, [])
        if any(one == told for _, _, one in kept):
            return False
        row = (at, told.recipient, told)
        kept.append(row)
        self.as_told.pop(alert_id, None)
        kept.sort(key=lambda one: (one[0], one[1]))
        self.history.told.append(ToldOnce(self.history.turn, alert_id, told.rung, told.recipient, today))
        self._note(lambda: self._untell(alert_id, row))
        self._index_told(alert_id)
        return True

    def _untell(self, alert_id: str, row: tuple[datetime, str, Told]) -> None:
        self.told[alert_id].remove(row)
        self.as_told.pop(alert_id, None)
        self.open_told_to[row[1]].pop(alert_id, None)
        if alert_id in self.alerts:
            self._index_told(alert_id)


def put_if(ids: Ids, key: str, holds: object) -> None:
    """Keep a key in a list where something holds, else take it out."""
    if holds:
        ids[key] = None
    else:
        ids.pop(key, None)
