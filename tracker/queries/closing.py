"""What is still open in a case that is to be closed, and with which outcomes it may be."""

from functools import cache

from tracker.domain.approval import Approval
from tracker.domain.closing import reviewed_for_closing, still_open
from tracker.domain.protection import Protection
from tracker.domain.review import FollowUp
from tracker.queries.view import View
from tracker.resource_files import toml
from tracker.rows.closing import Closing, ClosingQuestion, OpenWorkRow, OutcomeRow
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore


def closing(question: ClosingQuestion, view: View) -> Closing:
    """Give what is open in a case; raises NotFound where it is out of scope."""
    case = CaseStore(view.connection, view.scope).get(question.case_id)
    kept = KeptStore(view.connection, view.scope)
    follow_ups, approvals = kept.of_case(FollowUp, case.record.id), kept.of_case(Approval, case.record.id)
    protections = kept.of_case(Protection, case.record.id)
    found = still_open(case, follow_ups, approvals, protections, view.rules, view.now)
    return Closing(
        case.record.id,
        case.record.reference,
        case.record.version,
        tuple(OpenWorkRow(one.kind, one.key, one.what, one.stands) for one in found),
        reviewed_for_closing(case),
        outcomes(),
        tuple(one.key for one in found),
    )


@cache
def outcomes() -> tuple[OutcomeRow, ...]:
    """Give the Home Office outcomes in order of their code; without what only another force closes a case with."""
    found = [one for one in toml("codes/outcomes.toml")["outcome"] if not one.get("by_transfer")]
    return tuple(OutcomeRow(one["code"], one["name"], bool(one.get("needs_reason"))) for one in found)
