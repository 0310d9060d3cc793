"""Whoever asked for approval has seen what was decided, or says that they have not after all."""

from dataclasses import dataclass

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.approval import Approval


@dataclass(frozen=True, slots=True)
class SeeDecision:
    """A decision is seen. `version` is the request's as the person saw it."""

    by: str
    approval_id: str
    version: int
    seen: bool = True


def see_decision(request: SeeDecision, work: Work) -> Changes:
    """Take a decision from the list of those that whoever asked has not seen, or put it there again.

    Raises:
        RuleBroken: asked by somebody else, or not decided; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    found = work.kept.get(Approval, request.approval_id)
    check_version(request.version, found.version, found.id, work)
    work.kept.save(found.seen(work.act, seen=request.seen))
    work.audit.add(
        "see_decision" if request.seen else "unsee_decision",
        case_id=found.case_id,
        subject_id=found.id,
        milestone=work.cases.get(found.case_id).milestone(found.milestone_id).kind,
        approval_kind=found.kind,
    )
    return Changes.of(approval=[found.id])
