"""Another agency was chased: how, with what answer, what was promised, and when somebody asks again."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.about_agencies import chased_milestone, complete_chase
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import Chase, check_chase
from tracker.terms import ChaseWay, Holder


@dataclass(frozen=True, slots=True)
class RecordChase:
    """An agency was chased about a milestone, or about the case where none is named.

    `role` is a post of the agency, from the list of its posts; `wait_over` ends the recorded wait of the milestone.
    """

    by: str
    case_id: str
    agency: Holder
    on: date
    how: ChaseWay
    milestone_id: str = ""
    role: str = ""
    promised_by: date | None = None
    answer: str = ""
    next_step: str = ""
    next_chase: date | None = None
    wait_over: bool = False


def record_chase(request: RecordChase, work: Work) -> Changes:
    """Record a chase; it is activity on the case, and gives an open wait for that agency its next step, or ends it.

    The result is the chase's id.

    Raises:
        RuleBroken: closed case, nobody who is chased, days that cannot be, or what is chased is done; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    chased = chased_milestone(case, request.milestone_id, request.on)
    event_id = complete_chase(case, chased, request.on, "", work)
    milestone_id = chased.id if chased is not None else ""
    next_step = request.next_step.strip()
    replaced = None
    if request.wait_over and milestone_id:
        case.end_delay(milestone_id, request.on, work.rules, work.act)
    elif next_step and milestone_id:
        replaced = case.renew_delay(milestone_id, request.agency, next_step)
    chase = Chase(
        work.act.new_id(),
        case.record.id,
        milestone_id,
        request.agency,
        request.on,
        request.how,
        request.role,
        request.promised_by,
        request.answer.strip(),
        next_step,
        request.next_chase,
        event_id,
        replaced,
        work.act.now,
        work.act.officer_id,
    )
    check_chase(chase, work.rules.agencies, work.act.today)
    work.cases.save(case)
    work.kept.add(chase)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_chase",
        case_id=case.record.id,
        subject_id=chase.id,
        milestone=chased.kind if chased is not None else None,
        agency=chase.agency,
        post=work.rules.agencies.name(chase.role),
        how=chase.how,
        on=chase.on,
        answer=chase.answer,
        promised_by=chase.promised_by,
        next_step=next_step,
        next_chase=chase.next_chase,
        wait_over=request.wait_over,
    )
    return Changes.of(case=[case.record.id], milestone=[milestone_id or event_id], alert=None, result=chase.id)
