"""Give a case to an officer, or hand it over to another."""

from dataclasses import dataclass

from tracker.actions.handing import hand_to
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.people import Officer


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
        RuleBroken: not a supervisor, the officer has left or must not take it, or the case is closed; StaleRecord;
            NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    allocate(request.case_id, request.version, work.people.officer(request.oic_id), work)
    return Changes.of(case=[request.case_id], milestone=None, alert=None)


def allocate(case_id: str, version: int, officer: Officer, work: Work) -> None:
    """Allocate one case of one version."""
    case = work.cases.get(case_id)
    check_version(version, case.record.version, case.record.id, work)
    hand_to(case, officer, work)
