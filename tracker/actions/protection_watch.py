"""Looks at what protects the children of a case, and keeps how it stands for lists and alerts."""

from tracker.actions.work import Work
from tracker.domain.case import Case
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.protection_standing import protection_standing

#: so many cases at a time, so that nobody waits for the sweep after an import
MOST_AT_ONCE = 200


def look_at_protection(case: Case, work: Work) -> None:
    """Keep how the children of a case stand now."""
    case_id = case.record.id
    standings = protection_standing(
        case,
        work.kept.of_case(Protection, case_id),
        work.kept.of_case(BailConditionRow, case_id),
        work.rules,
        work.act.today,
        imported=work.protection.imported(case_id),
    )
    work.protection.keep(case_id, standings)


def look_where_needed(work: Work) -> int:
    """Look at the cases that were touched, or whose protection has ended since; give how many."""
    case_ids, reached = work.protection.to_look_at(work.act.today, MOST_AT_ONCE)
    for case_id in case_ids:
        look_at_protection(work.cases.get(case_id), work)
    work.protection.looked_until(reached)
    return len(case_ids)
