"""What protects each child of a case that is loaded, since when nothing does, and the measures behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker import wording
from tracker.domain.case import Case
from tracker.domain.case_protection import covers_of, days_on_bail, in_need
from tracker.domain.drift import working_days_late
from tracker.domain.protection import (
    BailCheck,
    BailConditionRow,
    Breach,
    Cover,
    Protection,
    gaps,
)
from tracker.domain.protection_standing import is_known, pair_standing
from tracker.domain.review_position import CONDITIONS_CHECKED
from tracker.queries.view import View
from tracker.rows.protection import BailCheckRow, BailToCondition, CaseProtection, MeasureRow, ProtectionRow
from tracker.storage import tables
from tracker.storage.protection_store import ProtectionStore
from tracker.storage.records import load_by
from tracker.terms import TO_BE_DONE, CaseStatus, CheckOutcome, ClockState, YesNo

SOON = timedelta(days=7)
EVERY_CHILD, NOBODY_NAMED = "", ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of protection beside a case."""

    protections: Sequence[Protection]
    conditions: Sequence[BailConditionRow]
    breaches: Sequence[Breach]
    checks: Sequence[BailCheck]
    imported: bool


def protection_of_case(case: Case, view: View) -> CaseProtection:
    """Give what protects the children of a case, in five statements."""
    connection, case_id = view.connection, case.record.id
    kept = _Kept(
        load_by(connection, Protection, tables.protection, "case_id", case_id),
        load_by(connection, BailConditionRow, tables.bail_condition, "case_id", case_id),
        load_by(connection, Breach, tables.breach, "case_id", case_id),
        load_by(connection, BailCheck, tables.bail_check, "case_id", case_id),
        ProtectionStore(connection).imported(case_id),
    )
    if not case.suspects and not kept.protections:
        return CaseProtection(kinds=_kinds(view))
    pairs = [_pair(case, child, suspect, kept, view) for child, suspect in in_need(case)]
    pairs.sort(key=lambda row: (row.protected, row.since, row.child, row.suspect))
    return CaseProtection(
        tuple(pairs),
        tuple(_measures(case, kept, view)),
        tuple(_bails(case, kept, view)),
        tuple(_checks(case, kept, view)),
        _kinds(view),
        sum((child.age_at_report or 0) >= 18 for child in case.children.values()),
        sum(suspect.access_to_children is YesNo.NO for suspect in case.suspects.values()),
    )


def _kinds(view: View) -> tuple[tuple[str, str, int], ...]:
    measures = view.rules.measures.values()
    return tuple((one.id, one.name, one.check_days) for one in measures if not one.derived)


def _pair(case: Case, child_id: str, suspect_id: str, kept: _Kept, view: View) -> ProtectionRow:
    first = case.record.reported_on
    today = min(view.today, case.record.closed_on or view.today)
    covers = covers_of(case, child_id, suspect_id, kept.protections, kept.conditions, view.rules, today)
    suspect = case.suspects[suspect_id]
    known = is_known(suspect, covers, imported=kept.imported)
    bare = gaps(covers, first, today) if known else ()
    standing = pair_standing(covers, first, today)
    protected, until = standing.protected, standing.until
    now = [cover for cover in covers if cover.on(today)]
    checkers = {one.id: one.checked_by for one in kept.protections}
    closed = case.record.status is CaseStatus.CLOSED
    bare_state = "critical" if known else "unknown"
    state = bare_state if not protected else "due_soon" if until is not None and until - today <= SOON else "done"
    return ProtectionRow(
        child_id,
        case.children[child_id].label,
        suspect_id,
        suspect.label,
        suspect.access_to_children,
        protected,
        standing.since,
        until,
        tuple(dict.fromkeys(_name(cover, kept, view) for cover in now)),
        tuple(dict.fromkeys(wording.term(checkers[c.source_id]) for c in now if c.source_id in checkers)),
        tuple((gap.first, gap.last) for gap in bare),
        sum((gap.last - gap.first).days + 1 for gap in bare),
        "not_required" if closed else state,
        known,
    )


def _name(cover: Cover, kept: _Kept, view: View) -> str:
    for one in kept.conditions:
        if one.id == cover.source_id:
            return f"bail: {wording.term(one.kind)[:1].lower()}{wording.term(one.kind)[1:]}"
    return view.rules.measures[cover.measure].name if cover.measure in view.rules.measures else cover.measure


def _measures(case: Case, kept: _Kept, view: View) -> Iterator[MeasureRow]:
    children = {EVERY_CHILD: "every child"} | {one.id: one.label for one in case.children.values()}
    suspects = {NOBODY_NAMED: ""} | {one.id: one.label for one in case.suspects.values()}
    rows = [
        *(_entered(one, children, suspects, kept.breaches, view) for one in kept.protections),
        *(_condition(one, case, children, suspects, kept, view) for one in kept.conditions),
        *_derived(case, children, suspects, kept, view),
    ]
    rows.sort(key=lambda row: (row.over, -row.since.toordinal(), row.name, row.key))
    yield from rows


def _entered(
    one: Protection, children: Mapping[str, str], suspects: Mapping[str, str], breaches: Iterable[Breach], view: View
) -> MeasureRow:
    broken = [breach.on for breach in breaches if breach.protection_id == one.id]
    measure = view.rules.measures.get(one.measure)
    last = one.last_day
    over = one.ended_on is not None or (last is not None and last < view.today)
    unseen = one.review_on is not None and one.review_on < view.today
    return MeasureRow(
        key=one.id,
        protection_id=one.id,
        name=measure.name if measure else one.measure,
        suspect_id=one.suspect_id,
        suspect=suspects.get(one.suspect_id, ""),
        child=children.get(one.child_id, ""),
        since=one.since,
        until=one.ended_on or one.until,
        review_on=one.review_on,
        checked_by=one.checked_by,
        breaches=len(broken),
        last_breach=max(broken, default=None),
        over=over,
        ended_because=one.ended_because or ("its last day has passed" if over else ""),
        covers=measure is not None and measure.covers,
        note=one.note,
        state_key="not_required" if over else "overdue" if unseen else "done",
        version=one.version,
    )


def _condition(
    one: BailConditionRow,
    case: Case,
    children: Mapping[str, str],
    suspects: Mapping[str, str],
    kept: _Kept,
    view: View,
) -> MeasureRow:
    arrest = case.arrests[one.arrest_id]
    days = [(first, last) for key, first, last in days_on_bail(case, arrest.suspect_id, view.rules, view.today)
            if key == one.arrest_id]  # fmt: skip
    on_bail = any(first <= view.today and (last is None or view.today <= last) for first, last in days)
    ends = [day for day in (one.last_day, days[-1][1] if days else None) if day is not None]
    last = min(ends, default=None)
    over = not on_bail or (last is not None and last < view.today)
    of_bail = [breach for breach in kept.breaches if not breach.protection_id]
    broken = [breach.on for breach in of_bail if breach.suspect_id == arrest.suspect_id]
    why = "other conditions took its place" if one.superseded_on is not None else "not on bail any more"
    return MeasureRow(
        key=one.id,
        protection_id="",
        name=f"Bail: {wording.term(one.kind)[:1].lower()}{wording.term(one.kind)[1:]}",
        suspect_id=arrest.suspect_id,
        suspect=suspects.get(arrest.suspect_id, ""),
        child=f"witness: {one.witness}" if one.witness else children.get(one.child_id, ""),
        since=one.since,
        until=last,
        review_on=None,
        checked_by=None,
        breaches=len(broken),
        last_breach=max(broken, default=None),
        over=over,
        ended_because=why if over else "",
        covers=one.covers(one.child_id),
        note="",
        state_key="not_required" if over else "done",
        version=one.version,
    )


def _derived(
    case: Case, children: Mapping[str, str], suspects: Mapping[str, str], kept: _Kept, view: View
) -> Iterator[MeasureRow]:
    """Give custody and what was made by milestones: once each, for whomever it concerns."""
    seen: set[tuple[str, object, object]] = set()
    for child_id, suspect_id in in_need(case):
        for cover in covers_of(case, child_id, suspect_id, (), (), view.rules, view.today):
            of_suspect = cover.measure == "remand"
            about = suspect_id if of_suspect else child_id
            if (cover.measure, about, cover.since) in seen:
                continue
            seen.add((cover.measure, about, cover.since))
            over = not cover.on(view.today)
            yield MeasureRow(
                key=f"{cover.measure} {about} {cover.since}",
                protection_id="",
                name=view.rules.measures[cover.measure].name,
                suspect_id=suspect_id if of_suspect else "",
                suspect=suspects[suspect_id] if of_suspect else "",
                child=children[EVERY_CHILD] if of_suspect else children[child_id],
                since=cover.since,
                until=cover.until,
                review_on=None,
                checked_by=None,
                breaches=0,
                last_breach=None,
                over=over,
                ended_because="it has ended" if over else "",
                covers=True,
                note="",
                state_key="not_required" if over else "done",
                version=0,
            )


def _bails(case: Case, kept: _Kept, view: View) -> Iterator[BailToCondition]:
    for suspect in case.suspects.values():
        spans = list(days_on_bail(case, suspect.id, view.rules, view.today))
        for arrest in case.standing_arrests(suspect.id):
            days = [(first, last) for key, first, last in spans if key == arrest.id]
            if not any(first <= view.today and (last is None or view.today <= last) for first, last in days):
                continue
            held = [one for one in kept.conditions if one.arrest_id == arrest.id and one.superseded_on is None]
            kinds = tuple(dict.fromkeys(one.kind for one in held))
            yield BailToCondition(arrest.id, suspect.id, suspect.label, arrest.version, len(held), kinds)


def _checks(case: Case, kept: _Kept, view: View) -> Iterator[BailCheckRow]:
    for suspect in case.suspects.values():
        waiting = case.waiting(CONDITIONS_CHECKED, suspect.id)
        clocks = [c for c in case.clocks_of(waiting.id if waiting else "") if c.state is not ClockState.STOPPED]
        if waiting is None or waiting.state not in TO_BE_DONE or not clocks:
            continue
        due = min((clock.due for clock in clocks if clock.due is not None), default=None)
        looks = sorted((one for one in kept.checks if one.suspect_id == suspect.id), key=lambda one: (one.on, one.id))
        last = looks[-1] if looks else None
        could_not = 0
        for one in reversed(looks):
            if one.outcome is not CheckOutcome.COULD_NOT_CHECK:
                break
            could_not += 1
        late = working_days_late(due, view.today, view.rules.working_days) if due is not None else 0
        yield BailCheckRow(
            suspect.id, suspect.label, waiting.id, waiting.version, due, late or 0, last.on if last else None,
            last.outcome if last else None, could_not,
        )  # fmt: skip
