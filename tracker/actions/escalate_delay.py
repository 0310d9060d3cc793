"""A delay is taken to a higher post of the agency: who asked, why, what is asked for and by when."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.about_agencies import chased_milestone
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import ESCALATED, Escalation, check_escalation
from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class EscalateDelay:
    """A delay of a milestone, or of the case where none is named, is escalated to a post of the agency.

    `asked_by` is the officer in whose name it is asked; the one who records it where it is empty.
    """

    by: str
    case_id: str
    agency: Holder
    role: str
    on: date
    why: str
    asked_for: str
    by_when: date
    milestone_id: str = ""
    asked_by: str = ""


def escalate_delay(request: EscalateDelay, work: Work) -> Changes:
    """Record an escalation; it is activity on the case, and the next step of an open wait. The result is its id.

    Raises:
        RuleBroken: closed case, no post above the one that is chased, no reason or wish, or days that cannot be;
            NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    asked_by = work.people.officer(request.asked_by or work.act.officer_id).id
    concerned = chased_milestone(case, request.milestone_id, request.on)
    event = case.happen(ESCALATED, case.record.id, request.on, "", work.rules, work.act)
    milestone_id = concerned.id if concerned is not None else ""
    asked_for = request.asked_for.strip()
    escalation = Escalation(
        work.act.new_id(),
        case.record.id,
        milestone_id,
        request.agency,
        request.role,
        request.on,
        asked_by,
        request.why.strip(),
        asked_for,
        request.by_when,
        event.id,
        case.renew_delay(milestone_id, request.agency, asked_for) if milestone_id else None,
        work.act.now,
        work.act.officer_id,
    )
    check_escalation(escalation, work.rules.agencies)
    work.cases.save(case)
    work.kept.add(escalation)
    settle_case(case.record.id, work)
    work.audit.add(
        "escalate_delay",
        case_id=case.record.id,
        subject_id=escalation.id,
        milestone=concerned.kind if concerned is not None else None,
        agency=escalation.agency,
        post=work.rules.agencies.name(escalation.role),
        on=escalation.on,
        asked_by=asked_by,
        why=escalation.why,
        asked_for=asked_for,
        by_when=escalation.by_when,
    )
    return Changes.of(case=[case.record.id], milestone=[milestone_id or event.id], alert=None, result=escalation.id)
