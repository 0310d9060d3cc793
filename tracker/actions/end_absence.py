"""An officer is back, or an absence that was entered will not be."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import staff_of, tell_who_is_here
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.absences import ended
from tracker.domain.access import RULE_KEEPERS, check_may


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """The day on which an officer is back. `version` is the absence's as the person saw it."""

    by: str
    absence_id: str
    version: int
    back_on: date


def end_absence(request: EndAbsence, work: Work) -> Changes:
    """End an absence; one that would not have begun by then is taken away. Alerts are told to who is back.

    Raises:
        RuleBroken: not allowed, or it is over by then; StaleRecord; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    before = work.people.absence(request.absence_id)
    check_version(request.version, before.version, before.officer_id, work)
    absence = ended(before, request.back_on)
    told = 0
    if absence is None:
        covers = {before.officer_id, before.cover_id or before.officer_id}
        work.people.remove_absence(before.id)
        told = tell_who_is_here(work, staff_of(work), also=covers)
    else:
        work.people.save_absence(absence)
        told = tell_who_is_here(work, staff_of(work))
    work.audit.add(
        "end_absence", subject_id=before.officer_id, back_on=request.back_on, first=before.first_day,
        was_last=before.last_day, told=told,
    )  # fmt: skip
    return Changes.of(officer=[before.officer_id], alert=None)
