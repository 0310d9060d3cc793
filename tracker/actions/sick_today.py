"""An officer is sick today: away from now on, with somebody who stands in, in one step."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.actions.add_absence import record_absence
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.absences import SELF_CERTIFIED
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.people import Absence
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason


@dataclass(frozen=True, slots=True)
class SickToday:
    """Who is sick, and who stands in. Without a last day, it is the seventh: so long a person certifies alone."""

    by: str
    officer_id: str
    cover_id: str
    last_day: date | None = None


def sick_today(request: SickToday, work: Work) -> Changes:
    """Record the absence from today, and tell the open alerts to the cover; the result is the absence's id.

    Raises:
        RuleBroken: not allowed, no cover, has left, or as `check_absence`; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    if not request.cover_id:
        raise RuleBroken("cover_needed", field="cover_id")
    last = request.last_day or work.act.today + SELF_CERTIFIED - timedelta(days=1)
    absence = Absence(
        work.act.new_id(), request.officer_id, work.act.today, last, request.cover_id, AbsenceReason.SICK
    )  # fmt: skip
    told = record_absence(absence, work)
    work.audit.add(
        "sick_today", subject_id=absence.officer_id, first=absence.first_day, last=absence.last_day,
        cover=absence.cover_id, told=told,
    )  # fmt: skip
    return Changes.of(officer=[absence.officer_id], alert=None, result=absence.id)
