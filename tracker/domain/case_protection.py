"""What protects a child of a case from a suspect: bail conditions in force, custody, police protection, measures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.domain.bail import BailStanding
from tracker.domain.bail_spans import bail_spans
from tracker.domain.case import Case
from tracker.domain.counting import ONE_DAY
from tracker.domain.milestone import Milestone
from tracker.domain.protection import BailConditionRow, Cover, Protection
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest, Suspect
from tracker.terms import BailState, MilestoneState, YesNo

BAIL, REMAND, POLICE_PROTECTION, EMERGENCY = (
    "bail_conditions",
    "remand",
    "police_protection",
    "emergency_protection_order",
)
#: States in which the suspect is on bail, so that its conditions hold.
ON_BAIL = frozenset(
    {BailState.RUNNING, BailState.SUSPENDED, BailState.COURT_DECIDING, BailState.NO_LIMIT, BailState.NOT_BEGUN}
)
REMANDED, SENT, CUSTODY_ENDED = "remanded", "sent_to_crown_court", "custody_time_limit_ended"
HELD_BY_MILESTONES = (
    (POLICE_PROTECTION, "police_protection_started", "police_protection_ended"),
    (EMERGENCY, "emergency_protection_order_made", "emergency_protection_order_ended"),
)


def in_need(case: Case) -> Iterator[tuple[str, str]]:
    """Give each child and each suspect with access to children, or of whom that is not known, by their ids.

    Somebody known to be an adult at the report is no child any more.
    """
    for child in case.children.values():
        if child.age_at_report is not None and child.age_at_report >= 18:
            continue
        for suspect in case.suspects.values():
            if suspect.access_to_children is not YesNo.NO:
                yield child.id, suspect.id


def covers_of(
    case: Case,
    child_id: str,
    suspect_id: str,
    protections: Iterable[Protection],
    conditions: Sequence[BailConditionRow],
    rules: RuleBook,
    today: date,
) -> tuple[Cover, ...]:
    """Give everything that keeps a suspect from a child, in force or over, by the day it began."""
    found = [
        *_by_bail(case, child_id, suspect_id, conditions, rules, today),
        *_by_custody(case, suspect_id),
        *_by_milestones(case, child_id),
        *(
            Cover(one.measure, one.since, one.last_day, one.id)
            for one in protections
            if one.suspect_id in ("", suspect_id)
            and one.child_id in ("", child_id)
            and one.measure in rules.measures
            and rules.measures[one.measure].covers
        ),
    ]
    return tuple(sorted(found, key=lambda cover: cover.since))


def arrests_on_bail(case: Case, rules: RuleBook, today: date) -> Iterator[tuple[Suspect, Arrest, BailStanding]]:
    """Give each arrest after which a suspect is on bail today, with how its bail stands."""
    for suspect in case.suspects.values():
        for arrest in case.standing_arrests(suspect.id):
            bail = case.bail(arrest.id, rules, today)
            if case.events_of(arrest.id) and bail.state in ON_BAIL:
                yield suspect, arrest, bail


def days_on_bail(case: Case, suspect_id: str, rules: RuleBook, today: date) -> Iterator[tuple[str, date, date | None]]:
    """Give each arrest of a suspect with the days of its bail: the first, and the last (None: not known to end)."""
    for arrest in case.standing_arrests(suspect_id):
        spans = [span for span in bail_spans(arrest, case.events_of(arrest.id), rules, today) if span.state in ON_BAIL]
        for span in spans:
            still = span.until > today
            last = case.bail(arrest.id, rules, today).earliest if still else span.until - ONE_DAY
            yield arrest.id, span.since, last


def _by_bail(
    case: Case, child_id: str, suspect_id: str, conditions: Sequence[BailConditionRow], rules: RuleBook, today: date
) -> Iterator[Cover]:
    ours = [one for one in conditions if one.covers(child_id)]
    for arrest_id, first, last in days_on_bail(case, suspect_id, rules, today):
        for one in ours:
            if one.arrest_id != arrest_id:
                continue
            ends = [day for day in (last, one.last_day) if day is not None]
            cover = Cover(BAIL, max(first, one.since), min(ends, default=None), one.id)
            if cover.until is None or cover.until >= cover.since:
                yield cover


def _by_custody(case: Case, suspect_id: str) -> Iterator[Cover]:
    ours = [one for one in case.milestones.values() if one.subject_id == suspect_id]
    begun, ended = _days(ours, REMANDED, SENT), _days(ours, CUSTODY_ENDED)
    for day in begun:
        later = [end for end in ended if end >= day and end not in begun]
        yield Cover(REMAND, day, min(later) - ONE_DAY if later else None)


def _by_milestones(case: Case, child_id: str) -> Iterator[Cover]:
    ours = [one for one in case.milestones.values() if one.subject_id == child_id]
    for measure, started, ended in HELD_BY_MILESTONES:
        ends = _days(ours, ended)
        for day in _days(ours, started):
            later = [end for end in ends if end >= day]
            waiting = [one for one in ours if one.kind == ended and one.state is not MilestoneState.DONE]
            due = [clock.due for one in waiting for clock in case.clocks_of(one.id) if clock.due is not None]
            yield Cover(measure, day, min(later) if later else max(due, default=day))


def _days(milestones: Iterable[Milestone], *kinds: str) -> list[date]:
    return sorted(one.happened_on for one in milestones if one.kind in kinds and one.happened_on is not None)
