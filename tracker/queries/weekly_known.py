"""What of a case's milestones was on record as done, or was waited for, at an instant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tracker.domain.cps_course import KINDS
from tracker.domain.device_course import REJECTED, STAGES
from tracker.domain.hindsight import day_of, known_by
from tracker.queries.weekly_facts import History, Step
from tracker.queries.weekly_standing import last_stop
from tracker.terms import MilestoneState

PLAN, ABE = "abe_plan", "abe_interview"
MEDICAL_DECIDED, EXAMINED, MEDICAL_REPORT = "medical_decided", "medical_examined", "medical_report"
REPORT_CHASED = "medical_report_chased"
IDENTIFIED, ARRESTED, INTERVIEWED = "suspect_identified", "arrested", "suspect_interviewed"
CHECKED = "bail_condition_check"
UPDATED, CONTACT = "child_and_family_update", "family_contact"
CONFERENCE = "child_protection_conference"
AFTER_CONFERENCE = ("first_core_group", "core_group", "first_review_conference", "review_conference")
APART = (
    ("police_protection_started", "police_protection_ended"),
    ("emergency_protection_order_made", "emergency_protection_order_ended"),
)
ASKED_ABOUT = (
    PLAN, ABE, MEDICAL_DECIDED, EXAMINED, MEDICAL_REPORT, REPORT_CHASED, IDENTIFIED, ARRESTED, INTERVIEWED, CHECKED,
    UPDATED, CONTACT, CONFERENCE, *AFTER_CONFERENCE, *(kind for pair in APART for kind in pair), *STAGES, REJECTED,
    *KINDS,
)  # fmt: skip
AS_STATED = (MilestoneState.DONE, MilestoneState.NOT_REQUIRED)


@dataclass(frozen=True, slots=True)
class StageThen:
    """A milestone of a device as it stood then, as `course_of` reads it."""

    kind: str
    state: MilestoneState
    happened_on: date | None
    turn: int
    version: int = 0


class Known:
    """The milestones as they were on record at one instant.

    What was done and taken back since is told by the clocks, which keep every stop; a milestone without a clock that
    was taken back is as if it had never been done.
    """

    def __init__(self, history: History, at: datetime) -> None:
        self._history = history
        self._at = at

    def days(self, kind: str, subject_id: str) -> Sequence[date]:
        """Give the days on which it was done, the first one first."""
        return self._done.get((kind, subject_id), ())

    def last(self, kind: str, subject_id: str) -> date | None:
        """Give the last day on which it was done."""
        return max(self.days(kind, subject_id), default=None)

    def waits(self, kind: str, subject_id: str) -> bool:
        """Say whether it was still to be done."""
        return (kind, subject_id) in self._waiting

    def stages(self, device_id: str) -> Sequence[StageThen]:
        """Give the stages of a device."""
        return self._stages.get(device_id, ())

    @cached_property
    def _state(self) -> Mapping[str, tuple[MilestoneState, date | None]]:
        found: dict[str, tuple[MilestoneState, date | None]] = {}
        for step in self._history.steps:
            since = step.recorded_at
            if step.id in self._stops:
                found[step.id] = (MilestoneState.DONE, self._stops[step.id])
            elif step.state in AS_STATED and since is not None and since > self._at:
                found[step.id] = (MilestoneState.OPEN, None)
            else:
                found[step.id] = (step.state, step.happened_on)
        return found

    @cached_property
    def _stops(self) -> Mapping[str, date]:
        """The day on which each milestone was done by the events of its clocks, where its row tells of a later time."""
        changed = {step.id for step in self._history.steps if _changed(step, self._at)}
        found: dict[str, date] = {}
        for clock in self._history.clocks:
            if clock.milestone_id in changed and clock.events:
                stop = last_stop(known_by(clock.events, self._at))
                if stop is not None and not stop.reason:
                    found[clock.milestone_id] = day_of(stop.on)
        return found

    @cached_property
    def _done(self) -> Mapping[tuple[str, str], Sequence[date]]:
        found: dict[tuple[str, str], list[date]] = defaultdict(list)
        for step in self._history.steps:
            state, on = self._state[step.id]
            if state is MilestoneState.DONE and on is not None:
                found[step.kind, step.subject_id].append(on)
        return {key: sorted(days) for key, days in found.items()}

    @cached_property
    def _waiting(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (step.kind, step.subject_id)
            for step in self._history.steps
            if self._state[step.id][0] not in AS_STATED
        )  # fmt: skip

    @cached_property
    def _stages(self) -> Mapping[str, Sequence[StageThen]]:
        found: dict[str, list[StageThen]] = defaultdict(list)
        for step in self._history.steps:
            if step.kind in _OF_DEVICES:
                found[step.subject_id].append(StageThen(step.kind, *self._state[step.id], step.turn))
        return found


_OF_DEVICES = frozenset((*STAGES, REJECTED))


def _changed(step: Step, at: datetime) -> bool:
    """Say whether the row of a milestone may tell of something that was recorded after an instant."""
    return step.state is not MilestoneState.DONE or step.recorded_at is None or step.recorded_at > at
