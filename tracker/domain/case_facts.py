"""Facts of a case that change while it runs: risk, kind, children, suspects; its clocks follow, on record."""

from dataclasses import replace
from datetime import date

from tracker import wording
from tracker.domain.act import Act
from tracker.domain.case_counted_back import DOES_NOT_APPLY
from tracker.domain.case_limits import CaseLimits
from tracker.domain.child import Child
from tracker.domain.circumstances import PROSECUTION, circumstances_of
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.limit import Circumstance, Limit
from tracker.domain.milestone import Milestone
from tracker.domain.recalculation import measure_of, possible_measures
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken
from tracker.terms import (
    TO_BE_DONE,
    CaseKind,
    ClockClass,
    ClockEventKind,
    ClockState,
    MilestoneState,
    RiskGrade,
    SubjectKind,
)

#: what a limit may turn on that is a fact of the case, and not of what has happened in it or of the offence
FACTS = frozenset(Circumstance) - {
    Circumstance.WEEKEND,
    Circumstance.CPS_DECIDED,
    Circumstance.POLICE_DECIDED,
    *PROSECUTION.values(),
}
KIND_CHANGED = "The kind of case was changed"


class CaseFacts(CaseLimits):
    """The verbs that change what is known of a case. Dates follow from the start they had; first dates stay."""

    __slots__ = ()

    def grade_risk(self, risk: RiskGrade, rules: RuleBook, act: Act) -> None:
        """Grade the risk anew: targets that turn on it are counted again from their start, each with a note.

        Raises:
            RuleBroken: closed case, or the same grade.
        """
        self.check_open()
        if risk is self.record.risk:
            raise RuleBroken("risk_the_same", field="risk", risk=risk)
        was = self.record.risk
        self.record = replace(self.record, risk=risk)
        self._follow_facts(f"risk {wording.term(risk).lower()} instead of {wording.term(was).lower()}", rules, act)

    def change_child(self, child: Child, rules: RuleBook, act: Act) -> None:
        """Store what is now known of a child; targets that turn on age or rights follow."""
        self.check_open()
        self.children[child.id] = child
        self._follow_facts("facts of the child changed", rules, act)

    def change_suspect(self, suspect: Suspect, rules: RuleBook, act: Act) -> None:
        """Store what is now known of a suspect; targets that turn on access to children follow."""
        self.check_open()
        self.suspects[suspect.id] = suspect
        self._follow_facts("facts of the suspect changed", rules, act)

    def change_kind(self, kind: CaseKind, rules: RuleBook, act: Act) -> None:
        """Investigate something else than was thought: what its plan has more is opened, what it lacks is dropped.

        A milestone that is done, or that something ran towards, is never dropped; the others are not required any more.

        Raises:
            RuleBroken: closed case, or the same kind.
        """
        self.check_open()
        if kind is self.record.kind:
            raise RuleBroken("kind_the_same", field="kind", kind=kind)
        before = {subject: {name for _, name in rules.plan(self.record.kind, subject)} for subject in SubjectKind}
        self.record = replace(self.record, kind=kind)
        for one in list(self.milestones.values()):
            self.milestones[one.id] = replace(one, place=rules.place(kind, one.kind))
        for subject in SubjectKind:
            planned = {name: place for place, name in rules.plan(kind, subject)}
            for subject_id in self.subjects(subject):
                self._drop_unplanned(subject_id, before[subject] - planned.keys(), rules, act)
                for name in sorted(planned.keys() - before[subject], key=planned.__getitem__):
                    self._plan_one(planned[name], name, subject, subject_id, rules, act)
        self._follow_facts(f"kind {wording.term(kind).lower()}", rules, act)
        self._settle(act.today, KIND_CHANGED, rules, act)

    def _plan_one(
        self, place: int, kind: str, subject: SubjectKind, subject_id: str, rules: RuleBook, act: Act
    ) -> None:
        """Open a milestone that is planned now, or again, with the clocks that have begun by now."""
        known = self._all_of(kind, subject_id)
        dropped = [one for one in known if one.state is MilestoneState.NOT_REQUIRED and not one.note]
        if known and not dropped:
            return
        new = (
            dropped[-1].reopen()
            if dropped
            else Milestone(act.new_id(), self.record.id, kind, subject, subject_id, place)
        )
        self.milestones[new.id] = new
        for done, on in self._done():
            for limit in rules.limits_starting(done.kind, self.record.nation, on):
                if rule_of(limit).stops == kind:
                    self._start_for(limit, done, on, subject_id, rules, act)

    def _drop_unplanned(self, subject_id: str, kinds: set[str], rules: RuleBook, act: Act) -> None:
        for one in list(self.milestones.values()):
            if one.subject_id == subject_id and one.kind in kinds and one.state in TO_BE_DONE:
                self._drop(one, "", DOES_NOT_APPLY, act.today, rules, act)

    def _follow_facts(self, why: str, rules: RuleBook, act: Act) -> None:
        """Bring the running targets in line with the facts as they are now."""
        for clock in list(self.clocks.values()):
            if clock.state is not ClockState.STOPPED and clock.clock_class is ClockClass.TARGET:
                self._count_by_facts(clock, why, rules, act)
        for done, on in self._done():
            for limit in rules.limits_starting(done.kind, self.record.nation, on):
                if _turns_on_facts(limit):
                    self._start_for(limit, done, on, None, rules, act)

    def _count_by_facts(self, clock: Clock, why: str, rules: RuleBook, act: Act) -> None:
        limit = rules.limit(clock.limit_id, clock.limit_version)
        rule = rule_of(limit)
        subject_id = self.milestones[clock.milestone_id].subject_id
        found = circumstances_of(self, subject_id, clock.started_on or act.today)
        noted = clock.noting_overdue(act.now)
        if _turns_on_facts(limit) and not limit.applies(self.record.kind, found):
            self._event(noted, ClockEventKind.STOPPED, act.today, rules, act, reason=DOES_NOT_APPLY)
            return
        present, turn = measure_of(clock), rule.turn(clock.turn, found)
        extended = any(event.kind is ClockEventKind.EXTENDED for event in clock.events)
        if not rule.variants or extended or turn is None or present not in possible_measures(rule):
            return
        measure = rule.measure(turn.amount)
        if measure != present:
            words = f"{why}: {wording.amount(measure.unit, measure.amount)} instead of " + wording.amount(
                present.unit, present.amount
            )
            event = ClockEvent(ClockEventKind.RECALCULATED, act.today, act.now, act.officer_id, words, measure=measure)
            self._add_event(noted, event, rules, act)

    def _start_for(self, limit: Limit, done: Milestone, on: date, only: str | None, rules: RuleBook, act: Act) -> None:
        stops = rules.kind(rule_of(limit).stops)
        for target in self._meant(done.subject_kind, done.subject_id, stops.subject):
            applies = limit.applies(self.record.kind, circumstances_of(self, target, on))
            if applies and only in (None, target) and self.waiting(stops.id, target) is not None:
                self._start(limit, stops.id, target, done.happened_at or on, rules, act)

    def _done(self) -> list[tuple[Milestone, date]]:
        return [
            (one, one.happened_on)
            for one in list(self.milestones.values())
            if one.state is MilestoneState.DONE and one.happened_on is not None
        ]


def _turns_on_facts(limit: Limit) -> bool:
    return bool(limit.case_kinds or FACTS & {*limit.only_when, *limit.unless})
