"""A single day of an officer is given to court, training or another duty."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.absences import check_duty_day
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.people import DutyDay
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason


@dataclass(frozen=True, slots=True)
class AddDutyDay:
    """Whose day is for what. The officer still is told of alerts; the day lowers the capacity."""

    by: str
    officer_id: str
    day: date
    reason: AbsenceReason


def add_duty_day(request: AddDutyDay, work: Work) -> Changes:
    """Record the day; the result is its id.

    Raises:
        RuleBroken: not allowed, has left, or as `check_duty_day`; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    officer = work.people.officer(request.officer_id)
    if not officer.active:
        raise RuleBroken("officer_has_left", field="officer_id", officer=officer.title())
    duty = DutyDay(work.act.new_id(), officer.id, request.day, request.reason)
    check_duty_day(duty, work.people.duty_days_of(officer.id), work.people.absences_of([officer.id]))
    work.people.add_duty_day(duty)
    work.audit.add("add_duty_day", subject_id=officer.id, on=duty.day, reason=duty.reason)
    return Changes.of(officer=[officer.id], result=duty.id)
