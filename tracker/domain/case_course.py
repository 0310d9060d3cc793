"""The course of a case: what follows when something happens in it; clocks start, stop and recur, the holder changes."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.calendar import SATURDAY
from tracker.domain.case_parts import CaseParts
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.domain.ledger import Holding, hand_on
from tracker.domain.limit import Circumstance, Limit
from tracker.domain.milestone import Milestone
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import (
    CaseStatus,
    ClockEventKind,
    ClockState,
    Holder,
    MilestoneState,
    SubjectKind,
)

START_UNDONE = "start_undone"
NOT_REQUIRED = "not_required"


class Course(CaseParts):
    """What follows from the rules, used by the verbs of `Case`."""

    __slots__ = ()

    def _check_open(self) -> None:
        if self.record.status is CaseStatus.CLOSED:
            raise RuleBroken("case_closed", reference=self.record.reference)

    def happen(self, kind: str, subject_id: str, on: date, note: str, rules: RuleBook, act: Act) -> Milestone:
        """Record that something happened to a subject: its open milestone is completed, or a new one is opened."""
        self._check_open()
        milestone = self.waiting(kind, subject_id) or self._open(kind, subject_id, rules, act)
        self._complete(milestone, on, note, rules, act)
        self._settle(on, kind, rules, act)
        return self.milestones[milestone.id]

    def order(self, clock_id: str, to: When, reason: str, rules: RuleBook, act: Act) -> None:
        """Fix a clock's date as set by a court or an authorised officer; no pause or recalculation moves it."""
        self._event(self.clock(clock_id), ClockEventKind.ORDERED, act.today, rules, act, reason=reason, to=to)

    def _plan(self, subject: SubjectKind, subject_id: str, rules: RuleBook, act: Act) -> None:
        for place, kind in rules.plan(self.record.kind, subject):
            new = Milestone(act.new_id(), self.record.id, kind, subject, subject_id, place)
            self.milestones[new.id] = new
        if subject is not SubjectKind.CASE:
            for done in [done for done in self.milestones.values() if done.subject_kind is SubjectKind.CASE]:
                if done.state is MilestoneState.DONE and done.happened_on is not None:
                    self._start_clocks(done.kind, done.subject_id, done.happened_on, rules, act, only=subject_id)

    def _open(self, kind: str, subject_id: str, rules: RuleBook, act: Act) -> Milestone:
        facts = rules.kind(kind)
        earlier = [
            milestone
            for milestone in self.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject_id
        ]
        if earlier and not (facts.recurs or facts.repeats):
            raise RuleBroken("milestone_already_done", milestone=kind, state=earlier[-1].state)
        milestone = Milestone(
            act.new_id(),
            self.record.id,
            kind,
            facts.subject,
            subject_id,
            rules.place(self.record.kind, kind),
            MilestoneState.OPEN,
            turn=max((milestone.turn for milestone in earlier), default=0) + 1,
        )
        self.milestones[milestone.id] = milestone
        return milestone

    def _complete(self, milestone: Milestone, on: date, note: str, rules: RuleBook, act: Act) -> None:
        done = milestone.complete(on, note, self.record.reported_on, act)
        self.milestones[done.id] = done
        for clock in self.clocks_of(done.id):
            if clock.state is not ClockState.STOPPED:
                self._stop(clock, on, rules, act)
        self._end_delays(done.id, on)
        self._start_clocks(done.kind, done.subject_id, on, rules, act)
        if rules.kind(done.kind).is_activity:
            latest = self.record.last_activity
            self.record = replace(self.record, last_activity=on if latest is None else max(latest, on))
        if rules.kind(done.kind).recurs:
            self._next_turn(done, on, rules, act)
        for follower in rules.catalogue.completed_with(done.kind):
            self._follow(follower, done, on, rules, act)
        for ended in rules.catalogue.ended_with(done.kind):
            for subject_id in self._meant(done.subject_kind, done.subject_id, rules.kind(ended).subject):
                waiting = self.waiting(ended, subject_id)
                if waiting is not None:
                    self._drop(waiting, "", _ended_by(done.kind), on, rules, act)

    def _drop(self, milestone: Milestone, note: str, because: str, on: date, rules: RuleBook, act: Act) -> None:
        """Mark a milestone as not required; its clocks stop on a day, and its causes of delay end."""
        self.milestones[milestone.id] = milestone.not_required(note, act)
        for clock in self.clocks_of(milestone.id):
            if clock.state is not ClockState.STOPPED:
                self._stop(clock, on, rules, act, because)
        self._end_delays(milestone.id, on)

    def _end_delays(self, milestone_id: str, on: date) -> None:
        for delay in list(self.delays.values()):
            if delay.milestone_id == milestone_id and delay.until is None:
                self.delays[delay.id] = replace(delay, until=max(delay.since, on))

    def _take_up_again(self, ender: Milestone, reason: str, rules: RuleBook, act: Act) -> None:
        """Open again what a milestone had ended, now that it is taken back."""
        for ended in list(self.milestones.values()):
            stopped = [clock for clock in self.clocks_of(ended.id) if clock.events[-1].reason == _ended_by(ender.kind)]
            concerned = ended.subject_id in self._meant(ender.subject_kind, ender.subject_id, ended.subject_kind)
            if not stopped or not concerned or ended.state is not MilestoneState.NOT_REQUIRED:
                continue
            self.milestones[ended.id] = ended.reopen()
            for clock in stopped:
                self._event(clock, ClockEventKind.REOPENED, act.today, rules, act, reason=reason)

    def _follow(self, follower: str, done: Milestone, on: date, rules: RuleBook, act: Act) -> None:
        subject = rules.kind(follower).subject
        for subject_id in self._meant(done.subject_kind, done.subject_id, subject):
            waiting = self.waiting(follower, subject_id)
            if waiting is not None and not self._is_older_news(waiting, on):
                self._complete(waiting, on, "", rules, act)

    def _is_older_news(self, waiting: Milestone, on: date) -> bool:
        """Say whether a later or equal day has already begun the present turn of something that recurs."""
        starts = [clock.started_on for clock in self.clocks_of(waiting.id) if clock.started_on is not None]
        return waiting.turn > 1 and bool(starts) and on <= max(starts)

    def _stop(self, clock: Clock, on: date, rules: RuleBook, act: Act, reason: str = "") -> None:
        late = clock.due is not None and on > clock.due
        noted = clock.noting_overdue(act.now) if late else clock
        self._event(noted, ClockEventKind.STOPPED, max(on, clock.started_on or on), rules, act, reason=reason)

    def _start_clocks(
        self, event: str, subject_id: str, on: date, rules: RuleBook, act: Act, only: str | None = None
    ) -> None:
        for limit in rules.limits_starting(event, self.record.nation, on, self.record.kind, self._risk()):
            stops = rules.kind(rule_of(limit).stops)
            for target in self._meant(rules.kind(event).subject, subject_id, stops.subject):
                if only is None or target == only:
                    self._start(limit, stops.id, target, on, rules, act)

    def _start(self, limit: Limit, kind: str, subject_id: str, on: date, rules: RuleBook, act: Act) -> None:
        milestone = self._entered_first(limit, kind, subject_id, on, rules) or self._towards(
            kind, subject_id, rules, act
        )
        if milestone is None or milestone.state is MilestoneState.NOT_REQUIRED:
            return
        earlier = next((clock for clock in self.clocks_of(milestone.id) if clock.limit_id == limit.id), None)
        if earlier is not None:
            self._start_again(earlier, on, rules, act)
        else:
            self._run(limit, milestone, on, 1, rules, act)

    def _run(
        self,
        limit: Limit,
        milestone: Milestone,
        on: date,
        turn: int,
        rules: RuleBook,
        act: Act,
        measure: Measure | None = None,
        because: str = "",
    ) -> None:
        """Start a clock of a limit towards a milestone; one already done stops it on the day it happened."""
        counted = rules.turn(limit, turn, self._circumstances(milestone.subject_id, on))
        if counted is None:
            return
        calendar = rules.calendar(rule_of(limit).calendar)
        clock = Clock(
            act.new_id(),
            self.record.id,
            milestone.id,
            limit.id,
            limit.version,
            rule_of(limit).clock_class,
            measure or rule_of(limit).measure(counted.amount),
            calendar.name,
            calendar.version,
            (ClockEvent(ClockEventKind.STARTED, on, act.now, act.officer_id, because),),
            turn=turn,
        ).recomputed(calendar)
        self.clocks[clock.id] = clock
        if milestone.state in (MilestoneState.NOT_STARTED, MilestoneState.NOT_KNOWN):
            self.milestones[milestone.id] = replace(milestone, state=MilestoneState.OPEN)
        elif milestone.state is MilestoneState.DONE and milestone.happened_on is not None:
            self._stop(clock, max(milestone.happened_on, on), rules, act)

    def _next_turn(self, done: Milestone, on: date, rules: RuleBook, act: Act) -> None:
        """Open the next turn of something that recurs, with the clocks that ran towards this one."""
        following = self.waiting(done.kind, done.subject_id) or self._open(done.kind, done.subject_id, rules, act)
        for clock in self.clocks_of(done.id):
            limit = rules.limit(clock.limit_id, clock.limit_version)
            counted = rules.turn(limit, clock.turn + 1, self._circumstances(done.subject_id, on))
            again = next((later for later in self.clocks_of(following.id) if later.limit_id == limit.id), None)
            if again is not None:
                self._start_again(again, on, rules, act)
            elif rule_of(limit).recurs and counted is not None:
                start = clock.started_on if counted.from_first_start else on
                self._run(limit, self.milestones[following.id], start or on, clock.turn + 1, rules, act)

    def _start_again(self, clock: Clock, on: date, rules: RuleBook, act: Act) -> None:
        """Let a clock run on whose start had been undone; a different day is a correction of its start.

        Towards a milestone that is done already, it stops again on the day that happened.
        """
        milestone = self.milestones[clock.milestone_id]
        done_on = milestone.happened_on if milestone.state is MilestoneState.DONE else None
        undone = clock.events[-1].reason == START_UNDONE
        if clock.state is not ClockState.STOPPED or not (undone or (done_on and self._has_lost_start(clock, rules))):
            return
        self._event(clock, ClockEventKind.REOPENED, on, rules, act)
        if clock.started_on != on:
            self._event(self.clocks[clock.id], ClockEventKind.CORRECTED, act.today, rules, act, to=on)
        if done_on is not None:
            self._stop(self.clocks[clock.id], max(done_on, on), rules, act)

    def _run_on(self, clock: Clock, reason: str, rules: RuleBook, act: Act) -> None:
        """Let the clock of a milestone that is taken back run on, unless what started it has been taken back too."""
        if clock.state is not ClockState.STOPPED or clock.events[-1].reason == START_UNDONE:
            return
        self._event(clock, ClockEventKind.REOPENED, act.today, rules, act, reason=reason)
        if self._has_lost_start(clock, rules):
            self._event(self.clocks[clock.id], ClockEventKind.STOPPED, act.today, rules, act, reason=START_UNDONE)

    def _has_lost_start(self, clock: Clock, rules: RuleBook) -> bool:
        """Say whether nothing that happened on the day a clock started is there any more that starts its limit."""
        towards = self.milestones[clock.milestone_id]
        starts = rule_of(rules.limit(clock.limit_id, clock.limit_version)).starts
        if not starts or clock.turn > 1 or clock.events[0].reason or rules.kind(towards.kind).recurs:
            return False
        return not any(
            other.kind in starts
            and other.state is MilestoneState.DONE
            and other.happened_on == clock.started_on
            and (other.subject_id == towards.subject_id or other.subject_kind is not towards.subject_kind)
            for other in self.milestones.values()
        )

    def _entered_first(self, limit: Limit, kind: str, subject_id: str, on: date, rules: RuleBook) -> Milestone | None:
        """Give what was entered as done before its start was entered: the same news does not ask for it again."""
        if not rules.kind(kind).repeats:
            return None
        done = (
            milestone
            for milestone in self.milestones.values()
            if milestone.kind == kind
            and milestone.subject_id == subject_id
            and milestone.happened_on is not None
            and milestone.happened_on >= on
            and all(clock.started_on == on for clock in self.clocks_of(milestone.id) if clock.limit_id == limit.id)
        )
        return min(done, key=lambda milestone: milestone.turn, default=None)

    def _towards(self, kind: str, subject_id: str, rules: RuleBook, act: Act) -> Milestone | None:
        waiting = self.waiting(kind, subject_id)
        if waiting is not None:
            return waiting
        facts = rules.kind(kind)
        earlier = [
            milestone
            for milestone in self.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject_id
        ]
        if earlier and not (facts.recurs or facts.repeats):
            return earlier[-1]
        if facts.opened is Opened.PLAN and not earlier:
            return None
        return self._open(kind, subject_id, rules, act)

    def _meant(self, from_kind: SubjectKind, subject_id: str, to_kind: SubjectKind) -> tuple[str, ...]:
        return (subject_id,) if from_kind is to_kind else self.subjects(to_kind)

    def _risk(self) -> frozenset[Circumstance]:
        risk = f"{self.record.risk}_risk"
        return frozenset({Circumstance(risk)} if risk in set(Circumstance) else set())

    def _circumstances(self, subject_id: str, on: date) -> frozenset[Circumstance]:
        found = set(self._risk())
        child = self.children.get(subject_id)
        concerned = [child] if child is not None else list(self.children.values())
        if any(child.is_under_ten() for child in concerned):
            found.add(Circumstance.UNDER_TEN)
        if concerned and not any(child.enhanced_rights for child in concerned):
            found.add(Circumstance.NO_ENHANCED_RIGHTS)
        if on.weekday() >= SATURDAY:
            found.add(Circumstance.WEEKEND)
        return frozenset(found)

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
    ) -> None:
        event = ClockEvent(kind, on, act.now, act.officer_id, reason, to=to, approved_by=approved_by)
        self.clocks[clock.id] = clock.with_event(event, rules.calendar(clock.calendar))

    def _later_one_done(self, milestone: Milestone) -> bool:
        return any(
            other.kind == milestone.kind
            and other.subject_id == milestone.subject_id
            and other.turn > milestone.turn
            and other.state is MilestoneState.DONE
            for other in self.milestones.values()
        )

    def _completed_with(self, milestone: Milestone, rules: RuleBook) -> list[Milestone]:
        """Give what the completion of a milestone completed as well: of the same day, recorded in the same moment."""
        return [
            other
            for other in self.milestones.values()
            if other.kind in rules.catalogue.completed_with(milestone.kind)
            and other.subject_id in self._meant(milestone.subject_kind, milestone.subject_id, other.subject_kind)
            and other.state is MilestoneState.DONE
            and (other.happened_on, other.recorded_at) == (milestone.happened_on, milestone.recorded_at)
            and not self._later_one_done(other)
        ]

    def _recall_activity(self, rules: RuleBook) -> None:
        """Take the day of the last activity from what is still done."""
        days = (
            milestone.happened_on
            for milestone in self.milestones.values()
            if milestone.state is MilestoneState.DONE and rules.kind(milestone.kind).is_activity
        )
        self.record = replace(self.record, last_activity=max((day for day in days if day is not None), default=None))

    def _withdraw_started_by(self, milestone: Milestone, rules: RuleBook, act: Act) -> None:
        started = set(rules.limits_started_by(milestone.kind))
        if rules.kind(milestone.kind).recurs:
            started |= {clock.limit_id for clock in self.clocks_of(milestone.id)}
        for clock in list(self.clocks.values()):
            towards = self.milestones[clock.milestone_id]
            concerns = towards.subject_id == milestone.subject_id or towards.subject_kind is not milestone.subject_kind
            if clock.milestone_id == milestone.id or clock.limit_id not in started or not concerns:
                continue
            if clock.state is not ClockState.STOPPED:
                self._event(clock, ClockEventKind.STOPPED, act.today, rules, act, reason=START_UNDONE)

    def _settle(self, on: date, because: str, rules: RuleBook, act: Act) -> None:
        """Bring holder and status in line with what is open now."""
        decisive = self.next_decisive(rules)
        holder = self._holder(decisive, rules)
        self.holdings = hand_on(self.holdings, Holding(on, holder, because, act.now))
        self.record = replace(self.record, held_by=holder, status=self._status(decisive, holder))

    def _holder(self, decisive: Milestone | None, rules: RuleBook) -> Holder:
        if decisive is None:
            return Holder.NOBODY
        for delay in self.delays.values():
            if delay.milestone_id == decisive.id and delay.until is None:
                return delay.awaited
        return rules.kind(decisive.kind).holder

    def _status(self, decisive: Milestone | None, holder: Holder) -> CaseStatus:
        if self.record.oic_id is None:
            return CaseStatus.AWAITING_ALLOCATION
        charged = any(m.kind == "charged" and m.state is MilestoneState.DONE for m in self.milestones.values())
        if charged:
            return CaseStatus.AT_COURT
        return CaseStatus.WITH_CPS if decisive is not None and holder is Holder.CPS else CaseStatus.OPEN


def _ended_by(kind: str) -> str:
    return f"ended_by:{kind}"
