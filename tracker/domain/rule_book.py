"""RuleBook: the limits, the milestones, the plans, the calendars and the posts of agencies, as one value."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.agency_roles import NO_AGENCIES, AgencyLadders
from tracker.domain.alert_rules import NO_ALERT_RULES, AlertRules
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.counting import Measure
from tracker.domain.limit import Circumstance, ClockRule, Limit, Rise, Turn, limit_gone
from tracker.domain.milestone_plan import Catalogue, MilestoneKind
from tracker.domain.protective_measures import ProtectiveMeasure
from tracker.domain.time_limits import LimitPack
from tracker.domain.workload import Weights, in_force
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, CaseKind, CountUnit, Nation, SubjectKind


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What the rules are; made once at start-up and handed to every action.

    Raises:
        RuleBroken: a calendar that the limits count by is missing.
    """

    pack: LimitPack
    catalogue: Catalogue
    calendars: Mapping[CalendarName, WorkingCalendar]
    agencies: AgencyLadders = NO_AGENCIES
    measures: Mapping[str, ProtectiveMeasure] = field(default_factory=dict)
    alerts: AlertRules = NO_ALERT_RULES
    workload: tuple[Weights, ...] = ()

    def __post_init__(self) -> None:
        for name in CalendarName:
            if name not in self.calendars:
                raise RuleBroken("calendar_missing", calendar=name)

    def kind(self, kind: str) -> MilestoneKind:
        """Give a milestone kind of the catalogue."""
        return self.catalogue.kind(kind)

    def weights(self, on: date) -> Weights:
        """Give the points and shares of workload that hold on a day."""
        return in_force(self.workload, on)

    def plan(self, case_kind: CaseKind, subject: SubjectKind) -> tuple[tuple[int, str], ...]:
        """Give the milestone kinds a case of a kind needs for a subject, each with its place in the course."""
        planned = self.catalogue.planned(case_kind, subject)
        return tuple((self.place(case_kind, kind), kind) for kind in planned)

    def place(self, case_kind: CaseKind, kind: str) -> int:
        """Give the place of a milestone kind in the course of a kind of case."""
        return self.catalogue.place(case_kind, kind)

    def limit(self, limit_id: str, version: int) -> Limit:
        """Give the version of a limit under which a clock was started.

        Where the force has taken it away, or another machine's files have it and these have not, what is known of it:
        one clock must not keep every other case from its alerts.
        """
        return self.pack.version(limit_id, version) or limit_gone(limit_id, version)

    def limits_starting(self, event: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the limits whose clocks an event starts by itself; whether one applies turns on whom it concerns."""
        return self.pack.starting_at(event, nation, on)

    def limits_started_by(self, event: str) -> frozenset[str]:
        """Give the ids of all limits whose clocks an event can start."""
        return frozenset(
            limit.id for limit in self.pack.limits if limit.clock is not None and event in limit.clock.starts
        )

    def limits_extended_by(self, event: str) -> frozenset[str]:
        """Give the ids of the limits whose clocks an event can lengthen."""
        clocks = (limit.clock for limit in self.pack.limits if limit.clock is not None)
        return frozenset(clock.extends for clock in clocks if clock.extends and event in clock.starts)

    def limits_counted_back_from(self, event: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the limits that are counted back from the day for which an event is planned."""
        return self.pack.counted_back_from(event, nation, on)

    def limits_after_overdue(self, limit_id: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the limits whose clocks start when a clock of another one becomes overdue."""
        return tuple(
            limit
            for limit in self.pack.limits
            if limit.clock is not None
            and limit.clock.starts_when_overdue == limit_id
            and nation in limit.nations
            and limit.in_force(on)
        )

    def turn(self, limit: Limit, number: int, circumstances: Collection[Circumstance]) -> Turn | None:
        """Give how much the n-th turn of a limit's clock counts, or None where no clock runs in it."""
        return rule_of(limit).turn(number, circumstances)

    def calendar(self, name: CalendarName) -> WorkingCalendar:
        """Give a calendar by name."""
        return self.calendars[name]

    def kinds_by_the_hour(self) -> frozenset[str]:
        """Give the milestone kinds that start, stop or lengthen a clock in hours, or complete a kind that does.

        Where it is known, the time of day at which one of them happened is worth recording.
        """
        clocks = (limit.clock for limit in self.pack.limits if limit.clock is not None)
        timed = {kind for clock in clocks if clock.count is CountUnit.HOURS for kind in (*clock.starts, clock.stops)}
        return frozenset(kind for kind in self.catalogue.kinds if timed & {kind, *self.catalogue.completed_with(kind)})

    @property
    def working_days(self) -> WorkingCalendar:
        """The working days of England and Wales, in which drift is told."""
        return self.calendars[CalendarName.ENGLAND_AND_WALES]

    def rises(self, limit: Limit, measure: Measure) -> tuple[Rise, ...]:
        """Give the later amounts at which an overdue clock grows more serious."""
        rule = rule_of(limit)
        chosen = next((variant for variant in rule.variants if variant.amount == measure.amount), None)
        return chosen.rises if chosen is not None and chosen.rises else rule.rises


def check_known(limit: Limit) -> None:
    """Refuse to change the date of a clock whose limit stands in no file here.

    Raises:
        RuleBroken: `limit_gone`.
    """
    if limit.gone:
        raise RuleBroken("limit_gone", limit=limit.id)


def rule_of(limit: Limit) -> ClockRule:
    """Give how a limit's clock counts.

    Raises:
        RuleBroken: the limit is a duty or a flag, without a clock.
    """
    if limit.clock is None:
        raise RuleBroken("limit_without_clock", limit=limit.id)
    return limit.clock
