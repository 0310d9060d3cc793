"""A person gives up a saved filter."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.errors import NotFound


@dataclass(frozen=True, slots=True)
class DeleteFilter:
    """Which of the person's own filters."""

    by: str
    filter_id: str


def delete_filter(request: DeleteFilter, work: Work) -> Changes:
    """Delete a filter of the person who asks; raises NotFound for anybody else's."""
    if all(one.id != request.filter_id for one in work.filters.of_officer(work.act.officer_id)):
        raise NotFound("not_found")
    work.filters.remove(request.filter_id)
    work.audit.add("delete_filter", subject_id=request.filter_id)
    return Changes(result=request.filter_id)
