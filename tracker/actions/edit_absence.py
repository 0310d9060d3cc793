"""Change an absence: its days, reason or cover."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.actions.add_absence import check_against_others
from tracker.actions.telling import staff_of, tell_who_is_here
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.terms import AbsenceReason


@dataclass(frozen=True, slots=True)
class EditAbsence:
    """An absence as it is from now on. `version` is the absence's as the person saw it."""

    by: str
    absence_id: str
    version: int
    first_day: date
    last_day: date
    reason: AbsenceReason
    cover_id: str | None = None


def edit_absence(request: EditAbsence, work: Work) -> Changes:
    """Change an absence; open alerts are told to who stands in now.

    Raises:
        RuleBroken: not allowed, or as `check_absence`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    before = work.people.absence(request.absence_id)
    check_version(request.version, before.version, before.officer_id, work)
    absence = replace(
        before, first_day=request.first_day, last_day=request.last_day, reason=request.reason, cover_id=request.cover_id
    )
    check_against_others(absence, work)
    work.people.save_absence(absence)
    told = tell_who_is_here(work, staff_of(work))
    work.audit.add(
        "edit_absence", subject_id=absence.officer_id, first=absence.first_day, last=absence.last_day,
        reason=absence.reason, cover=absence.cover_id, told=told, was_first=before.first_day, was_last=before.last_day,
        was_cover=before.cover_id,
    )  # fmt: skip
    return Changes.of(officer=[absence.officer_id], alert=None)
