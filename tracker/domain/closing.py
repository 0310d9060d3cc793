"""What is still open in a case that is to be closed, and what closing needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker import wording
from tracker.domain.approval import Approval
from tracker.domain.case import OUTCOME, Case
from tracker.domain.case_protection import arrests_on_bail
from tracker.domain.device_course import RETURNED
from tracker.domain.milestone_plan import Opened
from tracker.domain.protection import Protection
from tracker.domain.review import FollowUp
from tracker.domain.review_position import named, waits_for_others
from tracker.domain.rule_book import RuleBook
from tracker.domain.transfer import FORCE_ANSWERED
from tracker.terms import TO_BE_DONE, ApprovalState, ClockState, Holder, MilestoneState, OpenWork
from tracker.time_source import local_date

CLOSING_REVIEW = "review_before_closing"
RESPONSIBILITY_PASSED = "20"
#: no Home Office outcome: another force has accepted the case, and its record is transferred
TRANSFERRED_OUTCOME = "TR"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """One thing that is still open: what kind of thing, which, and how it stands; `key` tells it from the others."""

    kind: OpenWork
    key: str
    what: str
    stands: str


def still_open(
    case: Case,
    follow_ups: Iterable[FollowUp],
    approvals: Iterable[Approval],
    protections: Iterable[Protection],
    rules: RuleBook,
    now: datetime,
) -> tuple[StillOpen, ...]:
    """Give what is open in a case, what is most serious first: bail, devices, who is awaited, then the milestones."""
    found = [
        *_bail(case, rules, now),
        *_protection(protections, rules, now),
        *_devices(case, rules),
        *_awaited(case, rules),
    ]
    found += [
        StillOpen(OpenWork.FOLLOW_UP, asked.id, asked.what, f"due {wording.day(asked.due_on)}")
        for asked in follow_ups
        if asked.done_on is None and asked.withdrawn_at is None
    ]
    found += [
        StillOpen(
            OpenWork.APPROVAL, one.id, named(case, case.milestone(one.milestone_id), rules), wording.term(one.kind)
        )
        for one in approvals
        if one.state is ApprovalState.ASKED
    ]
    return (*found, *_milestones(case, rules, now))


def reviewed_for_closing(case: Case) -> bool:
    """Say whether the review before closing was held, or is not required."""
    waiting = case.waiting(CLOSING_REVIEW, case.record.id)
    return waiting is None or waiting.state is MilestoneState.NOT_KNOWN


def _bail(case: Case, rules: RuleBook, now: datetime) -> Iterable[StillOpen]:
    for suspect, arrest, bail in arrests_on_bail(case, rules, local_date(now)):
        end = f", ends {wording.day(bail.ends)}" if bail.ends is not None else ""
        yield StillOpen(OpenWork.BAIL, arrest.id, suspect.label, f"{wording.term(bail.state)}{end}")


def _protection(protections: Iterable[Protection], rules: RuleBook, now: datetime) -> Iterable[StillOpen]:
    """Give the measures in force, which nobody looks after any more once the case is closed."""
    today = local_date(now)
    for one in protections:
        if one.since <= today and (one.last_day is None or one.last_day >= today):
            stands = "in force" if one.last_day is None else f"lapses {wording.day(one.last_day)}"
            yield StillOpen(OpenWork.PROTECTION, one.id, rules.measures[one.measure].name, stands)


def _devices(case: Case, rules: RuleBook) -> Iterable[StillOpen]:
    name = rules.kind(RETURNED).name.lower()
    for device in case.devices.values():
        waiting = case.waiting(RETURNED, device.id)
        if waiting is not None:
            yield StillOpen(OpenWork.DEVICE, device.id, f"{device.exhibit}, {device.kind}", f"not {name}")


def _awaited(case: Case, rules: RuleBook) -> Iterable[StillOpen]:
    for delay in waits_for_others(case):
        name = named(case, case.milestones[delay.milestone_id], rules)
        stands = f"{name}, since {wording.day(delay.since)}"
        yield StillOpen(OpenWork.AWAITED, delay.id, wording.term(delay.awaited), stands)
    asked = case.waiting(FORCE_ANSWERED, case.record.id)
    if asked is not None:
        yield StillOpen(OpenWork.AWAITED, asked.id, wording.term(Holder.ANOTHER_FORCE), "asked to take the case")


def _milestones(case: Case, rules: RuleBook, now: datetime) -> Iterable[StillOpen]:
    """Give the milestones that wait, but for the outcome, the return of devices and what recurs by itself."""
    waiting = [
        one
        for one in case.milestones.values()
        if one.state in TO_BE_DONE - {MilestoneState.NOT_KNOWN}
        and one.kind not in (OUTCOME, RETURNED, FORCE_ANSWERED)
        and rules.kind(one.kind).opened is not Opened.PROGRAM
    ]
    for one in sorted(waiting, key=lambda one: (one.place, one.id)):
        clocks = [clock for clock in case.clocks_of(one.id) if clock.state is not ClockState.STOPPED]
        if any(clock.is_overdue(now) for clock in clocks):
            stands = "overdue"
        else:
            dues = [clock.due for clock in clocks if clock.due is not None]
            stands = f"due {wording.day(min(dues))}" if dues else "no date"
        yield StillOpen(OpenWork.MILESTONE, one.id, named(case, one, rules), stands)
