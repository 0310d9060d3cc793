"""Clocks that are counted back from the day for which something is planned, and move with it."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_parts import CaseParts
from tracker.domain.circumstances import circumstances_of
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.clock_start import begun
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.domain.limit import ClockRule, Limit
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import ClockEventKind, ClockState, MilestoneState, SubjectKind

START_UNDONE = "start_undone"
DOES_NOT_APPLY = "does_not_apply"
NEVER_STARTED = (START_UNDONE, DOES_NOT_APPLY)
BAIL_ENDED = "bail_ended"
ROUND = 100


class CountedBack(CaseParts):
    """What an event of a clock brings with it, and how milestones are opened; used where clocks start and stop."""

    __slots__ = ()

    def _count_back_from(self, milestone_id: str, rules: RuleBook, act: Act) -> None:
        """Bring the clocks that are counted back from the day of a milestone in line with that day."""
        milestone = self.milestones[milestone_id]
        limits = rules.limits_counted_back_from(milestone.kind, self.record.nation, act.today)
        for limit in self._applying(limits, milestone.subject_id, act.today):
            self._plan_back(limit, milestone, self._planned_day(milestone, rules, act), rules, act)

    def _planned_day(self, milestone: Milestone, rules: RuleBook, act: Act) -> date | None:
        """Give the day something happened or is planned for, else that by which it is due; None where there is none."""
        if milestone.kind == BAIL_ENDED:
            return self._court_asked_before(milestone, rules, act)
        if milestone.state is MilestoneState.DONE:
            return milestone.happened_on
        if milestone.planned_on is not None and milestone.state is not MilestoneState.NOT_REQUIRED:
            return milestone.planned_on
        days = [clock.due for clock in self.clocks_of(milestone.id) if clock.state is not ClockState.STOPPED]
        return min((day for day in days if day is not None), default=None)

    @abstractmethod
    def _court_asked_before(self, ending: Milestone, rules: RuleBook, act: Act) -> date | None:
        """Give the end of a bail period that a court may extend next; the ledger of bail knows."""

    def _plan_back(self, limit: Limit, before: Milestone, day: date | None, rules: RuleBook, act: Act) -> None:
        """Let a clock run that is counted back from a day, or move it with that day; without a day it stops.

        Its turn is the place of the milestone it is counted back from among those of its subject, and a hundred for
        each earlier time that it was counted back from the same one.
        """
        place = self._place_among(before, rule_of(limit))
        turn = place + ROUND * self._rounds_before(before)
        alike = [
            one
            for one in self.clocks.values()
            if one.limit_id == limit.id
            and one.turn % ROUND == place
            and self.milestones[one.milestone_id].subject_id == before.subject_id
        ]
        for other in alike:
            if other.turn != turn and other.state is not ClockState.STOPPED:
                self._event(other, ClockEventKind.STOPPED, act.today, rules, act, reason=DOES_NOT_APPLY)
        clock = next((one for one in alike if one.turn == turn), None)
        if clock is None:
            if day is not None and before.state is not MilestoneState.DONE:
                self._run_back(limit, before, day, turn, rules, act)
            return
        undone = clock.state is ClockState.STOPPED and clock.events[-1].reason in NEVER_STARTED
        if day is None:
            if clock.state is not ClockState.STOPPED:
                self._event(clock, ClockEventKind.STOPPED, act.today, rules, act, reason=DOES_NOT_APPLY)
        elif undone or (clock.state is not ClockState.STOPPED and begun(clock) != day):
            if undone:
                self._event(clock, ClockEventKind.REOPENED, act.today, rules, act)
            if begun(clock) != day:
                name = rules.kind(before.kind).name
                moving = self.clocks[clock.id].noting_overdue(act.now)
                self._event(moving, ClockEventKind.CORRECTED, act.today, rules, act, reason=name, to=day)

    @abstractmethod
    def _rounds_before(self, before: Milestone) -> int:
        """Give how often something has been counted back from a milestone and was done with; 0 but for bail."""

    def _run_back(self, limit: Limit, before: Milestone, day: date, turn: int, rules: RuleBook, act: Act) -> None:
        rule = rule_of(limit)
        free = [
            one
            for one in self.milestones.values()
            if one.kind == rule.stops
            and one.subject_id == before.subject_id
            and one.state is not MilestoneState.DONE
            and one.state is not MilestoneState.NOT_REQUIRED
            and not self.clocks_of(one.id)
        ]
        milestone = free[0] if free else self._open(rule.stops, before.subject_id, rules, act)
        self._run(limit, milestone, day, turn, rules, act, rule.measure(rule.amount))

    def _place_among(self, milestone: Milestone, rule: ClockRule) -> int:
        return [one.id for one in self._in_order(rule, milestone.subject_id)].index(milestone.id) + 1

    def _in_order(self, rule: ClockRule, subject_id: str) -> list[Milestone]:
        """Give what a limit is counted back from, of one subject."""
        alike = [one for one in self.milestones.values() if one.kind in rule.starts and one.subject_id == subject_id]
        return sorted(alike, key=lambda one: (rule.starts.index(one.kind), one.turn))

    @abstractmethod
    def _run(
        self,
        limit: Limit,
        milestone: Milestone,
        when: When,
        turn: int,
        rules: RuleBook,
        act: Act,
        measure: Measure | None = None,
        because: str = "",
        approved_by: str | None = None,
    ) -> None:
        """Start a clock of a limit towards a milestone."""

    def _open(self, kind: str, subject_id: str, rules: RuleBook, act: Act) -> Milestone:
        facts = rules.kind(kind)
        earlier = self._all_of(kind, subject_id)
        if earlier and not (facts.recurs or facts.repeats):
            raise RuleBroken("milestone_already_done", milestone=kind, state=earlier[-1].state)
        return self._open_next(kind, subject_id, rules, act)

    def _open_next(self, kind: str, subject_id: str, rules: RuleBook, act: Act) -> Milestone:
        """Open one more of a kind, whatever its kind says of happening once."""
        milestone = Milestone(
            act.new_id(),
            self.record.id,
            kind,
            rules.kind(kind).subject,
            subject_id,
            rules.place(self.record.kind, kind),
            MilestoneState.OPEN,
            turn=max((milestone.turn for milestone in self._all_of(kind, subject_id)), default=0) + 1,
        )
        self.milestones[milestone.id] = milestone
        return milestone

    def _all_of(self, kind: str, subject_id: str) -> list[Milestone]:
        return [one for one in self.milestones.values() if one.kind == kind and one.subject_id == subject_id]

    def _clock_under(self, limit: Limit, milestone: Milestone) -> Clock | None:
        return next((clock for clock in self.clocks_of(milestone.id) if clock.limit_id == limit.id), None)

    def _meant(self, from_kind: SubjectKind, subject_id: str, to_kind: SubjectKind) -> tuple[str, ...]:
        return (subject_id,) if from_kind is to_kind else self.subjects(to_kind)

    def _applying(self, limits: Iterable[Limit], subject_id: str, on: date) -> list[Limit]:
        """Give those of some limits that apply to a subject of this case on a day."""
        return [limit for limit in limits if limit.applies(self.record.kind, circumstances_of(self, subject_id, on))]

    def _event(
        self,
        clock: Clock,
        kind: ClockEventKind,
        on: When,
        rules: RuleBook,
        act: Act,
        *,
        reason: str = "",
        to: When | None = None,
        approved_by: str | None = None,
        asked_by: str | None = None,
    ) -> None:
        event = ClockEvent(kind, on, act.now, act.officer_id, reason, to=to, approved_by=approved_by, asked_by=asked_by)
        self._add_event(clock, event, rules, act)

    def _add_event(self, clock: Clock, event: ClockEvent, rules: RuleBook, act: Act) -> None:
        """Give a clock one more event; what is counted back from its date moves with it."""
        self.clocks[clock.id] = clock.with_event(event, rules.calendar(clock.calendar))
        self._count_back_from(clock.milestone_id, rules, act)
