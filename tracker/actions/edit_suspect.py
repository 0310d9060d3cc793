"""What is known of a suspect in a case is put right."""

from dataclasses import dataclass, replace

from tracker.actions.open_case import NewSuspect
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_checks import check_label


@dataclass(frozen=True, slots=True)
class EditSuspect:
    """The facts of a suspect as they shall be. `version` is the suspect's as the person saw it."""

    by: str
    case_id: str
    suspect_id: str
    version: int
    suspect: NewSuspect


def edit_suspect(request: EditSuspect, work: Work) -> Changes:
    """Store the facts; targets that turn on access to children are counted again, on record.

    Raises:
        RuleBroken: no label, one in use in this case, or a closed case; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    was = case.suspect(request.suspect_id)
    check_version(request.version, was.version, was.id, work)
    new = request.suspect
    label = check_label(new.label, (one.label for one in case.suspects.values() if one.id != was.id))
    now = replace(
        was, label=label, records_number=new.records_number.strip(), access_to_children=new.access_to_children
    )
    case.change_suspect(now, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    changed = [name for name in NewSuspect.__slots__ if getattr(now, name) != getattr(was, name)]
    work.audit.add("edit_suspect", case_id=case.record.id, subject_id=was.id, label=label, fields=changed)
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
