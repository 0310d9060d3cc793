"""Another force has answered whether it takes a case, or the request is withdrawn: accepted, the case is closed."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.finishing import check_open_work, check_reviewed
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.case import Case
from tracker.domain.closing import TRANSFERRED_OUTCOME
from tracker.domain.transfer import ForceTransfer, check_reference
from tracker.errors import RuleBroken
from tracker.terms import ForceAnswer, Holder

ENTRIES = {
    ForceAnswer.ACCEPTED: "force_accepted",
    ForceAnswer.REFUSED: "force_refused",
    ForceAnswer.WITHDRAWN: "force_request_withdrawn",
}


@dataclass(frozen=True, slots=True)
class AnswerForce:
    """How a request to another force ended. `version` is the request's as the person saw it.

    Args:
        because: why it was refused, or is withdrawn.
        reference, accepted_by: of an acceptance, the case's reference there and the post that accepted it.
        without_review: why no review before closing was held.
        seen: the keys of what was listed as still open; None where nobody was shown a list.
    """

    by: str
    transfer_id: str
    version: int
    answer: ForceAnswer
    on: date
    because: str = ""
    reference: str = ""
    accepted_by: str = ""
    without_review: str = ""
    seen: tuple[str, ...] | None = None


def answer_force(request: AnswerForce, work: Work) -> Changes:
    """Record the answer: accepted, the case is closed as transferred; else it is ours, and nobody there is awaited.

    Raises:
        RuleBroken: not a supervisor, answered already, before it was asked, closed, of an acceptance no reference, no
            post or no review and no reason for that, else no reason; StaleRecord, also where something else is open
            than was listed; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    transfer = work.kept.get(ForceTransfer, request.transfer_id)
    check_version(request.version, transfer.version, transfer.id, work)
    case = work.cases.get(transfer.case_id)
    if transfer.answer is not ForceAnswer.AWAITED or request.answer not in ENTRIES:
        raise RuleBroken("no_force_asked", reference=case.record.reference)
    if request.on < transfer.asked_on:
        raise RuleBroken("answered_before_asked", field="on", on=request.on, asked=transfer.asked_on)
    accepted = request.answer is ForceAnswer.ACCEPTED
    answered, said = _accept(request, transfer, case, work) if accepted else _end(request, transfer, case, work)
    work.cases.save(case)
    work.kept.save(replace(answered, answer=request.answer, answered_on=request.on, answered_by=work.act.officer_id))
    settle_case(case.record.id, work)
    work.audit.add(
        ENTRIES[request.answer],
        case_id=case.record.id,
        subject_id=transfer.id,
        force=transfer.force,
        on=request.on,
        **said,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)


def _accept(
    request: AnswerForce, transfer: ForceTransfer, case: Case, work: Work
) -> tuple[ForceTransfer, dict[str, object]]:
    """Close the case as transferred, with the same warnings as any closing."""
    reference = check_reference(request.reference)
    ladders = work.rules.agencies
    post = next((one for one in ladders.of(Holder.ANOTHER_FORCE) if one.id == request.accepted_by), None)
    if post is None:
        raise RuleBroken("role_of_agency_needed", field="accepted_by", agency=Holder.ANOTHER_FORCE)
    left = check_open_work(case, request.seen, work, settled=transfer.answered_id)
    without_review = check_reviewed(case, request.without_review)
    case.force_accepts(transfer.answered_id, request.on, work.rules, work.act)
    case.close(TRANSFERRED_OUTCOME, request.on, work.rules, work.act)
    said: dict[str, object] = {
        "post": post.name,
        "reference": reference,
        "without_review": without_review,
        "left_open": left,
    }
    return replace(transfer, reference=reference, accepted_by=post.id), said


def _end(
    request: AnswerForce, transfer: ForceTransfer, case: Case, work: Work
) -> tuple[ForceTransfer, dict[str, object]]:
    because = request.because.strip()
    if not because:
        raise RuleBroken("reason_needed", field="because")
    case.force_does_not_take_it(transfer.answered_id, request.on, because, work.rules, work.act)
    return replace(transfer, because=because), {"because": because}
