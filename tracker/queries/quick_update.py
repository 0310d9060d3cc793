"""What a quick update can record: the cases found by what is typed, and what can have happened in one of them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.milestone import Milestone
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.recordable import recordable_kinds
from tracker.queries.row_words import OF_OFFICER, is_soon, oic_of
from tracker.queries.subject_labels import subject_labels
from tracker.queries.view import View
from tracker.rows.quick_update import (
    QuickCase,
    QuickCases,
    QuickCasesQuestion,
    QuickEntry,
    QuickUpdate,
    QuickUpdateQuestion,
)
from tracker.storage.case_store import CaseStore, folded
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, officer
from tracker.terms import TO_BE_DONE, CaseKind, ClockClass, ClockState, Holder

MOST_CASES = 12
URGENCY = ("critical", "overdue", "due_soon", "running", "paused", "not_started")


def quick_cases(question: QuickCasesQuestion, view: View) -> QuickCases:
    """Give the open cases that have every word typed, own ones first, in one statement.

    A case is found by the references of duplicates that were merged into it as well.
    """
    own = case_record.c.oic_id == question.by
    words = question.typed.split()
    found = view.connection.execute(
        select(case_record.c.id, case_record.c.reference, case_record.c.operation, case_record.c.kind,
               case_record.c.oic_id, case_record.c.reported_on, *OF_OFFICER, func.count().over().label("total"))
        .select_from(case_record.outerjoin(officer, officer.c.id == case_record.c.oic_id))
        .where(NOT_CLOSED, scope_condition(view.scope),
               and_(*map(_has, words)) if words else own)
        .order_by(own.is_not(True), case_record.c.reported_on.desc(), case_record.c.reference)
        .limit(MOST_CASES)
    ).all()  # fmt: skip
    rows = tuple(
        QuickCase(
            row.id, row.reference, row.operation, CaseKind(row.kind),
            oic_of(row),
            (view.today - row.reported_on).days,
        )
        for row in found
    )  # fmt: skip
    return QuickCases(rows, (found[0].total if found else 0) - len(rows))


def quick_update(question: QuickUpdateQuestion, view: View) -> QuickUpdate:
    """Give what can be recorded of a case; raises NotFound where it does not exist or is out of scope."""
    case = CaseStore(view.connection, view.scope).get(question.case_id)
    labels = _numbered(
        dict(subject_labels(case)) | {one.id: f"{one.exhibit}, {one.kind}" for one in case.devices.values()}
    )
    entries = [
        _entry(kind.kind, kind.name, subject_id, case, labels, view)
        for kind in recordable_kinds(case, view.rules)
        for subject_id in kind.subject_ids
    ]
    entries += _chases(case, labels, view)
    entries.sort(key=lambda one: (URGENCY.index(one.state_key), one.due or date.max, one.chases is not None))
    return QuickUpdate(case.record.id, case.record.reference, case.record.reported_on, tuple(entries))


def _has(word: str) -> ColumnElement[bool]:
    merged = case_record.alias()
    return or_(
        case_record.c.reference_folded.contains(folded(word), autoescape=True),
        func.lower(case_record.c.operation).contains(word.lower(), autoescape=True),
        officer.c.collar_number == word,
        exists().where(
            merged.c.merged_into == case_record.c.id,
            merged.c.reference_folded.contains(folded(word), autoescape=True),
        ),
    )


def _numbered(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Give the labels with a number where two subjects have the same, so that nobody is taken for another."""
    often = Counter(labels.values())
    seen: Counter[str] = Counter()
    told: dict[str, str] = {}
    for subject_id, label in sorted(labels.items()):
        seen[label] += 1
        told[subject_id] = f"{label} ({seen[label]})" if label and often[label] > 1 else label
    return told


def _entry(
    kind: str,
    name: str,
    subject_id: str,
    case: Case,
    labels: Mapping[str, str],
    view: View,
    *,
    waiting: Milestone | None = None,
    chases: Holder | None = None,
) -> QuickEntry:
    waits = waiting or case.waiting(kind, subject_id)
    clocks = [] if waits is None else [one for one in case.clocks_of(waits.id) if one.state is not ClockState.STOPPED]
    running = [one for one in clocks if one.state is ClockState.RUNNING and one.expires_at is not None]
    soonest = min(running, key=lambda one: one.expires_at or view.now, default=None)
    return QuickEntry(
        kind=kind,
        name=name,
        subject_kind=view.rules.kind(kind).subject,
        subject_id=subject_id,
        subject=labels[subject_id],
        milestone_id="" if waits is None else waits.id,
        version=0 if waits is None else waits.version,
        due=None if soonest is None else soonest.due,
        state_key=_state(clocks, soonest, view),
        chases=chases,
    )


def _state(clocks: list[Clock], soonest: Clock | None, view: View) -> str:
    if soonest is None:
        return "paused" if clocks and all(one.state is ClockState.PAUSED for one in clocks) else "not_started"
    if soonest.is_overdue(view.now):
        return "critical" if soonest.clock_class is ClockClass.PERIOD else "overdue"
    return "due_soon" if is_soon(soonest.due, view.today) else "running"


def _chases(case: Case, labels: Mapping[str, str], view: View) -> list[QuickEntry]:
    """Give what can be chased: each milestone that is waited for and is in the hands of an agency."""
    found: list[QuickEntry] = []
    for one in case.milestones.values():
        if one.state not in TO_BE_DONE or not any(
            clock.state is not ClockState.STOPPED for clock in case.clocks_of(one.id)
        ):
            continue
        delays = (delay for delay in case.delays.values() if delay.milestone_id == one.id and delay.until is None)
        agency = next((delay.awaited for delay in delays), view.rules.kind(one.kind).holder)
        if view.rules.agencies.of(agency):
            name = view.rules.kind(one.kind).name
            found.append(_entry(one.kind, name, one.subject_id, case, labels, view, waiting=one, chases=agency))
    return found
