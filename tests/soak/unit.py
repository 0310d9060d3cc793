"""A made-up unit that lives at random: people who work, are away and leave; cases with what runs in them."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.soak.facts import CaseFact, ClockFact, MeasureFact
from tests.soak.memory import Memory
from tests.soak.memory_work import MemoryPeople, MemoryWork
from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.alert_making import AlertMaker
from tracker.actions.breach_alert import tell_of_breach
from tracker.actions.raise_alerts import expired_limits
from tracker.actions.see_to_alert import SeeToAlert, see_to_alert
from tracker.actions.snooze_alert import SnoozeAlert, snooze_alert
from tracker.actions.telling import begin_anew, staff_of, tell_of_case, tell_oic, tell_who_is_here
from tracker.domain.act import Act
from tracker.domain.alert import TIME_LIMIT_OUTCOME, Alert
from tracker.domain.counting import Measure
from tracker.domain.people import Absence, Officer
from tracker.domain.protection import Breach
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.terms import UNTIL_SEEN_TO, ClockState, CountUnit, Rank, RiskGrade, Role
from tracker.time_source import local_date, start_of_day

DAY = timedelta(days=1)
TEAMS = ("north", "south", "east", "west")
DETECTIVES = 9
#: under which limits clocks run, and for how many days (negative: hours)
LIMITS: tuple[tuple[str, int, int], ...] = (
    ("BAIL-02", 45, 92), ("BAIL-02", 45, 92), ("BAIL-02", 5, 60), ("CPS-12", 60, 182), ("LIM-01", 30, 180),
    ("CPS-09a", 14, 28), ("SG-14", 4, 8), ("SG-15", 5, 7), ("SUP-04", 60, 90), ("RUI-03", 60, 92), ("VIC-05", 20, 28),
    ("VIC-12", 20, 28), ("CPS-02", 20, 28), ("DIG-06", 60, 90), ("DIG-08", 20, 28), ("MED-07", 5, 7), ("SG-09", 60, 92),
    ("SG-07", 30, 63), ("VRR-01", 60, 90), ("MED-01", -20, -24), ("SG-13", -60, -72), ("RISK-01", -200, -336),
)  # fmt: skip
PARTS_OF_WEEK = ((0, 1, 2), (1, 2, 3, 4), (0, 2, 4), (2, 3, 4))


class Unit:
    """The unit, and what its people do; each verb is one act, recorded at what the machine's clock says."""

    def __init__(self, seed: int, rules: RuleBook, cases: int, now: datetime) -> None:
        self.random = random.Random(seed)
        self.rules = rules
        self.memory = Memory()
        self.people = MemoryPeople(self.memory)
        self.now = now
        self.later: list[tuple[datetime, Callable[[], None]]] = []
        self._ids = 0
        self.live: list[str] = []
        self.closed: list[str] = []
        self.running: list[str] = []
        self.paused: list[str] = []
        self.stopped: list[str] = []
        for team in TEAMS:
            for number in range(DETECTIVES):
                self._join(f"{team}-dc{number}", Role.DETECTIVE, team)
            self._join(f"{team}-ds", Role.SUPERVISOR, team)
        self._join("north-ds2", Role.SUPERVISOR, "north")
        self._join("di-1", Role.INSPECTOR, None)
        self._join("di-2", Role.INSPECTOR, None)
        for _ in range(cases):
            self.open_case()

    # what everything is done with

    @property
    def today(self) -> date:
        """The day by the machine's clock."""
        return local_date(self.now)

    def new_id(self) -> str:
        """Give the next identifier."""
        self._ids += 1
        return f"{self._ids:07}"

    def work(self, by: str = "scheduler", before_each: Callable[[], None] = lambda: None) -> MemoryWork:
        """Begin a unit of work of a person, or of the sweep."""
        officer = self.memory.officers.get(by)
        roles = frozenset() if officer is None else officer.roles
        act = Act(by, roles, self.now, self.today, self.new_id)
        return MemoryWork(self.memory, self.people, self.rules, act, before_each)

    def _take(self, ids: list[str], state: ClockState | None = None) -> str | None:
        """Give one of a list by chance, and forget those that are something else by now."""
        while ids:
            place = self.random.randrange(len(ids))
            found = ids[place]
            if state is None or (self.memory.clocks[found].state is state and not self._case_of(found).closed):
                return found
            ids[place] = ids[-1]
            ids.pop()
        return None

    def _case_of(self, clock_id: str) -> CaseFact:
        return self.memory.cases[self.memory.clocks[clock_id].case_id]

    def _settle(self, case_id: str) -> None:
        self.work("north-ds").alerts.settle(self.now, case_id)

    def promised(self) -> list[Callable[[], None]]:
        """Give what somebody has said will be done by now."""
        come = [happens for at, happens in self.later if at <= self.now]
        self.later = [one for one in self.later if one[0] > self.now]
        return come

    # people

    def _join(self, key: str, role: Role, team: str | None) -> Officer:
        rank = {Role.DETECTIVE: Rank.CONSTABLE, Role.SUPERVISOR: Rank.SERGEANT, Role.INSPECTOR: Rank.INSPECTOR}[role]
        part_time = self.random.random() < 0.25
        days = self.random.choice(PARTS_OF_WEEK) if part_time else (0, 1, 2, 3, 4)
        officer = Officer(key, key, "Ade", rank, frozenset({role}), team, working_days=days)
        self.memory.put_officer(officer)
        return officer

    def _here(self, role: Role, team: str | None = None, but: str = "") -> list[Officer]:
        return [
            one
            for one in self.people.officers()
            if one.active and role in one.roles and one.id != but and (team is None or one.team_id == team)
        ]

    def _colleague(self, officer: Officer) -> Officer | None:
        role = next(iter(officer.roles))
        found = self._here(role, officer.team_id, officer.id) or self._here(role, None, officer.id)
        return self.random.choice(found) if found else None

    def goes_away(self) -> None:
        """Somebody plans leave, or is sick today; with somebody who stands in, or without."""
        officer = self.random.choice([one for one in self.people.officers() if one.active])
        first = self.today + self.random.choice((0, 0, 1, 3, 10)) * DAY
        last = first + self.random.choice((0, 1, 4, 6, 13, 20)) * DAY
        others = [one for one in self.memory.absences.values() if one.officer_id == officer.id]
        if any(one.first_day <= last and first <= one.last_day for one in others):
            return
        cover = self._colleague(officer) if self.random.random() < 0.7 else None
        absence = Absence(self.new_id(), officer.id, first, last, None if cover is None else cover.id)
        self.memory.put_absence(absence.id, absence)
        work = self.work("north-ds")
        tell_who_is_here(work, staff_of(work))

    def is_back_early(self) -> None:
        """Somebody is back before the leave is over, or never went."""
        going = [one for one in self.memory.absences.values() if one.last_day >= self.today]
        if not going:
            return
        one = self.random.choice(going)
        also = set()
        if one.first_day >= self.today:
            self.memory.put_absence(one.id, None)
            also = {one.officer_id, one.cover_id or one.officer_id}
        else:
            self.memory.put_absence(one.id, replace(one, last_day=self.today - DAY))
        work = self.work("north-ds")
        tell_who_is_here(work, staff_of(work), also=also)

    def leaves(self) -> None:
        """Somebody leaves, and everything goes to somebody else; a new one joins."""
        leaver = self.random.choice([one for one in self.people.officers() if one.active and one.id != "north-ds"])
        heir = self._colleague(leaver)
        if heir is None:
            return
        role = next(iter(leaver.roles))
        self.memory.put_officer(replace(leaver, active=False))
        for case in list(self.memory.cases.values()):
            if case.oic_id == leaver.id and not case.closed:
                self._hand_to(case, heir)
        for case in list(self.memory.cases.values()):
            if case.supervisor_id == leaver.id and not case.closed:
                self.memory.put_case(replace(case, supervisor_id=heir.id, named=case.named | {heir.id}))
        for absence in list(self.memory.absences.values()):
            if absence.cover_id == leaver.id and absence.last_day >= self.today:
                another = None if absence.officer_id == heir.id else heir.id
                self.memory.put_absence(absence.id, replace(absence, cover_id=another))
        work = self.work("north-ds")
        work.alerts.free_from(leaver.id)
        tell_who_is_here(work, staff_of(work), also={leaver.id})
        self._join(f"{leaver.id.split('+')[0]}+{self.new_id()}", role, leaver.team_id)

    # cases

    def open_case(self) -> None:
        """A case is reported; most have an officer at once, some wait for one."""
        team = self.random.choice(TEAMS)
        supervisor = self.random.choice(self._here(Role.SUPERVISOR, team) or self._here(Role.SUPERVISOR))
        waits = self.random.random() < 0.05
        oic = None if waits else self.random.choice(self._here(Role.DETECTIVE, team) or self._here(Role.DETECTIVE)).id
        risk = self.random.choice(list(RiskGrade))
        case = CaseFact(f"case-{self.new_id()}", oic, supervisor.id, team, risk, self.today)
        self.memory.put_case(case)
        self.live.append(case.id)
        for _ in range(self.random.choice((0, 1, 1, 1))):
            self.start_clock(case.id)
        if self.random.random() < 0.05:
            self._stand(case.id, until=None if self.random.random() < 0.5 else self.today + 40 * DAY)

    def is_given(self) -> None:
        """A case is allocated, or handed over."""
        waiting = list(self.memory.unowned)
        case = self.memory.cases[self.random.choice(waiting or self.live)]
        self._hand_to(case, self.random.choice(self._here(Role.DETECTIVE, case.team_id) or self._here(Role.DETECTIVE)))

    def _hand_to(self, case: CaseFact, officer: Officer) -> None:
        self.memory.put_case(replace(case, oic_id=officer.id, team_id=officer.team_id or case.team_id))
        self._settle(case.id)
        if case.restricted:
            self.memory.put_case(replace(self.memory.cases[case.id], named=case.named | {officer.id}))
        work = self.work("north-ds")
        if work.alerts.of_case(case.id):
            tell_oic(work, staff_of(work), case.id)

    def is_transferred(self) -> None:
        """A case goes to another team, and waits there for an officer."""
        case = self.memory.cases[self.random.choice(self.live)]
        team = self.random.choice([one for one in TEAMS if one != case.team_id])
        above = self.random.choice(self._here(Role.SUPERVISOR, team) or self._here(Role.SUPERVISOR))
        self.memory.put_case(
            replace(
                case, oic_id=None, team_id=team, supervisor_id=above.id, named=case.named | {above.id},
                waits_since=self.today, idle_since=None,
            )
        )  # fmt: skip
        self._settle(case.id)
        work = self.work("north-ds")
        work.alerts.free_of(case.id)
        begin_anew(case.id, work, staff_of(work))

    def is_changed(self) -> None:
        """The risk is graded anew, nobody holds the case or somebody does, it is restricted, or no longer."""
        case = self.memory.cases[self.random.choice(self.live)]
        match self.random.randrange(4):
            case 0:
                case = replace(case, risk=self.random.choice(list(RiskGrade)))
            case 1 | 2:
                idle = case.idle_since is None and self.random.random() < 0.1
                case = replace(case, idle_since=self.today if idle else None)
            case _ if case.restricted:
                case = replace(case, restricted=False)
            case _:
                named = {case.oic_id, case.supervisor_id} - {None}
                case = replace(case, restricted=True, named=frozenset(str(one) for one in named))
        self.memory.put_case(case)
        self._settle(case.id)
        if case.restricted:
            work = self.work("north-ds")
            tell_of_case(work, staff_of(work), case.id)

    def is_closed(self) -> None:
        """A case is finished; a new one comes in its place."""
        place = self.random.randrange(len(self.live))
        case = self.memory.cases[self.live[place]]
        self.live[place] = self.live[-1]
        self.live.pop()
        self.closed.append(case.id)
        outcome = TIME_LIMIT_OUTCOME if self.random.random() < 0.1 else "1"
        for clock_id in self.memory.clocks_of.get(case.id, ()):
            clock = self.memory.clocks[clock_id]
            if clock.state is not ClockState.STOPPED:
                self.memory.put_clock(replace(clock, state=ClockState.STOPPED, review_on=None))
        self.memory.put_case(replace(case, closed=True, closed_on=self.today, outcome_code=outcome))
        self.memory.put_standings(case.id, ())
        self._settle(case.id)
        if outcome == TIME_LIMIT_OUTCOME:
            work = self.work("north-ds")
            work.alerts.raise_new(expired_limits(AlertMaker(work, staff_of(work), None)))
        self.memory.history.turn += 1
        self.open_case()

    def is_taken_up_again(self) -> None:
        """A closed case goes on, with the clocks that its closing stopped."""
        if not self.closed:
            return
        place = max(0, len(self.closed) - 1 - self.random.randrange(20))
        case = self.memory.cases[self.closed.pop(place)]
        self.live.append(case.id)
        standings = list(self.memory.history.was.get(("standings", case.id), ()))[-2:-1]
        self.memory.put_case(replace(case, closed=False, closed_on=None, outcome_code=""))
        for clock_id in self.memory.clocks_of.get(case.id, ()):
            stopped_with_it = self.memory.history.was["clock", clock_id][-1][1]
            if stopped_with_it.state is ClockState.STOPPED and self.random.random() < 0.7:
                self.memory.put_clock(replace(stopped_with_it, state=ClockState.RUNNING, not_required=False))
                self.running.append(clock_id)
        for _, before in standings:
            self.memory.put_standings(case.id, before)
        self._settle(case.id)

    # protection

    def is_protected(self) -> None:
        """A child is protected, until a day or without end, or is no longer; or an end is moved, and moved back."""
        case_id = self.random.choice(list(self.memory.bare) or self.live)
        if self.random.random() < 0.5:
            case_id = self.random.choice(self.live)
        before = [one for turn, found in self.memory.history.was.get(("standings", case_id), ()) for one in found]
        again = [one for one in before if one.protected and (one.until is None or one.until > self.today)]
        if again and self.random.random() < 0.5:
            self.memory.put_standings(case_id, [self.random.choice(again)])
        else:
            ends = self.random.choice((None, 0, 3, 8, 20, 60))
            self._stand(case_id, until=None if ends is None else self.today + ends * DAY)
        self._settle(case_id)

    def is_bare(self) -> None:
        """What protected a child ends."""
        covered = [one for one in self.memory.standing.values() if one.protected]
        if covered:
            one = self.random.choice(covered)
            self.memory.put_standings(one.case_id, [self._bare(one.case_id, lapsed=self.random.random() < 0.7)])
            self._settle(one.case_id)

    def _stand(self, case_id: str, until: date | None) -> None:
        subject = f"{case_id}/s"
        ends = "" if until is None else until.isoformat()
        one = ProtectionStanding(
            subject,
            case_id,
            "c",
            "s",
            True,
            True,
            self.today,
            until,
            False,
            ends,
        )
        self.memory.put_standings(case_id, [one])

    def _bare(self, case_id: str, *, lapsed: bool) -> ProtectionStanding:
        known = self.random.random() < 0.8
        subject, since = f"{case_id}/s", self.today
        return ProtectionStanding(
            subject,
            case_id,
            "c",
            "s",
            False,
            known,
            since,
            None,
            lapsed,
            since.isoformat(),
        )

    def is_ordered(self) -> None:
        """A measure is recorded that somebody is to look at again."""
        until = self.random.choice((None, 5, 40))
        fact = MeasureFact(
            f"measure-{self.new_id()}", self.random.choice(self.live), self.today + self.random.randint(0, 28) * DAY,
            None if until is None else self.today + until * DAY,
        )  # fmt: skip
        self.memory.put_measure(fact)
        self._settle(fact.case_id)

    def is_looked_at(self) -> None:
        """A measure is looked at, with another day for the next time or without, or it is ended."""
        held = [one for one in self.memory.measures.values() if one.ended_on is None]
        if not held:
            return
        one = self.random.choice(held)
        if self.memory.cases[one.case_id].closed or self.random.random() < 0.2:
            changed = replace(one, ended_on=self.today)
        else:
            days = self.random.choice((None, 3, 14, 28))
            changed = replace(one, review_on=None if days is None else self.today + days * DAY)
        self.memory.put_measure(replace(changed, version=one.version + 1))
        self._settle(one.case_id)

    def breaks_conditions(self) -> None:
        """A breach is recorded."""
        breach = Breach(self.new_id(), self.random.choice(self.live), "s", "", self.today, "", self.now, "north-ds")
        tell_of_breach(breach, self.work("north-ds"))

    # clocks

    def start_clock(self, case_id: str) -> None:
        """A clock starts."""
        limit_id, least, most = self.random.choice(LIMITS)
        limit = next(one for one in self.rules.pack.limits if one.id == limit_id)
        assert limit.clock is not None
        measure = Measure(limit.clock.count, limit.clock.amount)
        key = f"clock-{self.new_id()}"
        clock = ClockFact(key, case_id, key, limit_id, limit.version, measure, ClockState.RUNNING, None, None, None, "")
        amount = self.random.randint(min(least, most), max(least, most))
        self.memory.put_clock(self._due(clock, -amount * timedelta(hours=1) if least < 0 else amount * DAY))
        self.running.append(key)

    def _due(self, clock: ClockFact, ahead: timedelta) -> ClockFact:
        """Give a clock with another due value, so far from now."""
        if clock.measure.unit is CountUnit.HOURS:
            at = self.now + ahead
            at = at.replace(hour=at.hour // 6 * 6, minute=30, second=0, microsecond=0)
            return replace(clock, due=local_date(at), due_at=at, expires_at=at, episode=at.isoformat())
        due = self.today + ahead
        # the stricter of two readings of a month's end, by which alarms go
        early = 1 if clock.limit_id == "BAIL-02" and due.day in {28, 29} else 0
        return replace(clock, due=due, expires_at=start_of_day(due + DAY - early * DAY), episode=due.isoformat())

    def is_done(self, clock_id: str = "") -> None:
        """A milestone is completed, or is not required; something else begins."""
        some = [self._take(self.running, ClockState.RUNNING) for _ in range(4)]
        found = [self.memory.clocks[one] for one in some if one is not None]
        clock = self.memory.clocks[clock_id] if clock_id else min(found, key=lambda one: (one.expires_at, one.id))
        if clock.state is not ClockState.RUNNING or self.memory.cases[clock.case_id].closed:
            return
        not_required = self.random.random() < 0.1
        self.memory.put_clock(replace(clock, state=ClockState.STOPPED, not_required=not_required))
        self.stopped.append(clock.id)
        if len(self.memory.clocks_of[clock.case_id]) < 40 and self.random.random() < 0.97:
            self.start_clock(clock.case_id)
        self._settle(clock.case_id)

    def is_taken_back(self) -> None:
        """What was done had not happened after all: the clock runs on to where it ran."""
        if not self.stopped:
            return
        clock = self.memory.clocks[self.stopped.pop(max(0, len(self.stopped) - 1 - self.random.randrange(30)))]
        if clock.state is ClockState.STOPPED and not self.memory.cases[clock.case_id].closed:
            self.memory.put_clock(replace(clock, state=ClockState.RUNNING, not_required=False))
            self.running.append(clock.id)
            self._settle(clock.case_id)

    def is_moved(self) -> None:
        """A due date is moved: on, or back to where it was before."""
        key = self._take(self.running, ClockState.RUNNING)
        if key is None:
            return
        clock = self.memory.clocks[key]
        before = self.memory.history.was["clock", key]
        earlier = [fact for _, fact in before if fact.episode != clock.episode]
        if earlier and self.random.random() < 0.5:
            was = self.random.choice(earlier)
            moved = replace(clock, due=was.due, due_at=was.due_at, expires_at=was.expires_at, episode=was.episode)
        else:
            moved = self._due(clock, self.random.choice((-2, 1, 4, 10, 30)) * DAY)
        self.memory.put_clock(moved)
        self._settle(clock.case_id)

    def is_paused(self) -> None:
        """A clock stands still, with a day of review or without."""
        key = self._take(self.running, ClockState.RUNNING)
        if key is not None:
            clock = self.memory.clocks[key]
            review = self.random.choice((None, 3, 7, 14))
            on = None if review is None else self.today + review * DAY
            self.memory.put_clock(replace(clock, state=ClockState.PAUSED, pauses=clock.pauses + 1, review_on=on))
            self.paused.append(key)
            self._settle(clock.case_id)

    def runs_again(self) -> None:
        """A clock runs again, to another day or to the same."""
        key = self._take(self.paused, ClockState.PAUSED)
        if key is not None:
            clock = replace(self.memory.clocks[key], state=ClockState.RUNNING)
            if self.random.random() < 0.6:
                clock = self._due(clock, self.random.choice((2, 9, 25)) * DAY)
            self.memory.put_clock(clock)
            self.running.append(key)
            self._settle(clock.case_id)

    # alerts

    def is_answered(self) -> None:
        """Somebody takes an alert on, puts it off, or says what was done about it."""
        if not self.memory.open:
            return
        alert = self.memory.alerts[self.random.choice(list(self.memory.open))]
        told = [
            one.recipient for _, _, one in self.memory.told.get(alert.id, ()) if one.recipient in self.memory.officers
        ]
        here = [one for one in told if self.memory.officers[one].active]
        if not here:
            return
        by = self.random.choice(here)
        try:
            if alert.kind in UNTIL_SEEN_TO:
                see_to_alert(SeeToAlert(by, alert.id, alert.version, "told the DI"), self.work(by))
            elif self.random.random() < 0.3:
                until = self.today + self.random.randint(0, 9) * DAY
                snooze_alert(SnoozeAlert(by, alert.id, alert.version, until, "on Monday"), self.work(by))
            else:
                self._take_on(alert, by)
        except RuleBroken:
            return

    def _take_on(self, alert: Alert, by: str) -> None:
        until = self.today + self.random.randint(0, 8) * DAY
        acknowledge_alert(AcknowledgeAlert(by, alert.id, alert.version, "ring them", until), self.work(by))
        if alert.clock_id is not None and self.random.random() < 0.6:
            clock_id, ahead = alert.clock_id, (until - self.today) * self.random.random()
            self.later.append((self.now + ahead, lambda: self.is_done(clock_id)))


#: what people do, and how often
DEEDS: tuple[tuple[Callable[[Unit], None], int], ...] = (
    (Unit.is_done, 62), (Unit.is_answered, 26), (Unit.is_moved, 10), (Unit.is_paused, 5), (Unit.runs_again, 5),
    (Unit.is_taken_back, 4), (Unit.is_changed, 5), (Unit.is_given, 4), (Unit.is_transferred, 1),
    (Unit.is_closed, 3), (Unit.is_taken_up_again, 1),
    (Unit.goes_away, 2), (Unit.is_back_early, 1), (Unit.is_protected, 3), (Unit.is_bare, 1), (Unit.is_ordered, 1),
    (Unit.is_looked_at, 2),    (Unit.breaks_conditions, 1),
)  # fmt: skip
