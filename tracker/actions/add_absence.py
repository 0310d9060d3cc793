"""Record that an officer is, or will be, away, and who stands in."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import staff_of, tell_who_is_here
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.absences import check_absence
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.people import Absence
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason


@dataclass(frozen=True, slots=True)
class AddAbsence:
    """An officer's absence, both days included."""

    by: str
    officer_id: str
    first_day: date
    last_day: date
    reason: AbsenceReason
    cover_id: str | None = None


def add_absence(request: AddAbsence, work: Work) -> Changes:
    """Record an absence; if it includes today, open alerts are told to who stands in. The result is its id.

    Raises:
        RuleBroken: not allowed, has left, or as `check_absence`; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    absence = Absence(
        work.act.new_id(), request.officer_id, request.first_day, request.last_day, request.cover_id, request.reason
    )  # fmt: skip
    told = record_absence(absence, work)
    work.audit.add(
        "add_absence", subject_id=absence.officer_id, first=absence.first_day, last=absence.last_day,
        reason=absence.reason, cover=absence.cover_id, told=told,
    )  # fmt: skip
    return Changes.of(officer=[absence.officer_id], alert=None, result=absence.id)


def record_absence(absence: Absence, work: Work) -> int:
    """Check and store an absence, and tell open alerts to who stands in; give how many times somebody was told."""
    officer = work.people.officer(absence.officer_id)
    if not officer.active:
        raise RuleBroken("officer_has_left", field="officer_id", officer=officer.title())
    check_against_others(absence, work)
    work.people.add_absence(absence)
    return tell_who_is_here(work, staff_of(work))


def check_against_others(absence: Absence, work: Work) -> None:
    """Refuse an absence that cannot be, beside what is on record of the officer and the cover."""
    cover = None if absence.cover_id is None else work.people.officer(absence.cover_id)
    concerned = [absence.officer_id] if cover is None else [absence.officer_id, cover.id]
    check_absence(absence, cover, work.people.absences_of(concerned))
