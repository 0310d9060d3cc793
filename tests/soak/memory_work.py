"""A unit of work in memory: what the sweep and the actions on alerts are given, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.soak.facts import ClockFact
from tests.soak.memory import Memory
from tests.soak.memory_alerts import MemoryAlerts
from tracker.domain.act import Act
from tracker.domain.people import Absence, Officer
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.rule_book import RuleBook
from tracker.terms import ClockState

ONE_DAY = timedelta(days=1)


class MemoryCase:
    """A case as the sweep asks for it: windows close, and nobody was arrested."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def clock(self, clock_id: str) -> ClockFact:
        return self._memory.clocks[clock_id]

    def milestone(self, milestone_id: str) -> ClockFact:
        return self._memory.clocks[milestone_id]

    def standing_arrests(self, _suspect_id: str) -> list[Any]:
        return []

    def keep_bail_in_step(self, _rules: RuleBook, _act: Act) -> bool:
        return False

    def start_after_overdue(self, _clock_id: str, _rules: RuleBook, _act: Act) -> int:
        return 0

    def close_window(self, clock_id: str, _rules: RuleBook, _act: Act) -> None:
        self._memory.put_clock(replace(self._memory.clocks[clock_id], state=ClockState.STOPPED, not_required=True))


class MemoryCases:
    """The cases."""

    def __init__(self, memory: Memory) -> None:
        self._case = MemoryCase(memory)

    def get(self, _case_id: str) -> Any:
        return self._case

    def save(self, _case: Any) -> None:
        """What a case did is kept already."""


class MemoryPeople:
    """The people; who works in the unit is read once, until somebody changes."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._read: dict[Any, Any] = {}

    def officers(self) -> tuple[Officer, ...]:
        return self._once("officers", lambda: tuple(sorted(self._memory.officers.values(), key=lambda one: one.id)))

    def absences_between(self, first: date, last: date) -> tuple[Absence, ...]:
        def read() -> tuple[Absence, ...]:
            found = sorted(self._memory.absences.values(), key=lambda one: one.id)
            return tuple(one for one in found if one.first_day <= last and one.last_day >= first)

        return self._once((first, last), read)

    def _once(self, what: Any, read: Callable[[], Any]) -> Any:
        state = self._memory.staff_changes
        kept = self._read.get(what)
        if kept is None or kept[0] != state:
            kept = self._read[what] = state, read()
        return kept[1]


class MemoryProtection:
    """How children's protection stands; where it has ended, nothing takes its place by itself."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def to_look_at(self, today: date, _most: int) -> tuple[Sequence[str], int]:
        for subject in sorted(self._memory.ends.until(today - ONE_DAY)):
            case_id = self._memory.standing[subject].case_id
            standings = self._memory.standings[case_id]
            self._memory.put_standings(case_id, [_over(one, today) for one in standings])
        return (), 0

    def looked_until(self, _place: int) -> None:
        """There is no trail."""


class MemoryAudit:
    """No trail is kept."""

    def add(self, _action: str, **_content: object) -> int:
        return 0

    def last_change(self, _subject_id: str) -> None:
        return None


class MemoryWork:
    """One transaction."""

    def __init__(
        self,
        memory: Memory,
        people: MemoryPeople,
        rules: RuleBook,
        act: Act,
        before_each: Callable[[], None] = lambda: None,
    ) -> None:
        self.act = act
        self.rules = rules
        self.people = people
        self.alerts = MemoryAlerts(memory, act, before_each)
        self.cases: Any = MemoryCases(memory)
        self.protection: Any = MemoryProtection(memory)
        self.audit = MemoryAudit()
        self.kept: Any = None

    def sweep_all(self) -> None:
        """Every case is seen."""


def _over(one: ProtectionStanding, today: date) -> ProtectionStanding:
    if one.until is None or one.until >= today:
        return one
    since = one.until + ONE_DAY
    return replace(one, protected=False, since=since, until=None, lapsed=True, episode=since.isoformat())
