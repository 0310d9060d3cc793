"""Limit: one row of the rule pack, with its clock, and what the force confirmed or changed of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.domain.counting import Measure
from tracker.terms import (
    CalendarName,
    CaseKind,
    ClockClass,
    CountUnit,
    FirstDay,
    LimitKind,
    LimitType,
    Nation,
    OnChange,
    Severity,
)

FROM_MEMORY = re.compile(r"\bM\b")
NOT_HERE = "not in the limits here"
NO_CIRCUMSTANCES: frozenset["Circumstance"] = frozenset()


class Circumstance(StrEnum):
    """What a limit's amount, or whether it applies at all, may turn on."""

    VERY_HIGH_RISK = "very_high_risk"
    HIGH_RISK = "high_risk"
    MEDIUM_RISK = "medium_risk"
    LOW_RISK = "low_risk"
    UNDER_TEN = "under_ten"
    NO_ENHANCED_RIGHTS = "no_enhanced_rights"
    WEEKEND = "weekend"
    CHILD_NEAR_SUSPECT = "child_near_suspect"
    SUMMARY_ONLY_OFFENCE = "summary_only_offence"
    DOMESTIC_ABUSE_OFFENCE = "domestic_abuse_offence"
    POLICE_DECIDED = "police_decided"
    CPS_DECIDED = "cps_decided"


@dataclass(frozen=True, slots=True)
class Rise:
    """A later amount, from the same start, at which an overdue clock becomes more serious."""

    amount: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Variant:
    """Another amount for a circumstance."""

    when: Circumstance
    amount: int
    rises: tuple[Rise, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The amount of a later turn of a recurring clock, and whether it counts from the first start of all."""

    amount: int
    from_first_start: bool


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How the clock of a limit counts, what starts it and which milestone it runs to.

    Args:
        starts: milestone kinds, any of which starts it; empty where another clock's lateness does.
        starts_when_overdue: the limit whose overdue clock starts this one, from its due date.
        stops: the milestone kind it runs towards, to which the clock belongs.
        on_change: keep the limit's version, or move to what is in force for the day of the start.
        rolls_back: an end on a day that is not worked counts as the working day before.
        backwards: the amount is counted back from the day for which the starting milestone is planned.
        extends: the limit whose running clock it lengthens, instead of starting one of its own.
        window: a time in which somebody may do something; nobody is late when it closes, the clock just stops.
        adds: of one that extends: the amount is added to that clock's, else it is the new total.
        recurs: a new clock starts when the milestone is done.
        every: the amount of later turns, from the day the last was done; absent, the first amount again.
        later_amounts: the amounts of later turns from the first start of all; after them no more clocks.
        auto: starts by itself when its start happens; otherwise an action starts it.
        least_amount: the force may not go under this.
        remind: units before the due date, the most first: hours, working days, else calendar days.
        reminders: the row whose reminders these are, where they are not its own.
    """

    count: CountUnit
    amount: int
    stops: str
    starts: tuple[str, ...]
    calendar: CalendarName
    clock_class: ClockClass
    on_change: OnChange
    first_day: FirstDay = FirstDay.NEXT
    begins_after_days: int = 0
    starts_when_overdue: str = ""
    rolls: bool = False
    rolls_back: bool = False
    backwards: bool = False
    extends: str = ""
    adds: bool = False
    window: bool = False
    recurs: bool = False
    auto: bool = True
    every: int | None = None
    later_amounts: tuple[int, ...] = ()
    least_amount: int = 1
    variants: tuple[Variant, ...] = ()
    rises: tuple[Rise, ...] = ()
    remind: tuple[int, ...] = ()
    reminders: str = ""

    def amount_for(self, circumstances: Collection[Circumstance] = NO_CIRCUMSTANCES) -> int:
        """Give the amount: the first variant that matches, else the general one."""
        variant = self._variant(circumstances)
        return self.amount if variant is None else variant.amount

    def rises_for(self, circumstances: Collection[Circumstance] = NO_CIRCUMSTANCES) -> tuple[Rise, ...]:
        """Give the later amounts at which it becomes more serious; a variant without its own has the general ones."""
        variant = self._variant(circumstances)
        return variant.rises if variant is not None and variant.rises else self.rises

    def measure_for(self, circumstances: Collection[Circumstance] = NO_CIRCUMSTANCES) -> Measure:
        """Give how to count the first turn."""
        return self.measure(self.amount_for(circumstances))

    def measure(self, amount: int) -> Measure:
        """Give how to count an amount of this limit, for a later turn or a rise."""
        return Measure(
            self.count, amount, self.first_day, self.begins_after_days, self.rolls, self.rolls_back, self.backwards
        )

    def turn(self, number: int, circumstances: Collection[Circumstance] = NO_CIRCUMSTANCES) -> Turn | None:
        """Give the amount of the n-th turn (1 is the first), or None where no clock runs in it."""
        if number == 1:
            return Turn(self.amount_for(circumstances), from_first_start=True)
        if not self.recurs:
            return None
        if self.later_amounts:
            place = number - 2
            return Turn(self.later_amounts[place], True) if place < len(self.later_amounts) else None
        return Turn(self.every or self.amount_for(circumstances), from_first_start=False)

    @property
    def amounts(self) -> tuple[int, ...]:
        """Every amount of a first turn."""
        return (self.amount, *(variant.amount for variant in self.variants))

    def _variant(self, circumstances: Collection[Circumstance]) -> Variant | None:
        return next((variant for variant in self.variants if variant.when in circumstances), None)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The force has checked a limit: who (a post, not a name) and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit, duty or flag in one version.

    Args:
        id: as in the table of limits; a part of a row has an ending of its own.
        row: the row of the table it comes from.
        kind: who made the duty.
        amount_kind: who set the number, where that is somebody else.
        confidence: as printed: V read, V2 read in a secondary text, M from memory, M? weak.
        concerns: the milestone kind of a duty without a clock.
        authority: the least rank that may authorise it, or the court.
        severity: of an alert when it becomes overdue.
        values: further numbers of the row.
        remind: of a row that only sets reminders, which clocks name as theirs.
        blank: the row has a number that nobody has given yet; its state is unknown.
        shipped: the limit as it came, where the force altered it.
        beside: the limit next to which the force set this earlier target of its own.
        force_version: the version of the force's settings it comes from; 0 as shipped.
        gone: it stands in no file here, although a clock runs under it.
    """

    id: str
    row: str
    version: int
    type: LimitType
    name: str
    kind: LimitKind
    amount_kind: LimitKind
    confidence: str
    basis: str
    nations: tuple[Nation, ...]
    file: str
    severity: Severity
    clock: ClockRule | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    case_kinds: tuple[CaseKind, ...] = ()
    only_when: tuple[Circumstance, ...] = ()
    unless: tuple[Circumstance, ...] = ()
    concerns: str = ""
    authority: str = ""
    values: tuple[tuple[str, int], ...] = ()
    remind: tuple[int, ...] = ()
    blank: bool = False
    note: str = ""
    confirmation: Confirmation | None = None
    shipped: "Limit | None" = None
    beside: str = ""
    force_version: int = 0
    gone: bool = False

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the row rests on memory and nobody in the force has checked it yet."""
        return self.confirmation is None and FROM_MEMORY.search(self.confidence) is not None

    @property
    def suggestion(self) -> bool:
        """Whether the number is only ours, until the force confirms or replaces it."""
        return self.amount_kind is LimitKind.LOCAL and self.confirmation is None

    @property
    def locked(self) -> bool:
        """Whether the number belongs to the law or a code, or whose it is is not known: nobody may change it."""
        return self.gone or self.amount_kind in (LimitKind.LAW, LimitKind.CODE)

    def in_force(self, on: date) -> bool:
        """Say whether this version is the one for a clock that starts on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def applies(
        self, case_kind: CaseKind | None = None, circumstances: Collection[Circumstance] = NO_CIRCUMSTANCES
    ) -> bool:
        """Say whether it concerns this kind of case in these circumstances."""
        if self.case_kinds and case_kind is not None and case_kind not in self.case_kinds:
            return False
        if self.only_when and not any(when in circumstances for when in self.only_when):
            return False
        return not any(when in circumstances for when in self.unless)

    def value(self, name: str) -> int:
        """Give one of the further numbers of the row."""
        return dict(self.values)[name]


def limit_gone(limit_id: str, version: int) -> Limit:
    """Give what is known of a limit that stands in no file here: clocks under it run on to the dates they have."""
    rule = ClockRule(
        CountUnit.CALENDAR_DAYS, 1, "", (), CalendarName.ENGLAND_AND_WALES, ClockClass.TARGET, OnChange.KEEP
    )
    return Limit(
        limit_id, limit_id, version, LimitType.CLOCK, f"{limit_id} ({NOT_HERE})", LimitKind.LOCAL, LimitKind.LOCAL, "",
        NOT_HERE, tuple(Nation), "", Severity.WARNING, rule, gone=True,
    )  # fmt: skip


def with_reminders(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    """Give the limits with the reminders that a clock takes from another row filled in.

    Raises:
        KeyError: a clock names a row that sets no reminders.
    """
    every = tuple(limits)
    rows = {limit.id: limit.remind for limit in every if limit.remind}
    return tuple(
        replace(limit, clock=replace(limit.clock, remind=rows[limit.clock.reminders]))
        if limit.clock is not None and limit.clock.reminders
        else limit
        for limit in every
    )
