"""Whoever asked for approval takes the request back."""

from dataclasses import dataclass

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.approval import Approval


@dataclass(frozen=True, slots=True)
class WithdrawApproval:
    """A request is taken back. `version` is its own as the person saw it."""

    by: str
    approval_id: str
    version: int


def withdraw_approval(request: WithdrawApproval, work: Work) -> Changes:
    """Take a request back.

    Raises:
        RuleBroken: asked by somebody else, or decided already; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    found = work.kept.get(Approval, request.approval_id)
    check_version(request.version, found.version, found.id, work)
    work.kept.save(found.withdrawn(work.act))
    work.audit.add(
        "withdraw_request",
        case_id=found.case_id,
        subject_id=found.id,
        milestone=work.cases.get(found.case_id).milestone(found.milestone_id).kind,
        approval_kind=found.kind,
    )
    return Changes.of(case=[found.case_id], approval=[found.id])
