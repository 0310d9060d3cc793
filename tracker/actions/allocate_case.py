"""Give a case to an officer, or hand it over to another."""

from dataclasses import dataclass

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class AllocateCase:
    """An officer becomes the OIC of a case. `version` is the case's as the person saw it."""

    by: str
    case_id: str
    version: int
    oic_id: str


def allocate_case(request: AllocateCase, work: Work) -> Changes:
    """Allocate a case or hand it over.

    Raises:
        RuleBroken: not a supervisor, the officer has left, or the case is closed; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    officer = work.people.officer(request.oic_id)
    if not officer.active:
        raise RuleBroken("officer_has_left", field="oic_id", officer=officer.title())
    before, team_before = case.record.oic_id, case.record.team_id
    case.allocate(officer.id, officer.team_id, work.act.today, work.rules, work.act, work.act.now)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    work.audit.add(
        "allocate_case",
        case_id=case.record.id,
        subject_id=case.record.id,
        was=before,
        oic=officer.id,
        team_was=team_before,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
