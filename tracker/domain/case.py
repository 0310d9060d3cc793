"""Case: opened, allocated, closed; its children, suspects, devices, milestones and clocks as one whole."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from tracker.domain.act import Act
from tracker.domain.calendar import SATURDAY
from tracker.domain.child import Child
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.counting import Measure
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.domain.explain import When
from tracker.domain.ledger import Holding, hand_on
from tracker.domain.limit import Circumstance, Limit
from tracker.domain.milestone import Milestone
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.suspect import Arrest, Suspect
from tracker.errors import NotFound, RuleBroken
from tracker.terms import (
    TO_BE_DONE,
    CaseKind,
    CaseStatus,
    ClockEventKind,
    ClockState,
    CountUnit,
    Holder,
    MilestoneState,
    Nation,
    RiskGrade,
    SubjectKind,
)

ALLOCATED, OUTCOME, REPORTED = "allocated", "outcome", "reported"
BAIL_ENDED = "bail_ended"
ARREST_NOT_KNOWN = "reported; the arrest is not recorded here"
START_UNDONE = "start_undone"
NOT_REQUIRED = "not_required"

BAIL_LIMITS = ("BAIL-02", "OLD-01")

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The facts of a case itself. `held_by` and `status` follow from its milestones."""

    id: str
    reference: str
    kind: CaseKind
    nation: Nation
    risk: RiskGrade
    reported_on: date
    status: CaseStatus = CaseStatus.AWAITING_ALLOCATION
    team_id: str | None = None
    oic_id: str | None = None
    supervisor_id: str | None = None
    closed_on: date | None = None
    outcome_code: str = ""
    restricted: bool = False
    held_by: Holder = Holder.AWAITING_ALLOCATION
    last_activity: date | None = None
    note: str = ""
    version: int = 1


@dataclass(slots=True)
class Case:
    """One case with everything that runs in it. Actions change it through its methods, and the store saves it whole."""

    record: CaseRecord
    children: dict[str, Child] = field(default_factory=dict)
    suspects: dict[str, Suspect] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    arrests: dict[str, Arrest] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    clocks: dict[str, Clock] = field(default_factory=dict)
    delays: dict[str, Delay] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()

    @classmethod
    def opened(cls, record: CaseRecord, rules: RuleBook, act: Act) -> "Case":
        """Open a case with its milestone plan; `reported` and what else belongs to the opening is completed."""
        case = cls(replace(record, held_by=Holder.AWAITING_ALLOCATION))
        case.holdings = (Holding(record.reported_on, Holder.AWAITING_ALLOCATION, REPORTED, act.now),)
        case._plan(SubjectKind.CASE, record.id, rules, act)
        for kind in rules.catalogue.at_opening():
            case.happen(kind, record.id, record.reported_on if kind == REPORTED else act.today, "", rules, act)
        return case

    def add_child(self, child: Child, rules: RuleBook, act: Act) -> None:
        """Add a child with its own milestones; what has already happened to the case starts the child's clocks."""
        self.children[child.id] = child
        self._plan(SubjectKind.CHILD, child.id, rules, act)

    def add_suspect(self, suspect: Suspect, rules: RuleBook, act: Act) -> None:
        """Add a suspect with its own milestones."""
        self.suspects[suspect.id] = suspect
        self._plan(SubjectKind.SUSPECT, suspect.id, rules, act)

    def add_device(self, device: Device, rules: RuleBook, act: Act) -> None:
        """Add a device with its own milestones."""
        self.devices[device.id] = device
        self._plan(SubjectKind.DEVICE, device.id, rules, act)

    def allocate(self, oic_id: str, team_id: str | None, on: date, rules: RuleBook, act: Act) -> None:
        """Give the case to an officer; the first time completes `allocated`, later times are a hand-over."""
        self._check_open()
        self.record = replace(self.record, oic_id=oic_id, team_id=team_id or self.record.team_id)
        waiting = self.waiting(ALLOCATED, self.record.id)
        if waiting is not None:
            self.happen(ALLOCATED, self.record.id, on, "", rules, act)
        self._settle(on, ALLOCATED, rules, act)

    def complete_milestone(self, milestone_id: str, on: date, note: str, rules: RuleBook, act: Act) -> None:
        """Complete a milestone on the day it happened.

        Raises:
            NotFound: no such milestone in this case.
            RuleBroken: closed case, or as `Milestone.complete`.
        """
        self._check_open()
        self._complete(self.milestone(milestone_id), on, note, rules, act)
        self._settle(on, self.milestone(milestone_id).kind, rules, act)

    def happen(self, kind: str, subject_id: str, on: date, note: str, rules: RuleBook, act: Act) -> Milestone:
        """Record that something happened to a subject: its open milestone is completed, or a new one is opened."""
        self._check_open()
        milestone = self.waiting(kind, subject_id) or self._open(kind, subject_id, rules, act)
        self._complete(milestone, on, note, rules, act)
        self._settle(on, kind, rules, act)
        return self.milestones[milestone.id]

    def reopen_milestone(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Undo a completion: the milestone's clocks run on from where they stood, clocks it started are stopped."""
        self._check_open()
        milestone = self.milestone(milestone_id)
        if any(
            other.kind == milestone.kind
            and other.subject_id == milestone.subject_id
            and other.turn > milestone.turn
            and other.state is MilestoneState.DONE
            for other in self.milestones.values()
        ):
            raise RuleBroken("later_one_done", milestone=milestone.kind)
        happened = milestone.happened_on
        self.milestones[milestone_id] = milestone.reopen()
        for clock in self.clocks_of(milestone_id):
            if clock.state is ClockState.STOPPED:
                self._event(clock, ClockEventKind.REOPENED, act.today, rules, act, reason=reason)
        if happened is not None:
            self._withdraw_started_by(milestone, rules, act)
            self._take_up_again(milestone, reason, rules, act)
        self._settle(act.today, milestone.kind, rules, act)

    def mark_not_required(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Mark a milestone as not required: its clocks stop, and the case no longer waits for it."""
        self._check_open()
        milestone = self.milestone(milestone_id)
        self._drop(milestone, reason, NOT_REQUIRED, act.today, rules, act)
        self._settle(act.today, milestone.kind, rules, act)

    def reschedule(
        self, clock_id: str, to: date, reason: str, rules: RuleBook, act: Act, approved_by: str | None = None
    ) -> None:
        """Re-plan a target to another day; the first due date and lateness already reached stay on record."""
        self._check_open()
        clock = self.clock(clock_id)
        if clock.state is ClockState.STOPPED:
            raise RuleBroken("clock_not_running", state=clock.state)
        self.clocks[clock_id] = clock.noting_overdue(act.now)
        self._event(
            self.clocks[clock_id],
            ClockEventKind.RESCHEDULED,
            act.today,
            rules,
            act,
            reason=reason,
            to=to,
            approved_by=approved_by,
        )

    def order(self, clock_id: str, to: When, reason: str, rules: RuleBook, act: Act) -> None:
        """Fix a clock's date as set by a court or an authorised officer; no pause or recalculation moves it."""
        self._event(self.clock(clock_id), ClockEventKind.ORDERED, act.today, rules, act, reason=reason, to=to)

    def correct_report(self, on: date, reason: str, rules: RuleBook, act: Act) -> None:
        """Correct the day of the report; the clocks that run from it move, each move on record."""
        self.record = replace(self.record, reported_on=on)
        for milestone in list(self.milestones.values()):
            if milestone.kind == REPORTED:
                self.milestones[milestone.id] = replace(milestone, happened_on=on)
        from_report = rules.limits_started_by(REPORTED)
        for clock in list(self.clocks.values()):
            if clock.limit_id in from_report and clock.turn == 1:
                self._event(clock, ClockEventKind.CORRECTED, act.today, rules, act, reason=reason, to=on)

    def leave_unknown(self, told: Collection[str], reason: str, rules: RuleBook, act: Act) -> None:
        """Say of a case that comes from elsewhere what its source does not tell: whether a milestone was done.

        Milestones of kinds the source does not speak of, whose date has passed or which something later has
        overtaken, are not known, and have no clock; what recurs is counted from now on. For a case not stored yet.

        Args:
            told: the kinds of milestone that the source speaks of.
            reason: for the record of who holds the case.
        """
        done = [one.place for one in self.milestones.values() if one.state is MilestoneState.DONE and one.kind in told]
        reached = max(done, default=0)
        for milestone in list(self.milestones.values()):
            if milestone.kind in told or milestone.state not in TO_BE_DONE:
                continue
            clocks = self.clocks_of(milestone.id)
            overdue = [clock for clock in clocks if clock.is_overdue(act.now)]
            if rules.kind(milestone.kind).recurs:
                for clock in overdue:
                    del self.clocks[clock.id]
                    self._run(rules.limit(clock.limit_id, clock.limit_version), milestone, act.today, 1, rules, act)
            elif overdue or milestone.place < reached:
                for clock in clocks:
                    del self.clocks[clock.id]
                self.milestones[milestone.id] = replace(milestone, state=MilestoneState.NOT_KNOWN)
        self._settle(act.today, reason, rules, act)

    def arrest(self, arrest: Arrest, *, on_bail: bool, rules: RuleBook, act: Act) -> None:
        """Record an arrest; released on bail, the applicable bail period runs from the day after it.

        A return date earlier than the end of the period is kept as ordered; a later one is never followed
        (PACE 1984 ss.47ZA, 47ZB).
        """
        if arrest.bail_until is not None and arrest.bail_until < arrest.arrested_on:
            raise RuleBroken("bail_before_arrest", field="bail_until", on=arrest.bail_until)
        self.arrests[arrest.id] = arrest
        self.happen("arrested", arrest.suspect_id, arrest.arrested_on, "", rules, act)
        if not on_bail and arrest.bail_until is None:
            return
        self.happen("released_on_bail", arrest.suspect_id, arrest.arrested_on, "", rules, act)
        ending = self._open(BAIL_ENDED, arrest.suspect_id, rules, act)
        limit = bail_limit(rules, arrest.arrested_on, self.record.nation)
        if limit is None:
            return
        self._run(limit, ending, arrest.arrested_on, 1, rules, act)
        clock = self.clocks_of(ending.id)[0]
        if arrest.bail_until is not None and clock.due is not None and arrest.bail_until < clock.due:
            self.order(clock.id, arrest.bail_until, "return date", rules, act)

    def bail_on_sheet(
        self, arrest: Arrest | None, suspect_id: str, bail_until: date, reason: str, rules: RuleBook, act: Act
    ) -> None:
        """Take a bail date from the unit's spreadsheet, which says neither who authorised it nor always the arrest.

        The date stands as ordered. Where the arrest is not known, the clock counts from the report, so that the
        first end it shows is the date on the sheet.
        """
        if arrest is not None:
            self.arrest(arrest, on_bail=True, rules=rules, act=act)
        ending = self.waiting(BAIL_ENDED, suspect_id) or self._open(BAIL_ENDED, suspect_id, rules, act)
        if not self.clocks_of(ending.id):
            limit = bail_limit(rules, bail_until, self.record.nation) or rules.pack.versions(BAIL_LIMITS[0])[0]
            start = min(self.record.reported_on, bail_until)
            days = Measure(CountUnit.CALENDAR_DAYS, max((bail_until - start).days, 1))
            self._run(limit, ending, start, 1, rules, act, days, ARREST_NOT_KNOWN)
        for clock in self.clocks_of(ending.id):
            if clock.due != bail_until or arrest is None:
                self.order(clock.id, bail_until, reason, rules, act)

    def record_delay(self, delay: Delay, rules: RuleBook, act: Act) -> None:
        """Record why a milestone waits and for whom; an earlier cause of the same milestone ends."""
        self._check_open()
        milestone = self.milestone(delay.milestone_id)
        if milestone.state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_already_done", milestone=milestone.kind, state=milestone.state)
        self._end_delays(delay.milestone_id, delay.since)
        self.delays[delay.id] = delay
        self._settle(delay.since, f"delay:{delay.reason}", rules, act)

    def close(self, outcome_code: str, on: date, rules: RuleBook, act: Act) -> None:
        """Finish the case with its Home Office outcome code; every clock still running stops."""
        self.happen(OUTCOME, self.record.id, on, "", rules, act)
        for clock in list(self.clocks.values()):
            if clock.state is not ClockState.STOPPED:
                start = clock.started_on or on
                self._event(clock, ClockEventKind.STOPPED, max(on, start), rules, act, reason="case_closed")
        self.record = replace(self.record, status=CaseStatus.CLOSED, closed_on=on, outcome_code=outcome_code)

    def milestone(self, milestone_id: str) -> Milestone:
        """Give a milestone of this case, or raise NotFound."""
        return _found(self.milestones, milestone_id)

    def clock(self, clock_id: str) -> Clock:
        """Give a clock of this case, or raise NotFound."""
        return _found(self.clocks, clock_id)

    def clocks_of(self, milestone_id: str) -> list[Clock]:
        """Give the clocks that run towards a milestone."""
        return [clock for clock in self.clocks.values() if clock.milestone_id == milestone_id]

    def waiting(self, kind: str, subject_id: str) -> Milestone | None:
        """Give the milestone of a kind and subject that is not yet done, the earliest turn first."""
        waiting = [
            milestone
            for milestone in self.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject_id and milestone.state in TO_BE_DONE
        ]
        return min(waiting, key=lambda milestone: milestone.turn, default=None)

    def next_decisive(self, rules: RuleBook) -> Milestone | None:
        """Give the open decisive milestone that comes first in the plan: it says who holds the case."""
        open_ones = [
            milestone
            for milestone in self.milestones.values()
            if milestone.state in (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
            and rules.kind(milestone.kind).decisive
        ]
        return min(open_ones, key=lambda milestone: (milestone.place, milestone.id), default=None)

    def subjects(self, kind: SubjectKind) -> tuple[str, ...]:
        """Give the ids of the case's subjects of a kind."""
        by_kind: Mapping[SubjectKind, Iterable[str]] = {
            SubjectKind.CASE: (self.record.id,),
            SubjectKind.CHILD: self.children,
            SubjectKind.SUSPECT: self.suspects,
            SubjectKind.DEVICE: self.devices,
        }
        return tuple(by_kind[kind])

    def _check_open(self) -> None:
        if self.record.status is CaseStatus.CLOSED:
            raise RuleBroken("case_closed", reference=self.record.reference)

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
            milestone.turn
            for milestone in self.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject_id
        ]
        if earlier and not (facts.recurs or facts.repeats):
            raise RuleBroken("milestone_already_done", milestone=kind, state=MilestoneState.DONE)
        milestone = Milestone(
            act.new_id(),
            self.record.id,
            kind,
            facts.subject,
            subject_id,
            rules.place(self.record.kind, kind),
            MilestoneState.OPEN,
            turn=max(earlier, default=0) + 1,
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
        milestone = self._towards(kind, subject_id, rules, act)
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
        """Let a clock run on whose start had been undone; a different day is a correction of its start."""
        if clock.state is not ClockState.STOPPED or clock.events[-1].reason != START_UNDONE:
            return
        self._event(clock, ClockEventKind.REOPENED, on, rules, act)
        if clock.started_on != on:
            self._event(self.clocks[clock.id], ClockEventKind.CORRECTED, act.today, rules, act, to=on)

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


def bail_limit(rules: RuleBook, arrested_on: date, nation: Nation) -> Limit | None:
    """Give the limit of the first applicable bail period for the day of an arrest; None before 3 April 2017."""
    candidates = (limit for name in BAIL_LIMITS for limit in rules.pack.versions(name))
    return next((limit for limit in candidates if limit.in_force(arrested_on) and nation in limit.nations), None)


def _ended_by(kind: str) -> str:
    return f"ended_by:{kind}"


def _found(parts: Mapping[str, Part], part_id: str) -> Part:
    try:
        return parts[part_id]
    except KeyError:
        raise NotFound("not_found") from None
