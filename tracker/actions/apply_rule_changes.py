"""Apply new calendars and new versions of limits: the live clocks move, each with a note."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.rule_plan import RulePlan
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.rule_changes import SuppliedFile
from tracker.terms import CalendarName

CALENDARS = "calendars"


@dataclass(frozen=True, slots=True)
class ApplyRuleChanges:
    """What waits is applied, or a file that the force supplies. `seen` is the digest of the preview that was shown."""

    by: str
    seen: str
    reason: str
    file: SuppliedFile | None = None


def apply_rule_changes(
    request: ApplyRuleChanges, work: Work, shipped: Callable[[], Mapping[CalendarName, CalendarFile]]
) -> Changes:
    """Write the new versions and recalculate the live clocks; the result is how many have another date or mark.

    Raises:
        RuleBroken: not for this role, no reason, nothing waits, or the file is refused.
        StaleRecord: the preview is no longer true.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    reason = check_reason(request.reason)
    plan = work.rule_changes.plan(shipped(), request.file)
    if not plan:
        raise RuleBroken("nothing_to_apply")
    if plan.seen != request.seen:
        raise StaleRecord("preview_out_of_date")
    work.rule_changes.apply(plan)
    work.alerts.settle(work.act.now)
    for case_id in _late_again(plan, work):
        settle_case(case_id, work)
    shown = [one for one in plan.recalculations if one.shows]
    work.audit.add(
        "apply_rule_changes",
        subject_id=CALENDARS,
        reason=reason,
        changes=list(plan.changes),
        versions={change.name.value: change.new.version for change in plan.calendars},
        source=request.file.name if request.file else "",
        moved=len(shown),
        cases=sorted({one.case_id for one in plan.recalculations}),
    )
    return Changes.of(case=None, milestone=None, alert=None, result=len(shown))


def _late_again(plan: RulePlan, work: Work) -> list[str]:
    """Give the cases whose clocks may be back at a date of which somebody had been told; a first move never is."""
    moved = (one for one in plan.recalculations if one.place > 1 and one.moves)
    return sorted({one.case_id for one in moved if one.is_overdue(work.act.now)})
