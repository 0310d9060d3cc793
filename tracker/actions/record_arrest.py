"""An arrest, and the applicable bail period where the suspect was released on bail."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_bail_record import RELEASES
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, InvestigatingBody

__all__ = ("RELEASES", "RecordArrest", "record_arrest")


@dataclass(frozen=True, slots=True)
class RecordArrest:
    """A suspect was arrested; `released` says how the suspect left, if so, and `released_on` when (else that day).

    `return_on` is a return date earlier than the end of the bail period. The result is the id of the arrest.
    """

    by: str
    case_id: str
    suspect_id: str
    on: date
    released: BailEventKind | None = None
    released_on: date | None = None
    return_on: date | None = None
    body: InvestigatingBody = InvestigatingBody.POLICE
    records_number: str = ""


def record_arrest(request: RecordArrest, work: Work) -> Changes:
    """Record an arrest; released on bail, the applicable bail period runs from the day after it (PACE 1984 s.47ZB).

    Raises:
        RuleBroken: no such suspect, or as `Case.arrest`; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    if request.suspect_id not in case.suspects:
        raise RuleBroken("wrong_subject", field="suspect_id", milestone="Arrested", subject="suspect")
    arrest = Arrest(
        work.act.new_id(), case.record.id, request.suspect_id, request.on, request.records_number, request.body
    )
    case.arrest(
        arrest,
        work.rules,
        work.act,
        released=request.released,
        released_on=request.released_on,
        return_on=request.return_on,
    )
    work.cases.save(case)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_arrest",
        case_id=case.record.id,
        subject_id=arrest.id,
        on=request.on,
        released=request.released,
        released_on=request.released_on,
        return_on=request.return_on,
        body=request.body,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=arrest.id)
