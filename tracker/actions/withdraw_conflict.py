"""Say that an officer may take a case after all."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.conflict import Conflict
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class WithdrawConflict:
    """Which conflict no longer stands, and why. `version` is the conflict's as the person saw it."""

    by: str
    conflict_id: str
    version: int
    reason: str


def withdraw_conflict(request: WithdrawConflict, work: Work) -> Changes:
    """Withdraw a conflict; it stays on record.

    Raises:
        RuleBroken: not a supervisor, no reason, or withdrawn already; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    conflict = work.kept.get(Conflict, request.conflict_id)
    check_version(request.version, conflict.version, conflict.id, work)
    if conflict.withdrawn_at is not None:
        raise RuleBroken("conflict_withdrawn")
    work.kept.save(replace(conflict, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id))
    work.audit.add("withdraw_conflict", case_id=conflict.case_id, subject_id=conflict.id, reason=reason)
    return Changes.of(case=[conflict.case_id])
