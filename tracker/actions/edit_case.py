"""What is known of a case itself is put right: kind, operation, supervisor, and who may see it."""

from dataclasses import dataclass, replace

from tracker.actions.telling import settle_case, staff_of, tell_of_case, tell_supervisor
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, WRITERS, check_may
from tracker.errors import RuleBroken
from tracker.terms import CaseKind

LONGEST_OPERATION = 40


@dataclass(frozen=True, slots=True)
class EditCase:
    """The facts as they shall be. A restricted case is seen by those named on it only."""

    by: str
    case_id: str
    version: int
    kind: CaseKind
    operation: str
    supervisor_id: str | None
    restricted: bool


def edit_case(request: EditCase, work: Work) -> Changes:
    """Store the facts; another kind changes what is planned, on record.

    Restricting names the OIC, the supervisor and who restricts it, and another supervisor is named as well. An open
    alert that only others knew of is told to one of those named, or to the unit list. Another supervisor is told what
    the last one had been. Only a supervisor may restrict, lift it, or give a restricted case another supervisor.

    Raises:
        RuleBroken: not allowed, another kind for a closed case, a name of an operation that is too long; StaleRecord;
            NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    was = case.record
    operation = " ".join(request.operation.split())
    if len(operation) > LONGEST_OPERATION:
        raise RuleBroken("name_too_long", field="operation", longest=LONGEST_OPERATION)
    if request.supervisor_id is not None:
        work.people.officer(request.supervisor_id)
    if request.kind is not was.kind:
        case.change_kind(request.kind, work.rules, work.act)
    another = request.supervisor_id != was.supervisor_id
    seen_by_others = request.restricted is not was.restricted or (request.restricted and another)
    if seen_by_others:
        check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case.record = replace(
        case.record, operation=operation, supervisor_id=request.supervisor_id, restricted=request.restricted
    )
    work.cases.save(case)
    if seen_by_others and request.restricted:
        for officer_id in {work.act.officer_id, was.oic_id, request.supervisor_id} - {None}:
            work.people.name_on_case(case.record.id, str(officer_id))
    settle_case(case.record.id, work)
    if seen_by_others and request.restricted:
        tell_of_case(work, staff_of(work), case.record.id)
    if another:
        tell_supervisor(case.record.id, work, staff_of(work))
    changed = {
        name: getattr(case.record, name)
        for name in ("kind", "operation", "supervisor_id", "restricted")
        if getattr(case.record, name) != getattr(was, name)
    }
    work.audit.add("edit_case", case_id=case.record.id, subject_id=case.record.id, **changed)
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
