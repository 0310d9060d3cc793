"""What must be minded before a child or family is contacted, and how often and how they want to hear."""

from dataclasses import dataclass

from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.contact import ContactSafety, check_safety
from tracker.terms import CaseStatus, ContactWay, ContactWith, SafeToContact

AGREED = "update_frequency_agreed"


@dataclass(frozen=True, slots=True)
class SetContactSafety:
    """The flags that hold from now on; `every_days` and `way` where they were agreed with the family."""

    by: str
    case_id: str
    child_id: str
    flags: frozenset[SafeToContact]
    through: ContactWith | None = None
    every_days: int | None = None
    way: ContactWay | None = None


def set_contact_safety(request: SetContactSafety, work: Work) -> Changes:
    """Keep the flags beside those before them; agreeing how often to update completes its milestone.

    Raises:
        RuleBroken: as `check_safety`; NotFound: no such child, or not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    child = case.child(request.child_id)
    check_safety(request.flags, request.through, request.every_days)
    through = request.through if SafeToContact.ONLY_THROUGH in request.flags else None
    new = ContactSafety(
        work.act.new_id(),
        case.record.id,
        child.id,
        request.flags,
        through,
        request.every_days,
        request.way,
        work.act.now,
        work.act.officer_id,
    )
    work.kept.add(new)
    waiting = case.waiting(AGREED, child.id)
    if request.every_days is not None and waiting is not None and case.record.status is not CaseStatus.CLOSED:
        case.complete_milestone(waiting.id, work.act.today, "", work.rules, work.act)
        work.cases.save(case)
        settle_case(case.record.id, work)
    work.audit.add(
        "set_contact_safety",
        case_id=case.record.id,
        subject_id=new.id,
        label=child.label,
        flags=sorted(request.flags),
        through=through,
        every_days=request.every_days,
        way=request.way,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=new.id)
