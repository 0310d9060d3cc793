"""On which day of a demo story something is done: in time or late, by the limits and the working days."""

from datetime import date, timedelta
from random import Random

from tracker.demo.story import NEVER
from tracker.domain.bail_regime import ladder_for
from tracker.domain.calendar import SATURDAY, CalendarUnknown
from tracker.domain.counting import count
from tracker.domain.limit import Circumstance, ClockRule, Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.terms import InvestigatingBody, Nation, RiskGrade
from tracker.time_source import local_date

AN_INSTANT = timedelta(microseconds=1)


class Dates:
    """The days of one case. A day that never comes stays one, whatever is counted from it."""

    def __init__(self, rules: RuleBook, nation: Nation, risk: RiskGrade, rng: Random) -> None:
        self._rules = rules
        self._nation = nation
        self._risk = f"{risk}_risk"
        self._rng = rng
        self._working = rules.working_days

    def last(self, limit_id: str, start: date, *, under_ten: bool = False) -> date:
        """Give the last day on which what a limit asks for is in time; the start where it is not in force."""
        if start >= NEVER:
            return NEVER
        limit = next((each for each in self._limits(limit_id) if each.in_force(start)), None)
        return start if limit is None else self._last(rule_of(limit), start, under_ten=under_ten)

    def bail_ends(self, arrested: date) -> date:
        """Give the last day of the first bail period of an arrest."""
        limit = ladder_for(arrested, InvestigatingBody.POLICE, self._rules).first
        return arrested if limit is None else self._last(rule_of(limit), arrested)

    def _limits(self, limit_id: str) -> tuple[Limit, ...]:
        """Give the versions of a limit for the nation whose pack the case follows."""
        limits = self._rules.pack.versions(limit_id)
        return limits if self._nation in limits[0].nations else self._rules.pack.versions(f"{limit_id}-{self._nation}")

    def _last(self, rule: ClockRule, start: date, *, under_ten: bool = False) -> date:
        chosen = {name for name in (self._risk, "under_ten" if under_ten else "") if name in set(Circumstance)}
        if start.weekday() >= SATURDAY:
            chosen.add(Circumstance.WEEKEND)
        measure = rule.measure_for(frozenset(map(Circumstance, chosen)))
        counted = count(measure, start, self._rules.calendar(rule.calendar))
        if counted.instant is not None:
            return local_date(counted.instant - AN_INSTANT)
        return counted.day or NEVER

    def in_time(self, limit_id: str, start: date, *, under_ten: bool = False, haste: float = 0.8) -> date:
        """Give a working day from a start to the limit's last, in the given share of them; else the start itself."""
        last = self.last(limit_id, start, under_ten=under_ten)
        if last >= NEVER:
            return NEVER
        days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
        worked = [day for day in days if self._is_worked(day)]
        return self._rng.choice(worked[: max(1, round(len(worked) * haste))]) if worked else start

    def late(self, limit_id: str, start: date, least: int, most: int, *, under_ten: bool = False) -> date:
        """Give a working day so many days past the limit's last."""
        return self.after(self.last(limit_id, start, under_ten=under_ten), least, most)

    def after(self, day: date, least: int, most: int | None = None) -> date:
        """Give a working day so many days after another."""
        if day >= NEVER:
            return NEVER
        return self.worked(day + timedelta(days=self._rng.randint(least, least if most is None else most)))

    def worked(self, day: date) -> date:
        """Give the day, or the next one that is worked."""
        while not self._is_worked(day):
            day += timedelta(days=1)
        return day

    def worked_before(self, day: date) -> date:
        """Give the day, or the last one before it that is worked."""
        while not self._is_worked(day):
            day -= timedelta(days=1)
        return day

    def _is_worked(self, day: date) -> bool:
        try:
            return self._working.is_working(day)
        except CalendarUnknown:
            return day.weekday() < SATURDAY
