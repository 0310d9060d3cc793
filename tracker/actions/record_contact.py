"""A child or family was contacted, or could not be reached: how, with whom, and what they were told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case import Case
from tracker.domain.contact import MILESTONES_TOLD, Contact, ContactSafety, check_contact, told_everybody
from tracker.domain.milestone import check_date
from tracker.terms import ContactWay, ContactWith, NotReached, ToldOf

UPDATE = "child_and_family_update"


@dataclass(frozen=True, slots=True)
class RecordContact:
    """One contact on a day; `not_reached` says why it was none."""

    by: str
    case_id: str
    child_id: str
    on: date
    way: ContactWay | None = None
    who: ContactWith | None = None
    told: frozenset[ToldOf] = frozenset()
    not_reached: NotReached | None = None
    note: str = ""


def record_contact(request: RecordContact, work: Work) -> Changes:
    """Keep a contact: it updates the family, and completes what they had to be told of; an attempt does neither.

    Where a case has several children, something counts as told when every family has been told of it.

    Raises:
        RuleBroken: what to mind is not on record, or as `check_contact` and `check_date`; closed case; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    child = case.child(request.child_id)
    new = Contact(
        work.act.new_id(),
        case.record.id,
        child.id,
        request.on,
        request.way,
        request.who,
        request.told,
        request.not_reached,
        request.note.strip(),
        work.act.now,
        work.act.officer_id,
    )
    check_contact(new, work.kept.of_case(ContactSafety, case.record.id))
    check_date(request.on, case.record.reported_on, work.act)
    contacts = (*work.kept.of_case(Contact, case.record.id), new)
    if request.not_reached is None:
        case.happen(UPDATE, child.id, request.on, "", work.rules, work.act)
        completed = _tell(case, request.told, contacts, work)
        work.cases.save(case)
        settle_case(case.record.id, work)
    else:
        completed = 0
    work.kept.add(new)
    work.audit.add(
        "record_contact",
        case_id=case.record.id,
        subject_id=new.id,
        label=child.label,
        on=request.on,
        way=request.way,
        who=request.who,
        told=sorted(request.told),
        not_reached=request.not_reached,
        note=request.note.strip(),
        completed=completed,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=new.id)


def _tell(case: Case, told: Iterable[ToldOf], contacts: tuple[Contact, ...], work: Work) -> int:
    """Complete what the families had to be told of, where every one of them has been; give how much."""
    completed = 0
    for what in sorted(told):
        for kind in MILESTONES_TOLD[what]:
            for subject_id in case.subjects(work.rules.kind(kind).subject):
                waiting = case.waiting(kind, subject_id)
                if waiting is None:
                    continue
                starts = [clock.started_on for clock in case.clocks_of(waiting.id) if clock.started_on is not None]
                since = min(starts, default=case.record.reported_on)
                on = told_everybody(what, since, case.children, contacts)
                if on is not None:
                    case.complete_milestone(waiting.id, on, "", work.rules, work.act)
                    completed += 1
    return completed
