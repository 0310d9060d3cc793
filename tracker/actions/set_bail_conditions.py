"""The conditions of a suspect's bail from a day on, each with whom it protects; those before are superseded."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_protection import days_on_bail
from tracker.domain.protection import BailConditionRow
from tracker.errors import RuleBroken
from tracker.terms import BailConditionKind

CHANGED = "bail_conditions_changed"


@dataclass(frozen=True, slots=True)
class NewCondition:
    """One condition; it protects every child unless a child, or a witness by role, is named."""

    kind: BailConditionKind
    child_id: str = ""
    witness: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SetBailConditions:
    """All conditions that hold from a day on; `version` is the arrest's as the person saw it."""

    by: str
    case_id: str
    arrest_id: str
    version: int
    since: date
    conditions: tuple[NewCondition, ...]


def set_bail_conditions(request: SetBailConditions, work: Work) -> Changes:
    """Store the conditions; where others held before, that they changed is recorded, and the victim is to be told.

    Raises:
        RuleBroken: none chosen, not on bail that day, a day in the future, an end before it begins, a child of
            another case; StaleRecord: changed since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    arrest = case.standing_arrest(request.arrest_id)
    check_version(request.version, arrest.version, arrest.id, work)
    if not request.conditions:
        raise RuleBroken("bail_conditions_needed", field="conditions")
    if request.since > work.act.today:
        raise RuleBroken("date_in_future", field="since", on=request.since)
    spans = [days for days in days_on_bail(case, arrest.suspect_id, work.rules, work.act.today) if days[0] == arrest.id]
    if not any(first <= request.since and (last is None or request.since <= last) for _, first, last in spans):
        raise RuleBroken("was_not_on_bail", field="since", on=request.since)
    for one in request.conditions:
        if one.child_id not in ("", *case.children):
            raise RuleBroken("protects_whom", field="conditions")
        if one.until is not None and one.until < request.since:
            raise RuleBroken("end_before_start", field="until", on=one.until, since=request.since)
    held = [
        one
        for one in work.kept.of_case(BailConditionRow, case.record.id)
        if one.arrest_id == arrest.id and one.superseded_on is None
    ]
    for old in held:
        work.kept.save(replace(old, superseded_on=max(request.since, old.since)))
    for new in request.conditions:
        kept = BailConditionRow(
            work.act.new_id(), case.record.id, arrest.id, new.kind, new.child_id, new.witness.strip(),
            request.since, new.until, work.act.now, work.act.officer_id,
        )  # fmt: skip
        work.kept.add(kept)
    if held:
        case.happen(CHANGED, arrest.suspect_id, request.since, "", work.rules, work.act)
        work.cases.save(case)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "set_bail_conditions",
        case_id=case.record.id,
        subject_id=arrest.id,
        since=request.since,
        conditions=[one.kind for one in request.conditions],
        superseded=len(held),
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
