"""The facts behind the weekly paper: cases, clocks and delays with what tells how they stood at an earlier instant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tracker.domain.clock import ClockEvent, Standing
from tracker.domain.counting import Measure
from tracker.domain.hindsight import known_by, last_day, plain_standing, standing_by
from tracker.domain.rule_book import RuleBook
from tracker.terms import CalendarName, ClockClass, DelayReason, Holder, MilestoneState, RiskGrade, YesNo


@dataclass(frozen=True, slots=True)
class HandOver:
    """A case was allocated, or went to another team, at an instant; who had it before, in which team, if on record."""

    at: datetime
    oic_was: str | None
    team_was: str | None
    team_known: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A case was closed, or taken up again, at an instant; and the day on which it was closed, or had been."""

    at: datetime
    is_closing: bool
    closed_on: date


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as it stands now, with the instants that tell how it stood before."""

    id: str
    reference: str
    risk: RiskGrade
    reported_on: date
    restricted: bool
    oic_id: str | None
    team_id: str | None
    entered_at: datetime
    allocated_at: datetime | None
    hand_overs: tuple[HandOver, ...]
    closed_on: date | None = None
    turns: tuple[Turn, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Say whether the case was on record and not closed at an instant."""
        return self.entered_at <= at and self.closed_by(at) is None

    def closed_by(self, at: datetime) -> date | None:
        """Give the day on which the case was closed, as was on record at an instant; None where it was not closed."""
        later = next((one for one in self.turns if one.at > at), None)
        if later is not None:
            return None if later.is_closing else later.closed_on
        return self.closed_on

    def oic_at(self, at: datetime) -> str | None:
        """Give the officer in the case at an instant; None where it was not allocated."""
        later = next((one for one in self.hand_overs if one.at > at), None)
        if later is not None:
            return later.oic_was
        return None if self.allocated_at is not None and self.allocated_at > at else self.oic_id

    def team_at(self, at: datetime) -> str | None:
        """Give the team that had the case at an instant."""
        later = next((one for one in self.hand_overs if one.at > at and one.team_known), None)
        return self.team_id if later is None else later.team_was


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock as it stands now; with its events where they are needed to tell how it stood before."""

    id: str
    case_id: str
    milestone_id: str
    kind: str
    turn: int
    subject_id: str
    limit_id: str
    limit_version: int
    clock_class: ClockClass
    calendar: CalendarName
    calendar_version: int
    measure: Measure
    stored: Standing
    events: tuple[ClockEvent, ...]

    def standing_at(self, at: datetime, rules: RuleBook) -> Standing | None:
        """Give how the clock stood at an instant; None where it was not on record."""
        if not self.events:
            return self.stored
        known = known_by(self.events, at)
        if not known:
            return None
        plain = plain_standing(known, self.stored.first_due)
        return plain or standing_by(self.events, self.measure, rules.calendar(self.calendar), at, self.calendar_version)


@dataclass(frozen=True, slots=True)
class DelayFacts:
    """A recorded cause of delay; `done_at` is when its milestone was recorded as done, if it is done now."""

    case_id: str
    milestone_id: str
    reason: DelayReason
    awaited: Holder
    since: date
    until: date | None
    next_step: str
    recorded_at: datetime
    done_at: datetime | None


def delay_at(delays: Sequence[DelayFacts], stops: Iterable[datetime], at: datetime) -> DelayFacts | None:
    """Give the cause of delay of a milestone that lasted at an instant.

    Args:
        delays: its causes, in the order in which they were recorded.
        stops: when it was recorded as done, also where that was taken back.
    """
    known = [delay for delay in delays if delay.recorded_at <= at]
    if not known:
        return None
    last = known[-1]
    done = [*stops, *([last.done_at] if last.done_at is not None else [])]
    if any(last.recorded_at <= when <= at for when in done):
        return None
    ended_since = len(known) < len(delays) or any(when > at for when in done)
    return last if last.until is None or ended_since or last.until > last_day(at) else None


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child of a case, with what the paper is split by."""

    id: str
    case_id: str
    label: str
    age_at_report: int | None
    ethnicity: str
    disability: YesNo


@dataclass(frozen=True, slots=True)
class SuspectFacts:
    """A suspect in a case, and whether they have access to children."""

    id: str
    case_id: str
    label: str
    access: YesNo


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device of a case."""

    id: str
    case_id: str
    exhibit: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it stands now, with the instant at which that was recorded."""

    id: str
    kind: str
    subject_id: str
    turn: int
    state: MilestoneState
    happened_on: date | None
    recorded_at: datetime | None


@dataclass(frozen=True)
class History:
    """The facts from which any instant between `since` and `until` can be told.

    Args:
        cases: by id, restricted ones among them.
        clocks: those that had started late, were moved, or changed after `since`; of cases that are not restricted.
        going_on: cases in which a clock of a decisive milestone has run, unchanged, since before `since`.
        delays: of each milestone, in the order in which they were recorded.
        children, suspects, devices: of cases that are not restricted.
        steps: the milestones that the questions of the paper ask about.
    """

    since: datetime
    until: datetime
    cases: Mapping[str, CaseFacts]
    clocks: tuple[ClockFacts, ...]
    going_on: frozenset[str]
    delays: Mapping[str, tuple[DelayFacts, ...]]
    children: tuple[ChildFacts, ...]
    suspects: tuple[SuspectFacts, ...]
    devices: tuple[DeviceFacts, ...]
    steps: tuple[Step, ...]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each child, suspect and device is called."""
        return {
            **{one.id: one.label for one in self.children},
            **{one.id: one.label for one in self.suspects},
            **{one.id: one.exhibit for one in self.devices},
        }
