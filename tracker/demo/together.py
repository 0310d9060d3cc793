"""Cases of the demo unit that belong together: a few are linked on its last day, and one that is there twice merged."""

from itertools import pairwise

from tracker.actions.link_cases import LinkCases, link_cases
from tracker.actions.merge_cases import MergeCases, merge_cases
from tracker.actions.open_case import NewChild, OpenCase, open_case
from tracker.demo.carry_out import Making
from tracker.domain.case import Case
from tracker.domain.transfer import FORCE_ANSWERED
from tracker.storage.alert_store import AlertStore
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore
from tracker.terms import CaseStatus, LinkKind, Role

LINKS = (
    (LinkKind.SAME_SUSPECT, "The records system's number is the same"),
    (LinkKind.SAME_ADDRESS, "Both children live at the address"),
    (LinkKind.LED_TO, "A device seized in the one led to the other"),
    (LinkKind.SAME_OPERATION, "Both came from the same referral of the provider"),
)
FEWEST_CASES = 20
DUPLICATE = "D"


def link_some(making: Making) -> None:
    """Let supervisors link open cases with the next one of the same team."""
    found = [case for case in making.cases.live() if _may_be_linked(case, making)]
    of_a_team = [pair for pair in pairwise(found) if pair[0].record.team_id == pair[1].record.team_id]
    for (kind, reason), (case, other) in zip(LINKS, of_a_team, strict=False):
        by = making.act_as(making.roster.officers[case.record.supervisor_id or ""])
        link_cases(LinkCases(by, case.record.id, other.record.id, kind, reason), making.work)


def merge_one(making: Making) -> None:
    """Let a supervisor find that a report was recorded a second time, and merge the second record into the first.

    Everything has been written by now: both are read from the database, and written there.
    """
    found = [
        case
        for case in making.cases.live()
        if _may_be_linked(case, making) and case.children and case.waiting(FORCE_ANSWERED, case.record.id) is None
    ]
    if len(making.cases.all()) < FEWEST_CASES or not found:
        return
    first = max(found, key=lambda case: (case.record.reported_on, case.record.reference))
    work, record = making.work, first.record
    work.cases = CaseStore(work.connection, work.scope)
    work.kept = KeptStore(work.connection, work.scope)
    by = making.act_as(making.roster.officers[record.supervisor_id or ""])
    work.alerts = AlertStore(work.connection, work.scope, work.act)
    child = next(iter(first.children.values()))
    second = OpenCase(
        by, f"{record.reference}{DUPLICATE}", record.kind, record.nation, work.act.today, record.risk, record.team_id,
        record.supervisor_id, (NewChild(child.label, child.records_number, child.age_at_report),),
    )  # fmt: skip
    duplicate = work.cases.get(str(open_case(second, work).result))
    same = tuple(zip(duplicate.children, [child.id], strict=True))
    stays = work.cases.get(record.id).record
    merge = MergeCases(
        by, duplicate.record.id, duplicate.record.version, stays.id, stays.version, second.reference, same
    )
    merge_cases(merge, work)


def _may_be_linked(case: Case, making: Making) -> bool:
    supervisor = making.roster.officers.get(case.record.supervisor_id or "")
    may = supervisor is not None and supervisor.active and Role.SUPERVISOR in supervisor.roles
    return may and not case.record.restricted and case.record.status is not CaseStatus.CLOSED
