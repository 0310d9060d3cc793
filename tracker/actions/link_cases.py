"""Say that two cases belong together."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_link import CaseLink, check_link_reason
from tracker.errors import RuleBroken
from tracker.terms import LinkKind


@dataclass(frozen=True, slots=True)
class LinkCases:
    """Two cases, how they belong together, and the fact that says so: no name and no account of anybody's life."""

    by: str
    case_id: str
    other_id: str
    kind: LinkKind
    reason: str


def link_cases(request: LinkCases, work: Work) -> Changes:
    """Link two cases, closed ones too; the result is the link's id. No clock starts or stops.

    Raises:
        RuleBroken: no reason, or a long one; the case itself; linked in this way already; either was merged into
            another; NotFound: either is not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reason = check_link_reason(request.reason)
    case, other = work.cases.get(request.case_id), work.cases.get(request.other_id)
    for one in (case, other):
        one.check_not_merged()
    if case.record.id == other.record.id:
        raise RuleBroken("link_to_itself", field="other_id")
    for known in work.kept.links_of(case.record.id):
        if known.withdrawn_at is None and known.kind is request.kind and known.joins(case.record.id, other.record.id):
            raise RuleBroken("link_known", field="kind", reference=other.record.reference)
    link = CaseLink(
        work.act.new_id(), case.record.id, other.record.id, request.kind, reason, work.act.now, work.act.officer_id
    )
    work.kept.add(link)
    for case_id in (link.case_id, link.other_id):
        work.audit.add("link_cases", case_id=case_id, subject_id=link.id, link=link.kind, reason=reason)
    return Changes.of(case=[link.case_id, link.other_id], result=link.id)
