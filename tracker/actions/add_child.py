"""A child is added to a case, with the milestones and clocks that follow from what has happened already."""

from dataclasses import dataclass

from tracker.actions.open_case import NewChild, child_of
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_checks import check_label


@dataclass(frozen=True, slots=True)
class AddChild:
    """Which case, and what is known of the child: never a name."""

    by: str
    case_id: str
    child: NewChild


def add_child(request: AddChild, work: Work) -> Changes:
    """Add a child; the result is its id.

    Raises:
        RuleBroken: no label, one in use in this case, an age that cannot be, or a closed case; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_label(request.child.label, (one.label for one in case.children.values()))
    child = child_of(request.child, case.record.id, work.act.new_id())
    case.include_child(child, work.rules, work.act)
    work.cases.save(case)
    work.audit.add("add_child", case_id=case.record.id, subject_id=child.id, label=child.label)
    return Changes.of(case=[case.record.id], milestone=None, result=child.id)
