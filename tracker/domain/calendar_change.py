"""CalendarChange: a new version of a calendar beside the one that counts, and the days in which they differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker import wording
from tracker.domain.calendar import SATURDAY, DayOff, WorkingCalendar
from tracker.domain.calendar_file import CalendarFile, composed
from tracker.terms import CalendarName

ONE_DAY = timedelta(days=1)
NAMED_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """In which days one version of a calendar differs from an earlier one; days at weekends make no difference.

    `announced` are days off that were only computed before; `unsettled` the other way round. `longer` says that the
    later one is known for longer.
    """

    added: tuple[DayOff, ...] = ()
    taken_away: tuple[DayOff, ...] = ()
    announced: tuple[DayOff, ...] = ()
    unsettled: tuple[DayOff, ...] = ()
    longer: bool = False
    known_to: date = date.max

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that counts otherwise, in order."""
        return tuple(sorted(off.day for off in (*self.added, *self.taken_away, *self.announced, *self.unsettled)))

    def __bool__(self) -> bool:
        return bool(self.days) or self.longer

    def between(self, first: date, last: date) -> "Difference":
        """Give the part of it that lies within a span of days, both included."""

        def within(days: tuple[DayOff, ...]) -> tuple[DayOff, ...]:
            return tuple(off for off in days if first <= off.day <= last)

        return replace(
            self,
            added=within(self.added),
            taken_away=within(self.taken_away),
            announced=within(self.announced),
            unsettled=within(self.unsettled),
        )

    def in_words(self) -> str:
        """Say it for a note on a clock: "Extra bank holiday Mon 14 Jun 2027"."""
        said = [f"{off.name} {wording.day(off.day)}" for off in self.added]
        said += [f"{off.name} {wording.day(off.day)} is worked" for off in self.taken_away]
        said += [f"{off.name} {wording.day(off.day)} is announced" for off in self.announced]
        said += [f"{off.name} {wording.day(off.day)} is not announced yet" for off in self.unsettled]
        if not said and self.longer:
            return f"known to {wording.day(self.known_to)}"
        more = len(said) - NAMED_AT_MOST
        shown = ", ".join(said[:NAMED_AT_MOST])
        return f"{shown} and {wording.count_of(more, 'more day')}" if more > 0 else shown


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A version of a calendar that does not count yet, of which file, and the one that counts now."""

    old: WorkingCalendar
    new: WorkingCalendar
    file: CalendarFile
    difference: Difference = field(compare=False)

    @property
    def name(self) -> CalendarName:
        """Whose days these are."""
        return self.new.name


def difference(old: WorkingCalendar, new: WorkingCalendar) -> Difference:
    """Give in which days a later version of a calendar differs from an earlier one."""
    before = {day: off for day, off in old.days_off.items() if day.weekday() < SATURDAY}
    after = {day: off for day, off in new.days_off.items() if day.weekday() < SATURDAY}
    both = sorted(before.keys() & after.keys())
    return Difference(
        added=tuple(after[day] for day in sorted(after.keys() - before.keys()) if old.first <= day <= old.last),
        taken_away=tuple(before[day] for day in sorted(before.keys() - after.keys())),
        announced=tuple(after[day] for day in both if after[day].announced and not before[day].announced),
        unsettled=tuple(after[day] for day in both if before[day].announced and not after[day].announced),
        longer=new.first < old.first or new.last > old.last,
        known_to=new.last,
    )


def calendar_changes(
    present: Mapping[CalendarName, WorkingCalendar],
    files: Mapping[CalendarName, CalendarFile],
    new: Mapping[CalendarName, CalendarFile],
) -> tuple[CalendarChange, ...]:
    """Give the new versions of calendars that new files make: their own, and those of the calendars that include them.

    Args:
        present: the calendars that count.
        files: of which files they are.
        new: files that are to take their place.

    Raises:
        RuleBroken: one of them would have a year without a day off, or no working day.
    """
    made: dict[CalendarName, CalendarChange] = {}
    for name in sorted(CalendarName, key=lambda name: _file(name, files, new).includes is not None):
        file = _file(name, files, new)
        if name not in new and file.includes not in made:
            continue
        included = None if file.includes is None else made.get(file.includes)
        other = included.new if included else present[file.includes] if file.includes else None
        old = present[name]
        version = composed(file, other, old.version + 1).with_earlier({**old.earlier, old.version: old})
        found = difference(old, version)
        if found:
            made[name] = CalendarChange(old, version, file, found)
    return tuple(made[name] for name in CalendarName if name in made)


def _file(
    name: CalendarName, files: Mapping[CalendarName, CalendarFile], new: Mapping[CalendarName, CalendarFile]
) -> CalendarFile:
    return new.get(name, files[name])
