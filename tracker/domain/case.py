"""Case: opened, allocated, closed; its children, suspects, devices, milestones and clocks as one whole."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.act import Act
from tracker.domain.case_counted_back import BAIL_ENDED
from tracker.domain.case_parts import CaseRecord
from tracker.domain.case_transfer import ALLOCATED, CaseTransfer
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.clock_checks import check_not_stopped
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.domain.ledger import Holding, from_report, hand_on
from tracker.domain.milestone import Milestone, check_date
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken
from tracker.terms import (
    REVIEW_AFTER,
    TO_BE_DONE,
    CaseStatus,
    ClockEventKind,
    ClockState,
    CountUnit,
    Holder,
    MilestoneState,
    SubjectKind,
)

OUTCOME, REPORTED = "outcome", "reported"
ADDED = "A child, a suspect or a device was added"
NOT_REQUIRED, CASE_CLOSED, CASE_REOPENED = "not_required", "case_closed", "case_reopened"


class Case(CaseTransfer):
    """One case with everything that runs in it. Actions change it through its methods, and the store saves it whole."""

    __slots__ = ()

    @classmethod
    def opened(cls, record: CaseRecord, rules: RuleBook, act: Act, reported_at: datetime | None = None) -> "Case":
        """Open a case with its milestone plan; `reported` and what else belongs to the opening is completed."""
        case = cls(replace(record, held_by=Holder.AWAITING_ALLOCATION))
        case.holdings = (Holding(record.reported_on, Holder.AWAITING_ALLOCATION, REPORTED, act.now),)
        case._plan(SubjectKind.CASE, record.id, rules, act)
        for kind in rules.catalogue.at_opening():
            if kind == REPORTED:
                case.happen(kind, record.id, record.reported_on, "", rules, act, reported_at)
            else:
                case.happen(kind, record.id, act.today, "", rules, act)
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

    def include_child(self, child: Child, rules: RuleBook, act: Act) -> None:
        """Add a child to a case that runs already; raises RuleBroken where it is closed."""
        self.check_open()
        self.add_child(child, rules, act)
        self._settle(act.today, ADDED, rules, act)

    def include_suspect(self, suspect: Suspect, rules: RuleBook, act: Act) -> None:
        """Add a suspect to a case that runs already; raises RuleBroken where it is closed."""
        self.check_open()
        self.add_suspect(suspect, rules, act)
        self._settle(act.today, ADDED, rules, act)

    def include_device(self, device: Device, rules: RuleBook, act: Act) -> None:
        """Add a device to a case that runs already; raises RuleBroken where it is closed."""
        self.check_open()
        self.add_device(device, rules, act)
        self._settle(act.today, ADDED, rules, act)

    def allocate(
        self, oic_id: str, team_id: str | None, on: date, rules: RuleBook, act: Act, at: datetime | None = None
    ) -> None:
        """Give the case to an officer; the first time completes `allocated`, later times are a hand-over."""
        self.check_open()
        self.record = replace(self.record, oic_id=oic_id, team_id=team_id or self.record.team_id)
        waiting = self.waiting(ALLOCATED, self.record.id)
        if waiting is not None:
            self.happen(ALLOCATED, self.record.id, on, "", rules, act, at)
        self._settle(on, ALLOCATED, rules, act)

    def complete_milestone(
        self, milestone_id: str, on: date, note: str, rules: RuleBook, act: Act, at: datetime | None = None
    ) -> None:
        """Complete a milestone on the day it happened, and at the instant where that is known.

        Raises:
            NotFound: no such milestone in this case.
            RuleBroken: closed case, or as `Milestone.complete`.
        """
        self.check_open()
        self._complete(self.milestone(milestone_id), on, note, rules, act, at)
        self._settle(on, self.milestone(milestone_id).kind, rules, act)

    def mark_not_required(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Mark a milestone as not required: its clocks stop, and the case no longer waits for it."""
        self.check_open()
        milestone = self.milestone(milestone_id)
        self._drop(milestone, reason, NOT_REQUIRED, act.today, rules, act)
        self._settle(act.today, milestone.kind, rules, act)

    def plan_day(self, milestone_id: str, on: date | None, reason: str, rules: RuleBook, act: Act) -> None:
        """Say for which day something is booked, or that it is booked for none any more; its due dates stay.

        What is counted back from that day moves with it.

        Raises:
            RuleBroken: closed case, what follows from other records, or as `Milestone.planned`.
        """
        self.check_open()
        milestone = self.milestone(milestone_id)
        kind = rules.kind(milestone.kind)
        if kind.id == BAIL_ENDED or kind.opened is Opened.PROGRAM:
            raise RuleBroken("cannot_be_planned", milestone=kind.name)
        self.milestones[milestone_id] = milestone.planned(on, reason, act)
        self._count_back_from(milestone_id, rules, act)

    def plan_next_review(self, held_id: str, on: date, rules: RuleBook, act: Act) -> Milestone:
        """Book the review that comes after one that was held for the day it names, and give it.

        Raises:
            RuleBroken: `next_review_too_late`: later than its limit allows, where a day is left on which it could be
                held in time.
        """
        held = self.milestone(held_id)
        kind = REVIEW_AFTER.get(held.kind, held.kind)
        following = self.waiting(kind, held.subject_id) or self._open(kind, held.subject_id, rules, act)
        soonest = _first_to_end(self.clocks_of(following.id))
        if soonest is not None and soonest.due is not None and act.today < soonest.due < on:
            limit = rules.limit(soonest.limit_id, soonest.limit_version).name
            raise RuleBroken("next_review_too_late", field="next_on", on=on, last=soonest.due, limit=limit)
        if following.planned_on != on:
            self.plan_day(following.id, on, held.kind, rules, act)
        return self.milestones[following.id]

    def unplan_next_review(self, held_id: str, on: date, rules: RuleBook, act: Act) -> None:
        """Take back that the review after one was booked for the day it named, where it still is."""
        held = self.milestone(held_id)
        for other in self._all_of(REVIEW_AFTER.get(held.kind, held.kind), held.subject_id):
            if other.id != held_id and other.planned_on == on and other.state in TO_BE_DONE:
                self.plan_day(other.id, None, held.kind, rules, act)

    def next_review_by(self, review_id: str, on: date, rules: RuleBook, act: Act) -> tuple[date, str] | None:
        """Give the last day for the review after one that is held on a day, with its limit; None where none is set."""
        trial = self.copy()
        try:
            trial.complete_milestone(review_id, on, "", rules, act)
        except RuleBroken:
            return None
        held = trial.milestone(review_id)
        following = trial.waiting(REVIEW_AFTER.get(held.kind, held.kind), held.subject_id)
        soonest = _first_to_end(trial.clocks_of(following.id)) if following is not None else None
        if soonest is None or soonest.due is None:
            return None
        return soonest.due, rules.limit(soonest.limit_id, soonest.limit_version).name

    def reschedule(
        self,
        clock_id: str,
        to: date,
        reason: str,
        rules: RuleBook,
        act: Act,
        approved_by: str | None = None,
        asked_by: str | None = None,
    ) -> None:
        """Re-plan a target to another day; the first due date and lateness already reached stay on record.

        Args:
            asked_by: who asked for it, where somebody else approves it.
        """
        self.check_open()
        clock = self.clock(clock_id)
        check_not_stopped(clock.state)
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
            asked_by=asked_by,
        )

    def correct_report(self, on: date, reason: str, rules: RuleBook, act: Act) -> None:
        """Correct the day of the report; the clocks that run from it move, each move on record."""
        self.record = replace(self.record, reported_on=on)
        self.holdings = from_report(self.holdings, on)
        for milestone in list(self.milestones.values()):
            if milestone.kind == REPORTED:
                self.milestones[milestone.id] = replace(milestone, happened_on=on, happened_at=None)
        self._correct_start(REPORTED, on, reason, rules, act)

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

    def record_delay(self, delay: Delay, rules: RuleBook, act: Act) -> None:
        """Record why a milestone waits and for whom; an earlier cause of the same milestone ends."""
        self.check_open()
        milestone = self.milestone(delay.milestone_id)
        if milestone.state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_already_done", milestone=milestone.kind, state=milestone.state)
        self._end_delays(delay.milestone_id, delay.since)
        self.delays[delay.id] = delay
        self._settle(delay.since, f"delay:{delay.reason}", rules, act)

    def close(self, outcome_code: str, on: date, rules: RuleBook, act: Act) -> None:
        """Finish the case with its Home Office outcome code; every clock still running stops.

        An outcome that was recorded before keeps its day.
        """
        self.check_open()
        if any(one.kind == OUTCOME and one.state is MilestoneState.DONE for one in self.milestones.values()):
            check_date(on, self.record.reported_on, act)
        else:
            self.happen(OUTCOME, self.record.id, on, "", rules, act)
        for clock in list(self.clocks.values()):
            if clock.state is not ClockState.STOPPED:
                self._stop(clock, on, rules, act, CASE_CLOSED)
        self.record = replace(self.record, status=CaseStatus.CLOSED, closed_on=on, outcome_code=outcome_code)

    def take_up_again(self, reason: str, rules: RuleBook, act: Act) -> None:
        """Take up a closed case again.

        The clocks that closing stopped run on; the days it was closed are neither running nor paused, and nobody's in
        the ledger. The outcome is taken back: a case that goes on has none.

        Raises:
            RuleBroken: it is not closed, or was merged into another case.
        """
        self.check_not_merged()
        closed_on = self.record.closed_on
        if self.record.status is not CaseStatus.CLOSED or closed_on is None:
            raise RuleBroken("case_not_closed", reference=self.record.reference)
        self.record = replace(self.record, status=CaseStatus.OPEN, closed_on=None, outcome_code="")
        self.holdings = hand_on(self.holdings, Holding(closed_on, Holder.NOBODY, CASE_CLOSED, act.now))
        for clock in list(self.clocks.values()):
            last = clock.events[-1]
            if last.kind is ClockEventKind.STOPPED and last.reason == CASE_CLOSED:
                when = act.now if clock.measure.unit is CountUnit.HOURS else act.today
                self._event(clock, ClockEventKind.REOPENED, when, rules, act, reason=reason)
        self._settle(act.today, CASE_REOPENED, rules, act)
        for milestone in list(self.milestones.values()):
            if milestone.kind == OUTCOME and milestone.state is MilestoneState.DONE:
                self._take_back(milestone, reason, rules, act)


def _first_to_end(clocks: Iterable[Clock]) -> Clock | None:
    live = [one for one in clocks if one.state is not ClockState.STOPPED and one.due is not None]
    return min(live, key=lambda one: one.due or date.max, default=None)
