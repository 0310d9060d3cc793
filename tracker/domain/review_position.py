"""How a case stands when it is reviewed: what is late and why, bail, devices, CPS, agencies awaited, last contact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import wording
from tracker.domain.case import Case
from tracker.domain.case_protection import arrests_on_bail, covers_of, in_need
from tracker.domain.chase import Chase
from tracker.domain.delay import Delay
from tracker.domain.device_course import RETURNED
from tracker.domain.drift import working_days_late
from tracker.domain.milestone import Milestone
from tracker.domain.milestone_plan import Opened
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.protection_standing import pair_standing
from tracker.domain.rule_book import RuleBook
from tracker.terms import (
    CaseStatus,
    DelayReason,
    Holder,
    MilestoneState,
)
from tracker.time_source import local_date

CONDITIONS_CHECKED, UPDATED = "bail_condition_check", "child_and_family_update"
OF_THE_CPS = (
    "file_to_cps", "file_rejected", "file_resubmitted", "file_accepted", "cps_action_plan_received", "cps_action_plan",
    "charging_decision",
)  # fmt: skip
OURS = (Holder.OUR_UNIT, Holder.AWAITING_ALLOCATION, Holder.NOBODY)


@dataclass(frozen=True, slots=True)
class LateMilestone:
    """A milestone past its due day: by how much, and what is on record of why and of who has the next move."""

    milestone_id: str
    name: str
    due: date
    late: int | None
    cause: DelayReason | None
    awaited: Holder
    version: int


@dataclass(frozen=True, slots=True)
class ReviewPosition:
    """What the program knows of a case for a review, and so what the review must speak of.

    Args:
        known: lines in words, each with the part of the review it belongs to.
    """

    late: tuple[LateMilestone, ...]
    on_bail: bool
    devices_out: bool
    with_cps: bool
    others_awaited: bool
    known: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside a case of what protects its children, and of who was chased."""

    protections: Sequence[Protection] = ()
    conditions: Sequence[BailConditionRow] = ()
    chases: Sequence[Chase] = ()


def position_of(
    case: Case, rules: RuleBook, now: datetime, reviewed: str = "", beside: Beside = Beside()
) -> ReviewPosition:
    """Give how a case stands now.

    Args:
        reviewed: the milestone of the review itself, which is not among what is late.
    """
    late = _late(case, rules, now, reviewed)
    bail = list(_bail(case, rules, local_date(now)))
    out = [device for device in case.devices.values() if case.waiting(RETURNED, device.id) is not None]
    cps = list(_cps(case, rules))
    awaited = list(_awaited(case, rules))
    known = (
        *(("risk", words) for words in protection_lines(case, beside, rules, local_date(now))),
        *(("contact", words) for words in _contact(case)),
        *(("bail", words) for words in bail),
        *(("devices", f"{device.exhibit}: {_last(case, device.id, rules)}") for device in out),
        *(("cps", words) for words in cps),
        *(("agencies", words) for words in (*awaited, *_chased(beside.chases))),
    )
    with_cps = case.record.status is CaseStatus.WITH_CPS or bool(cps)
    return ReviewPosition(late, bool(bail), bool(out), with_cps, bool(awaited), known)


def subject_of(case: Case, milestone: Milestone) -> str:
    """Give the label of whom or what a milestone concerns; nothing where it is the case itself."""
    of_case: dict[str, str] = {child.id: child.label for child in case.children.values()}
    of_case |= {suspect.id: suspect.label for suspect in case.suspects.values()}
    of_case |= {device.id: device.exhibit for device in case.devices.values()}
    return of_case.get(milestone.subject_id, "")


def named(case: Case, milestone: Milestone, rules: RuleBook) -> str:
    """Give a milestone's name with whom or what it concerns."""
    subject = subject_of(case, milestone)
    name = rules.kind(milestone.kind).name
    return f"{name}, {subject}" if subject else name


def waits_for_others(case: Case) -> list[Delay]:
    """Give the open causes of delay for which somebody outside the unit is awaited, the longest first."""
    open_ones = [one for one in case.delays.values() if one.until is None and one.awaited not in OURS]
    return sorted(open_ones, key=lambda one: one.since)


def protection_lines(case: Case, beside: Beside, rules: RuleBook, today: date) -> Iterator[str]:
    """Say of each child, and each suspect who may reach it, whether something protects it now, or since when not."""
    for child_id, suspect_id in in_need(case):
        covers = covers_of(case, child_id, suspect_id, beside.protections, beside.conditions, rules, today)
        standing = pair_standing(covers, case.record.reported_on, today)
        who = f"{case.children[child_id].label}, {case.suspects[suspect_id].label}"
        if not standing.protected:
            yield f"{who}: no active protection since {wording.day(standing.since)}"
        else:
            until = standing.until
            yield f"{who}: protected" if until is None else f"{who}: protected until {wording.day(until)}"


def _chased(chases: Sequence[Chase]) -> Iterator[str]:
    """Say of each agency when it was chased last, and what is next."""
    last: dict[Holder, Chase] = {}
    for chase in chases:
        if chase.withdrawn_at is None and (chase.agency not in last or last[chase.agency].on <= chase.on):
            last[chase.agency] = chase
    for agency, chase in last.items():
        yield f"{wording.term(agency)} chased {wording.day(chase.on)}. Next step: {chase.next_step}"


def _late(case: Case, rules: RuleBook, now: datetime, reviewed: str) -> tuple[LateMilestone, ...]:
    """Give what is past its due day, the longest first; what the program itself completes follows the others."""
    late: dict[str, list[date]] = {}
    for clock in case.clocks.values():
        if clock.due is not None and clock.is_overdue(now):
            late.setdefault(clock.milestone_id, []).append(clock.due)
    found: list[LateMilestone] = []
    for milestone_id, dues in late.items():
        milestone = case.milestones[milestone_id]
        if milestone.id == reviewed or rules.kind(milestone.kind).opened is Opened.PROGRAM:
            continue
        due = min(dues)
        delay = next(
            (one for one in case.delays.values() if one.milestone_id == milestone.id and one.until is None), None
        )
        awaited = delay.awaited if delay is not None else rules.kind(milestone.kind).holder
        found.append(
            LateMilestone(
                milestone.id,
                named(case, milestone, rules),
                due,
                working_days_late(due, local_date(now), rules.working_days),
                None if delay is None else delay.reason,
                awaited,
                milestone.version,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.due, one.name)))


def _bail(case: Case, rules: RuleBook, today: date) -> Iterator[str]:
    for suspect, _, bail in arrests_on_bail(case, rules, today):
        parts = [f"{suspect.label}: {wording.term(bail.state)}"]
        if bail.ends is not None:
            parts.append(f"ends {wording.day(bail.ends)}")
        checked = _last_done(case, CONDITIONS_CHECKED, suspect.id)
        parts.append("no check of conditions on record" if checked is None else f"conditions checked {checked}")
        yield ", ".join(parts)


def _last(case: Case, subject_id: str, rules: RuleBook) -> str:
    """Give the last thing that happened to a subject, by the course of a case."""
    done = [
        (one.happened_on, one.place, one)
        for one in case.milestones.values()
        if (one.subject_id, rules.kind(one.kind).is_activity) == (subject_id, True) and one.happened_on is not None
    ]
    if not done:
        return "nothing on record yet"
    on, _, last = max(done, key=lambda each: each[:2])
    name = rules.kind(last.kind).name
    return f"{name[:1].lower()}{name[1:]} {wording.day(on)}"


def _cps(case: Case, rules: RuleBook) -> Iterator[str]:
    """Say of each suspect whose file is with the CPS what happened last between us and them."""
    for suspect in case.suspects.values():
        done = {
            one.kind: one
            for one in sorted(case.milestones.values(), key=lambda one: one.turn)
            if one.subject_id == suspect.id and one.kind in OF_THE_CPS and one.state is MilestoneState.DONE
        }
        if done and "charging_decision" not in done:
            last = max(done.values(), key=lambda one: (one.happened_on or date.min, one.place))
            yield f"{suspect.label}: {rules.kind(last.kind).name}, {wording.day(last.happened_on or date.min)}"


def _awaited(case: Case, rules: RuleBook) -> Iterator[str]:
    for delay in waits_for_others(case):
        name = named(case, case.milestones[delay.milestone_id], rules)
        who = wording.term(delay.awaited)
        yield f"{who} since {wording.day(delay.since)}: {name}. Next step: {delay.next_step}"


def _contact(case: Case) -> Iterator[str]:
    for child in case.children.values():
        last = _last_done(case, UPDATED, child.id)
        yield f"{child.label}: {'no update to the family on record' if last is None else f'family updated {last}'}"


def _last_done(case: Case, kind: str, subject_id: str) -> str | None:
    days = [
        one.happened_on
        for one in case.milestones.values()
        if (one.kind, one.subject_id) == (kind, subject_id) and one.happened_on is not None
    ]
    return wording.day(max(days)) if days else None
