"""Cases of the demo unit that belong together: a few are linked on its last day."""

from itertools import pairwise

from tracker.actions.link_cases import LinkCases, link_cases
from tracker.demo.carry_out import Making
from tracker.domain.case import Case
from tracker.terms import CaseStatus, LinkKind, Role

LINKS = (
    (LinkKind.SAME_SUSPECT, "The records system's number is the same"),
    (LinkKind.SAME_ADDRESS, "Both children live at the address"),
    (LinkKind.LED_TO, "A device seized in the one led to the other"),
    (LinkKind.SAME_OPERATION, "Both came from the same referral of the provider"),
)


def link_some(making: Making) -> None:
    """Let supervisors link open cases with the next one of the same team."""
    found = [case for case in making.cases.live() if _may_be_linked(case, making)]
    of_a_team = [pair for pair in pairwise(found) if pair[0].record.team_id == pair[1].record.team_id]
    for (kind, reason), (case, other) in zip(LINKS, of_a_team, strict=False):
        by = making.act_as(making.roster.officers[case.record.supervisor_id or ""])
        link_cases(LinkCases(by, case.record.id, other.record.id, kind, reason), making.work)


def _may_be_linked(case: Case, making: Making) -> bool:
    supervisor = making.roster.officers.get(case.record.supervisor_id or "")
    may = supervisor is not None and supervisor.active and Role.SUPERVISOR in supervisor.roles
    return may and not case.record.restricted and case.record.status is not CaseStatus.CLOSED
