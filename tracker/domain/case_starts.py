"""The clocks of a case: started by what happens, for whom it concerns; stopped, lengthened, begun again."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_counted_back import NEVER_STARTED, START_UNDONE, CountedBack
from tracker.domain.circumstances import circumstances_of
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.clock_checks import check_extension
from tracker.domain.clock_start import begins, begun, day_of, days_begun, is_past, not_before, total
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.milestone import Milestone
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import ClockEventKind, ClockState, CountUnit, MilestoneState


class CaseStarts(CountedBack):
    """How clocks follow from the rules, used by the course of a case."""

    __slots__ = ()

    def _start_clocks(
        self, event: str, subject_id: str, when: When, rules: RuleBook, act: Act, only: str | None = None
    ) -> None:
        """Start the clocks that an event starts: towards each subject it concerns, where their limit applies to it."""
        day = day_of(when)
        for limit in rules.limits_starting(event, self.record.nation, day):
            stops = rules.kind(rule_of(limit).stops)
            for target in self._meant(rules.kind(event).subject, subject_id, stops.subject):
                if only is not None and target != only:
                    continue
                if not limit.applies(self.record.kind, circumstances_of(self, target, day)):
                    continue
                if rule_of(limit).extends:
                    self._extend(limit, stops.id, target, when, rules, act)
                else:
                    self._start(limit, stops.id, target, when, rules, act)

    def _start(self, limit: Limit, kind: str, subject_id: str, when: When, rules: RuleBook, act: Act) -> None:
        milestone = self._entered_first(limit, kind, subject_id, day_of(when), rules)
        milestone = milestone or self._towards(kind, subject_id, rules, act)
        if milestone is None or milestone.state is MilestoneState.NOT_REQUIRED:
            return
        earlier = self._clock_under(limit, milestone)
        if earlier is not None:
            self._start_again(earlier, when, rules, act)
        else:
            self._run(limit, milestone, when, 1, rules, act)

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
        """Start a clock of a limit towards a milestone; one already done stops it on the day it happened.

        Args:
            measure: how it counts, where that is not as a first turn does.
        """
        rule = rule_of(limit)
        calendar = rules.calendar(rule.calendar)
        start = begins(rule, when)
        event = ClockEvent(ClockEventKind.STARTED, start, act.now, act.officer_id, because, approved_by=approved_by)
        clock = Clock(
            act.new_id(),
            self.record.id,
            milestone.id,
            limit.id,
            limit.version,
            rule.clock_class,
            measure or rule.measure_for(circumstances_of(self, milestone.subject_id, day_of(when))),
            calendar.name,
            calendar.version,
            (event,),
            turn=turn,
        ).recomputed(calendar)
        self.clocks[clock.id] = clock
        if milestone.state in (MilestoneState.NOT_STARTED, MilestoneState.NOT_KNOWN):
            self.milestones[milestone.id] = replace(milestone, state=MilestoneState.OPEN)
        elif milestone.state is MilestoneState.DONE and milestone.happened_on is not None:
            self._stop(clock, milestone.happened_at or milestone.happened_on, rules, act)
        self._count_back_from(milestone.id, rules, act)

    def _stop(self, clock: Clock, when: When, rules: RuleBook, act: Act, reason: str = "") -> None:
        """Stop a clock when something happened, or at its start where that was earlier."""
        noted = clock.noting_overdue(act.now) if is_past(clock, when) else clock
        if not clock.measure.backwards:
            when = not_before(when, begun(clock))
        end = when if clock.measure.unit is CountUnit.HOURS else day_of(when)
        self._event(noted, ClockEventKind.STOPPED, end, rules, act, reason=reason)

    def _next_turn(self, done: Milestone, when: When, rules: RuleBook, act: Act) -> None:
        """Open the next turn of something that recurs, with the clocks that ran towards this one."""
        following = self.waiting(done.kind, done.subject_id) or self._open(done.kind, done.subject_id, rules, act)
        circumstances = circumstances_of(self, done.subject_id, day_of(when))
        for clock in self.clocks_of(done.id):
            limit = rules.limit(clock.limit_id, clock.limit_version)
            counted = rules.turn(limit, clock.turn + 1, circumstances)
            again = self._clock_under(limit, following)
            if again is not None:
                self._start_again(again, when, rules, act)
            elif rule_of(limit).recurs and counted is not None:
                start = begun(clock) if counted.from_first_start else when
                measure = rule_of(limit).measure(counted.amount)
                self._run(limit, self.milestones[following.id], start, clock.turn + 1, rules, act, measure)

    def _extend(self, limit: Limit, kind: str, subject_id: str, when: When, rules: RuleBook, act: Act) -> None:
        """Lengthen the running clock of the limit that this one extends; once, and before it has ended.

        Raises:
            RuleBroken: no such clock runs, it has ended, or it has been lengthened already.
        """
        rule = rule_of(limit)
        waiting = self.waiting(kind, subject_id)
        clock = next(
            (one for one in self.clocks_of(waiting.id if waiting else "") if one.limit_id == rule.extends), None
        )
        if clock is None or clock.state is ClockState.STOPPED:
            raise RuleBroken("nothing_to_extend", limit=limit.id)
        first, present = clock.measure.amount, total(clock)
        amount = first + rule.amount if rule.adds else rule.amount
        extended = rules.limit(clock.limit_id, clock.limit_version)
        check_extension(extended, amount, present, first, clock.due_at or clock.due, when, day_of(begun(clock)), rules)
        self._extend_to(clock, amount, when, limit.name, limit.authority, rules, act)

    def _extend_to(
        self, clock: Clock, amount: int, when: When, reason: str, authority: str, rules: RuleBook, act: Act
    ) -> None:
        on = when if clock.measure.unit is CountUnit.HOURS else day_of(when)
        event = ClockEvent(
            ClockEventKind.EXTENDED, on, act.now, act.officer_id, reason, amount=amount, authority=authority
        )
        self._add_event(clock, event, rules, act)

    def _start_again(self, clock: Clock, when: When, rules: RuleBook, act: Act) -> None:
        """Let a clock run on whose start had been undone; a different day is a correction of its start.

        Towards a milestone that is done already, it stops again on the day that happened.
        """
        milestone = self.milestones[clock.milestone_id]
        done = (milestone.happened_at or milestone.happened_on) if milestone.state is MilestoneState.DONE else None
        never_started = clock.events[-1].reason in NEVER_STARTED
        if clock.state is not ClockState.STOPPED or not (
            never_started or (done and self._has_lost_start(clock, rules))
        ):
            return
        self._event(clock, ClockEventKind.REOPENED, day_of(when), rules, act)
        start = begins(rule_of(rules.limit(clock.limit_id, clock.limit_version)), when)
        if begun(clock) != start:
            self._event(self.clocks[clock.id], ClockEventKind.CORRECTED, act.today, rules, act, to=start)
        if done is not None:
            self._stop(self.clocks[clock.id], done, rules, act)

    def _has_lost_start(self, clock: Clock, rules: RuleBook) -> bool:
        """Say whether nothing that happened on the day a clock started is there any more that starts its limit."""
        towards = self.milestones[clock.milestone_id]
        rule = rule_of(rules.limit(clock.limit_id, clock.limit_version))
        by_itself = not rule.starts or rule.backwards or clock.turn > 1 or clock.events[0].reason
        if by_itself or rules.kind(towards.kind).recurs:
            return False
        return not self._still_started(clock, rules)

    def _still_started(self, clock: Clock, rules: RuleBook) -> bool:
        """Say whether something that happened on the day a clock started, and starts its limit, stands."""
        towards = self.milestones[clock.milestone_id]
        rule = rule_of(rules.limit(clock.limit_id, clock.limit_version))
        return any(
            other.kind in rule.starts
            and other.state is MilestoneState.DONE
            and other.happened_on in days_begun(clock)
            and (other.subject_id == towards.subject_id or other.subject_kind is not towards.subject_kind)
            for other in self.milestones.values()
        )

    def _withdraw_started_by(self, milestone: Milestone, rules: RuleBook, act: Act) -> None:
        """Stop the clocks that a milestone started which is taken back; what it lengthened is as long as it was."""
        started = set(rules.limits_started_by(milestone.kind))
        lengthened = rules.limits_extended_by(milestone.kind)
        if rules.kind(milestone.kind).recurs:
            started |= {clock.limit_id for clock in self.clocks_of(milestone.id)}
        for clock in list(self.clocks.values()):
            towards = self.milestones[clock.milestone_id]
            concerns = towards.subject_id == milestone.subject_id or towards.subject_kind is not milestone.subject_kind
            if clock.milestone_id == milestone.id or not concerns or clock.state is ClockState.STOPPED:
                continue
            if clock.limit_id in started and not clock.measure.backwards:
                if rules.kind(milestone.kind).repeats and self._still_started(clock, rules):
                    continue
                self._event(clock, ClockEventKind.STOPPED, act.today, rules, act, reason=START_UNDONE)
            elif clock.limit_id in lengthened and total(clock) != clock.measure.amount:
                self._extend_to(clock, clock.measure.amount, act.today, START_UNDONE, "", rules, act)

    def _towards(self, kind: str, subject_id: str, rules: RuleBook, act: Act) -> Milestone | None:
        waiting = self.waiting(kind, subject_id)
        if waiting is not None:
            return waiting
        facts = rules.kind(kind)
        earlier = self._all_of(kind, subject_id)
        if earlier and not (facts.recurs or facts.repeats):
            return earlier[-1]
        if facts.opened is Opened.PLAN and not earlier:
            return None
        return self._open(kind, subject_id, rules, act)

    def _entered_first(self, limit: Limit, kind: str, subject_id: str, on: date, rules: RuleBook) -> Milestone | None:
        """Give what was entered as done before its start was entered: the same news does not ask for it again."""
        if not rules.kind(kind).repeats:
            return None
        done = (
            milestone
            for milestone in self._all_of(kind, subject_id)
            if milestone.happened_on is not None
            and milestone.happened_on >= on
            and all(clock.started_on == on for clock in self.clocks_of(milestone.id) if clock.limit_id == limit.id)
        )
        return min(done, key=lambda milestone: milestone.turn, default=None)
