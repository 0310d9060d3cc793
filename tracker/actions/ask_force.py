"""Ask another force to take a case: it stays ours, with its OIC and its clocks, until they accept it."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.transfer import ForceTransfer, awaiting_answer, check_force
from tracker.errors import RuleBroken
from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class AskForce:
    """Which force was asked, which post there, when and why. `version` is the case's as the person saw it."""

    by: str
    case_id: str
    version: int
    force: str
    role: str
    on: date
    reason: str


def ask_force(request: AskForce, work: Work) -> Changes:
    """Record that another force was asked; from that day on it has the next move. The result is the request's id.

    Raises:
        RuleBroken: not a supervisor, no force, post or reason, a day that cannot be, closed, or one was asked already
            and has not answered; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    force, reason = check_force(request.force), check_reason(request.reason)
    post = work.rules.agencies.role(Holder.ANOTHER_FORCE, request.role)
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    waiting = awaiting_answer(work.kept.of_case(ForceTransfer, case.record.id))
    if waiting is not None:
        raise RuleBroken("force_asked_already", force=waiting.force)
    asked, answered = case.ask_force(request.on, work.rules, work.act)
    work.cases.save(case)
    transfer = ForceTransfer(
        work.act.new_id(), case.record.id, force, post.id, request.on, reason, asked.id, answered.id, work.act.now,
        work.act.officer_id,
    )  # fmt: skip
    work.kept.add(transfer)
    settle_case(case.record.id, work)
    work.audit.add(
        "ask_force",
        case_id=case.record.id,
        subject_id=transfer.id,
        force=force,
        post=post.name,
        on=request.on,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=transfer.id)
