"""Two years of a made-up unit and of the machine that looks after its alerts, skipped from event to event."""

import heapq
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import cast

from tests.soak.facts import Passed
from tests.soak.unit import DEEDS, Unit
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.actions.work import Work
from tracker.domain.rule_book import RuleBook
from tracker.jobs.timetable import clock_moved_back
from tracker.time_source import LONDON, start_of_day

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
FIRST = datetime(2026, 1, 5, 7, tzinfo=LONDON).astimezone(UTC)
SLEEPS = (timedelta(hours=4), timedelta(hours=15), timedelta(days=3), timedelta(days=9), timedelta(days=21))
CASES, DAYS, A_DAY = 400, 730, 20


class PowerCut(Exception):
    """The machine stops in the middle of a pass."""


class Simulation:
    """A unit, the true time, and one machine with a clock of its own that ticks unless it sleeps."""

    def __init__(self, seed: int, rules: RuleBook, cases: int = CASES, days: int = DAYS) -> None:
        self.seed = seed
        self.random = random.Random(seed + 1)
        self.unit = Unit(seed, rules, cases, FIRST)
        self.memory = self.unit.memory
        #: called after each pass that went well
        self.watch: Callable[[], None] = lambda: None
        #: called after each deed of a person
        self.watch_deed: Callable[[], None] = lambda: None
        self.true = FIRST
        self.off = timedelta(0)
        self.asleep = False
        self.last_good: datetime | None = None
        self.crashes = self.clock_warnings = 0
        self._agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = 0
        self.end = FIRST + days * DAY
        self._plan(days, max(4, A_DAY * cases // CASES))

    @property
    def now(self) -> datetime:
        """What the machine's clock says."""
        return self.true + self.off

    def run(self) -> None:
        """Let it all happen."""
        self.tick()
        while self.true < self.end:
            self._skip_to(self._next())
            deeds = False
            while self._agenda and self._agenda[0][0] <= self.true:
                _, _, happens = heapq.heappop(self._agenda)
                happens()
                deeds = True
            if deeds:
                self.true += MINUTE
            while not self.asleep and not self.tick():
                self.true += MINUTE

    def tick(self) -> bool:
        """Make a pass as the timetable would; say whether it went well. A clock that is behind warns and goes on."""
        now = self.now
        if clock_moved_back(self.last_good, now):
            self.clock_warnings += 1
            self.last_good = now
            return False
        memory, unit = self.memory, self.unit
        unit.now = now
        memory.history.turn += 1
        left = self.random.randrange(40) if self.random.random() < 0.01 else -1

        def before_each() -> None:
            nonlocal left
            if left == 0:
                raise PowerCut
            left -= 1

        work = unit.work(before_each=before_each)
        memory.begin()
        try:
            # the rest of a unit of work, which the sweep never asks for, is not there
            raise_alerts(RaiseAlerts(looked_at=self.last_good), cast(Work, work))
        except PowerCut:
            memory.rollback()
            self.crashes += 1
            return False
        memory.commit()
        memory.history.passes.append(Passed(memory.history.turn, now, unit.today, self.last_good))
        self.last_good = now
        self.watch()
        return True

    def _next(self) -> datetime:
        """Give when something can be different from how it is now: a deed, a due instant, or a new day."""
        deed = self._agenda[0][0] if self._agenda else self.end
        if self.asleep:
            return deed
        now, memory = self.now, self.memory
        due = (
            memory.due.next_after(now), memory.warn.next_after(now), memory.unprotected_late_after(now),
            start_of_day(self._tomorrow()),
        )  # fmt: skip
        return min(deed, *(at - self.off for at in due if at is not None))

    def _tomorrow(self) -> date:
        return self.now.astimezone(LONDON).date() + DAY

    def _skip_to(self, at: datetime) -> None:
        """Let time pass. While the machine is awake each minute has its pass, which finds nothing to do."""
        if not self.asleep and at - self.true > 2 * MINUTE and self.last_good is not None:
            self.true = at - MINUTE
            if self.random.random() < 0.02:
                # a second cover of those who are away may be told a minute after the first; nothing else waits
                before = len(self.memory.steps), len(self.memory.alerts)
                if self.tick():
                    after = len(self.memory.steps), len(self.memory.alerts)
                    assert before == after, "a pass between two events found something to do"
            else:
                self.last_good = self.now
        self.true = max(self.true, at)

    # what is to come

    def _at(self, at: datetime, happens: Callable[[], None]) -> None:
        self._numbers += 1
        heapq.heappush(self._agenda, (max(at, self.true), self._numbers, happens))

    def _plan(self, days: int, a_day: int) -> None:
        deeds, weights = zip(*DEEDS, strict=True)
        for day in range(days):
            morning = FIRST + day * DAY
            worked = morning.astimezone(LONDON).weekday() < 5
            for _ in range(3 if worked else 1):
                count = a_day // 3 if worked else 2
                some = self.random.choices(deeds, weights, k=count)
                self._at(morning + self.random.random() * 12 * HOUR, lambda some=some: self._do(some))
        for _ in range(days // 40):
            self._at(FIRST + self.random.random() * days * DAY, lambda: self._do([Unit.leaves]))
        for _ in range(max(2, days // 30)):
            begins = FIRST + self.random.random() * days * DAY
            self._at(begins, self._sleep)
            self._at(begins + self.random.choice(SLEEPS) * (0.2 + self.random.random()), self._wake)
        for _ in range(max(2, days // 70)):
            self._jump(FIRST + self.random.random() * days * DAY)

    def _do(self, deeds: list[Callable[[Unit], None]]) -> None:
        for deed in deeds:
            self.memory.history.turn += 1
            self.unit.now = self.now
            deed(self.unit)
            self.watch_deed()
        for promised in self.unit.promised():
            self.memory.history.turn += 1
            promised()
            self.watch_deed()

    def _sleep(self) -> None:
        self.asleep = True

    def _wake(self) -> None:
        self.asleep = False

    def _jump(self, at: datetime) -> None:
        by = self.random.choice((-3 * DAY, -2 * HOUR, -20 * MINUTE, 3 * HOUR, 2 * DAY, 12 * DAY))
        self._at(at, lambda: self._set_clock(by))
        self._at(at + self.random.choice((30 * MINUTE, 5 * HOUR, 3 * DAY)), lambda: self._set_clock(timedelta(0)))

    def _set_clock(self, off: timedelta) -> None:
        self.off = off
