"""The course of a case: what follows when something happens in it; clocks start, stop and recur, the holder changes."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.act import Act
from tracker.domain.case_counted_back import NEVER_STARTED, START_UNDONE
from tracker.domain.case_starts import CaseStarts
from tracker.domain.clock import Clock
from tracker.domain.clock_start import begins, day_of
from tracker.domain.explain import When
from tracker.domain.ledger import Holding, hand_on
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import CaseStatus, ClockEventKind, ClockState, Holder, MilestoneState, SubjectKind

NOT_REQUIRED = "not_required"


class Course(CaseStarts):
    """What follows from the rules, used by the verbs of `Case`."""

    __slots__ = ()

    def check_open(self) -> None:
        """Refuse what nobody does to a closed case.

        Raises:
            RuleBroken: `case_closed`, or `case_merged`.
        """
        self.check_not_merged()
        if self.record.status is CaseStatus.CLOSED:
            raise RuleBroken("case_closed", reference=self.record.reference)

    def check_not_merged(self) -> None:
        """Refuse what would be written on a record that leads to another.

        Raises:
            RuleBroken: `case_merged`.
        """
        if self.record.merged_into is not None:
            raise RuleBroken("case_merged", reference=self.record.reference)

    def happen(
        self, kind: str, subject_id: str, on: date, note: str, rules: RuleBook, act: Act, at: datetime | None = None
    ) -> Milestone:
        """Record that something happened to a subject: its open milestone is completed, or a new one is opened.

        Args:
            at: the instant, where it is known: clocks in hours start and stop at it.
        """
        self.check_open()
        milestone = self.waiting(kind, subject_id) or self._open(kind, subject_id, rules, act)
        self._complete(milestone, on, note, rules, act, at)
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
                    when = done.happened_at or done.happened_on
                    self._start_clocks(done.kind, done.subject_id, when, rules, act, only=subject_id)

    def _complete(
        self, milestone: Milestone, on: date, note: str, rules: RuleBook, act: Act, at: datetime | None = None
    ) -> None:
        done = milestone.complete(on, note, self.record.reported_on, act, at)
        self._is_done(done, rules, act)

    def _is_done(self, done: Milestone, rules: RuleBook, act: Act) -> None:
        """Let follow what follows from a milestone that has just been done."""
        on = done.happened_on or act.today
        when: When = done.happened_at or on
        self.milestones[done.id] = done
        for clock in self.clocks_of(done.id):
            if clock.state is not ClockState.STOPPED:
                self._stop(clock, when, rules, act)
        self._count_back_if_planned(done, rules, act)
        self._end_delays(done.id, on)
        self._start_clocks(done.kind, done.subject_id, when, rules, act)
        if rules.kind(done.kind).is_activity:
            latest = self.record.last_activity
            self.record = replace(self.record, last_activity=on if latest is None else max(latest, on))
        if rules.kind(done.kind).recurs:
            self._next_turn(done, when, rules, act)
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
        self._count_back_if_planned(milestone, rules, act)
        self._end_delays(milestone.id, on)

    def _count_back_if_planned(self, milestone: Milestone, rules: RuleBook, act: Act) -> None:
        """Bring in line what is counted back from a planned day, also where no clock runs towards it."""
        if milestone.planned_on is not None:
            self._count_back_from(milestone.id, rules, act)

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
                self._complete(waiting, on, "", rules, act, done.happened_at)
            elif waiting is None and rules.kind(follower).earliest:
                self._bring_forward(follower, subject_id, done, rules, act)

    def _bring_forward(self, kind: str, subject_id: str, first: Milestone, rules: RuleBook, act: Act) -> None:
        """Correct the day of what counts from the first of several to that of one which was earlier."""
        when = first.happened_at or first.happened_on
        for known in self._all_of(kind, subject_id):
            if when is None or known.happened_on is None or known.happened_on <= day_of(when):
                continue
            self.milestones[known.id] = replace(known, happened_on=first.happened_on, happened_at=first.happened_at)
            self._correct_start(kind, when, rules.kind(first.kind).name, rules, act)

    def _correct_start(self, kind: str, when: When, reason: str, rules: RuleBook, act: Act) -> None:
        """Correct the start of the clocks that something of the case started; each move is on record.

        One that was stopped because it never should have run is corrected when it starts again.
        """
        begun_by_it = rules.limits_started_by(kind)
        for clock in list(self.clocks.values()):
            never = clock.state is ClockState.STOPPED and clock.events[-1].reason in NEVER_STARTED
            if clock.limit_id in begun_by_it and clock.turn == 1 and not clock.measure.backwards and not never:
                start = begins(rule_of(rules.limit(clock.limit_id, clock.limit_version)), when)
                self._event(clock, ClockEventKind.CORRECTED, act.today, rules, act, reason=reason, to=start)

    def _is_older_news(self, waiting: Milestone, on: date) -> bool:
        """Say whether a later or equal day has already begun the present turn of something that recurs."""
        starts = [clock.started_on for clock in self.clocks_of(waiting.id) if clock.started_on is not None]
        return waiting.turn > 1 and bool(starts) and on <= max(starts)

    def _run_on(self, clock: Clock, reason: str, rules: RuleBook, act: Act) -> None:
        """Let the clock of a milestone that is taken back run on, unless what started it has been taken back too."""
        if clock.state is not ClockState.STOPPED or clock.events[-1].reason in NEVER_STARTED:
            return
        self._event(clock, ClockEventKind.REOPENED, act.today, rules, act, reason=reason)
        if self._has_lost_start(clock, rules):
            self._event(self.clocks[clock.id], ClockEventKind.STOPPED, act.today, rules, act, reason=START_UNDONE)

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
