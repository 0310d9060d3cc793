"""A person saves a filter of the case list under a name, over an earlier one of that name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.saved_filter import SavedFilter, check_filter_name


@dataclass(frozen=True, slots=True)
class SaveFilter:
    """The name, and the choices of the filter's fields."""

    by: str
    name: str
    values: Mapping[str, str]


def save_filter(request: SaveFilter, work: Work) -> Changes:
    """Save a filter for the person who asks; the result is its id.

    Raises:
        RuleBroken: no name, or one that is too long.
    """
    name = check_filter_name(request.name)
    mine = work.filters.of_officer(work.act.officer_id)
    known = next((one for one in mine if one.name.casefold() == name.casefold()), None)
    values = {field: value for field, value in request.values.items() if value}
    if known is None:
        known = SavedFilter(work.act.new_id(), work.act.officer_id, name, values)
        work.filters.add(known)
    else:
        work.filters.save(replace(known, name=name, values=values))
    work.audit.add("save_filter", subject_id=known.id)
    return Changes(result=known.id)
