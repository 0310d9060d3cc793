"""What merging a duplicate into another case would do: tried out on both as they stand, and not kept."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, literal, select, union_all

from tracker import wording
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.case_merge import MergedMilestone
from tracker.domain.child import Child
from tracker.domain.conflict import Conflict
from tracker.domain.merged_care import check_no_conflict
from tracker.domain.suspect import Suspect
from tracker.queries.row_words import milestone_name
from tracker.queries.subject_labels import subject_labels
from tracker.queries.view import View
from tracker.rows.merging import MergeInto, MergeLine, MergePreview, MergeQuestion, MergeSubject
from tracker.storage import tables
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore
from tracker.storage.last_change import title_of
from tracker.terms import TO_BE_DONE, ClockState, MergeStep, SubjectKind

#: what is counted for the person, by its table
RECORDS = (
    tables.note, tables.chase, tables.escalation, tables.third_party_request, tables.contact, tables.review,
    tables.protection, tables.delay, tables.conflict,
)  # fmt: skip


def merging(question: MergeQuestion, view: View) -> MergePreview:
    """Try a merge out.

    Raises:
        NotFound: either case is out of scope.
        RuleBroken: the officer of the case that stays must not take the duplicate, or as `Case.check_may_take_over`.
    """
    store = CaseStore(view.connection, view.scope)
    case, other = store.get(question.into_id), store.get(question.case_id)
    _check_conflicts(case, other, view)
    was, gone = case.copy(), other.copy()
    same = dict(question.same) if question.same is not None else _by_number(was, gone)
    act = Act(question.by, frozenset(), view.now, view.today, str)
    steps = case.take_over(other, same, view.rules, act)
    over = {one.milestone_id: one for one in steps}
    waiting = [one for one in steps if one.step is MergeStep.COMES_OVER and _waits(case, one)]
    finished = sum(
        case.milestones[key].state not in TO_BE_DONE for key, one in over.items() if one.step is MergeStep.COMES_OVER
    )
    dropped = (MergeStep.WAITED_FOR_TOO, MergeStep.DONE_ALREADY)
    return MergePreview(
        gone.record.id,
        gone.record.reference,
        gone.record.version,
        MergeInto(was.record.id, was.record.reference, was.record.version),
        _subjects(was, gone, case, same),
        _records(question.case_id, view) + _counted(gone),
        finished,
        _lines(waiting, case, view),
        _lines([one for one in steps if one.step in dropped and _ran(one, gone)], case, view),
        _lines([one for one in steps if one.step is MergeStep.STILL_WAITED_FOR], case, view),
        case.record.reported_on,
        was.record.reported_on,
        _renamed(gone, case),
        _arrested_twice(was, gone, case, same),
        "" if gone.record.risk is was.record.risk else wording.term(gone.record.risk),
    )


def _check_conflicts(case: Case, other: Case, view: View) -> None:
    conflicts = KeptStore(view.connection, view.scope).of_case(Conflict, other.record.id)
    oic_id = case.record.oic_id
    check_no_conflict(conflicts, oic_id, title_of(view.connection, oic_id) if oic_id else "")


def _by_number(case: Case, other: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for ours, theirs in _pairs(case, other):
        if theirs.records_number and theirs.records_number == ours.records_number and ours.id not in found.values():
            found.setdefault(theirs.id, ours.id)
    return found


def _pairs(case: Case, other: Case) -> list[tuple[Child | Suspect, Child | Suspect]]:
    children = [(ours, theirs) for theirs in other.children.values() for ours in case.children.values()]
    suspects = [(ours, theirs) for theirs in other.suspects.values() for ours in case.suspects.values()]
    return [*children, *suspects]


def _subjects(was: Case, gone: Case, case: Case, same: Mapping[str, str]) -> tuple[MergeSubject, ...]:
    labels = subject_labels(case)
    kinds: list[tuple[SubjectKind, Mapping[str, Child | Suspect], Mapping[str, Child | Suspect]]] = [
        (SubjectKind.CHILD, gone.children, was.children),
        (SubjectKind.SUSPECT, gone.suspects, was.suspects),
    ]
    return tuple(
        MergeSubject(
            one.id,
            kind,
            one.label,
            tuple((ours.id, ours.label) for ours in here.values()),
            same.get(one.id, ""),
            labels[same.get(one.id, one.id)],
        )
        for kind, there, here in kinds
        for one in there.values()
    )


def _waits(case: Case, one: MergedMilestone) -> bool:
    return case.milestones[one.milestone_id].state in TO_BE_DONE and _due(case, one.milestone_id) is not None


def _ran(one: MergedMilestone, gone: Case) -> bool:
    """Say whether anything ran towards a milestone in the duplicate, so that it is worth telling."""
    return any(clock.state is not ClockState.STOPPED for clock in gone.clocks_of(one.milestone_id))


def _due(case: Case, milestone_id: str) -> date | None:
    live = (clock for clock in case.clocks_of(milestone_id) if clock.state is not ClockState.STOPPED)
    return min((clock.due for clock in live if clock.due is not None), default=None)


def _lines(steps: list[MergedMilestone], case: Case, view: View) -> tuple[MergeLine, ...]:
    labels = subject_labels(case)
    lines = []
    for one in steps:
        milestone = case.milestones[one.milestone_id]
        due = _due(case, one.stands_for or one.milestone_id)
        name = milestone_name(milestone.kind, 1, view.rules)
        lines.append(MergeLine(one.step, name, labels[milestone.subject_id], due, one.on))
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, line.milestone, line.subject)))


def _records(case_id: str, view: View) -> tuple[tuple[str, int], ...]:
    counts = union_all(
        *(
            select(literal(place).label("place"), func.count().label("count"))
            .select_from(table)
            .where(table.c.case_id == case_id)
            for place, table in enumerate(RECORDS)
        )
    ).subquery()
    found = view.connection.execute(select(counts.c.place, counts.c.count).order_by(counts.c.place))
    return tuple((RECORDS[place].name, count) for place, count in found if count)


def _counted(gone: Case) -> tuple[tuple[str, int], ...]:
    parts = (("device", gone.devices), ("arrest", gone.arrests))
    return tuple((name, len(part)) for name, part in parts if part)


def _renamed(gone: Case, case: Case) -> tuple[tuple[str, str], ...]:
    before, after = subject_labels(gone), subject_labels(case)
    return tuple((label, after[key]) for key, label in before.items() if after.get(key, label) != label)


def _arrested_twice(was: Case, gone: Case, case: Case, same: Mapping[str, str]) -> tuple[tuple[str, date], ...]:
    here = {(one.suspect_id, one.arrested_on) for one in was.arrests.values() if one.withdrawn_at is None}
    there = {
        (same.get(one.suspect_id, ""), one.arrested_on) for one in gone.arrests.values() if one.withdrawn_at is None
    }
    return tuple(sorted((case.suspects[suspect_id].label, on) for suspect_id, on in here & there))
