"""A closed case is taken up again: the time it was closed is neither running nor paused, and nobody's."""

from dataclasses import dataclass, replace

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.transfer import ForceTransfer
from tracker.terms import ForceAnswer


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """A case is taken up again, with the reason. `version` is the case's as the person saw it."""

    by: str
    case_id: str
    version: int
    reason: str


def reopen_case(request: ReopenCase, work: Work) -> Changes:
    """Reopen a closed case: the clocks that closing stopped run on, its outcome is taken back.

    One that another force had accepted is ours again, and the record of that says so. Alerts that come
    back are told to somebody who is here.

    Raises:
        RuleBroken: not a supervisor, no reason, or not closed; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    closed_on, outcome = case.record.closed_on, case.record.outcome_code
    case.take_up_again(reason, work.rules, work.act)
    work.cases.save(case)
    for transfer in work.kept.of_case(ForceTransfer, case.record.id):
        if transfer.answer is ForceAnswer.ACCEPTED:
            work.kept.save(replace(transfer, answer=ForceAnswer.TAKEN_BACK, because=reason))
    settle_case(case.record.id, work)
    work.audit.add(
        "reopen_case",
        case_id=case.record.id,
        subject_id=case.record.id,
        outcome=outcome,
        was_closed=closed_on,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
