"""One crime recorded twice: everything of the one record goes into the other, and no date that runs moves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from tracker import wording
from tracker.domain.act import Act
from tracker.domain.case_checks import free_label
from tracker.domain.case_counted_back import BAIL_ENDED, ROUND
from tracker.domain.case_requests import CaseRequests
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.clock_start import begun, day_of, is_earlier, is_past, not_before
from tracker.domain.explain import When
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.transfer import FORCE_ANSWERED
from tracker.errors import RuleBroken
from tracker.terms import (
    TO_BE_DONE,
    CaseStatus,
    ClockEventKind,
    ClockState,
    CountUnit,
    MergeStep,
    MilestoneState,
    ProsecutionLimit,
)

MERGED = "merged"


@dataclass(frozen=True, slots=True)
class MergedMilestone:
    """What a merge did with a milestone of the duplicate.

    Args:
        milestone_id: that of the duplicate.
        stands_for: the milestone of the case that stays which is waited for or done instead; empty where it goes on.
        on: the day it was done, here or there.
    """

    milestone_id: str
    step: MergeStep
    stands_for: str = ""
    on: date | None = None


class CaseMerge(CaseRequests):
    """The verb that takes another record of the same crime over."""

    __slots__ = ()

    def check_may_take_over(self, other: Self, same: Mapping[str, str]) -> None:
        """Refuse what cannot be one case.

        Raises:
            RuleBroken: the case itself; either is closed, merged or offered to another force; another nation; one is
                restricted and the other is not; a child or suspect that is said to be somebody of another kind, or two
                that are said to be one.
        """
        if self.record.id == other.record.id:
            raise RuleBroken("merge_with_itself", field="into_id")
        for one in (other, self):
            one.check_open()
            if one.waiting(FORCE_ANSWERED, one.record.id) is not None:
                raise RuleBroken("merge_while_asked", reference=one.record.reference)
        if self.record.nation is not other.record.nation:
            raise RuleBroken("merge_of_nations", field="into_id")
        if self.record.restricted is not other.record.restricted:
            raise RuleBroken("merge_of_restricted", field="into_id")
        for theirs, ours in same.items():
            pairs = ((other.children, self.children), (other.suspects, self.suspects))
            if not any(theirs in there and ours in here for there, here in pairs):
                raise RuleBroken("merge_of_whom", field="same")
        if len(set(same.values())) < len(same):
            raise RuleBroken("merge_of_two", field="same")

    def take_over(self, other: Self, same: Mapping[str, str], rules: RuleBook, act: Act) -> tuple[MergedMilestone, ...]:
        """Take everything of a duplicate over, which is then closed and leads here.

        Who is not in `same` comes over as themselves, and nothing about them changes. Of who is, and of the case as a
        whole, what was done comes over as done; what both wait for is waited for once. Under each limit the clock runs
        on that is due first; where its first date is the later one, or it has stood still, both do.

        Args:
            same: the children and suspects of the duplicate who are ones of this case.

        Raises:
            RuleBroken: as `check_may_take_over`.
        """
        self.check_may_take_over(other, same)
        counted = self._counted_from(rules) | other._counted_from(rules)
        own = set(self.milestones)
        self._take_record(other)
        self._take_parts(other, same, rules)
        subjects = {other.record.id: self.record.id, **same}
        folded: dict[str, str] = {}
        merged = []
        for one in sorted(other.milestones.values(), key=lambda one: (self._is_counted_back(one.id), one.id)):
            if one.subject_id in subjects:
                merged.append(self._take_milestone(one.id, subjects[one.subject_id], own, counted, folded, rules, act))
            else:
                merged.append(MergedMilestone(one.id, MergeStep.COMES_OVER))
        self._number_anew(own, set(subjects.values()))
        self._count_back_anew(counted, folded, rules, act)
        self._settle(act.today, MERGED, rules, act)
        other._lead_to(self.record.id, same, act)
        return tuple(merged)

    def _lead_to(self, case_id: str, same: Mapping[str, str], act: Act) -> None:
        """Close a record whose contents went into another; who was the same there is left on it."""
        self.record = replace(self.record, status=CaseStatus.CLOSED, closed_on=act.today, merged_into=case_id)
        self.children = {key: one for key, one in self.children.items() if key in same}
        self.suspects = {key: one for key, one in self.suspects.items() if key in same}
        self.devices, self.arrests, self.bail_events = {}, {}, {}
        self.milestones, self.clocks, self.delays = {}, {}, {}

    def _take_record(self, other: Self) -> None:
        """Take what the record lacks; the report is the earlier of the two, so that no age is shortened."""
        here, there = self.record, other.record
        if there.reported_on < here.reported_on:
            before = tuple(held for held in other.holdings if held.since < here.reported_on)
            self.holdings = (*before, *self.holdings)
        days = [day for day in (here.last_activity, there.last_activity) if day is not None]
        unknown = here.prosecution is ProsecutionLimit.NOT_RECORDED
        self.record = replace(
            here,
            reported_on=min(here.reported_on, there.reported_on),
            offence_on=here.offence_on or there.offence_on,
            prosecution=there.prosecution if unknown else here.prosecution,
            operation=here.operation or there.operation,
            last_activity=max(days, default=None),
        )

    def _take_parts(self, other: Self, same: Mapping[str, str], rules: RuleBook) -> None:
        case_id = self.record.id
        for theirs, ours in same.items():
            if theirs in other.children:
                child = self.children[ours]
                number = child.records_number or other.children[theirs].records_number
                self.children[ours] = replace(child, records_number=number)
            else:
                suspect = self.suspects[ours]
                number = suspect.records_number or other.suspects[theirs].records_number
                self.suspects[ours] = replace(suspect, records_number=number)
        for child in [one for one in other.children.values() if one.id not in same]:
            label = free_label(child.label, [one.label for one in self.children.values()])
            self.children[child.id] = replace(child, case_id=case_id, label=label)
        for suspect in [one for one in other.suspects.values() if one.id not in same]:
            label = free_label(suspect.label, [one.label for one in self.suspects.values()])
            self.suspects[suspect.id] = replace(suspect, case_id=case_id, label=label)
        for device in other.devices.values():
            exhibit = free_label(device.exhibit, [one.exhibit for one in self.devices.values()], exhibit=True)
            self.devices[device.id] = replace(device, case_id=case_id, exhibit=exhibit)
        for arrest in other.arrests.values():
            suspect_id = same.get(arrest.suspect_id, arrest.suspect_id)
            self.arrests[arrest.id] = replace(arrest, case_id=case_id, suspect_id=suspect_id)
        for milestone in other.milestones.values():
            place = rules.place(self.record.kind, milestone.kind)
            self.milestones[milestone.id] = replace(milestone, case_id=case_id, place=place)
        self.bail_events |= {one.id: replace(one, case_id=case_id) for one in other.bail_events.values()}
        self.clocks |= {one.id: replace(one, case_id=case_id) for one in other.clocks.values()}
        self.delays |= {one.id: replace(one, case_id=case_id) for one in other.delays.values()}

    def _take_milestone(
        self,
        milestone_id: str,
        subject_id: str,
        own: set[str],
        counted: Mapping[str, str],
        folded: dict[str, str],
        rules: RuleBook,
        act: Act,
    ) -> MergedMilestone:
        """Give a milestone of the duplicate to the subject who is the same."""
        self.milestones[milestone_id] = one = replace(self.milestones[milestone_id], subject_id=subject_id)
        here = sorted((known for known in self._all_of(one.kind, subject_id) if known.id in own), key=_turn)
        waiting = next((known for known in here if known.state in TO_BE_DONE), None)
        done = next((known for known in here if known.state is MilestoneState.DONE), None)
        kind = rules.kind(one.kind)
        once = not kind.recurs and not kind.repeats
        if one.state is MilestoneState.DONE and once and waiting is not None:
            return MergedMilestone(one.id, MergeStep.STILL_WAITED_FOR, waiting.id, one.happened_on)
        if one.state in TO_BE_DONE and waiting is not None and not self._has_its_own(one, counted, folded, rules):
            folded[one.id] = waiting.id
            self._fold(one, waiting, rules, act)
            return MergedMilestone(one.id, MergeStep.WAITED_FOR_TOO, waiting.id)
        if one.state in TO_BE_DONE and once and done is not None:
            when = done.happened_at or done.happened_on or act.today
            for clock in self._live(one.id):
                self._end(clock, when, rules, act)
            self._wait_no_more(one, act)
            return MergedMilestone(one.id, MergeStep.DONE_ALREADY, done.id, done.happened_on)
        return MergedMilestone(one.id, MergeStep.COMES_OVER)

    def _has_its_own(
        self, one: Milestone, counted: Mapping[str, str], folded: Mapping[str, str], rules: RuleBook
    ) -> bool:
        """Say whether what is waited for is another time of what may happen several times: another bail, a request.

        What is counted back from a day that both wait for is waited for once as well.
        """
        if one.kind == BAIL_ENDED:
            return True
        by_folded = [counted.get(clock.id) in folded for clock in self._live(one.id)]
        again = one.state is MilestoneState.OPEN and not (by_folded and all(by_folded))
        return rules.kind(one.kind).repeats and again

    def _fold(self, one: Milestone, waiting: Milestone, rules: RuleBook, act: Act) -> None:
        """Wait once for what both waited for; under each limit the clock stops that is later for good."""
        for clock in self._live(one.id):
            rivals = [known for known in self._live(waiting.id) if known.limit_id == clock.limit_id]
            now: When = act.now if clock.measure.unit is CountUnit.HOURS else act.today
            if any(_is_ahead(rival, clock) for rival in rivals):
                self._end(clock, now, rules, act)
                continue
            self.clocks[clock.id] = replace(clock, milestone_id=waiting.id)
            for rival in rivals:
                if _is_ahead(clock, rival):
                    self._end(replace(rival, milestone_id=one.id), now, rules, act)
        self.milestones[waiting.id] = replace(
            waiting,
            planned_on=waiting.planned_on or one.planned_on,
            state=MilestoneState.OPEN if self._live(waiting.id) else waiting.state,
        )
        if not any(delay.milestone_id == waiting.id and delay.until is None for delay in self.delays.values()):
            for delay in list(self.delays.values()):
                if delay.milestone_id == one.id and delay.until is None:
                    self.delays[delay.id] = replace(delay, milestone_id=waiting.id)
        self._wait_no_more(one, act)

    def _wait_no_more(self, one: Milestone, act: Act) -> None:
        because = wording.merged_into(self.record.reference)
        self.milestones[one.id] = replace(one, planned_on=None).not_required(because, act)
        self._end_delays(one.id, act.today)

    def _end(self, clock: Clock, when: When, rules: RuleBook, act: Act) -> None:
        """Stop a clock that is not needed any more; what is counted back from its date is left to run."""
        if not clock.measure.backwards:
            when = not_before(when, begun(clock))
        for pause in [event for event in clock.events if event.kind is ClockEventKind.PAUSED]:
            when = not_before(when, pause.on)
        noted = clock.noting_overdue(act.now) if is_past(clock, when) else clock
        because = wording.merged_into(self.record.reference)
        event = ClockEvent(ClockEventKind.STOPPED, _as_counted(clock, when), act.now, act.officer_id, because)
        self.clocks[clock.id] = noted.with_event(event, rules.calendar(clock.calendar))

    def _live(self, milestone_id: str) -> list[Clock]:
        return [clock for clock in self.clocks_of(milestone_id) if clock.state is not ClockState.STOPPED]

    def _is_counted_back(self, milestone_id: str) -> bool:
        return any(clock.measure.backwards for clock in self.clocks_of(milestone_id))

    def _number_anew(self, own: set[str], subjects: set[str]) -> None:
        """Number the turns: what is over here, what was done there, what waits, and last what is not waited for."""
        came = [one for one in self.milestones.values() if one.id not in own and one.subject_id in subjects]
        for kind, subject_id in sorted({(one.kind, one.subject_id) for one in came}):
            alike = sorted(self._all_of(kind, subject_id), key=lambda one: (_rank(one, own), one.turn, one.id))
            for turn, one in enumerate(alike, start=1):
                self.milestones[one.id] = replace(one, turn=turn)

    def _counted_from(self, rules: RuleBook) -> dict[str, str]:
        """Give of each clock that is counted back the milestone it is counted back from."""
        found: dict[str, str] = {}
        for clock in self.clocks.values():
            if clock.measure.backwards:
                rule = rule_of(rules.limit(clock.limit_id, clock.limit_version))
                alike = self._in_order(rule, self.milestones[clock.milestone_id].subject_id)
                found[clock.id] = alike[clock.turn % ROUND - 1].id
        return found

    def _count_back_anew(
        self, counted: Mapping[str, str], folded: Mapping[str, str], rules: RuleBook, act: Act
    ) -> None:
        """Let each clock that is counted back go on from the day it was counted back from."""
        unfolded = {waiting: one for one, waiting in folded.items()}
        for clock_id, before_id in counted.items():
            clock = self.clocks[clock_id]
            ended = clock.state is ClockState.STOPPED
            now = clock.events[-1].recorded_at == act.now
            instead = folded if not ended else unfolded if now else {}
            rule = rule_of(rules.limit(clock.limit_id, clock.limit_version))
            place = self._place_among(self.milestones[instead.get(before_id, before_id)], rule)
            self.clocks[clock_id] = replace(clock, turn=place + ROUND * (clock.turn // ROUND))


def _turn(milestone: Milestone) -> int:
    return milestone.turn


def _rank(milestone: Milestone, own: set[str]) -> int:
    here, waits = milestone.id in own, milestone.state in TO_BE_DONE
    if waits:
        return 2 if here else 3
    return 0 if here else 1 if milestone.state is MilestoneState.DONE else 4


def _as_counted(clock: Clock, when: When) -> When:
    return when if clock.measure.unit is CountUnit.HOURS else day_of(when)


def _is_ahead(one: Clock, other: Clock) -> bool:
    """Say whether a clock is due no later than another, now and as first counted, and nothing has held it up."""
    first, others_first = one.first_due_at or one.first_due, other.first_due_at or other.first_due
    if one.expires_at is None or other.expires_at is None or first is None or others_first is None:
        return False
    sooner = one.expires_at <= other.expires_at and not is_earlier(others_first, first)
    return sooner and one.state is ClockState.RUNNING and one.pauses == 0
