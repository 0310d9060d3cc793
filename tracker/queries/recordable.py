"""What can be recorded of a case now, from the catalogue of milestone kinds and from what was done already."""

from tracker.domain.case import Case
from tracker.domain.case_limits import CUSTODY_ROW
from tracker.domain.case_transfer import ALLOCATED
from tracker.domain.milestone_plan import MilestoneKind, Opened
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.transfer import OF_TRANSFERS
from tracker.queries.view import View
from tracker.rows.recordable import CustodyLimitRow, EventKindRow, Recordable, RecordableQuestion
from tracker.storage.case_store import CaseStore
from tracker.terms import REVIEWS, TO_BE_DONE

SENT = "sent_to_crown_court"
BY_A_FORM_OF_ITS_OWN = frozenset({ALLOCATED, *REVIEWS, *OF_TRANSFERS})


def recordable(question: RecordableQuestion, view: View) -> Recordable:
    """Give what can be recorded of a case; raises NotFound where it does not exist or is out of scope."""
    case = CaseStore(view.connection, view.scope).get(question.case_id)
    return Recordable(recordable_kinds(case, view.rules), _custody_limits(view))


def recordable_kinds(case: Case, rules: RuleBook) -> tuple[EventKindRow, ...]:
    """Give the kinds of event that can be recorded of a case, each with the subjects to which it can happen now."""
    by_the_hour = rules.kinds_by_the_hour()
    return tuple(
        EventKindRow(kind.id, kind.name, kind.subject, subjects, kind.note, kind.id in by_the_hour)
        for kind in rules.catalogue.kinds.values()
        if kind.opened is not Opened.PROGRAM
        and kind.id not in BY_A_FORM_OF_ITS_OWN
        and (subjects := _still_open(kind, case))
    )


def _still_open(kind: MilestoneKind, case: Case) -> tuple[str, ...]:
    """Give the subjects to which something may still happen: it is waited for, new, or may happen again."""
    again = kind.recurs or kind.repeats
    known: dict[str, bool] = {}
    for one in case.milestones.values():
        if one.kind == kind.id:
            known[one.subject_id] = known.get(one.subject_id, False) or one.state in TO_BE_DONE
    return tuple(subject for subject in case.subjects(kind.subject) if again or known.get(subject, True))


def _custody_limits(view: View) -> tuple[CustodyLimitRow, ...]:
    pack = view.rules.pack
    ids = dict.fromkeys(limit.id for limit in pack.limits if limit.row == CUSTODY_ROW)
    rules = ((limit, rule_of(limit)) for limit in (pack.versions(limit_id)[-1] for limit_id in ids))
    return tuple(CustodyLimitRow(limit.id, limit.name, rule.amount, SENT in rule.starts) for limit, rule in rules)
