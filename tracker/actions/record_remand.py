"""A suspect is remanded in custody or sent to the Crown Court: the custody time limit runs."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class RecordRemand:
    """A remand in custody, with the custody time limit that applies to it.

    Args:
        limit_id: which of the limits of CPS-12 it is.
        on: the first day of the remand, or of the sending to the Crown Court.
        confirmed_by: who confirmed the limit and that day, such as the CPS or the court.
        days_served: days in custody before that day; worked out from the limit that runs where it is None.
    """

    by: str
    case_id: str
    suspect_id: str
    limit_id: str
    on: date
    confirmed_by: str
    days_served: int | None = None
    note: str = ""


def record_remand(request: RecordRemand, work: Work) -> Changes:
    """Record a remand: the clock of its custody time limit runs, and that of an earlier court ends.

    Raises:
        RuleBroken: no such suspect, nobody who confirmed it, or as `Case.remand`; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    if request.suspect_id not in case.suspects:
        raise RuleBroken("wrong_subject", field="suspect_id", milestone="Remanded in custody", subject="suspect")
    confirmed_by = request.confirmed_by.strip()
    if not confirmed_by:
        raise RuleBroken("confirmation_needed", field="confirmed_by")
    case.remand(
        request.suspect_id,
        request.limit_id,
        request.on,
        request.days_served,
        confirmed_by,
        request.note.strip(),
        work.rules,
        work.act,
    )
    work.cases.save(case)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_remand",
        case_id=case.record.id,
        subject_id=request.suspect_id,
        limit=request.limit_id,
        on=request.on,
        days_served=request.days_served,
        confirmed_by=confirmed_by,
        note=request.note.strip(),
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
