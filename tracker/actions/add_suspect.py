"""A suspect is added to a case, with the milestones and clocks that follow from what has happened already."""

from dataclasses import dataclass

from tracker.actions.open_case import NewSuspect
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_checks import check_label
from tracker.domain.suspect import Suspect


@dataclass(frozen=True, slots=True)
class AddSuspect:
    """Which case, and what is known of the suspect: never a name."""

    by: str
    case_id: str
    suspect: NewSuspect


def add_suspect(request: AddSuspect, work: Work) -> Changes:
    """Add a suspect; the result is the id.

    Raises:
        RuleBroken: no label, one in use in this case, or a closed case; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    new = request.suspect
    label = check_label(new.label, (one.label for one in case.suspects.values()))
    number = new.records_number.strip()
    suspect = Suspect(work.act.new_id(), case.record.id, label, number, new.access_to_children)
    case.include_suspect(suspect, work.rules, work.act)
    work.cases.save(case)
    work.audit.add("add_suspect", case_id=case.record.id, subject_id=suspect.id, label=label)
    return Changes.of(case=[case.record.id], milestone=None, result=suspect.id)
