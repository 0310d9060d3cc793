"""Made-up requests for approval as rows, for tests of the window and for the gallery."""

from datetime import date, timedelta
from typing import Any

from tests.fakes import A_FRIDAY
from tracker.rows.approvals import ApprovalRow, Approvals
from tracker.terms import ApprovalKind, ApprovalState


def an_approval(number: int = 0, **other: Any) -> ApprovalRow:
    """Give a request of a detective's for a new date."""
    facts: dict[str, Any] = {
        "approval_id": f"approval-{number}",
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 97 * number:05}/26",
        "kind": ApprovalKind.RESCHEDULE,
        "milestone": "ABE interview, AB",
        "reason": "the child is unwell until the new year",
        "seen_due": date(2026, 11, 12),
        "since": None,
        "to": date(2027, 1, 8),
        "asked_by": "DC 3312 Patel",
        "asked_at": A_FRIDAY - timedelta(hours=5 + 20 * number),
        "state": ApprovalState.ASKED,
        "decided_by": "",
        "decided_at": None,
        "because": "",
        "mine": False,
        "may_decide": True,
        "changed": False,
        "version": 1,
    }
    return ApprovalRow(**(facts | other))


def some_approvals() -> Approvals:
    """Give one request of each kind, one's own, one that was overtaken, and one that was refused."""
    rows = (
        an_approval(0),
        an_approval(1, kind=ApprovalKind.NOT_REQUIRED, milestone="Scene examined", reason="scene was lost", to=None),
        an_approval(2, kind=ApprovalKind.PAUSE, since=date(2026, 11, 20), milestone="Investigation plan"),
        an_approval(3, changed=True),
        an_approval(4, mine=True, may_decide=False, asked_by="DS 902 Ade"),
        an_approval(
            5,
            mine=True,
            may_decide=False,
            asked_by="DS 902 Ade",
            state=ApprovalState.REFUSED,
            decided_by="DI 77 Lewis",
            decided_at=A_FRIDAY,
            because="hold it this month",
        ),
    )
    return Approvals(rows, 14, 4)
