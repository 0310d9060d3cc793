"""A single day that was given to another duty is free again."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may


@dataclass(frozen=True, slots=True)
class RemoveDutyDay:
    """Which day of duty will not be."""

    by: str
    duty_id: str


def remove_duty_day(request: RemoveDutyDay, work: Work) -> Changes:
    """Take the day away; that it was entered stays in the audit trail.

    Raises:
        RuleBroken: not allowed; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    duty = work.people.remove_duty_day(request.duty_id)
    work.audit.add("remove_duty_day", subject_id=duty.officer_id, on=duty.day, reason=duty.reason)
    return Changes.of(officer=[duty.officer_id])
