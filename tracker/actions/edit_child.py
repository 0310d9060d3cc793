"""What is known of a child in a case is put right."""

from dataclasses import dataclass, replace

from tracker.actions.open_case import NewChild, child_of
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_checks import check_label


@dataclass(frozen=True, slots=True)
class EditChild:
    """The facts of a child as they shall be. `version` is the child's as the person saw it."""

    by: str
    case_id: str
    child_id: str
    version: int
    child: NewChild


def edit_child(request: EditChild, work: Work) -> Changes:
    """Store the facts; targets that turn on age or rights are counted again, on record.

    Raises:
        RuleBroken: no label, one in use in this case, an age that cannot be, or a closed case; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    was = case.child(request.child_id)
    check_version(request.version, was.version, was.id, work)
    check_label(request.child.label, (one.label for one in case.children.values() if one.id != was.id))
    now = replace(child_of(request.child, case.record.id, was.id), version=was.version)
    case.change_child(now, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    changed = [name for name in NewChild.__slots__ if getattr(now, name) != getattr(was, name)]
    work.audit.add("edit_child", case_id=case.record.id, subject_id=was.id, label=now.label, fields=changed)
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
