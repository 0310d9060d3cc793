"""A supervisor's review as a test records it: everything said, in made-up words."""

from datetime import date, timedelta
from typing import Any

from tests.cores import SUPERVISOR
from tracker.actions.record_review import LateAnswer, RecordReview
from tracker.bootstrap import Tracker
from tracker.rows.reviews import ReviewPositionQuestion, ReviewPositionRow
from tracker.terms import BailCheck, DelayReason, Escalation, OtherChildren, RiskTrend, Welfare


def a_review(position: ReviewPositionRow, kind: str, on: date, by: str = SUPERVISOR, **other: Any) -> RecordReview:
    """Give a whole review of a case that stands so."""
    due = next(row for row in position.due if row.kind == kind)
    facts: dict[str, Any] = {
        "by": by,
        "case_id": position.case_id,
        "milestone_id": due.milestone_id,
        "version": due.version,
        "on": on,
        "risk": RiskTrend.UNCHANGED,
        "risk_words": "the suspect has no contact",
        "others": OtherChildren.NONE_KNOWN,
        "voice": "seen at school, wants to know the next step",
        "enquiries": "phone open, house-to-house closed",
        "late": tuple(
            LateAnswer(row.milestone_id, row.cause or DelayReason.WORKLOAD, row.awaited, on + timedelta(days=14))
            for row in position.late
            if row.milestone_id != due.milestone_id
        ),
        "bail": BailCheck.KEPT if position.on_bail else None,
        "devices": "phone next at the laboratory" if position.devices_out else "",
        "cps": "waiting for triage" if position.with_cps else "",
        "agencies": "OIC rings the manager on Monday" if position.others_awaited else "",
        "escalation": Escalation.NOT_NEEDED,
        "welfare": Welfare.NO_CONCERN,
        "next_on": due.next_by if due.next_by is not None and due.next_by > on else position.next_on,
    }
    return RecordReview(**(facts | other))


def review(core: Tracker, case_id: str, kind: str, on: date, by: str = SUPERVISOR, **other: Any) -> RecordReview:
    """Record a whole review, and give what was recorded."""
    position: ReviewPositionRow = core.ask(ReviewPositionQuestion(by, case_id))
    request = a_review(position, kind, on, by, **other)
    core.do(request)
    return request
