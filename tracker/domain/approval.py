"""Approval: what a detective asks a supervisor to approve; nothing moves until it is approved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tracker.domain.act import Act
from tracker.errors import RuleBroken
from tracker.terms import ApprovalKind, ApprovalState


@dataclass(frozen=True, slots=True)
class Approval:
    """A request as it was made, kept until it is approved, refused or withdrawn, and after that.

    Args:
        request: the values of the request, with what the person saw of what it changes.
        because: why it was refused, or what was said to the approval.
        seen_at: when whoever asked said that they have seen the decision.
    """

    id: str
    case_id: str
    kind: ApprovalKind
    milestone_id: str
    request: Mapping[str, Any]
    reason: str
    asked_by: str
    asked_at: datetime
    state: ApprovalState = ApprovalState.ASKED
    decided_by: str = ""
    decided_at: datetime | None = None
    because: str = ""
    seen_at: datetime | None = None
    version: int = 1

    def decided(self, state: ApprovalState, because: str, act: Act) -> "Approval":
        """Give it as decided by who acts.

        Raises:
            RuleBroken: decided already; one's own; refused without a reason.
        """
        if self.state is not ApprovalState.ASKED:
            raise RuleBroken("approval_decided", state=self.state)
        if self.asked_by == act.officer_id:
            raise RuleBroken("approval_own")
        if state is ApprovalState.REFUSED and not because.strip():
            raise RuleBroken("reason_needed", field="because")
        return replace(self, state=state, decided_by=act.officer_id, decided_at=act.now, because=because.strip())

    def withdrawn(self, act: Act) -> "Approval":
        """Give it as withdrawn by whoever asked.

        Raises:
            RuleBroken: decided already, or asked by somebody else.
        """
        if self.state is not ApprovalState.ASKED:
            raise RuleBroken("approval_decided", state=self.state)
        if self.asked_by != act.officer_id:
            raise RuleBroken("approval_of_another")
        return replace(self, state=ApprovalState.WITHDRAWN, decided_by=act.officer_id, decided_at=act.now)

    def seen(self, act: Act, *, seen: bool = True) -> "Approval":
        """Give it as seen by whoever asked, or as not seen after all.

        Raises:
            RuleBroken: asked by somebody else, or not decided yet.
        """
        if self.asked_by != act.officer_id:
            raise RuleBroken("decision_of_another")
        if self.state not in (ApprovalState.APPROVED, ApprovalState.REFUSED):
            raise RuleBroken("not_decided")
        return replace(self, seen_at=act.now if seen else None)
