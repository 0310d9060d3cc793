"""Material that was asked for has come, or was refused: its clock stops, and nobody waits for it any more."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import check_line
from tracker.domain.drift import worst_drift
from tracker.domain.third_party import ThirdPartyRequest, check_answer
from tracker.errors import RuleBroken
from tracker.terms import TO_BE_DONE, MilestoneState


@dataclass(frozen=True, slots=True)
class AnswerThirdParty:
    """How a request ended, on a day. `version` is the request's as the person saw it."""

    by: str
    request_id: str
    version: int
    on: date
    refused: bool = False
    refusal: str = ""


def answer_third_party(request: AnswerThirdParty, work: Work) -> Changes:
    """Record that material came or was refused; the result is the drift of its milestone in working days.

    Raises:
        RuleBroken: closed case, answered or withdrawn already, no reason of a refusal, or a day that cannot be;
            StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    asked = work.kept.get(ThirdPartyRequest, request.request_id)
    check_version(request.version, asked.version, asked.id, work)
    refusal = request.refusal.strip()
    check_answer(asked, request.on, refused=request.refused, refusal=refusal)
    check_line(refusal, "refusal")
    case = work.cases.get(asked.case_id)
    received = case.milestone(asked.received_id)
    answered = asked.received_on is not None or asked.refused_on is not None
    if asked.withdrawn_at is not None or (answered and received.state is MilestoneState.DONE):
        raise RuleBroken("request_answered")
    if received.state in TO_BE_DONE:
        case.complete_milestone(received.id, request.on, refusal, work.rules, work.act)
    work.cases.save(case)
    received_on, refused_on = (None, request.on) if request.refused else (request.on, None)
    work.kept.save(replace(asked, refusal=refusal, received_on=received_on, refused_on=refused_on))
    settle_case(case.record.id, work)
    work.audit.add(
        "answer_third_party",
        case_id=case.record.id,
        subject_id=asked.id,
        source=asked.source,
        what=asked.what,
        answered_on=request.on,
        refused=request.refused,
        refusal=refusal,
    )
    late = worst_drift(case.clocks_of(received.id), work.rules.calendars, work.act.now)
    return Changes.of(case=[case.record.id], milestone=[received.id], alert=None, result=late)
