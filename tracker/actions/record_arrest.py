"""An arrest, and the applicable bail period where the suspect was released on bail."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class RecordArrest:
    """A suspect was arrested; `on_bail` where released on bail that day, `bail_until` where a return date is set."""

    by: str
    case_id: str
    suspect_id: str
    on: date
    on_bail: bool = False
    bail_until: date | None = None
    records_number: str = ""


def record_arrest(request: RecordArrest, work: Work) -> Changes:
    """Record an arrest; released on bail, the applicable bail period runs from the day after it (PACE 1984 s.47ZB).

    Raises:
        RuleBroken: no such suspect, a return date before the arrest, or as `Case.happen`.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    if request.suspect_id not in case.suspects:
        raise RuleBroken("wrong_subject", field="suspect_id", milestone="Arrested", subject="suspect")
    arrest = Arrest(work.act.new_id(), case.record.id, request.suspect_id, request.on, request.records_number)
    case.arrest(arrest, on_bail=request.on_bail, rules=work.rules, act=work.act, bail_until=request.bail_until)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    work.audit.add(
        "record_arrest",
        case_id=case.record.id,
        subject_id=arrest.id,
        on=request.on,
        on_bail=request.on_bail,
        bail_until=request.bail_until,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=arrest.id)
