"""Give several cases to one officer in one step: all of them or none."""

from dataclasses import dataclass

from tracker.actions.allocate_case import allocate
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case and its version as the person saw it."""

    case_id: str
    version: int


@dataclass(frozen=True, slots=True)
class AllocateCases:
    """An officer becomes the OIC of all these cases."""

    by: str
    cases: tuple[CaseSeen, ...]
    oic_id: str


def allocate_cases(request: AllocateCases, work: Work) -> Changes:
    """Allocate several cases or hand them over; where one cannot be, none is.

    Raises:
        RuleBroken: not a supervisor, no case, or as `AllocateCase` of any of them; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    if not request.cases:
        raise RuleBroken("no_case_chosen")
    officer = work.people.officer(request.oic_id)
    for seen in request.cases:
        allocate(seen.case_id, seen.version, officer, work)
    return Changes.of(case=[seen.case_id for seen in request.cases], milestone=None, alert=None)
