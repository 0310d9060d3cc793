"""Say that two cases do not belong together after all."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_link import CaseLink, check_link_reason
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class UnlinkCases:
    """Which link no longer stands, and why. `version` is the link's as the person saw it."""

    by: str
    link_id: str
    version: int
    reason: str


def unlink_cases(request: UnlinkCases, work: Work) -> Changes:
    """Withdraw a link; it stays on record with the reason.

    Raises:
        RuleBroken: no reason, or withdrawn already; StaleRecord; NotFound: either case is not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_link_reason(request.reason)
    link = work.kept.get(CaseLink, request.link_id)
    work.cases.get(link.other_id)
    check_version(request.version, link.version, link.id, work)
    if link.withdrawn_at is not None:
        raise RuleBroken("link_withdrawn")
    work.kept.save(replace(link, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id, withdrawn_because=reason))
    for case_id in (link.case_id, link.other_id):
        work.audit.add("unlink_cases", case_id=case_id, subject_id=link.id, link=link.kind, reason=reason)
    return Changes.of(case=[link.case_id, link.other_id])
