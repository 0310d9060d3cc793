"""A protective measure, or the conditions of a suspect's bail, were broken; the supervisor is told."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.breach_alert import tell_of_breach
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.milestone import check_date
from tracker.domain.protection import Breach, Protection
from tracker.errors import NotFound, RuleBroken


@dataclass(frozen=True, slots=True)
class RecordBreach:
    """The suspect broke a measure, or where none is named the conditions of bail, on a day."""

    by: str
    case_id: str
    suspect_id: str
    on: date
    note: str
    protection_id: str = ""


def record_breach(request: RecordBreach, work: Work) -> Changes:
    """Keep the breach and tell the supervisor; the result is its id.

    Raises:
        RuleBroken: no words, a day in the future or before the report, not of this case; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    suspect = case.suspect(request.suspect_id)
    if request.protection_id and work.kept.get(Protection, request.protection_id).case_id != case.record.id:
        raise NotFound("not_found")
    if not request.note.strip():
        raise RuleBroken("breach_needs_note", field="note")
    check_date(request.on, case.record.reported_on, work.act, any_age=True)
    breach = Breach(
        work.act.new_id(),
        case.record.id,
        suspect.id,
        request.protection_id,
        request.on,
        request.note.strip(),
        work.act.now,
        work.act.officer_id,
    )
    work.kept.add(breach)
    told = tell_of_breach(breach, work)
    work.audit.add(
        "record_breach", case_id=case.record.id, subject_id=breach.id, on=breach.on, note=breach.note, told=told
    )
    return Changes.of(case=[case.record.id], alert=None, result=breach.id)
