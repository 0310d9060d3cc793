"""Milestone: one thing that must happen, for whom, and how it stands; its lateness belongs to its clocks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.domain.act import Act
from tracker.errors import RuleBroken
from tracker.terms import TO_BE_DONE, MilestoneState, SubjectKind
from tracker.time_source import local_date

BACK_DATING_DAYS = 28


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that must happen. `happened_on` is the day it happened, `recorded_at` when it was entered.

    `planned_on` is the day it is booked for, which is a fact of its own: no due date moves with it.
    """

    id: str
    case_id: str
    kind: str
    subject_kind: SubjectKind
    subject_id: str
    place: int
    state: MilestoneState = MilestoneState.NOT_STARTED
    happened_on: date | None = None
    happened_at: datetime | None = None
    recorded_at: datetime | None = None
    note: str = ""
    turn: int = 1
    planned_on: date | None = None
    version: int = 1

    def complete(self, on: date, note: str, reported_on: date, act: Act, at: datetime | None = None) -> "Milestone":
        """Give the milestone as done on a day, at an instant of it where that is known.

        Raises:
            RuleBroken: already done or not required; in the future; before the report; back-dated past the limit;
                a time that is not of that day.
        """
        if self.state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_already_done", milestone=self.kind, state=self.state)
        check_date(on, reported_on, act)
        check_time(at, on, act)
        return replace(self, state=MilestoneState.DONE, happened_on=on, happened_at=at, recorded_at=act.now, note=note)

    def planned(self, on: date | None, reason: str, act: Act) -> "Milestone":
        """Give the milestone as booked for a day, or as booked for none any more.

        Raises:
            RuleBroken: already done or not required; a day that has passed, or that it is booked for already; no reason
                why an earlier booking changes.
        """
        if self.state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_already_done", milestone=self.kind, state=self.state)
        if on == self.planned_on:
            raise RuleBroken("not_planned" if on is None else "planned_already", field="on", on=on)
        if on is not None and on < act.today:
            raise RuleBroken("planned_in_past", field="on", on=on)
        if self.planned_on is not None and not reason:
            raise RuleBroken("reason_needed", field="reason")
        return replace(self, planned_on=on)

    def is_past_planned_day(self, today: date) -> bool:
        """Say whether the day it is booked for has passed, and it is still to be done."""
        return self.planned_on is not None and self.planned_on < today and self.state in TO_BE_DONE

    def not_required(self, reason: str, act: Act) -> "Milestone":
        """Give the milestone as not required, with the reason as its note.

        Raises:
            RuleBroken: already done or not required.
        """
        if self.state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_already_done", milestone=self.kind, state=self.state)
        return replace(self, state=MilestoneState.NOT_REQUIRED, recorded_at=act.now, note=reason)

    def reopen(self) -> "Milestone":
        """Give the milestone as open again.

        Raises:
            RuleBroken: it is neither done nor marked as not required.
        """
        if self.state not in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED):
            raise RuleBroken("milestone_not_done", milestone=self.kind)
        return replace(self, state=MilestoneState.OPEN, happened_on=None, happened_at=None, recorded_at=None, note="")


def check_date(on: date, reported_on: date, act: Act, *, field: str = "on", any_age: bool = False) -> None:
    """Refuse a date in the future, before the report, or further back than the person may enter."""
    if on > act.today:
        raise RuleBroken("date_in_future", field=field, on=on)
    if on < reported_on:
        raise RuleBroken("date_before_report", field=field, on=on, reported_on=reported_on)
    if not any_age and not act.is_supervisor() and act.today - on > timedelta(days=BACK_DATING_DAYS):
        raise RuleBroken("back_dated_too_far", field=field, on=on, days=BACK_DATING_DAYS)


def check_time(at: datetime | None, on: date, act: Act) -> None:
    """Refuse a time in the future, or of another day than the one that is given with it."""
    if at is None:
        return
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    if local_date(at) != on:
        raise RuleBroken("time_of_another_day", field="at", at=at, on=on)
    if at > act.now:
        raise RuleBroken("time_in_future", field="at", at=at)
