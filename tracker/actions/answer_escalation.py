"""The agency answered an escalation."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import Escalation, check_line
from tracker.domain.milestone import check_date
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class AnswerEscalation:
    """What the agency answered, and on which day. `version` is the escalation's as the person saw it."""

    by: str
    escalation_id: str
    version: int
    on: date
    answer: str


def answer_escalation(request: AnswerEscalation, work: Work) -> Changes:
    """Keep the answer to an escalation; a later one takes its place, and both stay in the history.

    Raises:
        RuleBroken: no answer, before the escalation or in the future, or it was withdrawn; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    escalation = work.kept.get(Escalation, request.escalation_id)
    check_version(request.version, escalation.version, escalation.id, work)
    answer = request.answer.strip()
    if escalation.withdrawn_at is not None:
        raise RuleBroken("chase_withdrawn")
    if not answer:
        raise RuleBroken("answer_needed", field="answer")
    check_line(answer, "answer")
    check_date(request.on, escalation.on, work.act, any_age=True)
    work.kept.save(replace(escalation, answer=answer, answered_on=request.on))
    work.audit.add(
        "answer_escalation",
        case_id=escalation.case_id,
        subject_id=escalation.id,
        agency=escalation.agency,
        post=work.rules.agencies.name(escalation.role),
        answered_on=request.on,
        answer=answer,
    )
    return Changes.of(case=[escalation.case_id])
