"""Rows of what a new calendar or a new version of a limit would move, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import CalendarName, NotCounted


@dataclass(frozen=True, slots=True)
class SuppliedFile:
    """A calendar file that the force supplies, as it lies on the disk."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RuleChangesQuestion:
    """What would move if the changes that wait were applied; with a file, if that file were."""

    by: str
    file: SuppliedFile | None = None


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day off by its name."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class NotCountedRow:
    """An entry of a supplied file that counts for nothing, with the reason."""

    day: date
    name: str
    why: NotCounted


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How many live clocks of the whole unit a change concerns.

    Args:
        clocks: whose date or provisional mark would change.
        moved: of those, whose due date would change.
        become_overdue: of those, which would become overdue.
        no_longer_overdue: of those, which would stop being overdue.
        become_provisional: of those, which would only become provisional.
        no_longer_provisional: of those, which would only be provisional no more.
        kept: beside those, which the change would move if their limits did not say that running clocks keep theirs.
    """

    clocks: int = 0
    moved: int = 0
    become_overdue: int = 0
    no_longer_overdue: int = 0
    become_provisional: int = 0
    no_longer_provisional: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change.

    Args:
        key: what changes: a calendar by its name, or a limit by its id.
        calendar: of a calendar, whose; None of a limit.
        title: what changes, in words.
        old_version: what counts now.
        new_version: what would count; the same where only clocks were left behind, or a force altered an amount.
        counts: the clocks it concerns.
        source: where a new calendar comes from.
        added: days that would be off.
        taken_away: days that would be worked.
        announced: days off that were only computed.
        unsettled: days off that would be only computed.
        known_to: the last day of a new calendar.
    """

    key: str
    calendar: CalendarName | None
    title: str
    old_version: int
    new_version: int
    counts: MoveCounts
    source: str = ""
    added: tuple[DayChange, ...] = ()
    taken_away: tuple[DayChange, ...] = ()
    announced: tuple[DayChange, ...] = ()
    unsettled: tuple[DayChange, ...] = ()
    known_to: date | None = None


@dataclass(frozen=True, slots=True)
class MovedClockRow:
    """One clock that would move. A due value is an instant for clocks in hours, and None where it is not known."""

    case_id: str
    reference: str
    milestone: str
    clock_id: str
    limit_id: str
    limit: str
    old_due: date | datetime | None
    new_due: date | datetime | None
    becomes_overdue: bool
    provisional: bool
    change: str


@dataclass(frozen=True, slots=True)
class CalendarState:
    """How a calendar that counts came here: of which source, when, and how far it is known and announced."""

    calendar: CalendarName
    version: int
    source: str
    taken_at: datetime
    known_to: date
    announced_to: date


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What waits to be applied, and what it would do.

    Args:
        changes: the changes, for the whole unit; none where nothing waits.
        rows: the clocks that would change, of cases the person may see.
        not_shown: how many of them are of other cases.
        not_counted: the entries of a supplied file that count for nothing.
        calendars: the calendars as they count now.
        seen: the digest of all this, to be handed back when it is applied.
    """

    changes: tuple[ChangeRow, ...]
    rows: tuple[MovedClockRow, ...]
    not_shown: int
    not_counted: tuple[NotCountedRow, ...]
    calendars: tuple[CalendarState, ...]
    seen: str
