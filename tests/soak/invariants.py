"""What must hold of the alerts of a unit whatever happens: each rule in one sentence, said without the program's rules.

`Invariants` looks after each pass at what is new, once a day at everything that is open, and at the end at the whole
history. It reads tables in memory, which a test may also fill from a database.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from tests.soak.facts import FOREVER, CaseFact, ClockFact, MeasureFact, Passed, Stretch
from tests.soak.memory import Memory
from tracker.domain.alert import TIME_LIMIT_OUTCOME, Alert
from tracker.domain.limit import Limit
from tracker.domain.people import Absence, Officer
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.rule_book import RuleBook
from tracker.resource_files import toml
from tracker.terms import (
    PAST_DUE,
    UNTIL_SEEN_TO,
    WARNINGS,
    AlertEnd,
    AlertKind,
    AlertState,
    AlertStep,
    ClockState,
    CountUnit,
    LimitKind,
)
from tracker.time_source import LONDON, local_date, start_of_day

UNIT_LIST = "unit_list"
DAY = timedelta(days=1)
TOLD_OF_LAPSE = (14, 7, 3, 1)


def days_off(calendar: str) -> frozenset[date]:
    """Give the days off of a calendar as its file has them, with those of the calendar that it adds to."""
    document = toml(f"bank_holidays/{calendar}.toml")
    own = frozenset(one["date"] for one in document.get("holiday", ()))
    return own | days_off(document["includes"]) if "includes" in document else own


#: what is so of the clock of an alert that ended for a reason
OF_ITS_CLOCK: Mapping[AlertEnd, Callable[[Alert, ClockFact], bool]] = {
    AlertEnd.DONE: lambda _, clock: clock.state is ClockState.STOPPED and not clock.not_required,
    AlertEnd.NOT_REQUIRED: lambda _, clock: clock.state is ClockState.STOPPED and clock.not_required,
    AlertEnd.PAUSED: lambda _, clock: clock.state is ClockState.PAUSED,
    AlertEnd.MOVED: lambda alert, clock: clock.episode != alert.episode,
    AlertEnd.RAN_OUT: lambda alert, clock: (
        alert.kind in WARNINGS and None not in (clock.expires_at, alert.ended_at) and clock.expires_at <= alert.ended_at
    ),
}


class Invariants:
    """The rules, over the tables of one unit."""

    def __init__(self, memory: Memory, rules: RuleBook) -> None:
        self.memory = memory
        self.history = memory.history
        self.rules = rules
        self._off = {str(name): days_off(str(name)) for name in rules.calendars}
        self._told_seen = self._steps_seen = self._passed = 0
        self._day: date | None = None
        self._overdue: dict[str, datetime] = {}

    # after each pass, and once a day

    def after_pass(self) -> None:
        """Look at what is new; once a day at all that is open."""
        now = self.history.passes[-1]
        touched = [step.alert_id for _, step in self.memory.steps[self._passed :]]
        self._passed = len(self.memory.steps)
        self.after_deed()
        self.somebody_there_knows(now, [key for key in touched if key in self.memory.open])
        self.nothing_rests_past_its_day(now)
        if now.today != self._day:
            self._day = now.today
            self.somebody_there_knows(now, self.memory.open)
            self.never_put_off_past_a_date_of_the_law()
            self.what_was_overdue_was(now)

    def after_deed(self) -> None:
        """Look at what is new after what somebody did."""
        self.told_only_who_may_be()
        self.ended_for_a_true_reason()

    def told_only_who_may_be(self) -> None:
        """Nobody is told who has left, is away, or may not see a restricted case, at the moment of telling."""
        for one in self.history.told[self._told_seen :]:
            if one.recipient != UNIT_LIST:
                case = self.memory.cases[self.memory.alerts[one.alert_id].case_id]
                why = self._unreachable(one.recipient, case, one.turn, one.today)
                assert not why, f"{self._name(one.alert_id)}: {one.recipient} {why} and was told on {one.today}"
        self._told_seen = len(self.history.told)

    def ended_for_a_true_reason(self) -> None:
        """Every alert that ended did so for a reason that was true."""
        for turn, step in self.memory.steps[self._steps_seen :]:
            alert = self.memory.alerts[step.alert_id]
            if step.what is AlertStep.ENDED and alert.state is AlertState.ENDED and turn == self.history.turn:
                assert alert.ended_because is not None
                assert self._is_true(alert, alert.ended_because), f"{self._name(alert.id)}: {alert.ended_because}"
        self._steps_seen = len(self.memory.steps)

    def nothing_rests_past_its_day(self, now: Passed) -> None:
        """No alert is still taken on or put off, after a pass, when the day of its next step has passed."""
        late = [
            one
            for one in self.memory.next_steps.until(now.today - DAY)
            if self.memory.alerts[one].state is AlertState.ACKNOWLEDGED
        ]
        assert not late, f"{self._name(late[0])}: taken on, and the day of its next step has passed"
        back = self.memory.put_off.until(now.today)
        assert not back, f"{self._name(back[0])}: still put off"

    def somebody_there_knows(self, now: Passed, alert_ids: Iterable[str]) -> None:
        """Of every open alert somebody who is there and may see it has been told, or the unit list has."""
        for key in alert_ids:
            told = [recipient for _, recipient, _ in self.memory.told.get(key, ())]
            case = self.memory.cases[self.memory.alerts[key].case_id]
            there = [one for one in told if one == UNIT_LIST or not self._unreachable(one, case, now.turn, now.today)]
            assert there, f"{self._name(key)}: nobody who is there on {now.today} was told, only {told}"

    def never_put_off_past_a_date_of_the_law(self) -> None:
        """No alert is put off to or past a date that the law has set."""
        for key in self.memory.open:
            alert = self.memory.alerts[key]
            clock = self.memory.clocks.get(alert.clock_id or "")
            if alert.state is AlertState.SNOOZED and clock is not None and self._limit(clock).kind is LimitKind.LAW:
                assert alert.snoozed_until is not None
                assert clock.due is not None
                assert alert.snoozed_until < clock.due, f"{self._name(key)}: put off to {alert.snoozed_until}"

    def what_was_overdue_was(self, _now: Passed) -> None:
        """That a clock became overdue is never taken back, whatever the machine's clock does."""
        for key, clock in self.memory.clocks.items():
            before = self._overdue.get(key)
            assert before is None or clock.overdue_since == before, f"{key}: was overdue since {before}"
            if clock.overdue_since is not None:
                self._overdue[key] = clock.overdue_since

    # at the end

    def at_the_end(self) -> None:
        """Look at the whole history."""
        self._numbers = [one.turn for one in self.history.passes]
        self._latest = list(accumulate((one.now for one in self.history.passes), max))
        self._lives = self._lives_of_alerts()
        self._by_clock: dict[str, list[Alert]] = {}
        for alert in self.memory.alerts.values():
            self._by_clock.setdefault(alert.clock_id or alert.subject_id, []).append(alert)
        self.nothing_is_told_twice()
        self.no_overdue_clock_is_missing()
        self.no_warning_is_missing()
        self.law_and_bail_are_warned_of_in_time()
        self.no_lack_is_missing()
        self.no_lapse_of_protection_is_missing()
        self.no_measure_is_forgotten()
        self.no_late_and_unprotected_case_is_missing()

    def nothing_is_told_twice(self) -> None:
        """No alert stands twice for the same threshold and episode, and nobody is told of one twice at a rung."""
        alerts = self.memory.alerts.values()
        keys = Counter((one.subject_id, one.kind, one.threshold, one.episode) for one in alerts)
        assert max(keys.values(), default=1) == 1, f"{keys.most_common(1)}"
        told = Counter((one.alert_id, one.recipient, one.rung) for one in self.history.told)
        twice = [key for key, count in told.items() if count > 1]
        assert not twice, f"{self._name(twice[0][0])}: {twice[0][1]} was told twice"

    def no_overdue_clock_is_missing(self) -> None:
        """From the first pass that could see a clock past due, its alert stands until it stops or moves."""
        for key, stretch in self._running():
            clock: ClockFact = stretch.fact
            limit = self._limit(clock)
            first = self._first_pass(stretch, clock.expires_at)
            if first is None or (limit.clock is not None and limit.clock.window):
                continue
            found = [
                one for one in self._by_clock.get(key, ()) if one.kind in PAST_DUE and one.episode == clock.episode
            ]
            assert found, f"{key} {clock.limit_id} due {clock.episode}: no alert, by the pass at {first.now}"
            self._stands(found[0], first.turn, stretch.last)

    def no_warning_is_missing(self) -> None:
        """Each warning whose day came while its clock ran stands until a later one, or is kept as skipped."""
        for key, stretch in self._running():
            clock: ClockFact = stretch.fact
            if clock.expires_at is None:
                continue
            found = {one.threshold: one for one in self._by_clock.get(key, ()) if one.episode == clock.episode}
            for before, at in self._warnings(clock):
                first = self._first_pass(stretch, at)
                if first is None:
                    continue
                stands = [
                    one
                    for threshold, one in found.items()
                    if one.kind in PAST_DUE or (one.kind in WARNINGS and int(threshold) <= before)
                ]
                if first.now < clock.expires_at:
                    known = any(self._is_open(one, first.turn) for one in stands)
                    assert known, f"{key} {clock.limit_id} due {clock.episode}: no warning {before} by {first.now}"
                elif first.looked_at is not None and first.looked_at < at and self._was_so(stretch, first):
                    assert str(before) in found, f"{key} {clock.limit_id} {clock.episode}: {before} not kept as skipped"

    def law_and_bail_are_warned_of_in_time(self) -> None:
        """Whoever ticks on the last working day before bail or a limit of the law ends has told of it by then."""
        for key, stretch in self._running():
            clock: ClockFact = stretch.fact
            limit, warnings = self._limit(clock), self._warnings(clock)
            by_law = limit.kind is LimitKind.LAW or clock.limit_id.startswith("BAIL")
            if not by_law or not warnings or clock.expires_at is None or clock.measure.unit is CountUnit.HOURS:
                continue
            last_worked = self._worked_until(clock.expires_at.astimezone(LONDON).date() - 2 * DAY, clock)
            ticked = [
                one
                for one in self._passes(stretch)
                if one.today == last_worked and one.now < clock.expires_at and self._was_so(stretch, one)
            ]
            found = [
                one for one in self._by_clock.get(key, ()) if one.episode == clock.episode and one.id in self._lives
            ]
            told = any(self._lives[one.id][0][0] <= ticked[0].turn for one in found if ticked)
            assert told or not ticked, f"{key} {clock.limit_id} {clock.episode}: nobody was told on {last_worked}"

    def no_lack_is_missing(self) -> None:
        """A case without an owner or a next step, a missed time limit and a pause past its review are told of."""
        for case_id in self.history.keys("case"):
            for stretch in self.history.stretches("case", case_id):
                case: CaseFact = stretch.fact
                first = self._first_pass(stretch, None)
                if first is None:
                    continue
                if case.outcome_code == TIME_LIMIT_OUTCOME:
                    assert self._of(AlertKind.TIME_LIMIT_EXPIRED, case_id), f"{case_id}: a missed limit was not told of"
                if not case.closed and case.oic_id is None:
                    self._one_stands(AlertKind.NO_OWNER, case_id, first.turn, stretch.last)
                if not case.closed and case.oic_id is not None and case.idle_since is not None:
                    self._one_stands(AlertKind.NO_NEXT_ACTION, case_id, first.turn, stretch.last)
        for key in self.history.keys("clock"):
            for stretch in self._open_stretches("clock", key):
                clock: ClockFact = stretch.fact
                if clock.state is ClockState.PAUSED and clock.review_on is not None:
                    first = self._first_pass(stretch, start_of_day(clock.review_on + DAY))
                    if first is not None:
                        found = list(self._of(AlertKind.PAUSED_TOO_LONG, key))
                        found = [one for one in found if one.episode == str(clock.pauses)]
                        assert found, f"{key}: paused past {clock.review_on}, not told by {first.now}"
                        self._stands(found[0], first.turn, stretch.last)

    def no_lapse_of_protection_is_missing(self) -> None:
        """That a child's protection ends is told before, and that it has ended with nothing in its place."""
        for case_id in self.history.keys("standings"):
            for stretch in self._open_stretches("standings", case_id):
                for one in stretch.fact:
                    for threshold, at in self._lapses(one):
                        first = self._first_pass(stretch, at)
                        if first is None or (one.until is not None and first.today > one.until):
                            continue
                        found = [
                            alert
                            for alert in self._of(AlertKind.CONDITIONS_LAPSING, one.subject)
                            if int(alert.threshold) <= threshold and alert.episode == one.episode
                        ]
                        stands = any(self._is_open(alert, first.turn) for alert in found)
                        assert stands, f"{one.subject} until {one.until}: {threshold} not told by {first.now}"

    def no_measure_is_forgotten(self) -> None:
        """From the first pass after the day of its review, that nobody looked at a measure in force is told."""
        for key in self.history.keys("measure"):
            for stretch in self._open_stretches("measure", key):
                one: MeasureFact = stretch.fact
                if one.review_on is None:
                    continue
                first = self._first_pass(stretch, start_of_day(one.review_on + DAY))
                if first is not None and one.in_force(first.today):
                    found = [
                        alert
                        for alert in self._of(AlertKind.MEASURE_REVIEW_DUE, key)
                        if alert.episode == str(one.version) and self._is_open(alert, first.turn)
                    ]
                    assert found, f"{key}: to be looked at on {one.review_on}, not told by {first.now}"
                    if one.until is None:
                        self._stands(found[0], first.turn, stretch.last)

    def no_late_and_unprotected_case_is_missing(self) -> None:
        """While a case is late and nothing protects a child, that is told."""
        for case_id in self.history.keys("standings"):
            for stretch in self._open_stretches("standings", case_id):
                if not any(not one.protected and one.known for one in stretch.fact):
                    continue
                for clock_id in self.memory.clocks_of.get(case_id, ()):
                    for running in self._open_stretches("clock", clock_id):
                        both = Stretch(max(stretch.first, running.first), min(stretch.last, running.last), running.fact)
                        if both.first < both.last and running.fact.state is ClockState.RUNNING:
                            first = self._first_pass(both, running.fact.expires_at)
                            limit = self._limit(running.fact)
                            if first is not None and not (limit.clock is not None and limit.clock.window):
                                self._one_stands(AlertKind.LATE_UNPROTECTED, case_id, first.turn, both.last)

    # who is there

    def _unreachable(self, officer_id: str, case: CaseFact, turn: int, today: date) -> str:
        """Say why somebody cannot be reached on a day, as it was known then; nothing where they can."""
        officer: Officer | None = self._at("officer", officer_id, turn)
        if officer is None or not officer.active:
            return "has left"
        if any(self._is_away(one, turn, today) for one in self._absences_of(officer_id)):
            return "is away"
        known: CaseFact = self._at("case", case.id, turn) or case
        return "" if known.may_see(officer_id) else "may not see the case"

    def _absences_of(self, officer_id: str) -> list[str]:
        if getattr(self, "_absent_state", None) != self.memory.staff_changes:
            self._absent_state, self._absent = self.memory.staff_changes, {}
            for kind, key in self.history.was:
                if kind == "absence":
                    kept = [one for _, one in self.history.was[kind, key] if one is not None]
                    self._absent.setdefault(kept[0].officer_id, []).append(key)
        return self._absent.get(officer_id, [])

    def _is_away(self, absence_id: str, turn: int, today: date) -> bool:
        absence: Absence | None = self._at("absence", absence_id, turn)
        return absence is not None and absence.first_day <= today <= absence.last_day

    def _at(self, what: str, key: str, turn: int) -> Any:
        kept = self.history.was.get((what, key), [])
        place = bisect_right(kept, turn, key=lambda one: one[0])
        return kept[place - 1][1] if place else None

    # what is true

    def _is_true(self, alert: Alert, because: AlertEnd) -> bool:
        case = self.memory.cases[alert.case_id]
        clock = self.memory.clocks.get(alert.clock_id or "")
        if alert.kind is AlertKind.MEASURE_REVIEW_DUE and because is AlertEnd.DONE:
            return str(self.memory.measures[alert.subject_id].version) != alert.episode
        if alert.lapses_on is not None and because is AlertEnd.RAN_OUT:
            passed = alert.ended_at is not None and alert.lapses_on < local_date(alert.ended_at)
            return passed and self._is_no_longer_true(alert, case, clock)
        if because in OF_ITS_CLOCK:
            return clock is not None and OF_ITS_CLOCK[because](alert, clock)
        match because:
            case AlertEnd.CASE_CLOSED:
                return case.closed
            case AlertEnd.LATER_WARNING:
                lapses = (one.id for one in self._of(AlertKind.CONDITIONS_LAPSING, alert.subject_id))
                others = (*self.memory.of_clock.get(alert.clock_id or "", ()), *lapses)
                return any(key in self.memory.open and key != alert.id for key in others)
            case AlertEnd.SEEN_TO:
                return alert.kind in UNTIL_SEEN_TO
            case AlertEnd.NO_LONGER_TRUE:
                return self._is_no_longer_true(alert, case, clock)
            case _:
                return False

    def _is_no_longer_true(self, alert: Alert, case: CaseFact, clock: ClockFact | None) -> bool:
        match alert.kind:
            case AlertKind.NO_OWNER:
                return case.oic_id is not None
            case AlertKind.NO_NEXT_ACTION:
                return case.idle_since is None
            case AlertKind.TIME_LIMIT_EXPIRED:
                return case.outcome_code != TIME_LIMIT_OUTCOME
            case AlertKind.PAUSED_TOO_LONG:
                return clock is not None and (
                    clock.state is not ClockState.PAUSED or str(clock.pauses) != alert.episode
                )
            case AlertKind.MEASURE_REVIEW_DUE:
                ended_at = alert.ended_at or alert.since
                return not self.memory.measures[alert.subject_id].in_force(local_date(ended_at))
            case AlertKind.CONDITIONS_LAPSING:
                standings = self.memory.standings.get(case.id, ())
                return all((one.subject, one.episode) != (alert.subject_id, alert.episode) for one in standings)
            case AlertKind.LATE_UNPROTECTED:
                bare = any(not one.protected and one.known for one in self.memory.standings.get(case.id, ()))
                clocks = [self.memory.clocks[key] for key in self.memory.clocks_of.get(case.id, ())]
                return not bare or not any(self._is_late(one, alert.ended_at) for one in clocks)
            case _:
                return False

    def _is_late(self, clock: ClockFact, at: datetime | None) -> bool:
        """Say whether a clock is past due at an instant, or was told to be: by a clock that has jumped back since."""
        if clock.state is not ClockState.RUNNING or clock.expires_at is None or at is None:
            return False
        told = (self.memory.alerts[key] for key in self.memory.of_clock.get(clock.id, ()) if key in self.memory.open)
        return clock.expires_at <= at or any(one.kind in PAST_DUE and one.episode == clock.episode for one in told)

    # the history

    def _running(self) -> Iterator[tuple[str, Stretch]]:
        for key in self.history.keys("clock"):
            for stretch in self._open_stretches("clock", key):
                if stretch.fact.state is ClockState.RUNNING:
                    yield key, stretch

    def _open_stretches(self, what: str, key: str) -> Iterator[Stretch]:
        """Give the stretches of a thing as far as its case was not closed, those alike for alerts joined."""
        joined: Stretch | None = None
        for stretch in self.history.stretches(what, key):
            if joined is not None and joined.last == stretch.first and _alike(joined.fact, stretch.fact):
                joined = Stretch(joined.first, stretch.last, stretch.fact)
                continue
            if joined is not None:
                yield from self._while_open(joined, key)
            joined = stretch
        if joined is not None:
            yield from self._while_open(joined, key)

    def _while_open(self, stretch: Stretch, key: str) -> Iterator[Stretch]:
        case_id = stretch.fact.case_id if isinstance(stretch.fact, (ClockFact, MeasureFact)) else key
        first: int | None = None
        for one in self.history.stretches("case", case_id):
            begins, ends = max(one.first, stretch.first), min(one.last, stretch.last)
            if one.fact.closed or begins >= ends:
                if first is not None:
                    yield Stretch(first, min(one.first, stretch.last), stretch.fact)
                first = None
            elif first is None:
                first = begins
        if first is not None:
            yield Stretch(first, stretch.last, stretch.fact)

    def _passes(self, stretch: Stretch) -> list[Passed]:
        """Give the passes that saw a stretch: what people did in a turn is seen by the next."""
        first = bisect_left(self._numbers, stretch.first)
        return self.history.passes[first : bisect_left(self._numbers, stretch.last)]

    def _first_pass(self, stretch: Stretch, at: datetime | None) -> Passed | None:
        """Give the first pass that saw a stretch at or after an instant by the machine's clock."""
        place = bisect_left(self._numbers, stretch.first)
        if at is not None:
            place = max(place, bisect_left(self._latest, at))
        while place < len(self._numbers) and self._numbers[place] < stretch.last:
            if at is None or self.history.passes[place].now >= at:
                return self.history.passes[place]
            place += 1
        return None

    def _was_so(self, stretch: Stretch, seen: Passed) -> bool:
        """Say whether a stretch had begun before the pass before this one."""
        place = bisect_left(self._numbers, seen.turn)
        return place > 0 and self._numbers[place - 1] > stretch.first

    def _lives_of_alerts(self) -> Mapping[str, list[tuple[int, int]]]:
        """Give from which turn to which each alert was open; those that were never told are not in it."""
        raised: dict[str, int] = {}
        for one in self.history.told:
            raised.setdefault(one.alert_id, one.turn)
        lives = {key: [(turn, FOREVER)] for key, turn in raised.items()}
        for turn, step in self.memory.steps:
            if step.what is AlertStep.ENDED and step.alert_id in lives:
                lives[step.alert_id][-1] = (lives[step.alert_id][-1][0], turn)
            elif step.what is AlertStep.BACK:
                lives.setdefault(step.alert_id, []).append((turn, FOREVER))
        return lives

    def _is_open(self, alert: Alert, turn: int) -> bool:
        return any(first <= turn < last for first, last in self._lives.get(alert.id, ()))

    def _stands(self, alert: Alert, first: int, last: int) -> None:
        """An alert is open from a turn to another, but for turns in which it ends and is back."""
        at = first
        for begins, ends in self._lives.get(alert.id, ()):
            if begins <= at:
                at = max(at, ends)
        lived = f"not open from turn {at} on, but {self._lives.get(alert.id)}"
        assert at >= min(last, self.history.turn), f"{self._name(alert.id)}: {lived}"

    def _one_stands(self, kind: AlertKind, subject: str, first: int, last: int) -> None:
        found = self._of(kind, subject)
        lives = sorted(life for one in found for life in self._lives.get(one.id, ()))
        at = first
        for begins, ends in lives:
            if begins <= at:
                at = max(at, ends)
        assert at >= min(last, self.history.turn), f"{subject}: {kind} not open from turn {at} to {last}"

    def _of(self, kind: AlertKind, subject: str) -> list[Alert]:
        return [self.memory.alerts[key] for key in self.memory.of_subject.get((kind, subject), ())]

    # when

    def _limit(self, clock: ClockFact) -> Limit:
        return self.rules.limit(clock.limit_id, clock.limit_version)

    def _warnings(self, clock: ClockFact) -> list[tuple[int, datetime]]:
        """Give when a clock's warnings are due, the farthest first, counted day by day."""
        rule = self._limit(clock).clock
        if rule is None or clock.expires_at is None:
            return []
        if rule.count is CountUnit.HOURS:
            return [(one, clock.expires_at - timedelta(hours=one)) for one in rule.remind]
        last, found = clock.expires_at.astimezone(LONDON).date() - DAY, []
        early = self._limit(clock).kind is LimitKind.LAW or rule.stops == "bail_ended"
        for one in rule.remind:
            if rule.count in {CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS}:
                day, left = last, one
                while left:
                    day -= DAY
                    left -= self._is_worked(day, clock)
            else:
                day = last - one * DAY
                later = day
                while not self._is_worked(later, clock):
                    later += DAY
                day = later if not early and (later < last or later == day) else self._worked_until(day, clock)
            found.append((one, start_of_day(day)))
        return found

    def _lapses(self, one: ProtectionStanding) -> list[tuple[int, datetime]]:
        if one.lapsed:
            return [(0, start_of_day(one.since))]
        if one.until is None:
            return []
        return [(before, start_of_day(self._worked_until(one.until - before * DAY))) for before in TOLD_OF_LAPSE]

    def _worked_until(self, day: date, clock: ClockFact | None = None) -> date:
        while not self._is_worked(day, clock):
            day -= DAY
        return day

    def _is_worked(self, day: date, clock: ClockFact | None) -> bool:
        rule = None if clock is None else self._limit(clock).clock
        calendar = "england_and_wales" if rule is None else str(rule.calendar)
        return day.weekday() < 5 and day not in self._off[calendar]

    def _name(self, alert_id: str) -> str:
        one = self.memory.alerts[alert_id]
        return f"{one.kind} {one.subject_id} {one.threshold} {one.episode} ({one.state})"


def _alike(one: object, other: object) -> bool:
    """Say whether two facts are the same for alerts: a clock in the same state to the same end."""
    if isinstance(one, ClockFact) and isinstance(other, ClockFact):
        return (one.state, one.episode, one.expires_at, one.pauses) == (
            other.state, other.episode, other.expires_at, other.pauses,
        )  # fmt: skip
    return one == other
