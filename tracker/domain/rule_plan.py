"""RulePlan: what new calendars and limits would change, and every live clock that is to be recalculated for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.calendar_change import CalendarChange
from tracker.domain.limit import Limit
from tracker.domain.recalculation import Recalculation
from tracker.terms import CalendarName, NotCounted


@dataclass(frozen=True, slots=True)
class RulePlan:
    """What is to change.

    Args:
        calendars: the new versions of calendars.
        digests: of the files they are of.
        not_counted: the entries of a supplied file that count for nothing.
        recalculations: the clocks, in order of their ids.
        kept: by change, how many clocks it would move if their limits did not keep them.
        limits: by id, the limits whose clocks move: as they run, and as they will.
        left_behind: calendars of which live clocks still count by an earlier version, such as clocks taken up again.
        targets: the calendars as they will count.
        keep: the limits and versions whose running clocks keep the version of their calendar.
    """

    calendars: tuple[CalendarChange, ...] = ()
    digests: Mapping[CalendarName, str] = field(default_factory=dict)
    not_counted: tuple[tuple[DayOff, NotCounted], ...] = ()
    recalculations: tuple[Recalculation, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, tuple[Limit, Limit]] = field(default_factory=dict)
    left_behind: tuple[CalendarName, ...] = ()
    targets: Mapping[CalendarName, WorkingCalendar] = field(default_factory=dict)
    keep: frozenset[tuple[str, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.calendars or self.limits or self.left_behind)

    @property
    def changes(self) -> tuple[str, ...]:
        """What changes: calendars by their names, then limits by their ids."""
        named = [change.name.value for change in self.calendars] + [name.value for name in self.left_behind]
        return (*named, *sorted(self.limits))

    @property
    def seen(self) -> str:
        """The digest of what a person is shown: the changes, and each clock with its new date."""
        facts: list[object] = [
            [change.name, change.new.version, [str(off) for off in change.file.days]] for change in self.calendars
        ]
        facts.append([[name, limit.version, limit.force_version] for name, (_, limit) in sorted(self.limits.items())])
        facts.append(self.left_behind)
        facts += [
            [one.clock_id, str(one.old_due), str(one.new_due), one.after.provisional]
            for one in self.recalculations
            if one.shows
        ]
        return sha256(json.dumps(facts).encode()).hexdigest()
